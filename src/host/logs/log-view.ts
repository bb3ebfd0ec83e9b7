import { basename } from 'node:path'
import { lineView } from '../../core/logs/line-view'
import { lineTime } from '../../core/logs/line-time'
import { asShown, type Matching } from '../../core/logs/matching'
import { redact } from '../../core/redact'
import type { LogLine, LogState, LogText } from '../../shared/logs'
import type { LineIndex } from './line-index'
import type { LineBytes } from './line-taking'
import { MergedRows, rowsOfFile, type RowSource } from './row-source'

/** Looked through in one go: short enough that whoever asks meanwhile doesn’t wait. */
const stepBytes = 1024 * 1024
/** A line up to this length is shown by its fields in the list. */
const listBytes = 64 * 1024
const mostTextBytes = 1024 * 1024
/** A secret at the place where a text is cut might not be known for one: what is this near isn’t shown. */
const marginChars = 4096
const tailBytes = 64 * 1024
const tailLines = 100
/** Lines without a time that are passed over to find one with it. */
const timelessLines = 50

/** The lines somebody looks at: of one file or several, all or those that match. */
export class LogView {
  private readonly rowSource: RowSource
  private readonly isMerged: boolean
  private wasReady = false

  constructor(
    private readonly indexes: readonly LineIndex[],
    { matching, merged }: { matching: Matching | null; merged: boolean },
    private readonly secrets: () => readonly string[],
  ) {
    this.isMerged = merged
    const shown = matching && asShown(matching, secrets())
    this.rowSource = merged ? new MergedRows(indexes, shown) : rowsOfFile(indexes[0]!, shown)
  }

  /** Does some of the work; false when nothing is left for now. */
  step(): boolean {
    return this.indexes.some((index) => index.grow(stepBytes)) || this.rowSource.step()
  }

  get rows(): number {
    return this.rowSource.rows
  }

  state(): Pick<LogState, 'rows' | 'lines' | 'phase' | 'part'> {
    return { rows: this.rows, lines: sumOf(this.indexes, (index) => index.total), ...this.progress() }
  }

  private progress(): Pick<LogState, 'phase' | 'part'> {
    const size = sumOf(this.indexes, (index) => index.size)
    const read = sumOf(this.indexes, (index) => index.end)
    const known = sumOf(this.indexes, (index) => index.linesEnd)
    const searched = this.rowSource.searched ?? known
    // A line or two that have just come are no work to speak of.
    const left = size - read + known - searched
    this.wasReady = left === 0 || (this.wasReady && left < stepBytes)
    if (this.wasReady) return { phase: 'ready', part: 1 }
    return read < size ? { phase: 'reading', part: read / size } : { phase: 'searching', part: searched / size }
  }

  lines(from: number, count: number): LogLine[] {
    const last = Math.min(from + count, this.rows)
    const lines: LogLine[] = []
    while (from + lines.length < last) {
      const row = from + lines.length
      const { index, line } = this.rowSource.place(row)
      const read = index.read(line, this.following(row, last), listBytes)
      if (read.length === 0) break
      lines.push(...read.map((one, place) => this.view(one, row + place, index)))
    }
    return lines
  }

  /** The newest lines of a file that is still being looked through; their rows aren’t known and count down from -1. */
  tail(): LogLine[] {
    const [index] = this.indexes
    if (!index || this.isMerged) return []
    const from = Math.max(0, index.size - tailBytes)
    // The first one may be torn.
    const found = index.bytes(from, tailBytes).toString('latin1').split('\n').slice(from > 0 ? 1 : 0).filter((line) => line !== '').slice(-tailLines)
    return found.map((line, place) => this.view({ head: Buffer.from(line, 'latin1'), bytes: line.length }, place - found.length, index))
  }

  /** One line as a whole, up to a limit; null for a row that isn’t there. */
  text(row: number): LogText | null {
    if (row >= this.rows) return null
    const { index, line } = this.rowSource.place(row)
    const [read] = index.read(line, 1, mostTextBytes)
    if (!read) return null
    const clean = redact(decoded(read.head), this.secrets())
    const cut = read.bytes > mostTextBytes
    return { path: index.path, line: line + 1, bytes: read.bytes, text: cut ? clean.slice(0, -marginChars) : clean, cut }
  }

  /** The first row at or after a moment; the last one where there is none. 0 when there are no rows. */
  rowAt(at: number): number {
    let [from, to] = [0, this.rows]
    while (from < to) {
      const middle = (from + to) >>> 1
      if ((this.timeNear(middle) ?? -Infinity) >= at) to = middle
      else from = middle + 1
    }
    return Math.max(0, Math.min(from, this.rows - 1))
  }

  /** How many rows from this one on are lines that follow one another in one file. */
  private following(row: number, last: number): number {
    const first = this.rowSource.place(row)
    let count = 1
    for (; row + count < last; count++) {
      const next = this.rowSource.place(row + count)
      if (next.index !== first.index || next.line !== first.line + count) break
    }
    return count
  }

  private timeNear(row: number): number | null {
    for (let place = row; place < Math.min(row + timelessLines, this.rows); place++) {
      const { index, line } = this.rowSource.place(place)
      const [read] = index.read(line, 1, listBytes)
      const at = read ? lineTime(read.head.toString('latin1')) : null
      if (at !== null) return at
    }
    return null
  }

  private view({ head, bytes }: LineBytes, row: number, index: LineIndex): LogLine {
    return lineView({ row, text: decoded(head), cut: bytes > head.length, file: this.isMerged ? basename(index.path) : null }, this.secrets())
  }
}

const sumOf = (indexes: readonly LineIndex[], figure: (index: LineIndex) => number): number => indexes.reduce((sum, index) => sum + figure(index), 0)

/** Without the signs some programs begin a file or end a line with. */
const decoded = (bytes: Buffer): string => bytes.toString('utf8').replace(/^\uFEFF|\r$/g, '')

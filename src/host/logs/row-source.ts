import { lineTime } from '../../core/logs/line-time'
import type { Matching } from '../../core/logs/matching'
import { GrowingNumbers } from './growing'
import type { LineIndex } from './line-index'
import { LineSearch } from './line-search'

/** Where a row’s line is. */
export interface RowPlace {
  index: LineIndex
  line: number
}

/** Which lines are shown, in which order. Rows only ever grow in count. */
export interface RowSource {
  readonly rows: number
  /** Bytes searched; null where nothing is looked for. */
  readonly searched: number | null
  /** Takes in some of what has been indexed; false when that is all for now. */
  step(): boolean
  place(row: number): RowPlace
}

/** Every line of a file, or those that match. */
export function rowsOfFile(index: LineIndex, matching: Matching | null): RowSource {
  return matching ? new FoundRows(new LineSearch(index, matching)) : { get rows() { return index.total }, searched: null, step: () => false, place: (line) => ({ index, line }) }
}

class FoundRows implements RowSource {
  constructor(private readonly search: LineSearch) {}

  get rows(): number {
    return this.search.found.length + (this.search.tornMatches ? 1 : 0)
  }

  get searched(): number {
    return this.search.at
  }

  step(): boolean {
    return this.search.step()
  }

  place(row: number): RowPlace {
    const { index, found } = this.search
    return { index, line: row < found.length ? found.at(row) : index.lines }
  }
}

const every: Matching = { place: null, test: () => true, testPlaced: () => true }

/** Lines of several files by their time. What comes later goes to the end, whatever time it bears: rows that are shown stay where they are. */
export class MergedRows implements RowSource {
  private readonly files: MergedFile[]
  private readonly fileOf = new GrowingNumbers()
  private readonly lineOf = new GrowingNumbers()

  constructor(indexes: readonly LineIndex[], matching: Matching | null) {
    this.files = indexes.map((index) => new MergedFile(index, matching ?? every))
  }

  get rows(): number {
    return this.fileOf.length
  }

  get searched(): number {
    return this.files.reduce((sum, { search }) => sum + search.at, 0)
  }

  step(): boolean {
    // One that has more to read is read first: rows follow once every file is known.
    if (this.files.some(({ search }) => search.step())) return true
    this.merge()
    return false
  }

  place(row: number): RowPlace {
    return { index: this.files[this.fileOf.at(row)]!.search.index, line: this.lineOf.at(row) }
  }

  private merge(): void {
    for (let next = this.earliest(); next !== -1; next = this.earliest()) {
      this.fileOf.push(next)
      this.lineOf.push(this.files[next]!.takeLine())
    }
  }

  /** The file whose next line is the oldest; -1 when all are taken. */
  private earliest(): number {
    let [best, bestAt] = [-1, Infinity]
    for (const [place, file] of this.files.entries()) {
      if (file.nextAt >= bestAt) continue
      best = place
      bestAt = file.nextAt
    }
    return best
  }
}

class MergedFile {
  readonly search: LineSearch
  private readonly times = new GrowingNumbers()
  private latest = 0
  private taken = 0

  constructor(index: LineIndex, matching: Matching) {
    this.search = new LineSearch(index, matching, (line) => {
      // A line without a time, or with an earlier one, belongs to the one before it.
      this.latest = Math.max(this.latest, lineTime(line) ?? 0)
      this.times.push(this.latest)
    })
  }

  /** Infinity when there is none. */
  get nextAt(): number {
    return this.taken < this.times.length ? this.times.at(this.taken) : Infinity
  }

  takeLine(): number {
    return this.search.found.at(this.taken++)
  }
}

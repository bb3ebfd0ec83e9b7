import type { Matching } from '../../core/logs/matching'
import { GrowingNumbers } from './growing'
import type { LineIndex } from './line-index'

const usualBytes = 1024 * 1024
/** Of a line longer than this only so much is searched. */
const mostBytes = 16 * 1024 * 1024

/** Looks for matching lines among those an index knows, and goes on where more come. */
export class LineSearch {
  /** Numbers of the lines that match. */
  readonly found = new GrowingNumbers()
  /** Bytes looked through; always a line’s beginning. */
  at = 0
  private line = 0
  private chunkBytes = usualBytes

  constructor(
    readonly index: LineIndex,
    private readonly matching: Matching,
    private readonly onFound: (line: string) => void = () => {},
  ) {}

  /** Searches some more; false when all known lines are. */
  step(): boolean {
    const left = this.index.linesEnd - this.at
    if (left <= 0) return false
    const chunk = this.index.bytes(this.at, Math.min(left, this.chunkBytes))
    // It was cut off meanwhile: whoever looks after the file begins anew.
    if (chunk.length === 0) return false
    const end = chunk.lastIndexOf('\n') + 1
    if (end > 0) {
      this.searchIn(chunk.toString('latin1', 0, end))
      this.at += end
      this.chunkBytes = usualBytes
    } else if (this.chunkBytes < mostBytes) this.chunkBytes *= 2
    else this.searchLong(chunk)
    return this.at < this.index.linesEnd
  }

  /** Whether a last line without an end matches, as it is now. */
  get tornMatches(): boolean {
    const { isTornShown, linesEnd, end } = this.index
    return isTornShown && this.matching.test(this.index.bytes(linesEnd, Math.min(end - linesEnd, mostBytes)).toString('latin1'))
  }

  private searchIn(text: string): void {
    let from = 0
    while (from < text.length) {
      from = this.passTo(this.nextPlace(text, from), text, from)
      if (from >= text.length) return
      const end = text.indexOf('\n', from)
      this.testLine(text.slice(from, end), this.matching.place !== null)
      from = end + 1
    }
  }

  /** Where the next line that may match has what is looked for. */
  private nextPlace(text: string, from: number): number {
    const { place } = this.matching
    if (!place) return from
    place.lastIndex = from
    return place.exec(text)?.index ?? text.length
  }

  /** Counts the lines before the one that holds `place`; its beginning. */
  private passTo(place: number, text: string, from: number): number {
    let begin = from
    for (let end = text.indexOf('\n', begin); end !== -1 && end < place; end = text.indexOf('\n', begin)) {
      begin = end + 1
      this.line++
    }
    return begin
  }

  private testLine(line: string, isPlaced: boolean): void {
    if (isPlaced ? this.matching.testPlaced(line) : this.matching.test(line)) {
      this.found.push(this.line)
      this.onFound(line)
    }
    this.line++
  }

  private searchLong(chunk: Buffer): void {
    const next = this.index.afterLong(this.line)
    this.testLine(chunk.toString('latin1'), false)
    this.at = next
    this.chunkBytes = usualBytes
  }
}

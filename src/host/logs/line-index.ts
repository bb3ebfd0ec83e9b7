import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { GrowingNumbers } from './growing'
import { type LineBytes, LineTaking } from './line-taking'

const newline = 10
/** One place in so many lines, or bytes, is remembered: near enough that any line is found by one small read. */
const blockLines = 128
const blockBytes = 64 * 1024
const sniffedBytes = 8192
/** By so many bytes it is seen whether a file is still the one that was read. */
const markBytes = 64
/** Read for lines at a time, at most. */
const readBytes = 256 * 1024

/** Knows where the lines of one file are, without keeping them. The file stays open: what was seen of it can be read even when it is renamed or removed. */
export class LineIndex {
  /** Lines with an end. */
  lines = 0
  /** Where the line after them begins. */
  linesEnd = 0
  /** Bytes looked through. */
  end = 0
  /** What follows the last end is taken for a line: nothing was added to it for a while. */
  isTornShown = false
  /** The last bytes before `end`. */
  private mark: Buffer = Buffer.alloc(0)
  private readonly blockLine = new GrowingNumbers()
  private readonly blockAt = new GrowingNumbers()

  private constructor(
    readonly path: string,
    private readonly file: number,
    private readonly identity: string,
  ) {
    this.remember()
  }

  /** Throws what the file system throws. */
  static open(path: string): LineIndex {
    const file = openSync(path, 'r')
    const { dev, ino } = fstatSync(file)
    return new LineIndex(path, file, `${dev}:${ino}`)
  }

  close(): void {
    closeSync(this.file)
  }

  get size(): number {
    return fstatSync(this.file).size
  }

  /** Lines that can be read. */
  get total(): number {
    return this.isTornShown ? this.lines + 1 : this.lines
  }

  /** Text has no zero bytes; what is compressed, or a database, does. */
  get isText(): boolean {
    return !this.bytes(0, sniffedBytes).includes(0)
  }

  /** What became of the file under this path: the same, another one (or this one cut off), or none. */
  get fate(): 'same' | 'replaced' | 'gone' {
    const now = statSync(this.path, { throwIfNoEntry: false })
    if (!now) return 'gone'
    return `${now.dev}:${now.ino}` === this.identity && now.size >= this.end && this.isMarked ? 'same' : 'replaced'
  }

  /** Emptied and written on beyond where it was, a file has other bytes there. */
  private get isMarked(): boolean {
    return this.bytes(this.end - this.mark.length, this.mark.length).equals(this.mark)
  }

  /** Looks through some more of the file; false when there is nothing more for now. */
  grow(most: number): boolean {
    const chunk = this.bytes(this.end, Math.min(most, this.size - this.end))
    if (chunk.length === 0) return false
    this.isTornShown = false
    let from = 0
    for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, from)) {
      from = at + 1
      this.endLine(this.end + from)
    }
    this.end += chunk.length
    // A copy: else few bytes would hold all of a chunk.
    this.mark = Buffer.from(chunk.subarray(-markBytes))
    return true
  }

  /** Takes what follows the last end for a line, until more of it comes. Tells whether that is news. */
  showTorn(): boolean {
    if (this.isTornShown || this.end === this.linesEnd) return false
    this.isTornShown = true
    return true
  }

  /** Bytes of the file; fewer where it ends. */
  bytes(from: number, count: number): Buffer {
    const buffer = Buffer.allocUnsafe(Math.max(0, count))
    return buffer.subarray(0, readSync(this.file, buffer, 0, buffer.length, from))
  }

  /** Where the line after a line of more than a block begins. */
  afterLong(line: number): number {
    return this.blockAt.at(this.blockLine.lastUpTo(line + 1))
  }

  /** Lines from a number on (0-based), each at most `keep` bytes of it. */
  read(line: number, count: number, keep: number): LineBytes[] {
    const block = this.blockLine.lastUpTo(line)
    const taking = new LineTaking(line - this.blockLine.at(block), count, keep)
    let at = this.blockAt.at(block)
    const next = this.blockLine.lastUpTo(line + count) + 1
    let wanted = next < this.blockAt.length ? this.blockAt.at(next) - at : readBytes
    while (!taking.isDone && at < this.end) {
      const chunk = this.bytes(at, Math.min(wanted, readBytes, this.end - at))
      if (chunk.length === 0) break
      taking.take(chunk)
      at += chunk.length
      wanted = readBytes
    }
    return taking.finish()
  }

  private endLine(next: number): void {
    this.lines++
    this.linesEnd = next
    const last = this.blockLine.length - 1
    if (this.lines - this.blockLine.at(last) >= blockLines || next - this.blockAt.at(last) >= blockBytes) this.remember()
  }

  private remember(): void {
    this.blockLine.push(this.lines)
    this.blockAt.push(this.linesEnd)
  }
}

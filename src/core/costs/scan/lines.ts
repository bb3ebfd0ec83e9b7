import type { FileContext, Format } from '../../plugin'
import type { Batch } from '../batch'
import { CarefulReader, trimmed, type Codec } from './careful'
import { BatchColumns } from './columns'
import { DocumentScanner, linesOf } from './document'
import { LineScanner } from './scanner'
import { beyondBytes, type Desk } from './desk'

/** A longer line is skipped and counted, so that one of 64 MiB can't take the memory. */
export const maxLineBytes = 4 * 1024 * 1024
/** Most that is read at a time: small enough to be scanned while the processor still has it at hand. */
export const chunkBytes = 256 * 1024
/** What a reader needs to lie in front of it. */
export const deskBytes = maxLineBytes + chunkBytes + beyondBytes
const newline = 10

/** Key of the file’s context while a line that is too long goes on. No format's. */
const skipping = 'scan:skipping'

/** Turns what is written to `room()` into batches, line by line. Serves one file after the other. */
export class LineReader {
  private readonly columns = new BatchColumns()
  private readonly careful: CarefulReader
  private readonly scanner: LineScanner
  private readonly buffer: Uint8Array
  /** Bytes of the line whose end wasn't seen yet, at the beginning of the desk. */
  private held = 0
  private line = 1
  private midLine = false
  /** Bytes of the line that began before, and that belong to no batch. */
  dropped = 0

  /** `desk`: `deskBytes` long. */
  constructor(formats: readonly Format[], codec: Codec, desk: Desk) {
    this.buffer = desk.bytes
    this.careful = new CarefulReader(formats, codec, this.columns, {})
    this.scanner = new LineScanner(formats, codec, this.columns, desk)
  }

  /** `firstLine`: number of the line that comes next. `midLine`: what comes up to the first line's end belongs to one that began before. */
  begin(firstLine: number, context: FileContext, midLine = false): void {
    this.columns.finish()
    this.held = 0
    this.dropped = 0
    this.midLine = midLine
    this.line = firstLine
    this.careful.context = structuredCopy(context)
  }

  /** Where the next bytes go, all or some of it. */
  room(): Uint8Array {
    return this.buffer.subarray(this.held, this.held + chunkBytes)
  }

  /** So many bytes were put into the room. */
  wrote(count: number): void {
    this.take(this.held + count)
  }

  /**
   * So many bytes were put into the room, of which those after the first line's end aren't wanted.
   * Whether a line ended.
   */
  wroteLast(count: number): boolean {
    const end = this.buffer.subarray(0, this.held + count).indexOf(newline, this.held)
    this.take(end === -1 ? this.held + count : end + 1)
    return end !== -1
  }

  /**
   * Takes the first `length` bytes as one JSON document: each element of a list for itself, anything else as it is. Whether it is one; if
   * not, nothing was taken. At least one zero comes after it.
   */
  takeDocument(bytes: Uint8Array, length: number): boolean {
    const places = new DocumentScanner(bytes).elements(length)
    for (const { from, to, line } of places ?? []) this.careful.readValue(this.careful.parse(bytes, from, to), bytes, from, to, line)
    if (places === null) return false
    this.columns.bytes = length
    this.columns.lines = linesOf(bytes, length)
    return true
  }

  /** Takes the line without an end as if it had one, when it is whole JSON. */
  takeTorn(): void {
    const [from, to] = trimmed(this.buffer, 0, this.held)
    const value = this.careful.parse(this.buffer, from, to)
    if (value === undefined) return
    this.careful.readValue(value, this.buffer, from, to, this.line)
    this.endLine(this.held)
    this.held = 0
  }

  /** Bytes after the last line's end that weren't taken. */
  get torn(): number {
    return this.held
  }

  get nextLine(): number {
    return this.line
  }

  get context(): FileContext {
    return structuredCopy(this.careful.context)
  }

  /** Whether no line began yet. */
  get isMidLine(): boolean {
    return this.midLine
  }

  /** Bytes of the batch so far. */
  get bytes(): number {
    return this.columns.bytes
  }

  finish(): Batch {
    this.dropped = 0
    return this.columns.finish()
  }

  /** The lines of the desk's first `filled` bytes. */
  private take(filled: number): void {
    const rest = this.takeLines(this.firstBegin(filled), filled)
    this.held = filled - rest
    if (this.held > maxLineBytes) this.skip()
    else this.buffer.copyWithin(0, rest, filled)
  }

  /** Where the first line to be taken begins. */
  private firstBegin(filled: number): number {
    if (this.midLine) return this.drop(filled)
    return this.careful.context[skipping] ? this.endSkipping(filled) : 0
  }

  private drop(filled: number): number {
    const end = this.buffer.subarray(0, filled).indexOf(newline)
    this.midLine = end === -1
    const begin = end === -1 ? filled : end + 1
    this.dropped += begin
    return begin
  }

  /** Where the first line without an end begins. */
  private takeLines(from: number, filled: number): number {
    const last = this.buffer.subarray(0, filled).lastIndexOf(newline)
    let begin = from
    while (begin <= last) {
      // Only the careful reader knows what is too long.
      const scanned = last - begin > maxLineBytes ? -1 : this.scanner.lineEnd(begin, this.line)
      const end = scanned === -1 ? this.takeCarefully(begin) : scanned
      this.endLine(end + 1 - begin)
      begin = end + 1
    }
    return begin
  }

  /** Where the line's end is. */
  private takeCarefully(begin: number): number {
    const end = this.buffer.indexOf(newline, begin)
    if (end - begin > maxLineBytes) this.columns.addBad(this.line, 'too-long')
    else this.careful.readLine(this.buffer, begin, end, this.line)
    return end
  }

  private endLine(bytes: number): void {
    this.columns.bytes += bytes
    this.columns.lines++
    this.line++
  }

  private skip(): void {
    this.columns.addBad(this.line, 'too-long')
    this.columns.bytes += this.held
    this.held = 0
    this.careful.context[skipping] = true
  }

  /** Where the line after the one that is too long begins; `filled` when that isn't there yet. */
  private endSkipping(filled: number): number {
    const end = this.buffer.subarray(0, filled).indexOf(newline)
    if (end === -1) {
      this.columns.bytes += filled
      return filled
    }
    delete this.careful.context[skipping]
    this.endLine(end + 1)
    return end + 1
  }
}

const structuredCopy = (context: FileContext): FileContext => JSON.parse(JSON.stringify(context)) as FileContext

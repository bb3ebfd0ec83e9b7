import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { formats } from '../../../core/costs/formats'
import { mayBeDocument, mostDocumentBytes } from '../../../core/costs/scan/document'
import { deskBytes, LineReader } from '../../../core/costs/scan/lines'
import { codec } from './codec'
import { wholePart, type Part, type Piece, type ReadOptions, type ReadPiece } from './pieces'
import { deskOf } from './skim'

/** Bytes of file in a batch, or a little more. */
export const batchBytes = 12 * 1024 * 1024

/** Readers that serve no piece just now: each holds some MiB. */
const idle: LineReader[] = []
export const newReader = (): LineReader => new LineReader(formats, codec, deskOf(deskBytes))

/**
 * Reads a piece on this thread, a batch at a time; at least one, which may be empty. Take all of them, or end it with `return()`.
 * Throws what the file system throws.
 */
export const readPiece = (piece: Piece, options: ReadOptions = {}): Generator<ReadPiece, void> => readPart(wholePart(piece), options)

/** As readPiece. A part in which no line begins has no batch. */
export function* readPart(part: Part, options: ReadOptions): Generator<ReadPiece, void> {
  const file = openSync(part.path, 'r')
  const reader = idle.pop() ?? newReader()
  try {
    const document = part.from === 0 ? readDocument(reader, file, part) : null
    if (document) yield document
    else yield* new PartReader(reader, file, part).read(options)
  } finally {
    idle.push(reader)
    closeSync(file)
  }
}

/** null: it has to be read as lines. */
function readDocument(reader: LineReader, file: number, { path, to }: Piece): ReadPiece | null {
  const size = Math.min(fstatSync(file).size, to ?? Infinity)
  const head = new Uint8Array(Math.min(size, 65_536))
  readSync(file, head, 0, head.length, 0)
  if (size > mostDocumentBytes || !mayBeDocument(head, codec)) return null
  const bytes = new Uint8Array((Math.floor(size / 4) + 1) * 4)
  let length = 0
  for (let count = -1; count !== 0 && length < size; length += count) count = readSync(file, bytes, length, size - length, length)
  reader.begin(1, {})
  if (!reader.takeDocument(bytes, length)) return null
  return { path, from: 0, firstLine: 1, batch: reader.finish(), context: {}, last: true, torn: 0, whole: true }
}

class PartReader {
  private at: number
  private from: number
  private firstLine: number

  constructor(
    private readonly reader: LineReader,
    private readonly file: number,
    private readonly part: Part,
  ) {
    // The line before ends at the byte before, if this is a beginning of a line after all.
    this.at = part.midLine ? part.from - 1 : part.from
    this.from = this.at
    this.firstLine = part.firstLine
    reader.begin(part.firstLine, part.context, part.midLine)
  }

  *read({ takeTorn }: ReadOptions): Generator<ReadPiece, void> {
    const { reader } = this
    const { until } = this.part
    // The last line of the part is the one that has the byte before `until`, or the line end that is this byte.
    while (this.readTo(until === null ? Infinity : until - 1)) if (reader.bytes >= batchBytes) yield this.finished(false)
    if (reader.isMidLine) return
    if (until !== null) while (!this.readLast());
    if (takeTorn) reader.takeTorn()
    yield this.finished(true)
  }

  /** Whether there was something to read. */
  private readTo(end: number): boolean {
    const count = this.readRoom(end)
    if (count > 0) this.reader.wrote(count)
    return count > 0
  }

  /** Whether that was the last line's end, or the file's. */
  private readLast(): boolean {
    const count = this.readRoom(Infinity)
    return count === 0 || this.reader.wroteLast(count)
  }

  private readRoom(end: number): number {
    const room = this.reader.room()
    const wanted = Math.min(room.length, Math.min(end, this.part.to ?? Infinity) - this.at)
    const count = wanted > 0 ? readSync(this.file, room, 0, wanted, this.at) : 0
    this.at += count
    return count
  }

  private finished(last: boolean): ReadPiece {
    const { reader, firstLine } = this
    const from = this.from + reader.dropped
    const batch = reader.finish()
    this.from = from + batch.bytes
    this.firstLine = reader.nextLine
    return { path: this.part.path, from, firstLine, batch, context: reader.context, last, torn: last ? reader.torn : 0, whole: false }
  }
}

import { errandsOf, type Errand } from './errands'
import type { Found } from './messages'
import { wholePart, type Piece, type ReadOptions, type ReadPiece } from './pieces'
import { readPart } from './read-piece'
import { readParts } from './read-parts'
import { ReaderPool } from './reader-pool'

export interface ReadAllOptions extends ReadOptions {
  /** How many threads read, beside this one; with 0 this one does. */
  threads?: number
  /** Path or file URL of the built reader-worker.ts (out/main/cost-reader.js); without it this thread reads. */
  worker?: string
}

/** Told of each batch; a promise is waited for. */
export type OnBatch<P> = (read: ReadPiece, piece: P) => void | Promise<void>
/** A file that couldn’t be read, with what the file system said. */
export type OnFailure<P> = (piece: P, error: NodeJS.ErrnoException) => void

/**
 * Reads all pieces: their batches in order, the pieces one after the other. One that can't be read keeps none of the others from it.
 * Rejects when a reading thread breaks, and with what `onBatch` throws.
 */
export async function readAll<P extends Piece>(pieces: readonly P[], onBatch: OnBatch<P>, onFailure: OnFailure<P>, { threads = 0, worker, ...options }: ReadAllOptions = {}): Promise<void> {
  const sewing = new Sewing(onBatch, onFailure, options)
  if (worker === undefined || threads === 0) {
    for (const piece of pieces) {
      const errand = { piece, part: wholePart(piece), bytes: 0 }
      for (const { found } of readParts([errand.part], options)) for (const one of found) await sewing.add(errand, one)
    }
    return sewing.end()
  }
  const pool = new ReaderPool(worker, threads, options)
  try {
    for await (const { errand, ...found } of pool.read(errandsOf(pieces))) await sewing.add(errand as Errand<P>, found)
    await sewing.end()
  } finally {
    await pool.close()
  }
}

/** Puts the parts of pieces, which come in their order, together again. */
class Sewing<P extends Piece> {
  private piece: P | null = null
  /** The last batch of the piece so far, held back until it is known whether it is the last of all. */
  private held: ReadPiece | null = null
  /** What is still to come of the piece isn’t wanted. */
  private isDone = false

  constructor(
    private readonly onBatch: OnBatch<P>,
    private readonly onFailure: OnFailure<P>,
    private readonly options: ReadOptions,
  ) {}

  async add({ piece, part }: Errand<P>, found: Found): Promise<void> {
    if (piece !== this.piece) await this.begin(piece)
    if (this.isDone) return
    if ('error' in found) return this.fail(found.error)
    // It was read as if nothing had been said before. If something was, all that follows means something else.
    if (part.midLine && this.held && Object.keys(this.held.context).length > 0) return this.readRest(this.held)
    const { held } = this
    const line = held ? held.firstLine + held.batch.lines : piece.firstLine
    await this.hold(part.midLine ? moved(found.read, line - found.read.firstLine) : found.read)
  }

  async end(): Promise<void> {
    if (this.held) await this.onBatch({ ...this.held, last: true }, this.piece!)
    this.held = null
  }

  private async begin(piece: P): Promise<void> {
    await this.end()
    this.piece = piece
    this.isDone = false
  }

  private async hold(read: ReadPiece): Promise<void> {
    if (this.held) await this.onBatch({ ...this.held, last: false, torn: 0 }, this.piece!)
    this.held = read
  }

  private fail({ code, message }: { code: string; message: string }): void {
    this.isDone = true
    this.onFailure(this.piece!, Object.assign(new Error(message), { code }))
  }

  private async readRest({ from, batch, context }: ReadPiece): Promise<void> {
    this.isDone = true
    const firstLine = this.held!.firstLine + batch.lines
    const rest = { ...this.piece!, from: from + batch.bytes, firstLine, context }
    for (const read of readPart(wholePart(rest), this.options)) await this.hold(read)
  }
}

/** Its lines were counted from the beginning of its part. */
function moved(read: ReadPiece, lines: number): ReadPiece {
  const { batch } = read
  for (let index = 0; index < batch.calls.count; index++) batch.calls.line[index]! += lines
  for (const one of [...batch.others, ...batch.bad]) one.line += lines
  return { ...read, firstLine: read.firstLine + lines }
}

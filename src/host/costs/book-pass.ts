import { Posting } from '../../core/costs/cells-posting'
import { headBytes } from '../../core/costs/positions'
import type { ReadProgress } from './book'
import type { BookState } from './book-state'
import { withLook, problemOf } from './files-look'
import type { PlannedPiece } from './files-plan'
import type { ReadPiece } from './reading/read'
import { addFacts, newFile, type KnownFile } from './files-known'
import type { Batch } from '../../core/costs/batch'

/** So much is read between two commits, at most, */
const commitBytes = 64 * 1024 * 1024
/** and for so long. */
const commitMs = 2000

/** Another program has written to the database: what was worked out in memory is void. */
export class Overtaken extends Error {}

/** One reading of what the logs gained: books batches and keeps them together with the positions they reach to. */
export class Pass {
  readonly progress: ReadProgress
  hasCommitted = false
  private posting: Posting
  private readonly given = new Set<PlannedPiece>()
  private readonly finished = new Set<PlannedPiece>()
  private uncommitted = 0
  private committedAt: number

  constructor(
    private readonly state: BookState,
    pieces: readonly PlannedPiece[],
    private readonly cores: number,
    private readonly monotonic: () => number,
    /** Whether somebody asks before it is over; else all is kept at its end. */
    private readonly isAskedMeanwhile: boolean,
  ) {
    this.progress = { bytes: 0, ofBytes: pieces.reduce((sum, { bytes }) => sum + bytes, 0), files: 0, ofFiles: pieces.length }
    this.posting = this.newPosting()
    this.committedAt = monotonic()
  }

  /** A batch of a file, with the position it reaches to. */
  take(read: ReadPiece, piece: PlannedPiece): void {
    this.count(read, piece)
    const { again, own } = piece.file
    if (this.given.has(piece) || !this.advance(read, piece)) return
    this.posting.take(read.batch, { again, own })
    this.state.files.keep(piece.file)
    this.commitAtTimes(read.batch.bytes)
  }

  /** What stands for a stream among the files. It is never looked for again. */
  streamFile(name: string): KnownFile {
    const file = { ...newFile(name, false), identity: `stream:${name}` }
    this.state.files.keep(file)
    return file
  }

  takeStream(batch: Batch, file: KnownFile): void {
    addFacts(file, file.position, batch)
    file.size = file.position.offset += batch.bytes
    this.state.files.keep(file)
    this.posting.take(batch, { again: false, own: false })
    this.commitAtTimes(batch.bytes)
  }

  /** The file couldn't be read to its end. */
  fail({ file }: PlannedPiece, error: { code?: string | undefined }): void {
    file.problem = problemOf(error)
    this.state.files.keep(file)
  }

  /** Of these, the ones that weren’t read to their end. */
  unfinished(pieces: readonly PlannedPiece[]): PlannedPiece[] {
    return pieces.filter((piece) => !this.finished.has(piece))
  }

  commit(isLast = false): void {
    const { state, posting } = this
    const { rows, duplicates, ambiguous } = state.lines
    const { lines } = posting
    const mine = state.commit(() => {
      state.lines = { rows: rows + lines.rows, duplicates: duplicates + lines.duplicates, ambiguous: ambiguous + lines.ambiguous }
      state.cells.add(posting.cells)
      if (state.ids.isFull(!isLast)) state.ids.fold()
      else state.ids.save()
      state.trail.save()
      state.trail.prune()
      state.files.save()
    })
    if (!mine) throw new Overtaken()
    this.hasCommitted = true
    this.posting = this.newPosting()
    this.uncommitted = 0
    this.committedAt = this.monotonic()
  }

  private newPosting(): Posting {
    const { accounts, ids, calendar, trail, slotMs } = this.state
    return new Posting({ accounts, ids, calendar, trail, slotMs, cores: this.cores })
  }

  /** False when the file isn't the one any more that was looked at: the rest of it is read another time, wherever it is then. */
  private advance({ from, firstLine, batch, context, torn, last, whole }: ReadPiece, piece: PlannedPiece): boolean {
    const { file, seen, quiet } = piece
    const offset = from + batch.bytes
    try {
      return withLook(piece.path, (look) => {
        if (look.identity !== seen.identity || !look.head.startsWith(seen.head) || look.size < offset) return this.giveUp(piece)
        const before = { ...file.position, offset: from, nextLine: firstLine }
        const head = look.head.slice(0, Math.min(headBytes, offset))
        file.position = { offset, nextLine: firstLine + batch.lines, context, head, tail: look.tailAt(offset), whole }
        if (last) Object.assign(file, { torn, tornTried: quiet, again: false })
        addFacts(file, before, batch)
        return true
      })
    } catch {
      return this.giveUp(piece)
    }
  }

  /** What is left of it isn’t known to have been seen, so that it is looked at again. */
  private giveUp(piece: PlannedPiece): false {
    this.given.add(piece)
    piece.file.mtimeMs = 0
    this.state.files.keep(piece.file)
    return false
  }

  private count({ batch, last }: ReadPiece, piece: PlannedPiece): void {
    this.progress.bytes += batch.bytes
    if (!last || this.finished.has(piece)) return
    this.finished.add(piece)
    this.progress.files++
  }

  private commitAtTimes(bytes: number): void {
    this.uncommitted += bytes
    const isTime = this.uncommitted >= commitBytes || this.monotonic() - this.committedAt >= commitMs
    if ((isTime && this.isAskedMeanwhile) || this.state.ids.isFull(true)) this.commit()
  }
}

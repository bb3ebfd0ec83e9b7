import type { LogSource, ReadProgress } from './book'
import { Pass } from './book-pass'
import type { BookState } from './book-state'
import { readStream } from './book-stream'
import { listLogs } from './files'
import { FilePlan, type PlannedPiece } from './files-plan'
import { readAll, type ReadPiece } from './reading/read'

/** Fewer bytes are read by this thread alone: others take longer to begin. */
const muchBytes = 8 * 1024 * 1024

export interface ReadingParts {
  /** Processors of the computer. */
  cores: number
  /** Threads that read much, and the built script they run. */
  readers: { threads: number; worker: string } | null
  /** Whether somebody asks while logs are read. */
  isAskedMeanwhile: boolean
  now: () => number
  monotonic: () => number
  onProgress(progress: ReadProgress): void
  /** The folders there are, to be watched. */
  onFolders(folders: readonly string[]): void
}

/** Somebody has stopped the reading. */
class HeldBack extends Error {}

/** Less than this is read all the same: nobody waits for it. */
const littleBytes = 1024 * 1024

/** Reads what the sources gained. */
export class Reading {
  private isStopping = false
  /** Files whose rest is put off, by identity, with how much that is. */
  private readonly held = new Map<string, number>()
  /** Streams are read once. */
  private readonly read = new WeakSet<LogSource>()

  constructor(private readonly parts: ReadingParts) {}

  /** Ends the pass under way after its next batch. */
  hold(): void {
    this.isStopping = true
  }

  resume(): void {
    this.held.clear()
  }

  /** What is put off; null when nothing is. */
  get heldBack(): ReadProgress | null {
    if (this.held.size === 0) return null
    return { bytes: 0, ofBytes: [...this.held.values()].reduce((sum, bytes) => sum + bytes, 0), files: 0, ofFiles: this.held.size, isHeld: true }
  }

  /** Whether anything new was kept. Throws `Overtaken` when another program was faster. */
  async pass(state: BookState, sources: readonly LogSource[]): Promise<boolean> {
    const { cores, now, monotonic, onFolders, isAskedMeanwhile } = this.parts
    const listing = listLogs(sources)
    onFolders(listing.folders)
    this.isStopping = false
    const pieces = new FilePlan(state.files, listing, now()).pieces.filter(({ file }) => !this.held.has(file.identity))
    const pass = new Pass(state, pieces, cores, monotonic, isAskedMeanwhile)
    await this.readFiles(pass, pieces)
    await this.readStreams(pass, sources)
    if (state.files.isChanged) pass.commit(true)
    return pass.hasCommitted
  }

  /** Until all are read, or somebody stops it; what was taken in by then is kept. */
  private async readFiles(pass: Pass, pieces: readonly PlannedPiece[]): Promise<void> {
    try {
      for (const quiet of [false, true]) await this.readPieces(pass, pieces.filter((piece) => piece.quiet === quiet), quiet)
    } catch (error) {
      if (!(error instanceof HeldBack)) throw error
      for (const { file } of pass.unfinished(pieces)) {
        const left = file.size - file.position.offset
        if (left > littleBytes) this.held.set(file.identity, left)
      }
    }
  }

  private async readPieces(pass: Pass, pieces: readonly PlannedPiece[], takeTorn: boolean): Promise<void> {
    if (pieces.length === 0) return
    const bytes = pieces.reduce((sum, piece) => sum + piece.bytes, 0)
    const readers = bytes >= muchBytes ? this.parts.readers : null
    const take = (read: ReadPiece, piece: PlannedPiece): void => {
      if (this.isStopping) throw new HeldBack()
      pass.take(read, piece)
      this.parts.onProgress(pass.progress)
    }
    await readAll(pieces, take, (piece, error) => pass.fail(piece, error), { takeTorn, ...readers })
  }

  private async readStreams(pass: Pass, sources: readonly LogSource[]): Promise<void> {
    for (const source of sources) {
      if (!('stream' in source) || this.read.has(source)) continue
      this.read.add(source)
      const file = pass.streamFile(source.name)
      await readStream(source.stream, (batch) => pass.takeStream(batch, file))
    }
  }
}

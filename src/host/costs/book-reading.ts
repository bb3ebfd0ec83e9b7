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

/** Reads what the sources gained. */
export class Reading {
  /** Streams are read once. */
  private readonly read = new WeakSet<LogSource>()

  constructor(private readonly parts: ReadingParts) {}

  /** Whether anything new was kept. Throws `Overtaken` when another program was faster. */
  async pass(state: BookState, sources: readonly LogSource[]): Promise<boolean> {
    const { cores, now, monotonic, onFolders, isAskedMeanwhile } = this.parts
    const listing = listLogs(sources)
    onFolders(listing.folders)
    const { pieces } = new FilePlan(state.files, listing, now())
    const pass = new Pass(state, pieces, cores, monotonic, isAskedMeanwhile)
    for (const quiet of [false, true]) await this.readPieces(pass, pieces.filter((piece) => piece.quiet === quiet), quiet)
    await this.readStreams(pass, sources)
    if (state.files.isChanged) pass.commit(true)
    return pass.hasCommitted
  }

  private async readPieces(pass: Pass, pieces: readonly PlannedPiece[], takeTorn: boolean): Promise<void> {
    if (pieces.length === 0) return
    const bytes = pieces.reduce((sum, piece) => sum + piece.bytes, 0)
    const readers = bytes >= muchBytes ? this.parts.readers : null
    const take = (read: ReadPiece, piece: PlannedPiece): void => {
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

import { basename } from 'node:path'
import { problemOf } from '../costs/files-look'
import { LineIndex } from './line-index'

/** The files that are looked at, indexed as far as they were read, whatever they are asked for. */
export class OpenFiles {
  indexes: LineIndex[] = []
  /** Why one of them can’t be shown, in words. */
  problem: string | null = null
  private paths: readonly string[] = []

  /** Opens these files, and closes those before. What can’t be read keeps the others from nothing. */
  open(paths: readonly string[]): void {
    this.close()
    this.paths = paths
    for (const path of paths) {
      try {
        this.take(LineIndex.open(path))
      } catch (error) {
        this.problem = `${basename(path)}: ${problemOf(error as NodeJS.ErrnoException)}`
      }
    }
  }

  close(): void {
    for (const index of this.indexes) index.close()
    this.indexes = []
    this.paths = []
    this.problem = null
  }

  /** Whether it is these that are open, and none was replaced since. */
  are(paths: readonly string[]): boolean {
    return paths.length === this.paths.length && paths.every((path, place) => path === this.paths[place]) && this.indexes.every((index) => index.fate === 'same')
  }

  /** The name of one that is no longer there; null when all are. */
  get gone(): string | null {
    const gone = this.indexes.find((index) => index.fate === 'gone')
    return gone ? basename(gone.path) : null
  }

  /** Takes what follows the last line’s end for a line where nothing more has come. Tells whether that is news. */
  showTorn(): boolean {
    return this.indexes.map((index) => index.end === index.size && index.showTorn()).includes(true)
  }

  private take(index: LineIndex): void {
    if (index.isText) {
      this.indexes.push(index)
      return
    }
    index.close()
    this.problem = `${basename(index.path)} isn’t text, so its lines can’t be shown.`
  }
}

import { watch, type FSWatcher } from 'node:fs'

/** What is written within this time is read together. */
const quietMs = 200
/** The system gives each program so many, and others need some too. */
const mostFolders = 500

/** Tells when something in one of the folders has changed. What can't be watched is read when somebody asks. */
export class FolderWatch {
  private readonly watched = new Map<string, FSWatcher>()
  private timer: NodeJS.Timeout | null = null

  constructor(private readonly onStir: () => void) {}

  /** Watches these folders, each without those below it, and no others. */
  follow(folders: readonly string[]): void {
    const wanted = new Set(folders.slice(0, mostFolders))
    for (const [folder, watcher] of this.watched) {
      if (wanted.has(folder)) continue
      watcher.close()
      this.watched.delete(folder)
    }
    for (const folder of wanted) if (!this.watched.has(folder)) this.begin(folder)
  }

  close(): void {
    if (this.timer) clearTimeout(this.timer)
    for (const watcher of this.watched.values()) watcher.close()
    this.watched.clear()
  }

  private begin(folder: string): void {
    try {
      const watcher = watch(folder, { persistent: false }, () => this.stir())
      watcher.on('error', () => watcher.close())
      this.watched.set(folder, watcher)
    } catch {
      // Too many are watched already, or the folder has gone.
    }
  }

  private stir(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null
      this.onStir()
    }, quietMs).unref()
  }
}

import type { LineCounts } from '../../core/costs/question'
import type { KnownFile } from './files-known'
import type { CostStore } from './store'

/** All files that were read, and how far. */
export class FileStore {
  private readonly files = new Map<number, KnownFile>()
  private readonly numbers = new Map<KnownFile, number>()
  private readonly changed = new Set<KnownFile>()
  private last = 0

  constructor(private readonly store: CostStore) {
    for (const { number, body } of store.sql('SELECT number, body FROM files ORDER BY number').all()) this.enter(number as number, JSON.parse(body as string) as KnownFile)
  }

  get all(): KnownFile[] {
    return [...this.files.values()]
  }

  /** Something is to be kept. */
  get isChanged(): boolean {
    return this.changed.size > 0
  }

  /** Keeps it at the next `save`. */
  keep(file: KnownFile): void {
    if (!this.numbers.has(file)) this.enter(this.last + 1, file)
    this.changed.add(file)
  }

  drop(file: KnownFile): void {
    this.store.sql('DELETE FROM files WHERE number = ?').run(this.numbers.get(file)!)
    this.files.delete(this.numbers.get(file)!)
    this.numbers.delete(file)
    this.changed.delete(file)
  }

  save(): void {
    const insert = this.store.sql('INSERT OR REPLACE INTO files VALUES (?, ?)')
    for (const file of this.changed) insert.run(this.numbers.get(file)!, JSON.stringify(file))
    this.changed.clear()
  }

  get counts(): Pick<LineCounts, 'bad' | 'foreign'> {
    return { bad: this.all.reduce((sum, { bad }) => sum + bad, 0), foreign: this.all.reduce((sum, { foreign }) => sum + foreign, 0) }
  }

  private enter(number: number, file: KnownFile): void {
    this.files.set(number, file)
    this.numbers.set(file, number)
    this.last = Math.max(this.last, number)
  }
}

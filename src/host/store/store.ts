import type { Driver } from './driver'
import { GroundsRows } from './grounds-rows'
import { HistoryRows } from './history-rows'
import { IncidentRows } from './incident-rows'
import { KnownRows } from './known-rows'
import { NoteRows } from './note-rows'
import { openOwn } from './open-own'
import { OutboxRows } from './outbox-rows'
import { PresenceRows } from './presence-rows'
import { RunRows } from './run-rows'
import { SampleRows } from './sample-rows'
import { applicationId, steps } from './schema'

/** Everything kept between starts. One process, one writing connection; every call is synchronous and durable when it returns. */
export class Store {
  readonly samples = new SampleRows(this)
  readonly incidents = new IncidentRows(this)
  readonly grounds = new GroundsRows(this)
  readonly history = new HistoryRows(this)
  readonly notes = new NoteRows(this)
  readonly runs = new RunRows(this)
  readonly outbox = new OutboxRows(this)
  readonly presence = new PresenceRows(this)
  readonly known = new KnownRows(this)
  private readonly statements = new Map<string, ReturnType<Driver['prepare']>>()

  private constructor(private readonly driver: Driver) {}

  /**
   * Opens or makes the database at `path`. A file that isn't ours or is damaged is set aside (never deleted) and
   * `problem` says so. Rejects when a sound file can't be opened: held by another program, or no room.
   */
  static async open(path: string, now: number): Promise<{ store: Store; problem: string | null }> {
    const { driver, aside } = await openOwn(path, { applicationId, steps, synchronous: 'FULL', pageBytes: 4096, check: true }, now)
    return { store: new Store(driver), problem: aside && `The database was damaged. It was kept as ${aside}, and a new one begun.` }
  }

  get engine(): string {
    return this.driver.engine
  }

  transaction<T>(work: () => T): T {
    this.driver.exec('BEGIN IMMEDIATE')
    try {
      const result = work()
      this.driver.exec('COMMIT')
      return result
    } catch (error) {
      try {
        this.driver.exec('ROLLBACK')
      } catch {
        // SQLite has rolled back by itself, as it does on a full disk; the first error is the one to tell.
      }
      throw error
    }
  }

  close(): void {
    this.statements.clear()
    this.driver.close()
  }

  meta(key: string): string | null {
    return (this.sql('SELECT value FROM meta WHERE key = ?').get(key)?.['value'] as string | undefined) ?? null
  }

  setMeta(key: string, value: string): void {
    this.sql('INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(key, value)
  }

  /** Gives room of dropped rows back to the disk, a little at a time. */
  shrink(): void {
    this.driver.exec('PRAGMA incremental_vacuum(200)')
  }

  /** All of it, a little at a time; others have their turn in between. */
  async shrinkWholly(signal: AbortSignal): Promise<void> {
    const empty = (): number => this.sql('PRAGMA freelist_count').get()?.['freelist_count'] as number
    for (let before = Infinity, left = empty(); left > 0 && left < before && !signal.aborted; before = left, left = empty()) {
      this.shrink()
      await new Promise((next) => setImmediate(next))
    }
  }

  /** SQLite's own verdict on the file: "ok" when sound. */
  check(): string {
    return this.sql('PRAGMA quick_check').get()?.['quick_check'] as string
  }

  /** A statement, prepared once; for tables whose rows have a class of their own. */
  sql(text: string) {
    let statement = this.statements.get(text)
    if (!statement) this.statements.set(text, (statement = this.driver.prepare(text)))
    return statement
  }
}

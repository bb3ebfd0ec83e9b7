import { Accounts, type Account } from '../../core/costs/cells-accounts'
import { Damaged } from '../../core/costs/cells-bytes'
import { setAside, openOwn } from '../store/open-own'
import type { Driver, Statement } from '../store/driver'
import { applicationId, steps } from './store-schema'

/** The database of a cost book. What it holds can be read again from logs, as long as those are there. */
export class CostStore {
  private readonly statements = new Map<string, Statement>()
  private savedAccounts = 0

  private constructor(readonly driver: Driver) {}

  /** `path`: null for one in memory. `problem` says that a damaged file, or one of another program, was set aside. */
  static async open(path: string | null, now: number): Promise<{ store: CostStore; problem: string | null }> {
    // It isn't looked at as a whole: that takes longer than most questions. What is damaged shows when it is read.
    const { driver, aside } = await openOwn(path ?? ':memory:', { applicationId, steps, synchronous: 'NORMAL', pageBytes: 16_384, check: false }, now)
    return { store: new CostStore(driver), problem: aside && asideWords(aside) }
  }

  /** Sets a database aside that turned out to be damaged. It must be closed. */
  static discard(path: string, now: number): string {
    return asideWords(setAside(path, now))
  }

  sql(text: string): Statement {
    let statement = this.statements.get(text)
    if (!statement) this.statements.set(text, (statement = this.driver.prepare(text)))
    return statement
  }

  transaction(work: () => void): void {
    this.driver.exec('BEGIN IMMEDIATE')
    try {
      work()
      this.driver.exec('COMMIT')
    } catch (error) {
      try {
        this.driver.exec('ROLLBACK')
      } catch {
        // SQLite has rolled back by itself, as it does on a full disk; the first error is the one to tell.
      }
      throw error
    }
  }

  meta(key: string): string | null {
    return (this.sql('SELECT value FROM meta WHERE key = ?').get(key)?.['value'] as string | undefined) ?? null
  }

  setMeta(key: string, value: string): void {
    this.sql('INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(key, value)
  }

  /** All accounts, in the order of their numbers. */
  accounts(): Accounts {
    const accounts = new Accounts()
    for (const { body } of this.sql('SELECT body FROM accounts ORDER BY number').all()) accounts.numberOf(JSON.parse(body as string) as Account)
    this.savedAccounts = accounts.all.length
    return accounts
  }

  /** Adds those that are new since the last time. */
  saveAccounts({ all }: Accounts): void {
    const insert = this.sql('INSERT OR REPLACE INTO accounts VALUES (?, ?)')
    for (let number = this.savedAccounts; number < all.length; number++) insert.run(number, JSON.stringify(all[number]))
    this.savedAccounts = all.length
  }

  /** Forgets everything: the logs are read anew. */
  clear(): void {
    for (const table of ['meta', 'accounts', 'slots', 'stretches', 'id_chunks', 'id_journal', 'files', 'trail', 'trail_calls']) this.sql(`DELETE FROM ${table}`).run()
    this.savedAccounts = 0
  }

  close(): void {
    this.statements.clear()
    this.driver.close()
  }
}

const asideWords = (aside: string): string => `What was kept of the costs was damaged. It was set aside as ${aside}, and the logs are read again.`

/** SQLite’s codes for content that makes no sense; also for a file that ends too early, which it takes for a fault of the disk. */
const damages = new Map([
  [10, 'IOERR'],
  [11, 'CORRUPT'],
  [26, 'NOTADB'],
])

/** Whether an error says that the database itself is unsound. */
export function isDamage(error: unknown): boolean {
  const { code, errcode } = error as { code?: unknown; errcode?: unknown }
  if (typeof errcode === 'number') return damages.has(errcode & 0xff)
  return error instanceof Damaged || (typeof code === 'string' && [...damages.values()].some((name) => code.startsWith(`SQLITE_${name}`)))
}

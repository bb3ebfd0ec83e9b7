import { existsSync, statSync } from 'node:fs'
import type { Holdings } from '../../shared/data'
import { openDriver, type Driver } from '../store/driver'

/** A database for a look beside whoever keeps it: nothing is ever written by it. */
export async function withReader<T>(path: string, work: (driver: Driver) => T | Promise<T>): Promise<T> {
  const driver = await openDriver(path, { toRead: true })
  try {
    return await work(driver)
  } finally {
    driver.close()
  }
}

/** The value of a setting of SQLite, such as "user_version". */
export const pragma = (driver: Driver, name: string): number | string => Object.values(driver.prepare(`PRAGMA ${name}`).get() ?? {})[0] as number | string

/** SQLite’s own verdict: "ok" when sound; null where there is no file. */
export async function checkDatabase(path: string): Promise<string | null> {
  if (!existsSync(path)) return null
  try {
    return await withReader(path, (driver) => String(pragma(driver, 'quick_check')))
  } catch (error) {
    return (error as Error).message
  }
}

/** Of the file and what lies beside it; 0 where there is none. */
export const databaseBytes = (path: string): number => ['', '-wal'].reduce((sum, suffix) => sum + (statSync(path + suffix, { throwIfNoEntry: false })?.size ?? 0), 0)

/** What a console’s database holds, whatever its version. */
export function holdingsOf(driver: Driver): Holdings {
  const has = (table: string) => driver.prepare("SELECT 1 AS found FROM sqlite_master WHERE type = 'table' AND name = ?").get(table) !== undefined
  const one = (sql: string) => driver.prepare(sql).get() ?? {}
  const count = (table: string): number => (has(table) ? (one(`SELECT COUNT(*) AS n FROM ${table}`)['n'] as number) : 0)
  const looks = one('SELECT MIN(at) AS first, MAX(at) AS last FROM samples')
  const hours = has('sample_hours') ? one('SELECT MIN(first_at) AS first FROM sample_hours') : {}
  const moments = [hours['first'], looks['first']].filter((at) => typeof at === 'number')
  return {
    incidents: count('incidents'),
    samples: count('samples'),
    hours: count('sample_hours'),
    notes: count('notes'),
    from: moments.length > 0 ? Math.min(...moments) : null,
    to: (looks['last'] as number | null) ?? null,
  }
}

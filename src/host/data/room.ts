import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isOwnLog } from '../../core/data/manifest'
import { readBackupName } from '../../core/data/backup-names'
import type { RoomKind } from '../../shared/data'
import { ok, type Result } from '../../shared/result'
import type { Paths } from '../paths'
import type { Driver } from '../store/driver'
import { databaseBytes, withReader } from './database'

type Places = Pick<Paths, 'data' | 'logs' | 'database' | 'costBook' | 'backups'>

interface TableKind {
  id: RoomKind['id']
  tables: readonly string[]
  /** Its column of time, of the first table. */
  at: string | null
}

/** Whatever isn’t named here is “other”. */
const kinds: readonly TableKind[] = [
  { id: 'samples', tables: ['samples'], at: 'at' },
  { id: 'hours', tables: ['sample_hours'], at: 'hour' },
  { id: 'incidents', tables: ['incidents'], at: 'opened_at' },
  { id: 'messages', tables: ['outbox'], at: 'created_at' },
  { id: 'runs', tables: ['job_runs'], at: 'started_at' },
  { id: 'notes', tables: ['notes'], at: 'at' },
  { id: 'bills', tables: ['stripe_rows', 'stripe_pending', 'finance_rows', 'openai_costs', 'openai_usage', 'bill_reads'], at: 'at' },
]

/** How much room each kind of data takes, and since when there is any. */
export async function measureRoom({ paths }: { paths: Places }): Promise<Result<RoomKind[]>> {
  const tables = existsSync(paths.database) ? await withReader(paths.database, tableRoom) : []
  const beside = databaseBytes(paths.database) - tables.reduce((sum, { bytes }) => sum + bytes, 0)
  const other = { id: 'other' as const, bytes: Math.max(0, beside), count: null, since: null }
  return ok([...tables, other, { id: 'costBook', bytes: databaseBytes(paths.costBook), count: null, since: null }, ...fileRoom(paths)])
}

function tableRoom(driver: Driver): RoomKind[] {
  const sizes = new Map(driver.prepare('SELECT m.tbl_name AS name, SUM(d.pgsize) AS bytes FROM dbstat d JOIN sqlite_master m ON m.name = d.name GROUP BY m.tbl_name').all().map((row) => [row['name'] as string, row['bytes'] as number]))
  return kinds.map(({ id, tables, at }) => {
    const there = tables.filter((table) => sizes.has(table))
    const [first] = there
    const bytes = there.reduce((sum, table) => sum + sizes.get(table)!, 0)
    if (first === undefined) return { id, bytes, count: 0, since: null }
    const row = driver.prepare(`SELECT COUNT(*) AS n, ${at === null ? 'NULL' : `MIN(${at})`} AS first FROM ${first}`).get()
    return { id, bytes, count: (row?.['n'] as number | undefined) ?? 0, since: (row?.['first'] as number | null | undefined) ?? null }
  })
}

/** Files of the console that are no database. */
function fileRoom({ data, logs, database, costBook, backups }: Places): RoomKind[] {
  const own = filesIn(logs).filter(({ name }) => isOwnLog(name))
  const kept = filesIn(backups).filter(({ name }) => readBackupName(name) !== null)
  const named = [basename(database), basename(costBook), 'settings.json']
  const aside = filesIn(data).filter(({ name }) => isSetAside(name, named))
  return [sumOf('logs', own), sumOf('backups', kept), sumOf('aside', aside)]
}

/** “console.db.damaged-1763900000000” and what lay beside it. */
export const isSetAside = (name: string, named: readonly string[]): boolean => named.some((one) => name.startsWith(`${one}.damaged-`) || name.startsWith(`${one}.newer-`))

export interface FoundFile {
  name: string
  bytes: number
  at: number
}

/** Plain files right in a folder; none where there is no such folder. */
export function filesIn(folder: string): FoundFile[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).flatMap((name) => {
    const stat = statSync(join(folder, name), { throwIfNoEntry: false })
    return stat?.isFile() ? [{ name, bytes: stat.size, at: Math.floor(stat.birthtimeMs || stat.mtimeMs) }] : []
  })
}

const sumOf = (id: RoomKind['id'], files: readonly FoundFile[]): RoomKind => ({
  id,
  bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
  count: files.length,
  since: files.length > 0 ? Math.min(...files.map(({ at }) => at)) : null,
})

/** All plain files below a folder, for a sum of room; links are not followed. */
export function bytesBelow(folder: string): number {
  if (!existsSync(folder)) return 0
  return readdirSync(folder, { withFileTypes: true, recursive: true }).reduce((sum, entry) => {
    if (!entry.isFile()) return sum
    return sum + (statSync(join(entry.parentPath ?? dirname(folder), entry.name), { throwIfNoEntry: false })?.size ?? 0)
  }, 0)
}

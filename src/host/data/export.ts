import { existsSync } from 'node:fs'
import type { ExportAsked, ExportKind } from '../../shared/data'
import { fault } from '../../shared/faults'
import { err, type Result } from '../../shared/result'
import type { Driver } from '../store/driver'
import { withReader } from './database'
import { countOf, exportTables, pagesOf } from './export-tables'
import type { Going } from './meter'
import { writeTable, type Rows } from './table-file'

export interface ExportTask extends Omit<ExportAsked, 'kind'> {
  kind: Exclude<ExportKind, 'costs'>
  database: string
  file: string
  secrets: readonly string[]
}

/** Rows of one kind into a file, a page at a time beside a console that goes on. How many there were. */
export async function exportRows(task: ExportTask, going: Going): Promise<Result<number>> {
  if (!existsSync(task.database)) return err(fault('path_missing', `There is no history yet: ${task.database} isn’t there.`))
  const { columns } = exportTables[task.kind]
  return withReader(task.database, (driver) => writeTable({ ...task, columns }, rowsOf(driver, task), going))
}

function* rowsOf(driver: Driver, { kind, from, to }: ExportTask): Generator<Rows> {
  const table = exportTables[kind]
  const all = countOf(driver, table, from, to)
  let count = 0
  for (const page of pagesOf(driver, table, from, to)) {
    count += page.length
    yield { rows: page.map(table.rowOf), part: Math.min(1, count / all) }
  }
}

/** “echopilot-samples-2026-11-01-to-2026-11-30.csv” */
export const exportFileName = ({ kind, from, to, as }: ExportAsked): string => `echopilot-${kind}-${dayOf(from)}-to-${dayOf(to - 1)}.${as}`

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

import type { ExportForm } from '../../shared/data'
import { asText, csvLine, type Cell } from '../costs/export'

export type TableCell = Cell | boolean | null

/** A row for a file that others read: each column by its name, in the order of the table. */
export type TableRow = readonly TableCell[]

const ofCsv = (cell: TableCell): Cell => (cell === null ? '' : typeof cell === 'boolean' ? String(cell) : typeof cell === 'string' ? asText(cell) : cell)

/** The first line of a table; an NDJSON file has none. */
export const tableHead = (columns: readonly string[], as: ExportForm): string => (as === 'csv' ? csvLine(columns) : '')

/** One line. Large integers keep all their figures in either form. */
export function tableLine(columns: readonly string[], row: TableRow, as: ExportForm): string {
  if (as === 'csv') return csvLine(row.map(ofCsv))
  const fields = columns.map((name, index) => `${JSON.stringify(name)}:${jsonOf(row[index] ?? null)}`)
  return `{${fields.join(',')}}\n`
}

const jsonOf = (cell: TableCell): string => (typeof cell === 'bigint' ? String(cell) : JSON.stringify(cell))

/** An epoch time as a table tells it; null stays null. */
export const isoTime = (at: number | null | undefined): string | null => (at === null || at === undefined ? null : new Date(at).toISOString())

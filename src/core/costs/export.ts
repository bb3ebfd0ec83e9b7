import { formatUsd } from './money'
import { dayName } from './periods'
import type { Answer, AnswerRow, Dimension } from './question'
import { tokensOf } from './report-sums'

/** An amount is a figure too, exact as it is. */
export type Cell = string | number | bigint

/** A cell that a spreadsheet would take for a formula is marked as text; amounts are written by us and stay numbers. */
export const asText = (name: string): string => (/^[=+\-@\t\r]/.test(name) ? `'${name}` : name)

const quoted = (cell: Cell): string => (typeof cell === 'string' && /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : String(cell))

/** A line of RFC 4180 CSV. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(quoted).join(',')}\r\n`

const figureColumns: readonly [string, (row: AnswerRow) => Cell][] = [
  ['calls', ({ calls }) => calls],
  ['tokens', tokensOf],
  ['cpu_seconds', ({ cpuSeconds }) => cpuSeconds],
  ['usd', ({ pico }) => formatUsd(pico)],
  ['low_usd', ({ low }) => formatUsd(low)],
  ['high_usd', ({ high }) => formatUsd(high)],
  ['grade', ({ grade }) => grade],
  ['unpriced_calls', ({ unpricedCalls }) => unpricedCalls],
]

/** An answer as RFC 4180 CSV: a header, then a line a row; amounts are exact, and add up to the answer's total. */
export function csvOf({ rows }: Answer, by: readonly Dimension[]): string {
  const lines = rows.map((row) => [...by.map((dimension) => asText(row.key[dimension] ?? '')), ...figureColumns.map(([, cell]) => cell(row))])
  const header = [...by, ...figureColumns.map(([name]) => name)]
  return [header, ...lines].map(csvLine).join('')
}

/** Name of the file an answer goes into: "echopilot-costs-2026-11-01-to-2026-11-30.csv". */
export const exportName = ({ span, zone }: Pick<Answer, 'span' | 'zone'>, kind: 'csv' | 'json'): string =>
  `echopilot-costs-${dayName(span.from, zone)}-to-${dayName(span.to - 1, zone)}.${kind}`

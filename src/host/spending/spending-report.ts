import { csvOf, exportName } from '../../core/costs/export'
import type { PriceTable } from '../../core/costs/prices'
import type { Answer, Question } from '../../core/costs/question'
import { byKey, groupedBy } from '../../core/costs/report-sums'
import { reportData, reportSplit, type Asked, type ReportData } from '../../core/costs/report-body'

export interface CostFile {
  name: string
  type: string
  text: string
}

/** Who is asked, and by what it is reckoned. */
export interface Asking {
  ask(question: Question): Promise<Answer>
  now: number
  cpuUsdPerHour: string
  stripeRead: boolean
  prices: PriceTable
}

const asksFor = ({ ask, cpuUsdPerHour }: Asking, asked: Asked): Promise<Answer> => ask({ ...asked, cpuUsdPerHour })

/** What was asked for, as the API and the command line say it. */
export async function reportOf(asking: Asking, asked: Asked): Promise<ReportData> {
  const { source, version, sha256 } = asking.prices
  const answer = await asksFor(asking, { ...asked, by: [...reportSplit] })
  // What was split finer already needs no other answer.
  const isPart = asked.by.every((dimension) => (reportSplit as readonly string[]).includes(dimension))
  const by = asked.by.length === 0 ? null : isPart ? { ...answer, rows: groupedBy(answer.rows, asked.by).toSorted(byKey(asked.by)) } : await asksFor(asking, asked)
  return reportData({ now: asking.now, answer, by, stripeRead: asking.stripeRead, prices: { source, version, sha256 } })
}

/** The same as a file. A table needs columns: without any asked for, they are days, kinds and models. */
export async function exportOf(asking: Asking, asked: Asked, as: 'csv' | 'json'): Promise<CostFile> {
  if (as === 'json') return { name: exportName(asked, as), type: 'application/json', text: `${JSON.stringify(await reportOf(asking, asked), null, 2)}\n` }
  const by = asked.by.length > 0 ? asked.by : (['day', 'kind', 'provider', 'model'] as const)
  return { name: exportName(asked, as), type: 'text/csv', text: csvOf(await asksFor(asking, { ...asked, by: [...by] }), by) }
}

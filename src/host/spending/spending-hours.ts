import type { HoursOf } from '../../core/costs/anomalies-watch'
import type { Budget } from '../../core/costs/budgets'
import type { Span } from '../../core/costs/periods'
import { hourlySpend, type HourlySpend } from '../../core/costs/projection'
import type { AnswerRow, Dimension } from '../../core/costs/question'
import type { Spending } from './spending'

/** What each hour of a span of whole hours cost: everything, then each model and job, the dearest first. */
export async function loggedHours(spending: Spending, span: Span): Promise<HoursOf[]> {
  // Bills come when they come; what can run away is what is logged.
  const rowsBy = async (by: Dimension[]) => (await spending.ports.book.ask(spending.question(span, by))).rows
  const [all, models, jobs] = await Promise.all([rowsBy(['hour']), rowsBy(['hour', 'model']), rowsBy(['hour', 'job'])])
  return [{ dimension: 'total', name: '', hours: hourlySpend(all) }, ...[...seriesOf('model', models), ...seriesOf('job', jobs)].toSorted(dearestFirst)]
}

/** What counted towards a budget in each hour of such a span. */
export const paidHours = async (spending: Spending, { where }: Budget, span: Span): Promise<HourlySpend> => hourlySpend((await spending.askByHour(spending.question(span, ['hour'], where))).rows)

const costOf = ({ hours }: HoursOf): bigint => [...hours.values()].reduce((sum, pico) => sum + pico, 0n)
const dearestFirst = (a: HoursOf, b: HoursOf): number => Number(costOf(b) - costOf(a))

/** A series a name; what has none is in the total alone. */
function seriesOf(dimension: 'model' | 'job', rows: readonly AnswerRow[]): HoursOf[] {
  const byName = new Map<string, AnswerRow[]>()
  for (const row of rows) {
    const name = row.key[dimension] ?? ''
    if (name !== '') (byName.get(name) ?? byName.set(name, []).get(name)!).push(row)
  }
  return [...byName].map(([name, own]) => ({ dimension, name, hours: hourlySpend(own) }))
}

import { formatUsd } from '../../core/costs/money'
import { isoWeek, periodAt, periodBefore } from '../../core/costs/periods'
import { amountOf, dearestFirst } from '../../core/costs/report-sums'
import type { MoneyFacts, WeekBlock } from '../../core/views/brief-money'
import type { Spending } from './spending'
import { forecastFor } from './spending-view'

/** Names of what a week went to that a brief tells. */
const dearestShown = 3

/** What the brief says of money, as of the last refresh; null before the first. */
export async function moneyFacts(spending: Spending): Promise<MoneyFacts | null> {
  const costs = spending.summary()
  if (!costs) return null
  const now = spending.ports.clock.now()
  const { zone } = spending.ports.settings().costs
  const [yesterday, forecast, lastWeek] = await Promise.all([spending.ask(spending.question(periodBefore('day', now, 1, zone), [])), forecastFor(spending, now), isMonday(now, zone) ? weekBlock(spending, now) : null])
  return { costs, yesterdayUsd: formatUsd(yesterday.total.pico), forecast, budgets: spending.facts()?.budgets ?? [], lastWeek }
}

const isMonday = (now: number, zone: string): boolean => periodAt('week', now, zone).from === periodAt('day', now, zone).from

async function weekBlock(spending: Spending, now: number): Promise<WeekBlock> {
  const { zone } = spending.ports.settings().costs
  const [week, before] = [periodBefore('week', now, 1, zone), periodBefore('week', now, 2, zone)]
  const [own, former] = await Promise.all([spending.ask(spending.question(week, ['model', 'kind'])), spending.ask(spending.question(before, []))])
  const names: Record<string, string> = { llm: 'Model calls', cpu: 'CPU time', stripe: 'Stripe fees', finance: 'Other costs' }
  const dearest = own.rows.toSorted(dearestFirst).slice(0, dearestShown).map((row) => ({ name: row.key.model || (names[row.key.kind ?? ''] ?? ''), usd: amountOf(row).usd }))
  return { week: isoWeek(week.from, zone), total: formatUsd(own.total.pico), before: former.rows.length === 0 ? null : formatUsd(former.total.pico), dearest }
}

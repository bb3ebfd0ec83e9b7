import type { CostBreakdown, CostSummary } from '../../shared/model'
import { formatUsd } from './money'
import type { Answer, Kind } from './question'
import { sumOf } from './report-sums'

export interface SummaryFacts {
  at: number
  /** Each split by kind. */
  today: Answer
  week: Answer
  lastWeek: Answer
  /** The same stretch of it. */
  lastWeekSoFar: Answer
  month: Answer
  sources: string[]
  /** Whether Stripe itself has told of its fees; a sum from elsewhere counts all the same. */
  stripeRead: boolean
}

/** The console's own glance at money: today, this week against last, this month. */
export function summarise({ at, today, week, lastWeek, lastWeekSoFar, month, sources, stripeRead }: SummaryFacts): CostSummary {
  const of = (answer: Answer) => breakdownOf(answer, stripeRead)
  return {
    at,
    today: of(today),
    week: of(week),
    lastWeek: of(lastWeek),
    lastWeekSoFar: lastWeek.rows.length === 0 ? null : of(lastWeekSoFar),
    month: of(month),
    sources,
    unpriced: month.unpriced.map(({ provider, model, calls, tokens }) => ({ provider, model, calls, tokens })),
    badLines: month.lines.bad,
  }
}

/** The parts add up to the total exactly. */
function breakdownOf({ rows, total }: Answer, stripeRead: boolean): CostBreakdown {
  const of = (kind: Kind) => sumOf(rows.filter(({ key }) => key.kind === kind))
  const [cpu, stripe] = [of('cpu'), of('stripe')]
  return {
    totalUsd: formatUsd(total.pico),
    lowUsd: formatUsd(total.low),
    highUsd: formatUsd(total.high),
    cpuUsd: formatUsd(cpu.pico),
    cpuHours: cpu.cpuSeconds / 3600,
    llmUsd: formatUsd(of('llm').pico),
    stripeUsd: stripeRead || stripe.pico !== 0n ? formatUsd(stripe.pico) : null,
    financeUsd: formatUsd(of('finance').pico),
    grade: total.grade,
  }
}

import type { CostSummary } from '../../shared/model'
import { breakdownOf, unpricedOf, type Ledger, type PeriodTotals } from './ledger'
import { formatUsd } from './money'
import { periodAt, type Span } from './periods'

/** The console's own glance at money: today, this week against last, this month. */
export function summarise(ledger: Ledger, now: number, cpuUsdPerHour: string, sources: string[], badLines: number): CostSummary {
  const over = ({ from, to }: Span): PeriodTotals => ledger.between(from, to, cpuUsdPerHour)
  const week = periodAt('week', now)
  const month = over(periodAt('month', now))
  return {
    at: now,
    today: breakdownOf(over(periodAt('day', now))),
    week: breakdownOf(over(week)),
    lastWeek: breakdownOf(over(periodAt('week', week.from - 1))),
    month: breakdownOf(month),
    sources,
    unpriced: unpricedOf(month),
    badLines,
  }
}

/** Body of `GET /api/runtime-costs`: numbers where its readers expect numbers, exact decimal strings beside them. */
export function runtimeCosts(totals: PeriodTotals, span: Span, now: number, badLines: number) {
  const stamp = (at: number) => new Date(at).toISOString()
  return {
    ok: true,
    data: {
      ts: stamp(now),
      from: stamp(span.from),
      to: stamp(span.to),
      total_usd: Number(formatUsd(totals.total)),
      total: formatUsd(totals.total),
      grade: totals.grade,
      breakdown: {
        cpu_hours: totals.cpuSeconds / 3600,
        cpu_usd: Number(formatUsd(totals.cpu)),
        openai_usd: Number(formatUsd(totals.llm)),
        stripe_fees: Number(formatUsd(totals.stripe ?? 0n)),
        cpu: formatUsd(totals.cpu),
        llm: formatUsd(totals.llm),
        stripe: totals.stripe === null ? null : formatUsd(totals.stripe),
      },
      models: [...totals.models.values()].map((model) => ({
        provider: model.provider,
        model: model.model,
        calls: model.calls,
        tokens: model.tokens,
        // null where nothing of it is priced; where only a part is, `unpriced` names the rest.
        usd: model.unpricedCalls < model.calls ? formatUsd(model.pico) : null,
      })),
      unpriced: unpricedOf(totals),
      bad_lines: badLines,
    },
  }
}

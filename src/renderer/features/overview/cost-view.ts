import { percent } from '../../../shared/format'
import type { CostBreakdown, CostSummary } from '../../../shared/model'
import type { WorkView } from '../../../shared/work'
import { type Change, changeSince } from '../../parts/change'
import { texts } from '../../texts'
import { dollarParts, dollars, glance, glanceDecimals, pico, share } from '../../parts/money'

export interface CostPart {
  key: 'llm' | 'stripe' | 'cpu' | 'finance'
  amount: string
  /** Of the week, 0 to 1; null where nothing is known of it. */
  share: number | null
}

export interface CostView {
  week: string
  parts: CostPart[]
  today: string
  month: string
  /** Null when last week cost nothing, or nothing or not all is known of it. */
  lastWeek: string | null
  /** This week against last week up to the same moment; null where that was nothing. */
  pace: (Change & { soFar: string }) | null
}

function paceOf({ week, lastWeekSoFar }: CostSummary): CostView['pace'] {
  const change = lastWeekSoFar && changeSince(lastWeekSoFar.totalUsd, week.totalUsd)
  return change && { ...change, soFar: glance(lastWeekSoFar.totalUsd) }
}

/** `partial`: logs are still being read, so that weeks can’t be held against one another yet. */
export function costView(costs: CostSummary, partial = false): CostView {
  const { week, lastWeek } = costs
  // The Finance table is named where it adds something.
  const finance = pico(week.financeUsd) === 0n ? [] : [['finance', week.financeUsd] as const]
  const amounts = [['llm', week.llmUsd] as const, ['stripe', week.stripeUsd] as const, ['cpu', week.cpuUsd] as const, ...finance]
  const shown = dollarParts(week.totalUsd, amounts.map(([, usd]) => usd ?? '0'), undefined, glanceDecimals)
  return {
    week: shown.total,
    parts: amounts.map(([key, usd], index) =>
      usd === null ? { key, amount: texts.costs.notRead, share: null } : { key, amount: shown.parts[index]!, share: share(usd, week.totalUsd) },
    ),
    today: glance(costs.today.totalUsd),
    month: glance(costs.month.totalUsd),
    lastWeek: partial || pico(lastWeek.totalUsd) === 0n ? null : glance(lastWeek.totalUsd),
    pace: partial ? null : paceOf(costs),
  }
}

export interface Incomplete {
  words: string
  tip: string
}

/** What is said beside sums while logs are being read. */
export const incompleteOf = ({ part, detail }: Pick<WorkView, 'part' | 'detail'>): Incomplete => ({ words: texts.costs.partial(percent((part ?? 0) * 100)), tip: texts.costs.partialTip(detail) })

/** What a sum is made of, since when, how sure: what its figure says when it is asked. */
export function aboutSum(sum: CostBreakdown, span: keyof typeof texts.costs.since, zone: string): string {
  const parts = [[texts.costs.llm, sum.llmUsd], [texts.costs.stripe, sum.stripeUsd], [texts.costs.cpu, sum.cpuUsd], [texts.costs.finance, sum.financeUsd]] as const
  const known = parts.flatMap(([name, usd]) => (usd === null || pico(usd) === 0n ? [] : [`${name} ${dollars(usd)}`]))
  const unsure = sum.lowUsd === sum.highUsd ? [] : [texts.costs.between(dollars(sum.lowUsd), dollars(sum.highUsd))]
  return [known.join(' · '), texts.costs.since[span](zone), texts.costs.gradeTip[sum.grade], ...unsure].filter(Boolean).join('\n')
}

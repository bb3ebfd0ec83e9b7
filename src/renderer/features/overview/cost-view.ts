import { percent } from '../../../shared/format'
import type { CostSummary } from '../../../shared/model'
import { texts } from '../../texts'
import { dollarParts, dollars, pico, share } from '../../parts/money'

export interface CostPart {
  key: 'llm' | 'stripe' | 'cpu'
  amount: string
  /** Of the week, 0 to 1; null where nothing is known of it. */
  share: number | null
}

export interface Pace {
  direction: 'up' | 'down' | 'level'
  /** "▲ 12 %" */
  change: string
  /** Last week's total up to the same moment, spread evenly. */
  soFar: string
}

export interface CostView {
  week: string
  parts: CostPart[]
  today: string
  month: string
  /** Null when last week cost nothing, or nothing is known of it. */
  lastWeek: string | null
  pace: Pace | null
}

const weekMs = 7 * 86_400_000
const dayMs = 86_400_000

/** How much of the ISO week (Monday 00:00 UTC) has gone by, 0 to 1. */
export function weekElapsed(at: number): number {
  const day = (new Date(at).getUTCDay() + 6) % 7
  return (day * dayMs + (at % dayMs)) / weekMs
}

/**
 * This week against the same stretch of last week. A part of a week against a whole one would read
 * "▼ 90 %" each Monday, so last week is spread evenly; too early in the week nothing is claimed.
 */
export function pace(week: string, lastWeek: string, at: number): Pace | null {
  const elapsed = weekElapsed(at)
  const soFar = Number(lastWeek) * elapsed
  if (soFar <= 0 || elapsed < 1 / 28) return null
  const change = (Number(week) / soFar - 1) * 100
  const size = Math.min(999, Math.abs(Math.round(change)))
  const direction = size === 0 ? 'level' : change > 0 ? 'up' : 'down'
  const sign = { up: '▲', down: '▼', level: '=' }[direction]
  const more = Math.abs(change) > 999 ? '> ' : ''
  return { direction, change: `${sign} ${more}${percent(size)}`, soFar: dollars(soFar.toFixed(12)) }
}

export function costView(costs: CostSummary): CostView {
  const { week } = costs
  const shown = dollarParts(week.totalUsd, [week.llmUsd, week.stripeUsd ?? '0', week.cpuUsd])
  const part = (key: CostPart['key'], index: number, amount: string | null): CostPart =>
    amount === null ? { key, amount: texts.costs.notRead, share: null } : { key, amount: shown.parts[index]!, share: share(amount, week.totalUsd) }
  return {
    week: shown.total,
    parts: [part('llm', 0, week.llmUsd), part('stripe', 1, week.stripeUsd), part('cpu', 2, week.cpuUsd)],
    today: dollars(costs.today.totalUsd),
    month: dollars(costs.month.totalUsd),
    lastWeek: pico(costs.lastWeek.totalUsd) === 0n ? null : dollars(costs.lastWeek.totalUsd),
    pace: pace(week.totalUsd, costs.lastWeek.totalUsd, costs.at),
  }
}

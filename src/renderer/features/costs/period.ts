import type { CostDimension } from '../../../shared/costs'
import { texts } from '../../texts'

export const periods = ['day', 'week', 'month', 'year'] as const
export type Period = (typeof periods)[number]

/** Which day, week, month or year is looked at: `before` counts back from the present one. */
export interface Chosen {
  period: Period
  before: number
}

export const dimensions = ['model', 'job', 'agent', 'kind', 'provider'] as const satisfies readonly CostDimension[]

const furthest = 1000

export const stepped = ({ period, before }: Chosen, by: number): Chosen => ({ period, before: Math.min(furthest, Math.max(0, before + by)) })

const isPeriod = (text: string | null): text is Period => periods.some((period) => period === text)
/** What was looked at the last time, if it is anything that can be. */
export const rememberedPeriod = (text: string | null): Period => (isPeriod(text) ? text : 'week')
export const rememberedDimension = (text: string | null): CostDimension => dimensions.find((dimension) => dimension === text) ?? 'model'

/** "This week", "Last week"; further back its dates alone say it. */
export const nameOf = ({ period, before }: Chosen): string | null => texts.costsPage.spans[period][before] ?? null

const made = new Map<string, Intl.DateTimeFormat>()

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options)
  const known = made.get(key) ?? new Intl.DateTimeFormat('en-GB', { hourCycle: 'h23', ...options })
  made.set(key, known)
  return known
}

/** "Mon 23 Nov 2026", "23–29 Nov 2026", "November 2026", "2026". Times are UTC epoch ms, days those of `zone`. */
export function datesOf({ from, to, period }: { from: number; to: number; period: Period | null }, zone: string): string {
  if (period === 'day') return formatter({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: zone }).format(from)
  if (period === 'month') return formatter({ month: 'long', year: 'numeric', timeZone: zone }).format(from)
  if (period === 'year') return formatter({ year: 'numeric', timeZone: zone }).format(from)
  return formatter({ day: 'numeric', month: 'short', year: 'numeric', timeZone: zone }).formatRange(from, to - 1)
}

export type Step = 'hour' | 'day' | 'week' | 'month'

const shortNames: Record<Step, Intl.DateTimeFormatOptions> = {
  hour: { hour: '2-digit', minute: '2-digit' },
  day: { weekday: 'short', day: 'numeric' },
  week: { day: 'numeric', month: 'short' },
  month: { month: 'short' },
}

const longNames: Record<Step, Intl.DateTimeFormatOptions> = {
  hour: { weekday: 'short', hour: '2-digit', minute: '2-digit' },
  day: { weekday: 'short', day: 'numeric', month: 'short' },
  week: { day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
}

/** What a column is called below it, and in full. */
export const columnName = (at: number, step: Step, zone: string): string => formatter({ ...shortNames[step], timeZone: zone }).format(at)
export const columnTitle = (at: number, step: Step, zone: string): string => formatter({ ...longNames[step], timeZone: zone }).format(at)

/** A day as the forecast names it ("2026-11-23"), short: "23". In full: "Mon 23 Nov". */
export const dayName = (day: string): string => String(Number(day.slice(8)))
export const dayTitle = (day: string): string => columnTitle(Date.parse(`${day}T12:00:00Z`), 'day', 'UTC')

import { dollarsOf, hourOf, spentIn, type HourlySpend } from './projection'
import type { PeriodName, Span } from './periods'

const hourMs = 3_600_000

/**
 * Two windows, as for error budgets: the long one says that it matters, the short one that it goes on. Hours; what a budget
 * of a day could lose in three days is no question.
 */
const windows: Record<PeriodName, { fast: [long: number, short: number]; slow: [long: number, short: number]; goneWithinHours: number }> = {
  month: { fast: [6, 1], slow: [72, 24], goneWithinHours: 24 },
  week: { fast: [6, 1], slow: [24, 6], goneWithinHours: 24 },
  day: { fast: [3, 1], slow: [6, 3], goneWithinHours: 3 },
}

export interface Burn {
  /** At the pace of both short windows nothing is left within a day (of a daily budget: within three hours). */
  fast: boolean
  /** The same within twice that time, by the long window alone: a fast burn that was told of isn’t over before this is. */
  stillFast: boolean
  /** At the pace of both long windows nothing is left before the end. */
  slow: boolean
  /** When nothing is left at the pace of the last hours; null when not before the end. */
  usedUpAt: number | null
}

/** Dollars an hour over the last whole hours and the running one. */
function paceOver(hours: HourlySpend, now: number, window: number): number {
  const from = (hourOf(now) - window) * hourMs
  return dollarsOf(spentIn(hours, { from, to: now })) / ((now - from) / hourMs)
}

/** How fast `left` dollars of a budget go. Each window reaches back as far as it is long, beyond the period’s begin too. */
export function burnOf(hours: HourlySpend, left: number, period: PeriodName, { to }: Span, now: number): Burn {
  const { fast, slow, goneWithinHours } = windows[period]
  const hoursLeft = (to - now) / hourMs
  const goneIn = (window: number): number => {
    const pace = paceOver(hours, now, window)
    return pace > 0 ? left / pace : Infinity
  }
  const [fastLong, fastShort] = fast.map(goneIn) as [number, number]
  const horizon = Math.min(goneWithinHours, hoursLeft)
  const gone = Math.max(fastLong, fastShort)
  return {
    fast: gone < horizon,
    stillFast: fastLong < Math.min(2 * goneWithinHours, hoursLeft),
    slow: slow.every((window) => goneIn(window) < hoursLeft),
    usedUpAt: gone < hoursLeft ? now + gone * hourMs : null,
  }
}

const dayMs = 86_400_000

/** A half-open span of time, UTC epoch ms. */
export interface Span {
  from: number
  to: number
}

export const periodNames = ['day', 'week', 'month'] as const
export type PeriodName = (typeof periodNames)[number]

const startOfDay = (at: number): number => Math.floor(at / dayMs) * dayMs

/** The UTC day, ISO week (from Monday) or month that holds `at`. */
export function periodAt(name: PeriodName, at: number): Span {
  const day = startOfDay(at)
  if (name === 'day') return { from: day, to: day + dayMs }
  if (name === 'week') {
    const sinceMonday = (new Date(day).getUTCDay() + 6) % 7
    const from = day - sinceMonday * dayMs
    return { from, to: from + 7 * dayMs }
  }
  const date = new Date(day)
  const year = date.getUTCFullYear()
  const month = date.getUTCMonth()
  return { from: Date.UTC(year, month, 1), to: Date.UTC(year, month + 1, 1) }
}

/** ISO 8601 week name of the week that holds `at`: "2026-W48". */
export function isoWeek(at: number): string {
  const { from } = periodAt('week', at)
  // A week belongs to the year of its Thursday.
  const thursday = from + 3 * dayMs
  const year = new Date(thursday).getUTCFullYear()
  const week = 1 + Math.floor((thursday - Date.UTC(year, 0, 1)) / dayMs / 7)
  return `${year}-W${String(week).padStart(2, '0')}`
}

import { hourMinute, localTime } from '../../parts/time'
import { clockTime } from '../../../shared/moments'
import { type AxisStep, lengthOf, type Span } from './axis'

const made = new Map<string, Intl.DateTimeFormat>()

function written(at: number, name: string, options: Intl.DateTimeFormatOptions): string {
  let format = made.get(name)
  if (!format) made.set(name, (format = new Intl.DateTimeFormat('en-GB', options)))
  return format.format(at)
}

const dayMonth = (at: number): string => written(at, 'day-month', { day: 'numeric', month: 'short' })
const weekday = (at: number): string => written(at, 'weekday', { weekday: 'short', day: 'numeric' })
const month = (at: number): string => written(at, 'month', { month: 'short' })
const year = (at: number): string => written(at, 'year', { year: 'numeric' })

/** As short as it can be: the greater unit is told where it begins. */
export function tickLabel(at: number, { unit }: AxisStep, major: boolean): string {
  if (unit === 'second') return major ? hourMinute(at) : clockTime(at)
  if (unit === 'minute' || unit === 'hour') return major ? dayMonth(at) : hourMinute(at)
  if (unit === 'day') return major ? dayMonth(at) : weekday(at)
  if (unit === 'week') return dayMonth(at)
  return major || unit === 'year' ? year(at) : month(at)
}

/** Where no greater unit begins in sight, the first label says which one all of it is in. */
export function firstLabel(at: number, step: AxisStep): string {
  if (step.unit === 'day') return written(at, 'weekday-month', { weekday: 'short', day: 'numeric', month: 'short' })
  if (step.unit === 'month') return `${month(at)} ${year(at)}`
  const label = tickLabel(at, step, false)
  return step.unit === 'week' || step.unit === 'year' ? label : `${dayMonth(at)}, ${label}`
}

const dayMs = 86_400_000

/** "23 Nov 2026", "9:00 – 10:00, 23 Nov 2026", "1 – 30 Nov 2026", "23 Nov 2025 – 23 Nov 2026". */
export function spanLabel({ from, to }: Span): string {
  const date = (at: number): string => `${dayMonth(at)} ${year(at)}`
  if (lengthOf({ from, to }) < 2 * dayMs) return date(from) === date(to) ? `${hourMinute(from)} – ${hourMinute(to)}, ${date(from)}` : `${dayMonth(from)} ${hourMinute(from)} – ${dayMonth(to)} ${hourMinute(to)}`
  return `${year(from) === year(to) ? dayMonth(from) : date(from)} – ${date(to)}`
}

/** The cursor’s moment: to the second where a second is to be seen. */
export const cursorLabel = (at: number, span: Span): string => (lengthOf(span) > 90 * dayMs ? `${written(at, 'weekday-date', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' })}, ${hourMinute(at)}` : localTime(at))

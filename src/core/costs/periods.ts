import { localDate, startOfDate, type CalendarDate } from '../local-date'

/** A half-open span of time, UTC epoch ms. */
export interface Span {
  from: number
  to: number
}

export const periodNames = ['day', 'week', 'month'] as const
export type PeriodName = (typeof periodNames)[number]
/** Spans that are looked at; nothing is budgeted by the year. */
export type SpanName = PeriodName | 'year'
export const stepNames = ['hour', ...periodNames] as const
export type StepName = (typeof stepNames)[number]

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** The calendar day so many days later; the fields are those of a calendar without clocks. */
function plusDays({ year, month, day }: CalendarDate, days: number): CalendarDate {
  const date = new Date(Date.UTC(year, month - 1, day + days))
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/** 0 for Monday. */
const weekdayOf = ({ year, month, day }: CalendarDate): number => (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7

/** First date of the period that holds this one, and of the period after it. */
function datesOf(name: SpanName, date: CalendarDate): [CalendarDate, CalendarDate] {
  if (name === 'year') return [{ year: date.year, month: 1, day: 1 }, { year: date.year + 1, month: 1, day: 1 }]
  if (name === 'day') return [date, plusDays(date, 1)]
  const first = name === 'week' ? plusDays(date, -weekdayOf(date)) : { ...date, day: 1 }
  return [first, name === 'week' ? plusDays(first, 7) : { ...plusDays(first, 31), day: 1 }]
}

/** The day, ISO week (from Monday), month or year that holds `at`, by the calendar of an IANA zone: a week in which clocks change has 167 or 169 hours. */
export function periodAt(name: SpanName, at: number, zone = 'UTC'): Span {
  const [first, next] = datesOf(name, localDate(at, zone))
  return { from: startOfDate(first, zone), to: startOfDate(next, zone) }
}

/** The period so many before the one that holds `at`. */
export function periodBefore(name: SpanName, at: number, before: number, zone = 'UTC'): Span {
  let span = periodAt(name, at, zone)
  for (let i = 0; i < before; i++) span = periodAt(name, span.from - 1, zone)
  return span
}

const two = (value: number): string => String(value).padStart(2, '0')
const four = (value: number): string => String(value).padStart(4, '0')

/** "2026-11-23": the day that holds `at`. */
export function dayName(at: number, zone = 'UTC'): string {
  const { year, month, day } = localDate(at, zone)
  return `${four(year)}-${two(month)}-${two(day)}`
}

/** "2026-11". */
export const monthName = (at: number, zone = 'UTC'): string => dayName(at, zone).slice(0, 7)

/** ISO 8601 week name of the week that holds `at`: "2026-W48". */
export function isoWeek(at: number, zone = 'UTC'): string {
  const date = localDate(at, zone)
  // A week belongs to the year of its Thursday.
  const { year, month, day } = plusDays(date, 3 - weekdayOf(date))
  const week = 1 + Math.floor((Date.UTC(year, month - 1, day) - Date.UTC(year, 0, 1)) / dayMs / 7)
  return `${four(year)}-W${two(week)}`
}

/** Hours begin when the zone's clocks say so: in India at half past those of UTC. */
function startOfHour(at: number, zone: string): number {
  const { from } = zone === 'UTC' ? { from: 0 } : periodAt('day', at, zone)
  return at - ((((at - from) % hourMs) + hourMs) % hourMs)
}

/** The name of the hour, day, week or month that holds `at`, as keys of an answer have it. */
export function slotName(step: StepName, at: number, zone: string): string {
  if (step === 'hour') return new Date(startOfHour(at, zone)).toISOString()
  return step === 'day' ? dayName(at, zone) : step === 'week' ? isoWeek(at, zone) : monthName(at, zone)
}

/** Every hour, day, week or month that has a part in the span, oldest first; `at` is its first moment within it. */
export function slotsOf(step: StepName, { from, to }: Span, zone: string): { name: string; at: number }[] {
  const slots = []
  for (let at = from; at < to; ) {
    slots.push({ name: slotName(step, at, zone), at })
    at = step === 'hour' ? startOfHour(at, zone) + hourMs : periodAt(step, at, zone).to
  }
  return slots
}

/** "2026-11-01" → the first moment of that day in the zone; a full time such as "2026-11-01T06:00:00Z" as it is; null for anything else. */
export function momentOf(text: string, zone: string): number | null {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []
  if (year === undefined) return /^\d{4}-\d\d-\d\dT/.test(text) && !Number.isNaN(Date.parse(text)) ? Date.parse(text) : null
  const date = { year: Number(year), month: Number(month), day: Number(day) }
  // 2026-02-30 is no date.
  const same = plusDays(date, 0)
  return same.month === date.month && same.day === date.day ? startOfDate(date, zone) : null
}

/** The span with both ends on a whole hour of the zone: hours are the finest that is kept. */
export const toWholeHours = ({ from, to }: Span, zone: string): Span => ({ from: startOfHour(from, zone), to: startOfHour(to + hourMs - 1, zone) })

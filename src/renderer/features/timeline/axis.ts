/** One span of time on so many pixels. Pure: what keys, wheel and pointer do to it is a table in its test. */
export interface Span {
  from: number
  to: number
}

const secondMs = 1000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

export const presets = ['hour', 'day', 'week', 'month', 'quarter', 'year'] as const
export type Preset = (typeof presets)[number]
export const presetMs: Record<Preset, number> = { hour: hourMs, day: dayMs, week: 7 * dayMs, month: 30 * dayMs, quarter: 91 * dayMs, year: 365 * dayMs }

const shortestMs = minuteMs
export const longestMs = 2 * 366 * dayMs
/** Air at the right of now, as a part of the span. */
const airPart = 0.03

export const lengthOf = ({ from, to }: Span): number => to - from

/** The newest time of such a length. */
export const upToNow = (lengthMs: number, now: number): Span => ({ from: now - lengthMs * (1 - airPart), to: now + lengthMs * airPart })

/** Neither finer nor coarser than there is something to see, and never beyond now. */
export function bounded(span: Span, now: number): Span {
  const length = Math.min(longestMs, Math.max(shortestMs, lengthOf(span)))
  const latest = upToNow(length, now).to
  const earliest = now - longestMs
  const from = Math.max(earliest, Math.min(latest - length, span.from))
  return { from, to: from + length }
}

/** Whether the newest is in sight: then it stays so as time goes on. */
export const followsNow = (span: Span, now: number): boolean => span.to >= now

/** Moved by a part of its length; 1 is a whole screen to the right. */
export function panned({ from, to }: Span, part: number, now: number): Span {
  const by = (to - from) * part
  return bounded({ from: from + by, to: to + by }, now)
}

/** Longer by `factor`, what is at `at` staying where it is on the screen. */
export function zoomed(span: Span, factor: number, at: number, now: number): Span {
  const length = Math.min(longestMs, Math.max(shortestMs, lengthOf(span) * factor))
  const part = (at - span.from) / lengthOf(span)
  return bounded({ from: at - length * part, to: at + length * (1 - part) }, now)
}

/** A preset’s length around what is looked at: up to now while that is followed, else around the middle. */
export function presetSpan(preset: Preset, span: Span, now: number): Span {
  const length = presetMs[preset]
  if (followsNow(span, now)) return upToNow(length, now)
  const middle = (span.from + span.to) / 2
  return bounded({ from: middle - length / 2, to: middle + length / 2 }, now)
}

/** The preset a span is as long as, within rounding. */
export const presetOf = (span: Span): Preset | null => presets.find((preset) => Math.abs(lengthOf(span) / presetMs[preset] - 1) < 0.001) ?? null

export interface AxisTick {
  at: number
  /** Begins a greater unit: a day among hours, a year among months. */
  major: boolean
}

type Unit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year'
export interface AxisStep {
  unit: Unit
  count: number
  ms: number
}

const step = (unit: Unit, count: number, ms: number): AxisStep => ({ unit, count, ms: count * ms })
const steps: readonly AxisStep[] = [
  ...[5, 10, 30].map((count) => step('second', count, secondMs)),
  ...[1, 2, 5, 10, 30].map((count) => step('minute', count, minuteMs)),
  ...[1, 3, 6, 12].map((count) => step('hour', count, hourMs)),
  ...[1, 2].map((count) => step('day', count, dayMs)),
  step('week', 1, 7 * dayMs),
  ...[1, 3].map((count) => step('month', count, 30.4 * dayMs)),
  step('year', 1, 365 * dayMs),
]

/** The finest steps whose labels don’t touch. */
export const axisStep = (span: Span, width: number, labelWidth: number): AxisStep => steps.find(({ ms }) => (ms / lengthOf(span)) * width >= labelWidth) ?? steps.at(-1)!

/** Local calendar and clock: a day is a day also when clocks change. */
export function axisTicks(span: Span, { unit, count, ms }: AxisStep): AxisTick[] {
  const ticks: AxisTick[] = []
  const end = span.to
  for (let at = firstTick(span.from, unit, count); at <= end; at = nextTick(at, unit, count, ms)) if (at >= span.from) ticks.push({ at, major: isMajor(at, unit) })
  return ticks
}

function firstTick(from: number, unit: Unit, count: number): number {
  const date = new Date(from)
  if (unit === 'second') return date.setSeconds(date.getSeconds() - (date.getSeconds() % count), 0)
  if (unit === 'minute') return date.setMinutes(date.getMinutes() - (date.getMinutes() % count), 0, 0)
  if (unit === 'hour') return date.setHours(date.getHours() - (date.getHours() % count), 0, 0, 0)
  date.setHours(0, 0, 0, 0)
  if (unit === 'day') return date.setDate(date.getDate() - ((date.getDate() - 1) % count))
  if (unit === 'week') return date.setDate(date.getDate() - ((date.getDay() + 6) % 7))
  return date.setMonth(unit === 'year' ? 0 : date.getMonth() - (date.getMonth() % count), 1)
}

function nextTick(at: number, unit: Unit, count: number, ms: number): number {
  const date = new Date(at)
  if (unit === 'second' || unit === 'minute') return at + ms
  // By the wall clock from three hours on; the hour itself as it passes, since one comes twice in autumn.
  if (unit === 'hour') return count === 1 ? at + ms : date.setHours(date.getHours() + count)
  if (unit === 'day') {
    const next = new Date(at)
    next.setDate(next.getDate() + count)
    // Every second day begins anew with the month.
    return next.getMonth() === date.getMonth() ? next.getTime() : next.setDate(1)
  }
  if (unit === 'week') return date.setDate(date.getDate() + 7)
  return date.setMonth(date.getMonth() + (unit === 'year' ? 12 : count))
}

function isMajor(at: number, unit: Unit): boolean {
  const date = new Date(at)
  if (unit === 'second') return date.getSeconds() === 0
  const midnight = date.getHours() === 0 && date.getMinutes() === 0
  if (unit === 'minute' || unit === 'hour') return midnight
  if (unit === 'day' || unit === 'week') return date.getDate() <= (unit === 'day' ? 1 : 7)
  return date.getMonth() === 0
}

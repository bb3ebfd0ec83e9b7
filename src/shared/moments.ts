import { dateFormat } from './date-format'
import { age, duration } from './format'

/**
 * Moments in words that change as time goes by. Beside the window the main process says them too, in the first picture of a page
 * that was drawn earlier.
 */

/** Words of seconds change in steps of this: nobody needs to know whether it was 41 or 43 seconds ago. */
export const calmStepMs = 10_000

/** An age in calm steps, so that it never flickers: "just now", "40 s ago". */
export function calmAge(at: number, now: number): string {
  const span = now - at
  if (span < calmStepMs) return 'just now'
  return span < 60_000 ? age(at, at + span - (span % calmStepMs)) : age(at, now)
}

/** "in 40 s", "in 12 min"; "due" once it has come. */
export function until(at: number, now: number): string {
  const span = at - now
  if (span <= 0) return 'due'
  return `in ${duration(span < 60_000 ? Math.ceil(span / calmStepMs) * calmStepMs : span)}`
}

/** When something runs next: a countdown within the hour, a time within the day, a day and time beyond. UTC, as jobs are. */
export function nextTime(at: number, now: number): string {
  const span = at - now
  if (span < 3_600_000) return until(at, now)
  const time = `${dateFormat(at, 'next-time', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })} UTC`
  return span < 86_400_000 ? time : `${dateFormat(at, 'next-day', { weekday: 'short', timeZone: 'UTC' })} ${time}`
}

const day = (at: number): string => dateFormat(at, 'day', { day: 'numeric', month: 'numeric', year: 'numeric' })

/** Of the same day where this computer is. */
export const isSameDay = (one: number, other: number): boolean => day(one) === day(other)

/** "09:14:05", local. */
export const clockTime = (at: number): string => dateFormat(at, 'clock', { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** "23 Nov, 09:14", local. */
export const dayTime = (at: number): string => dateFormat(at, 'day-time', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })

/** "09:14:05" today, "23 Nov, 09:14" on another day. */
export const timeOfDay = (at: number, now: number): string => (isSameDay(at, now) ? clockTime(at) : dayTime(at))

/** What a moment is said as: when it was, when it comes, what o’clock it was. */
export const momentWords = { age: calmAge, due: nextTime, time: timeOfDay } as const
export type MomentKind = keyof typeof momentWords

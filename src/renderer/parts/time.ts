import { age, duration } from '../../shared/format'
import { focusedEveryMs } from '../clock'
import { texts } from '../texts'

/**
 * Moments for people. Formatters are made once and only when first needed: making one costs more than using it.
 */
const made = new Map<string, Intl.DateTimeFormat>()

function format(at: number, name: string, options: Intl.DateTimeFormatOptions): string {
  let formatter = made.get(name)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB', { hourCycle: 'h23', ...options })
    made.set(name, formatter)
  }
  return formatter.format(at)
}

const long: Intl.DateTimeFormatOptions = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
}

/** Asking for the zone costs as much as making a formatter, and every moment on the screen needs it; somebody who travels waits this long. */
const zoneHoldsMs = 60_000
let zoneNow = { name: '', askedAt: -Infinity }

/** The zone this computer is set to. */
export function localZone(): string {
  const at = performance.now()
  if (at - zoneNow.askedAt > zoneHoldsMs) zoneNow = { name: Intl.DateTimeFormat().resolvedOptions().timeZone, askedAt: at }
  return zoneNow.name
}

const isUtc = (zone: string): boolean => zone === 'UTC' || zone === 'Etc/UTC' || zone === 'Etc/GMT'

/** "09:14:05", local. */
export const clockTime = (at: number): string =>
  format(at, 'clock', { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** "09:14", local. */
export const hourMinute = (at: number): string => format(at, 'hour-minute', { hour: '2-digit', minute: '2-digit' })

/** "23 Nov, 09:14", local. */
export const dayTime = (at: number): string =>
  format(at, 'day-time', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })

export const localTime = (at: number): string => format(at, 'long', long)
const universalTime = (at: number): string => `${format(at, 'long-utc', { ...long, timeZone: 'UTC' })} UTC`

/** Exact local and universal time, a line each; one line where they are the same. */
export function exactTime(at: number, zone = localZone()): string {
  return isUtc(zone) ? universalTime(at) : `${localTime(at)} (${zone})\n${universalTime(at)}`
}

/** An age in the clock's own steps, so that it never flickers. */
export function calmAge(at: number, now: number): string {
  const span = now - at
  if (span < focusedEveryMs) return texts.justNow
  return span < 60_000 ? age(at, at + span - (span % focusedEveryMs)) : age(at, now)
}

/** "in 35 s", "in 12 min"; "due" once it has come. */
export function until(at: number, now: number): string {
  const span = at - now
  if (span <= 0) return texts.due
  return texts.inSpan(duration(span < 60_000 ? Math.ceil(span / focusedEveryMs) * focusedEveryMs : span))
}

/** When something runs next: a countdown within the hour, a time within the day, a day and time beyond. UTC, as jobs are. */
export function nextTime(at: number, now: number): string {
  const span = at - now
  if (span < 3_600_000) return until(at, now)
  const time = `${format(at, 'next-time', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })} UTC`
  return span < 86_400_000 ? time : `${format(at, 'next-day', { weekday: 'short', timeZone: 'UTC' })} ${time}`
}

const day = (at: number): string => format(at, 'day', { day: 'numeric', month: 'numeric', year: 'numeric' })

/** Until when, local: "14:30" today, "Tue 06:30" within the week, "24 Nov, 06:30" beyond. */
export function untilTime(at: number, now: number): string {
  if (day(at) === day(now)) return hourMinute(at)
  if (Math.abs(at - now) > 6 * 86_400_000) return dayTime(at)
  return `${format(at, 'weekday', { weekday: 'short' })} ${hourMinute(at)}`
}

/** "09:14:05" today, "23 Nov, 09:14" on another day. */
export const timeOfDay = (at: number, now: number): string => (day(at) === day(now) ? clockTime(at) : dayTime(at))

/** How long something lasted or has lasted. */
export const lasted = (from: number, to: number): string => (to - from < 1000 ? `${Math.max(0, to - from)} ms` : duration(to - from))

/** "Sat 21 Nov 2026", local. */
export const longDay = (at: number): string => format(at, 'long-day', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).replace(',', '')

/** "2026-11-23 08:14:05", in an IANA zone. */
export function localStamp(at: number, zone: string): string {
  const parts = new Map(new Intl.DateTimeFormat('en-GB', { hourCycle: 'h23', timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' }).formatToParts(at).map(({ type, value }) => [type, value]))
  const two = (...names: Intl.DateTimeFormatPartTypes[]): string[] => names.map((name) => parts.get(name) ?? '')
  return `${two('year', 'month', 'day').join('-')} ${two('hour', 'minute', 'second').join(':')}`
}

/** "Sat 21 Nov", of a UTC day. */
export const utcDay = (at: number): string => format(at, 'utc-day', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }).replace(',', '')

import { dateFormat as format } from '../../shared/date-format'
import { duration } from '../../shared/format'
import { dayTime, isSameDay } from '../../shared/moments'

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

/** "09:14", local. */
export const hourMinute = (at: number): string => format(at, 'hour-minute', { hour: '2-digit', minute: '2-digit' })

export const localTime = (at: number): string => format(at, 'long', long)
const universalTime = (at: number): string => `${format(at, 'long-utc', { ...long, timeZone: 'UTC' })} UTC`

/** Exact local and universal time, a line each; one line where they are the same. */
export function exactTime(at: number, zone = localZone()): string {
  return isUtc(zone) ? universalTime(at) : `${localTime(at)} (${zone})\n${universalTime(at)}`
}

/** Until when, local: "14:30" today, "Tue 06:30" within the week, "24 Nov, 06:30" beyond. */
export function untilTime(at: number, now: number): string {
  if (isSameDay(at, now)) return hourMinute(at)
  if (Math.abs(at - now) > 6 * 86_400_000) return dayTime(at)
  return `${format(at, 'weekday', { weekday: 'short' })} ${hourMinute(at)}`
}

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

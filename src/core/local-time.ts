/** Wall-clock time in an IANA zone, by the runtime's own table of zones. */

const minuteMs = 60_000
export const dayMinutes = 1440

const formats = new Map<string, Intl.DateTimeFormat>()

function formatFor(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) formats.set(zone, (format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })))
  return format
}

export function isZone(zone: string): boolean {
  // Known without the runtime’s table of zones, which takes long to open.
  if (zone === 'UTC') return true
  try {
    formatFor(zone)
    return true
  } catch {
    return false
  }
}

/** "22:30" → 1350; null for anything else. */
export function minutesOf(text: string): number | null {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? []
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes)
}

/** Minutes since local midnight, 0–1439. */
export const localMinutes = (at: number, zone: string): number => minutesOf(formatFor(zone).format(at)) ?? 0

/**
 * Until a daily span such as 22:00–07:00 ends, ms; null outside of it. The end is a wall-clock time: a night in which the
 * clocks change is an hour shorter or longer.
 */
export function endOfDailySpan(at: number, from: number, to: number, zone: string): number | null {
  const now = localMinutes(at, zone)
  const inside = from <= to ? now >= from && now < to : now >= from || now < to
  if (!inside || from === to) return null
  const whole = (((to - now + dayMinutes) % dayMinutes) || dayMinutes) * minuteMs - (at % minuteMs)
  const drift = localMinutes(at + whole, zone) - to
  const shift = drift > dayMinutes / 2 ? drift - dayMinutes : drift < -dayMinutes / 2 ? drift + dayMinutes : drift
  return Math.max(minuteMs, whole - shift * minuteMs)
}

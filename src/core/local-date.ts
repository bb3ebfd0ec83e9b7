/** Calendar dates in an IANA zone, by the runtime's own table of zones. */

export interface CalendarDate {
  year: number
  /** 1–12 */
  month: number
  day: number
}

const hourMs = 3_600_000
const formats = new Map<string, Intl.DateTimeFormat>()

function formatFor(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) formats.set(zone, (format = new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })))
  return format
}

/** What the clocks of the zone show at `at`, read as if it were UTC; epoch ms, to the second. */
function wallClock(at: number, zone: string): number {
  const [day = 0, month = 0, year = 0, hour = 0, minute = 0, second = 0] = formatFor(zone).format(at).match(/\d+/g)?.map(Number) ?? []
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** The date the zone's calendars show at `at` (UTC epoch ms). */
export function localDate(at: number, zone: string): CalendarDate {
  const date = new Date(zone === 'UTC' ? at : wallClock(at, zone))
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

/**
 * The first moment of a date in the zone, UTC epoch ms. Where clocks go forward at midnight that is 01:00; where they go
 * back at midnight, the hour before belongs to the day before, twice.
 */
export function startOfDate(date: CalendarDate, zone: string): number {
  const midnight = Date.UTC(date.year, date.month - 1, date.day)
  if (zone === 'UTC') return midnight
  const offsets = [-24, -12, 0, 12, 24].map((hours) => {
    const at = midnight + hours * hourMs
    return wallClock(at, zone) - at
  })
  const candidates = [...new Set(offsets)].map((offset) => midnight - offset).toSorted((a, b) => a - b)
  // A date that a zone has left out altogether begins where the next one does.
  return candidates.find((at) => wallClock(at, zone) >= midnight && wallClock(at - 1000, zone) < midnight) ?? candidates.at(-1)!
}

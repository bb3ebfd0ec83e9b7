import { err, ok, type Result } from '../../shared/result'
import { parseTime } from '../costs/log-fields'
import { localDate, startOfDate, type CalendarDate } from '../local-date'
import { dayMinutes, localMinutes } from '../local-time'

const dayMs = 86_400_000
const minuteMs = 60_000
const unitMs: Readonly<Record<string, number>> = { s: 1000, m: minuteMs, h: 3_600_000, d: dayMs }
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

const ago = /^-?\s*(\d{1,6})\s*(?:(s)(?:ec|ecs|econds?)?|(m)(?:in|ins|inutes?)?|(h)(?:rs?|ours?)?|(d)(?:ays?)?)(?:\s+ago)?$/
const clock = /^(?:(.*?)[,\s]+)?([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,3})\d*)?)?$/
const namedDay = /^(\d{1,2})\.?\s+([a-z]{3})[a-z]*\.?(?:\s+(\d{4}))?$/
const isoDay = /^(\d{4})-(\d\d)-(\d\d)$/
const withZone = /^\d{4}-\d\d-\d\d[t ]\d\d:\d\d.*(?:z|[+-]\d\d:?\d\d)$/

/** What "now" is, UTC epoch ms, and where. */
export interface Here {
  now: number
  zone: string
}

/**
 * A moment as people write it: "10:15", "yesterday 14:00", "22 Nov 9:00", "20 min ago", ISO 8601, epoch seconds. Without a zone, or "UTC" at
 * its end, it is `zone`'s. A bare time of day is the last one that has come. The error says in words what can be written.
 */
export function parseWhen(text: string, { now, zone }: Here): Result<number, string> {
  const lower = text.trim().toLowerCase()
  const at = /\butc$/.test(lower) ? read(lower.slice(0, -3).trim(), { now, zone: 'UTC' }) : read(lower, { now, zone })
  return at === null ? err(`“${text.trim()}” isn’t a time. Write one such as 10:15, yesterday 14:00 or 2026-11-23 10:15 UTC.`) : ok(at)
}

function read(text: string, here: Here): number | null {
  if (text === 'now') return here.now
  if (/^\d{9,13}(\.\d+)?$/.test(text)) return parseTime(Number(text))
  if (withZone.test(text)) return parseTime(text.toUpperCase().replace(' ', 'T'))
  const [, count, ...units] = ago.exec(text) ?? []
  if (count !== undefined) return here.now - Number(count) * (unitMs[units.find((unit) => unit !== undefined) ?? ''] ?? 0)
  return readLocal(text.replace(/^(\d{4}-\d\d-\d\d)t/, '$1 '), here)
}

/** A day, a time of day, or both. */
function readLocal(text: string, here: Here): number | null {
  const [, day, hours, minutes, seconds = '0', fraction = '0'] = clock.exec(text) ?? []
  if (hours === undefined) return dayAt(text, here, 0)
  const ofDay = (Number(hours) * 60 + Number(minutes)) * minuteMs + Number(seconds) * 1000 + Number(fraction.padEnd(3, '0'))
  if (day !== undefined) return dayAt(day, here, ofDay)
  const today = dayAt('today', here, ofDay)
  return today !== null && today > here.now ? dayAt('yesterday', here, ofDay) : today
}

function dayAt(text: string, { now, zone }: Here, ofDay: number): number | null {
  const date = dateOf(text, now, zone)
  if (!date) return null
  const at = startOfDate(date, zone) + ofDay
  // On a day when clocks change, midnight and so many hours isn't that time of day.
  const drift = localMinutes(at, zone) - Math.floor(ofDay / minuteMs)
  return at - (drift > dayMinutes / 2 ? drift - dayMinutes : drift < -dayMinutes / 2 ? drift + dayMinutes : drift) * minuteMs
}

function dateOf(text: string, now: number, zone: string): CalendarDate | null {
  const today = localDate(now, zone)
  if (text === 'today') return today
  if (text === 'yesterday') return localDate(startOfDate(today, zone) - dayMs / 2, zone)
  const iso = isoDay.exec(text)
  if (iso) return real({ year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) })
  const [, day, name = '', year] = namedDay.exec(text) ?? []
  const month = months.indexOf(name) + 1
  if (day === undefined || month === 0) return null
  const named = { year: Number(year ?? today.year), month, day: Number(day) }
  // Without a year it is the last such day.
  return real(year === undefined && startOfDate(named, zone) > now ? { ...named, year: named.year - 1 } : named)
}

function real(date: CalendarDate): CalendarDate | null {
  const made = new Date(Date.UTC(date.year, date.month - 1, date.day))
  return made.getUTCMonth() + 1 === date.month && made.getUTCDate() === date.day ? date : null
}

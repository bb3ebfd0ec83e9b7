import { z } from 'zod'
import { noTrend, trendOf } from './spend-trend'

const slots = z.array(z.number()).length(24)
/** What an hour of a weekday and of a weekend usually costs, and how far hours lie from that. USD. */
export const spendProfileSchema = z.object({
  weekday: slots,
  weekend: slots,
  weekdays: slots,
  weekends: slots,
  /** Usual distance of an hour from its mean, by hour, and of all hours. */
  distance: slots,
  pooled: z.number(),
  hours: z.number(),
  /** A usual day. */
  dayUsd: z.number(),
  /** The day that runs, and what the latest whole ones cost, oldest first. */
  today: z.object({ day: z.number(), usd: z.number(), hours: z.number() }),
  latest: z.array(z.object({ usd: z.number(), weekend: z.boolean() })).max(28),
  /** What the last whole day cost as a share of the means, by the line through the latest days, and how that goes on a day. */
  trend: z.number(),
  slope: z.number(),
})
export type SpendProfile = z.infer<typeof spendProfileSchema>

const zeros = () => Array<number>(24).fill(0)
export const newSpendProfile = (): SpendProfile => ({
  weekday: zeros(),
  weekend: zeros(),
  weekdays: zeros(),
  weekends: zeros(),
  distance: zeros(),
  pooled: 0,
  hours: 0,
  dayUsd: 0,
  today: { day: 0, usd: 0, hours: 0 },
  latest: [],
  ...noTrend,
})

/** A mean is of this many of its days at most: four weeks. */
const weekdayMemory = 20
const weekendMemory = 8
/** Few days lean on the other kind of day, worth so many days. */
const leaning = 0.5
const latestDays = 28
const daysForTrend = 10
/** A trend is carried on for so many days at most. */
const longestTrendDays = 62
const wholeDayHours = 20
const mod = (n: number, m: number) => ((n % m) + m) % m
const hourOfDay = (hour: number) => mod(hour, 24)
/** Hour 0 of the epoch was a Thursday. */
const isWeekend = (hour: number) => (mod(Math.floor(hour / 24), 7) | 1) === 3

/** What an hour of one kind of day usually costs; few days of it lean on the other kind. */
function usualOf(profile: SpendProfile, slot: number, weekend: boolean): number {
  const days = weekend ? profile.weekends[slot]! : profile.weekdays[slot]!
  const otherDays = weekend ? profile.weekdays[slot]! : profile.weekends[slot]!
  const lent = otherDays > 0 ? leaning : 0
  if (days + lent === 0) return profile.dayUsd / 24
  const own = weekend ? profile.weekend[slot]! : profile.weekday[slot]!
  const other = weekend ? profile.weekday[slot]! : profile.weekend[slot]!
  return (own * days + other * lent) / (days + lent)
}

/** What the hour (since the epoch) usually costs. */
export const expectedAt = (profile: SpendProfile, hour: number): number => usualOf(profile, hourOfDay(hour), isWeekend(hour))

/** How far from that it usually lies; no hour is taken for more regular than a share of all of them. */
export const distanceAt = (profile: SpendProfile, hour: number): number => Math.max(profile.distance[hourOfDay(hour)]!, profile.pooled * 0.3, profile.dayUsd * 1e-3)

/** What the hours from `from` up to `to` (since the epoch, not included; a month of them at most) will cost. */
export function expectedBetween(profile: SpendProfile, from: number, to: number): number {
  let usd = 0
  let hour = from
  for (; hour < to && hourOfDay(hour) !== 0; hour++) usd += expectedAt(profile, hour) * trendAt(profile, hour)
  const weekday = dayOf(profile, false)
  const weekend = dayOf(profile, true)
  for (const end = Math.min(to, hour + 31 * 24); hour < end; hour += 24) usd += (isWeekend(hour) ? weekend : weekday) * trendAt(profile, hour)
  return usd
}

/** What the day of that hour costs as a share of the means: of late it may be more or less. */
export function trendAt({ trend, slope, today }: SpendProfile, hour: number): number {
  const daysAhead = Math.min(longestTrendDays, Math.max(0, Math.floor(hour / 24) - today.day + 1))
  return Math.max(0, trend + slope * daysAhead)
}

function dayOf(profile: SpendProfile, weekend: boolean): number {
  let usd = 0
  for (let slot = 0; slot < 24; slot++) usd += usualOf(profile, slot, weekend)
  return usd
}

/** Learns an hour’s spend; of a strange one only what would not have been. */
export function learnSpend(profile: SpendProfile, hour: number, spent: number, strange: boolean): void {
  const usd = expectedAt(profile, hour)
  const scale = distanceAt(profile, hour)
  endDay(profile, Math.floor(hour / 24))
  const learnt = strange ? Math.min(spent, usd + 3 * scale) : spent
  profile.today.usd += learnt
  profile.today.hours++
  const slot = hourOfDay(hour)
  const weekend = isWeekend(hour)
  const [means, days, memory] = weekend ? [profile.weekend, profile.weekends, weekendMemory] : [profile.weekday, profile.weekdays, weekdayMemory]
  days[slot] = Math.min(memory, days[slot]! + 1)
  means[slot]! += (learnt - means[slot]!) / days[slot]!
  profile.hours++
  const distance = Math.abs(learnt - usd)
  const daysSeen = profile.weekdays[slot]! + profile.weekends[slot]!
  profile.distance[slot]! += (distance - profile.distance[slot]!) / Math.min(20, daysSeen)
  profile.pooled += (distance - profile.pooled) / Math.min(480, profile.hours)
  profile.dayUsd += (learnt * 24 - profile.dayUsd) / Math.min(672, profile.hours)
}

/** Puts a whole day with the latest ones once another begins; half-seen days tell nothing. */
function endDay(profile: SpendProfile, day: number): void {
  const { today, latest } = profile
  if (day === today.day) return
  if (today.hours >= wholeDayHours) {
    latest.push({ usd: (today.usd * 24) / today.hours, weekend: isWeekend(today.day * 24) })
    if (latest.length > latestDays) latest.shift()
    if (latest.length >= daysForTrend) Object.assign(profile, trendOf(latest.map(({ usd, weekend }) => ({ usd, usual: dayOf(profile, weekend) }))))
  }
  profile.today = { day, usd: 0, hours: 0 }
}

/** The means are as sure as those of so many days: spend changes while they are learnt. */
const sureAsDays = 6

/** How far the sum of `days` coming days usually lies from what was expected of it: their own scatter, and that of the means. */
export function scatterOf(profile: SpendProfile, days: number): number {
  const { latest } = profile
  if (latest.length === 0) return profile.dayUsd * days
  const squares = latest.reduce((sum, { usd, weekend }, i) => sum + (usd - dayOf(profile, weekend) * (profile.trend + profile.slope * (i - latest.length + 1))) ** 2, 0)
  const variance = squares / Math.max(1, latest.length - 2)
  return Math.sqrt(variance * (days + days ** 2 / Math.min(sureAsDays, latest.length)))
}

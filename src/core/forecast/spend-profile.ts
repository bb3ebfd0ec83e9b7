import { z } from 'zod'
import { isWeekendDay, memoryDays, withDay } from './spend-days'
import { outlookAfter, scatterOver, usdOn } from './spend-outlook'

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
  latest: z.array(z.object({ day: z.number(), usd: z.number() })).max(memoryDays),
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
})

/** A mean is of this many of its days at most: four weeks. */
const weekdayMemory = 20
const weekendMemory = 8
/** Few days lean on the other kind of day, worth so many days. */
const leaning = 0.5
const wholeDayHours = 20
/** Nothing further ahead is expected. */
const longestHours = 31 * 24
/** Of a day that costs less nothing is a share. */
const leastDayUsd = 1e-9
const hourOfDay = (hour: number) => ((hour % 24) + 24) % 24
const isWeekend = (hour: number) => isWeekendDay(Math.floor(hour / 24))

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
  const end = Math.min(to, from + longestHours)
  let usd = 0
  for (let hour = from; hour < end; ) {
    const whole = hourOfDay(hour) === 0 && hour + 24 <= end
    usd += whole ? usdOfDay(profile, hour) : expectedAt(profile, hour) * trendAt(profile, hour)
    hour += whole ? 24 : 1
  }
  return usd
}

/** What the day of that hour costs as a share of what its hours usually do: days know better than hours how spend goes on. */
export function trendAt(profile: SpendProfile, hour: number): number {
  const usual = usualDay(profile, isWeekend(hour))
  return usual > leastDayUsd ? usdOfDay(profile, hour) / usual : 1
}

function usdOfDay(profile: SpendProfile, hour: number): number {
  const outlook = outlookAfter(profile.latest)
  return outlook ? usdOn(outlook, Math.floor(hour / 24)) : usualDay(profile, isWeekend(hour))
}

function usualDay(profile: SpendProfile, weekend: boolean): number {
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
  if (slot === 23) endDay(profile, Math.floor(hour / 24) + 1)
}

/** Puts a whole day with the latest ones once it is over; half-seen days tell nothing. */
function endDay(profile: SpendProfile, day: number): void {
  const { today, latest } = profile
  if (day === today.day) return
  if (today.hours >= wholeDayHours) profile.latest = withDay(latest, { day: today.day, usd: (today.usd * 24) / today.hours })
  profile.today = { day, usd: 0, hours: 0 }
}

/** How far the sum of `days` coming days usually lies from what was expected of it. */
export function scatterOf({ latest, dayUsd }: SpendProfile, days: number): number {
  const outlook = outlookAfter(latest)
  return outlook ? scatterOver(outlook, days) : dayUsd * days
}

import { coursesOf, shareAt, type Course } from './spend-courses'
import { daysOfWeek, type SpentDay, usualByKind, weekdayOf } from './spend-days'

/** What days say before anything is guessed; amounts are shares of the mean day. */
export interface Facts {
  days: readonly FactsOfDay[]
  /** Mean square of how far a day lies from what its kind usually costs, as a share of that: dear days scatter more. */
  variance: number
  /** What the days of each day of the week cost, in usual ones */
  sums: number[]
}

interface FactsOfDay {
  daysAgo: number
  weekday: number
  /** What its kind, weekdays or weekends, usually costs */
  usual: number
  /** The square of what it cost, as a share of that */
  squares: number
}

/** How the days look when a course’s growth and change of level are taken out. */
export interface Levelled {
  growth: number
  prior: number
  /** So many usual days, as costly as the last ones, tell of each day of the week. */
  weights: number[]
  /** The squares that the means of the days of the week leave */
  left: number
  /** Natural logarithm of the product of all levels */
  logLevels: number
}

/** No days are more alike. */
const leastVariance = 1e-12

/** Of days, oldest first, whose mean is above nothing. */
export function factsOf(days: readonly SpentDay[], mean: number): Facts {
  const last = days.at(-1)!.day
  const usualOn = usualByKind(days)
  const sums = daysOfWeek.map(() => 0)
  let far = 0
  const facts = days.map(({ day, usd }): FactsOfDay => {
    const [share, usual, weekday] = [usd / mean, usualOn(day) / mean, weekdayOf(day)]
    sums[weekday]! += share / usual
    far += (share - usual) ** 2 / usual
    return { daysAgo: last - day, weekday, usual, squares: share ** 2 / usual }
  })
  return { days: facts, variance: Math.max(leastVariance, far / Math.max(1, days.length - 2)), sums }
}

/** By all that may have been their course, the likeliest first. */
export const levelledOf = (facts: Facts): Levelled[] => coursesOf(facts.days.length).flatMap((course) => levelledBy(course, facts))

function levelledBy({ growth, sinceDays, before, prior }: Course, { days, sums }: Facts): Levelled[] {
  const recent = partOf(days.filter(({ daysAgo }) => daysAgo < sinceDays), growth)
  const earlier = partOf(days.filter(({ daysAgo }) => daysAgo >= sinceDays), growth)
  return before.map((level) => {
    const weights = recent.weights.map((weight, weekday) => weight + earlier.weights[weekday]! * level)
    const explained = weights.reduce((sum, weight, weekday) => (weight > 0 ? sum + sums[weekday]! ** 2 / weight : sum), 0)
    const logLevels = recent.logLevels + earlier.logLevels + earlier.count * Math.log(level)
    return { growth, prior, weights, left: recent.squares + earlier.squares / level - explained, logLevels }
  })
}

/** Days of one level, their growth taken out. */
function partOf(days: readonly FactsOfDay[], growth: number) {
  const weights = daysOfWeek.map(() => 0)
  let [squares, levels] = [0, 1]
  for (const day of days) {
    const level = shareAt(growth, day.daysAgo)
    weights[day.weekday]! += level / day.usual
    squares += day.squares / level
    levels *= level
  }
  return { weights, squares, logLevels: Math.log(levels), count: days.length }
}

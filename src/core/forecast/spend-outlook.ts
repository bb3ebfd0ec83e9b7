import { daysOfWeek, meanOf, type SpentDay, weekdayOf } from './spend-days'
import { type Guess, guessesOf, weekOf } from './spend-guesses'
import { type Settled, settle } from './spend-lonely'

/** How days go on after the last one seen: the average of all that may be, each as far as it is likely. USD. */
export interface Outlook {
  lastDay: number
  /** From so many days it was learnt. */
  days: number
  /** What each day of the week (from Thursday) costs as things stand, and how much more each further day */
  week: number[]
  growth: number[]
  /** How far a day usually lies from that, and how far the growth a day may be from what it is taken for */
  scatter: number
  growthScatter: number
}

const leastDays = 3
/** Growth goes on for so many days at most. */
const longestGrowthDays = 62
/** What days cost is known as surely as by so many of them at most: spend changes while it is learnt. */
const sureAsDays = 8

/** A list of days never changes, and is asked about at each hour. */
const outlooks = new WeakMap<readonly SpentDay[], Outlook | null>()

/** By whole days, oldest first; null: so few days, or nothing spent, tell nothing. */
export function outlookAfter(days: readonly SpentDay[]): Outlook | null {
  const known = outlooks.get(days)
  if (known !== undefined) return known
  const outlook = days.length < leastDays || !(meanOf(days) > 0) ? null : { lastDay: days.at(-1)!.day, days: days.length, ...averageOf(settle(days)) }
  outlooks.set(days, outlook)
  return outlook
}

function averageOf({ days, oddUsd, oddSquare }: Settled): Omit<Outlook, 'lastDay' | 'days'> {
  const mean = meanOf(days)
  const guesses = guessesOf(days, mean)
  const best = Math.max(...guesses.map(({ likely }) => likely))
  const weights = guesses.map(({ likely }) => Math.exp(likely - best))
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const average = (of: (guess: Guess, i: number) => number): number => guesses.reduce((sum, guess, i) => sum + weights[i]! * of(guess, i), 0) / all
  const weeks = guesses.map(weekOf)
  const growth = average((guess) => guess.growth)
  return {
    week: daysOfWeek.map((weekday) => oddUsd + mean * average((_, i) => weeks[i]![weekday]!)),
    growth: daysOfWeek.map((weekday) => mean * average((guess, i) => weeks[i]![weekday]! * guess.growth)),
    scatter: Math.sqrt(mean ** 2 * average(({ variance }) => variance) + oddSquare),
    growthScatter: mean * Math.sqrt(average((guess) => (guess.growth - growth) ** 2)),
  }
}

/** What that day will cost. */
export function usdOn({ lastDay, week, growth }: Outlook, day: number): number {
  const weekday = weekdayOf(day)
  const daysAhead = Math.min(longestGrowthDays, Math.max(0, day - lastDay))
  return Math.max(0, week[weekday]! + growth[weekday]! * daysAhead)
}

/** How far the sum of `days` coming days usually lies from what was expected: by their own scatter, and as level and growth are not known for sure. */
export function scatterOver({ scatter, growthScatter, days: seen }: Outlook, days: number): number {
  const ofLevel = scatter ** 2 * (days + days ** 2 / Math.min(sureAsDays, seen))
  const ofGrowth = (growthScatter * days * (days + seen)) / 2
  return Math.sqrt(ofLevel + ofGrowth ** 2)
}

import type { CostsView } from '../../shared/costs'
import type { SpendProfile } from '../forecast/spend-profile'
import { formatUsd, type Pico } from './money'
import { monthName, periodAt, slotsOf } from './periods'
import { dollarsOf, inDollars, learnProfile, projectTo, type HourlySpend, type PriceStep } from './projection'

type ForecastView = NonNullable<CostsView['forecast']>

export interface MonthFacts {
  /** What each hour cost, six weeks back: how it goes. */
  hours: HourlySpend
  /** What each day of the month came to, by its name. */
  days: ReadonlyMap<string, Pico>
  steps: readonly PriceStep[]
  /** Announced prices that will hold before the month ends. */
  priceChanges: ForecastView['priceChanges']
}

/** What the running month will have come to, and its way there day by day; null where too little is known. */
export function monthForecast({ hours, days, steps, priceChanges }: MonthFacts, now: number, zone: string): ForecastView | null {
  const profile = learnProfile(hours, now)
  if (!profile) return null
  const month = periodAt('month', now, zone)
  const course = { days, profile, steps, paid: dollarsOf([...days.values()].reduce((sum, pico) => sum + pico, 0n)) }
  const { usd, low, high } = projectTo(profile, course.paid, now, month.to, steps)
  return { month: monthName(now, zone), usd: inDollars(usd), low: inDollars(low), high: inDollars(high), path: pathOf(course, now, zone), priceChanges }
}

interface Course {
  days: MonthFacts['days']
  profile: SpendProfile
  /** What the month has come to, dollars. */
  paid: number
  steps: readonly PriceStep[]
}

/** Cumulated at the end of each day; the running one as it stands. */
function pathOf({ days, profile, paid, steps }: Course, now: number, zone: string): ForecastView['path'] {
  let known = 0n
  return slotsOf('day', periodAt('month', now, zone), zone).map(({ name, at }) => {
    known += days.get(name) ?? 0n
    const usd = formatUsd(known)
    if (at <= now) return { day: name, usd, low: usd, high: usd, actual: true }
    const then = projectTo(profile, paid, now, periodAt('day', at, zone).to, steps)
    return { day: name, usd: inDollars(then.usd), low: inDollars(then.low), high: inDollars(then.high), actual: false }
  })
}

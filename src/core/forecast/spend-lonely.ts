import { type SpentDay, usualByKind } from './spend-days'

/** Days without what was odd about single ones. */
export interface Settled {
  days: SpentDay[]
  /** What that was, a day, as far as it is believed to come again; USD, and its mean square */
  oddUsd: number
  oddSquare: number
}

/** The days beside it, and those of its weekday: a new level, or a weekly job, shows in one of them. */
const beside = [-7, -1, 1, 7]
/** A day that lies further from all of them is odd. */
const farTimes = 2
/** What was odd is believed to come again as often as it did, once history is longer than so many days. */
const believedDays = 28

/** Takes from a day what makes it dearer than twice all beside it, or cheaper than half of them; each as a share of its kind. */
export function settle(days: readonly SpentDay[]): Settled {
  const usualOn = usualByKind(days)
  const shares = new Map(days.map(({ day, usd }) => [day, usd / usualOn(day)]))
  const settled = days.map(({ day, usd }) => ({ day, usd: usualOn(day) * within(usd / usualOn(day), beside.flatMap((by) => shares.get(day + by) ?? [])) }))
  const odd = days.map(({ usd }, i) => usd - settled[i]!.usd)
  const believed = (sum: number): number => sum / (days.length + believedDays)
  return { days: settled, oddUsd: believed(odd.reduce((sum, usd) => sum + usd, 0)), oddSquare: believed(odd.reduce((sum, usd) => sum + usd ** 2, 0)) }
}

/** Beside days that cost nothing, or none at all, no day is odd. */
function within(share: number, near: readonly number[]): number {
  const most = Math.max(0, ...near)
  return most > 0 ? Math.min(farTimes * most, Math.max(share, Math.min(...near) / farTimes)) : share
}

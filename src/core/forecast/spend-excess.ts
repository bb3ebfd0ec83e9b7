import type { SpendProfile } from './spend-profile'
import { excessOf, type SpendWeek } from './spend-week'
import type { TailSketch } from './tail-sketch'

/** An hour, and four: a runaway is found within them. */
const windowHours = [1, 4]
/** Hours one after the other that are each at least so many usual distances dearer; single dear ones tell nothing of that. */
const steadyHours = 3
const leastSteady = 3
/** A tail for each way in which the latest hours can be dear. */
export const excessTails = windowHours.length + 1

/** ln of how rare an hour has to be: about one in two months; where each of several is dear, that says a part of it. */
const limit = Math.log(24 * 60) - 1.3
const steadyLimit = 4.5
/** Nobody minds an excess below this share of a usual day. */
const leastOfDay = 0.04
/** A tail halves its memory in so many hours. */
export const tailHalfLife = 60 * 24

/** How the latest hours stand beside what such ones usually cost. */
export interface Excess {
  /** In usual distances, none below 0 */
  distance: number
  /** 1 is the edge of an alert. */
  strange: number
}

/** One for each tail; a young history is given more room (1: none). */
export function excesses(week: SpendWeek, profile: SpendProfile, tails: readonly TailSketch[], hour: number, room: number): Excess[] {
  const least = leastOfDay * profile.dayUsd
  const judged = (usd: number, distance: number, rare: number): Excess => ({ distance, strange: Math.min(rare / room, usd / least) })
  const together = windowHours.map((hours, i) => {
    const { usd, distances } = excessOf(week, profile, hour, hours)
    const distance = Math.max(0, distances)
    return judged(usd, distance, rarityOf(tails[i]!, distance) / limit)
  })
  const each = Array.from({ length: steadyHours }, (_, ago) => excessOf(week, profile, hour - ago, 1))
  const distance = Math.max(0, Math.min(...each.map(({ distances }) => distances)))
  const rare = distance > leastSteady ? tails.at(-1)!.surprise(distance, tailHalfLife) / steadyLimit : 0
  return [...together, judged(each.reduce((sum, { usd }) => sum + usd, 0), distance, rare)]
}

/** Where every hour cost the same, any other sum was never seen; whether it matters is another question. */
const rarityOf = (tail: TailSketch, distance: number): number => (tail.knowsOnlyZero && distance > 0 ? Infinity : tail.surprise(distance, tailHalfLife))

import { distanceAt, expectedAt, type SpendProfile } from './spend-profile'

/** USD of the latest 168 hours by hour of the week; null: not known. Hours are counted since the epoch. */
export type SpendWeek = (number | null)[]

export const newSpendWeek = (): SpendWeek => Array<number | null>(168).fill(null)

const slotOf = (hour: number): number => ((hour % 168) + 168) % 168
const spentIn = (week: SpendWeek, hour: number): number | null => week[slotOf(hour)] ?? null

export function noteHour(week: SpendWeek, hour: number, usd: number | null): void {
  week[slotOf(hour)] = usd
}

/** What the latest `hours` cost beyond the usual, in USD and in the distances such hours usually have. */
export function excessOf(week: SpendWeek, profile: SpendProfile, hour: number, hours: number): { usd: number; distances: number } {
  let usd = 0
  let variance = 0
  for (let h = hour - hours + 1; h <= hour; h++) {
    const usual = expectedAt(profile, h)
    usd += (spentIn(week, h) ?? usual) - usual
    variance += distanceAt(profile, h) ** 2
  }
  return { usd, distances: usd / Math.max(1e-9, Math.sqrt(variance)) }
}

/** The same hour of yesterday or of last week that cost nearly as much makes it a habit. */
const habitShare = 0.6
const habitHours = [23, 24, 25, 167, 168]

export const isHabit = (week: SpendWeek, hour: number, spent: number): boolean => habitHours.some((ago) => (spentIn(week, hour - ago) ?? 0) >= habitShare * spent)

/** Spend of the latest hours as a multiple of what was expected of them. */
export function paceOf(week: SpendWeek, profile: SpendProfile, hour: number, hours: number): number {
  let [spent, expected] = [0, 0]
  for (let h = hour - hours + 1; h <= hour; h++) {
    const usd = spentIn(week, h)
    if (usd === null) continue
    spent += usd
    expected += expectedAt(profile, h)
  }
  return expected > 0 ? spent / expected : 1
}

import type { Amount } from '../../shared/costs'
import { expectedAt, expectedBetween, learnSpend, newSpendProfile, scatterOf, trendAt, type SpendProfile } from '../forecast/spend-profile'
import { formatUsd, type Pico } from './money'
import type { Span } from './periods'
import type { AnswerRow } from './question'

const hourMs = 3_600_000

/** What each hour cost, by its number since the epoch; an hour that is missing cost nothing. */
export type HourlySpend = ReadonlyMap<number, Pico>

/** Rows split by hour, whatever else they are split by. */
export function hourlySpend(rows: readonly AnswerRow[]): HourlySpend {
  const hours = new Map<number, Pico>()
  for (const { key, pico } of rows) {
    const hour = hourOf(Date.parse(key.hour ?? ''))
    hours.set(hour, (hours.get(hour) ?? 0n) + pico)
  }
  return hours
}

export const hourOf = (at: number): number => Math.floor(at / hourMs)

/** Hours of history a habit is learnt from: six weeks. */
export const learntHours = 42 * 24
/** With less history than two days nothing is foretold. */
const leastHours = 48
/** Four of five months end within this many of their usual distances. */
const bandWidth = 1.28

export const dollarsOf = (pico: Pico): number => Number(pico / 1_000_000n) / 1e6
/** A foretold amount, to the millionth of a dollar: more would be pretended. */
export const picoOf = (dollars: number): Pico => BigInt(Math.round(dollars * 1e6)) * 1_000_000n

/** How the hours up to now usually go, the running one left out but for its last millisecond, when all of it is known; null where too little is. */
export function learnProfile(hours: HourlySpend, now: number): SpendProfile | null {
  const end = hourOf(now + 1)
  const known = [...hours.keys()].filter((hour) => hour >= end - learntHours && hour < end)
  const first = known.reduce((least, hour) => Math.min(least, hour), end)
  if (end - first < leastHours) return null
  const profile = newSpendProfile()
  for (let hour = first; hour < end; hour++) learnSpend(profile, hour, dollarsOf(hours.get(hour) ?? 0n), false)
  return profile
}

/** From a moment on the same work costs this many times as much: an announced price, weighed by what is used. */
export interface PriceStep {
  at: number
  ratio: number
}

/** What is spent from now to then, USD. */
function expectedRest(profile: SpendProfile, now: number, to: number, steps: readonly PriceStep[]): number {
  const between = (from: number): number => {
    const hour = hourOf(from)
    const running = expectedAt(profile, hour) * (1 - (from % hourMs) / hourMs)
    return running + expectedBetween(profile, hour + 1, Math.ceil(to / hourMs))
  }
  return steps.reduce((rest, { at, ratio }) => (at < to ? rest + between(Math.max(now, at)) * (ratio - 1) : rest), between(now))
}

export interface Projected {
  usd: number
  low: number
  high: number
}

/** What will have been spent at `to`, USD, when `spent` is what has been now. */
export function projectTo(profile: SpendProfile, spent: number, now: number, to: number, steps: readonly PriceStep[] = []): Projected {
  const rest = Math.max(0, expectedRest(profile, now, to, steps))
  const scatter = bandWidth * scatterOf(profile, (to - now) / (24 * hourMs))
  return { usd: spent + rest, low: spent + Math.max(0, rest - scatter), high: spent + rest + scatter }
}

/** When what is left will be used up, by the usual hours; null when not before `to`. */
export function usedUpAt(profile: SpendProfile, left: number, now: number, to: number): number | null {
  let sum = 0
  for (let at = now; at < to; at = (hourOf(at) + 1) * hourMs) {
    const usd = expectedAt(profile, hourOf(at)) * trendAt(profile, hourOf(at))
    const part = 1 - (at % hourMs) / hourMs
    if (sum + usd * part >= left) return Math.min(to, at + ((left - sum) / usd) * hourMs)
    sum += usd * part
  }
  return null
}

export const projectedAmount = ({ usd, low, high }: Projected): Amount => ({ usd: inDollars(usd), low: inDollars(low), high: inDollars(high), grade: 'estimated' })
export const inDollars = (dollars: number): string => formatUsd(picoOf(dollars))

/** What the hours of a span cost. */
export const spentIn = (hours: HourlySpend, { from, to }: Span): Pico => {
  let sum = 0n
  for (let hour = hourOf(from); hour < Math.ceil(to / hourMs); hour++) sum += hours.get(hour) ?? 0n
  return sum
}

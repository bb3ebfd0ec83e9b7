import type { z } from 'zod'
import type { anomalyView } from '../../shared/costs'
import { usd } from '../../shared/format'
import { formatUsd, type Pico } from './money'
import type { AnswerRow } from './question'

export type AnomalyView = z.infer<typeof anomalyView>
type AnomalyDimension = AnomalyView['dimension']

/** What one thing cost on each day of a span of days, oldest first, days without cost too. */
export interface DailySpend {
  dimension: AnomalyDimension
  name: string
  pico: readonly Pico[]
}

/** A day is held against so many before it, and nothing is claimed with fewer than a week of them. */
const comparedDays = 28
const leastDays = 7
/** So many usual distances from the median, and at least half as much again. */
const distances = 5
/** Nobody minds an excess below this share of a usual day of all costs, or below a cent. */
const materialShare = 20n
const leastExcess = 10_000_000_000n

/** Rows split by day and perhaps a name → a series a name; the days are given, oldest first. */
export function dailySpend(dimension: AnomalyDimension, rows: readonly AnswerRow[], days: readonly string[]): DailySpend[] {
  const place = new Map(days.map((day, i) => [day, i]))
  const series = new Map<string, Pico[]>()
  for (const { key, pico } of rows) {
    const at = place.get(key.day ?? '')
    const name = dimension === 'day' ? '' : (key[dimension] ?? '')
    if (at === undefined || (dimension !== 'day' && name === '')) continue
    const amounts = series.get(name) ?? days.map(() => 0n)
    amounts[at]! += pico
    series.set(name, amounts)
  }
  return [...series].map(([name, pico]) => ({ dimension, name, pico }))
}

const middle = (values: readonly Pico[]): Pico => values.toSorted((a, b) => Number(a > b) - Number(a < b))[values.length >> 1] ?? 0n
const distance = (a: Pico, b: Pico): Pico => (a > b ? a - b : b - a)

/**
 * Days from index `from` on that cost far more than the four weeks before them usually did, dearest excess first. `whole` is
 * the series of all costs: what is small beside a usual day of that is left out.
 */
export function dayAnomalies(all: readonly DailySpend[], whole: DailySpend, days: readonly string[], from: number): AnomalyView[] {
  const found = all.flatMap((series) =>
    days.slice(from).flatMap((day, i) => {
      const usual = usualBefore(series.pico, from + i)
      const spent = series.pico[from + i]!
      if (usual === null || spent <= usual.limit || spent - usual.median < leastMaterial(whole, from + i)) return []
      return [{ excess: spent - usual.median, view: viewOf(series, day, spent, usual.median) }]
    }),
  )
  return found.toSorted((a, b) => Number(b.excess - a.excess)).map(({ view }) => view)
}

function usualBefore(amounts: readonly Pico[], at: number): { median: Pico; limit: Pico } | null {
  const before = amounts.slice(Math.max(0, at - comparedDays), at)
  const begun = before.slice(before.findIndex((amount) => amount > 0n))
  if (before.every((amount) => amount === 0n) || begun.length < leastDays) return null
  const median = middle(begun)
  const scatter = middle(begun.map((amount) => distance(amount, median)))
  const [byScatter, byShare] = [median + (scatter * BigInt(distances) * 3n) / 2n, median + median / 2n]
  return { median, limit: byScatter > byShare ? byScatter : byShare }
}

function leastMaterial({ pico }: DailySpend, at: number): Pico {
  const usualDay = middle(pico.slice(Math.max(0, at - comparedDays), at)) / materialShare
  return usualDay > leastExcess ? usualDay : leastExcess
}

function viewOf({ dimension, name }: DailySpend, day: string, spent: Pico, median: Pico): AnomalyView {
  const [shown, usual] = [usd(formatUsd(spent)), usd(formatUsd(median))]
  const what = dimension === 'day' ? day : `${name} on ${day}`
  return { dimension, name: dimension === 'day' ? day : name, day, usd: formatUsd(spent), usual: formatUsd(median), words: `${what} cost ${shown}, usually ${usual} a day.` }
}

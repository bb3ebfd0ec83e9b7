import type { Verdict } from '../../../src/core/forecast/detector'
import { type EventScore, scoreEvents } from './anomaly-events'
import type { CostSeries } from './cost-series'

const hourMs = 36e5
const graceMs = 6 * hourMs

/** Events found, the hours that are tolerated left out. */
export function scoreCost(series: CostSeries, alerts: readonly boolean[]): EventScore {
  const tolerated = (at: number) => series.tolerated.some(([from, to]) => at >= from && at <= to)
  return scoreEvents(series, alerts.map((alert, i) => alert && !tolerated(series.rows[i]!.at)), graceMs)
}

/** Of the events that last, those found in their first four hours; of those of one hour, those found. */
export function foundInTime(series: CostSeries, alerts: readonly boolean[]): { runaways: number; inTime: number; nightly: number; atOnce: number } {
  const counts = { runaways: 0, inTime: 0, nightly: 0, atOnce: 0 }
  for (const [from, to] of series.events) {
    const first = Math.round((from - series.rows[0]!.at) / hourMs)
    const found = alerts.slice(first, first + (to > from ? 4 : 1)).some(Boolean)
    counts[to > from ? 'runaways' : 'nightly']++
    if (found) counts[to > from ? 'inTime' : 'atOnce']++
  }
  return counts
}

const monthOf = (at: number) => new Date(at).toISOString().slice(0, 7)

/** The share by which the projection was off at the end of a day of each whole month, the first month of a series apart. */
export function projectionErrors(series: CostSeries, verdicts: readonly Verdict[], dayOfMonth: number): { first: number[]; later: number[] } {
  const totals = new Map<string, { usd: number; hours: number }>()
  for (const { at, value } of series.rows) {
    const total = totals.get(monthOf(at)) ?? { usd: 0, hours: 0 }
    totals.set(monthOf(at), { usd: total.usd + value!, hours: total.hours + 1 })
  }
  const errors: { first: number[]; later: number[] } = { first: [], later: [] }
  series.rows.forEach(({ at }, i) => {
    const { usd, hours } = totals.get(monthOf(at))!
    const date = new Date(at)
    if (date.getUTCDate() !== dayOfMonth || date.getUTCHours() !== 23 || hours < 28 * 24) return
    const isFirst = monthOf(at) === monthOf(series.rows[0]!.at)
    errors[isFirst ? 'first' : 'later'].push(Math.abs(verdicts[i]!.extra! - usd) / usd)
  })
  return errors
}

export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

import type { Row, Verdict } from '../../../src/core/forecast/detector'
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

/** A whole month as it stands at the end of one of its days. */
export interface MonthEnd {
  isFirst: boolean
  /** The row of the day's last hour */
  index: number
  soFar: number
  total: number
  /** The stamps of the hours to come */
  rest: number[]
}

const wholeMonthHours = 28 * 24
const monthOf = (at: number) => new Date(at).toISOString().slice(0, 7)
const usdOf = (rows: readonly Row[]) => rows.reduce((usd, { value }) => usd + value!, 0)

/** Each whole month of a series at the end of that day. */
export function monthEnds(rows: readonly Row[], dayOfMonth: number): MonthEnd[] {
  const months = [...new Set(rows.map(({ at }) => monthOf(at)))]
  return months.flatMap((name) => {
    const month = rows.filter(({ at }) => monthOf(at) === name)
    const last = month.findIndex(({ at }) => new Date(at).getUTCDate() === dayOfMonth && new Date(at).getUTCHours() === 23)
    if (last < 0 || month.length < wholeMonthHours) return []
    const [before, after] = [month.slice(0, last + 1), month.slice(last + 1)]
    return [{ isFirst: month[0] === rows[0], index: rows.indexOf(month[last]!), soFar: usdOf(before), total: usdOf(month), rest: after.map(({ at }) => at) }]
  })
}

/** The share by which the projection was off at the end of a day of each whole month, the first month of a series apart. */
export function projectionErrors(series: CostSeries, verdicts: readonly Verdict[], dayOfMonth: number): { first: number[]; later: number[] } {
  const errors: { first: number[]; later: number[] } = { first: [], later: [] }
  for (const { isFirst, index, total } of monthEnds(series.rows, dayOfMonth)) errors[isFirst ? 'first' : 'later'].push(Math.abs(verdicts[index]!.extra! - total) / total)
  return errors
}

export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

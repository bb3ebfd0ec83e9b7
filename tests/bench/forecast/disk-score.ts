import type { Row } from '../../../src/core/forecast/detector'
import type { DiskSeries } from './disk-series'

export interface DiskAnswer {
  alert: boolean
  /** Hours until 100 %; 1e6 = never */
  hours: number
}

export interface DiskScore {
  kind: string
  weeks: number
  /** Alerts after which no fill followed within twice the horizon. */
  false: number
  /** Of a fill that happened. */
  fill: { lead: number; flaps: number; error24: number | null } | null
}

const hourMs = 3_600_000

/** How early and how rightly one series’ answers came. */
export function scoreDisk(series: DiskSeries, answers: (row: Row) => DiskAnswer, horizonHours: number): DiskScore {
  const { rows, fullAt, beganAt, kind } = series
  const bestFrom = fullAt === null ? 0 : Math.max(fullAt - horizonHours * hourMs, beganAt ?? 0)
  const score: DiskScore = { kind, weeks: (rows.at(-1)!.at - rows[0]!.at) / (168 * hourMs), false: 0, fill: null }
  let on = false
  let onAt = 0
  let flaps = 0
  let error24: number | null = null
  for (const row of rows) {
    const answer = answers(row)
    if (answer.alert && !on) {
      onAt = row.at
      if (fullAt !== null && row.at >= fullAt - 2 * horizonHours * hourMs) flaps++
      else score.false++
    }
    on = answer.alert
    if (fullAt !== null && row.at <= fullAt - 24 * hourMs && beganAt !== null && row.at >= beganAt) error24 = Math.min(10, Math.abs(answer.hours - (fullAt - row.at) / hourMs) / ((fullAt - row.at) / hourMs))
  }
  if (fullAt === null) return score
  const best = fullAt - bestFrom
  const lead = on && best > 0 ? Math.min(1, Math.max(0, (fullAt - onAt) / best)) : 0
  return { ...score, fill: { lead, flaps: Math.max(0, flaps - 1), error24: best >= 24 * hourMs ? error24 : null } }
}

export interface DiskSummary {
  series: number
  fills: number
  lead: number
  falsePerWeek: number
  runawayLead: number
  runawayMissed: number
  runaways: number
  error24: number
  flaps: number
}

const mean = (values: readonly number[]): number => (values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length)
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

export function summary(scores: readonly DiskScore[]): DiskSummary {
  const fills = scores.flatMap(({ fill }) => (fill ? [fill] : []))
  const runaways = scores.filter(({ kind }) => kind === 'runaway').flatMap(({ fill }) => (fill ? [fill] : []))
  return {
    series: scores.length,
    fills: fills.length,
    lead: mean(fills.map(({ lead }) => lead)),
    falsePerWeek: scores.reduce((sum, score) => sum + score.false, 0) / scores.reduce((sum, { weeks }) => sum + weeks, 0),
    runawayLead: mean(runaways.map(({ lead }) => lead)),
    runawayMissed: runaways.filter(({ lead }) => lead === 0).length,
    runaways: runaways.length,
    error24: median(fills.flatMap(({ error24 }) => (error24 === null ? [] : [error24]))),
    flaps: mean(fills.map(({ flaps }) => flaps)),
  }
}

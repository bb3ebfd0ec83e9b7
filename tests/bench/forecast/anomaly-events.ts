import type { Detector, Row } from '../../../src/core/forecast/detector'

/** A series with what was wrong in it; both ends of an event belong to it. */
export interface Labelled {
  name: string
  rows: Row[]
  events: [startAt: number, endAt: number][]
}

export interface EventScore {
  /** Runs of alert that meet an event, and those that meet none. */
  rightRuns: number
  falseRuns: number
  events: number
  found: number
  weeks: number
  /** Minutes from the start of each event found to the first row of alert within it. */
  delays: number[]
}

export const alertsOf = (detector: Detector, rows: readonly Row[]): boolean[] => rows.map((row) => detector.step(row).alert)

function* runs(series: Labelled, alerts: readonly boolean[]): Generator<[number, number]> {
  for (let i = 0; i < alerts.length; i++) {
    if (!alerts[i]) continue
    const start = i
    while (alerts[i + 1]) i++
    yield [series.rows[start]!.at, series.rows[i]!.at]
  }
}

/** Each event is found or not, each run of alert right or not; `graceMs` after its end an event still explains an alert. */
export function scoreEvents(series: Labelled, alerts: readonly boolean[], graceMs = 0): EventScore {
  const first = new Map<number, number>()
  let rightRuns = 0
  let falseRuns = 0
  for (const [from, to] of runs(series, alerts)) {
    const met = series.events.flatMap(([start, end], index) => (to >= start && from <= end + graceMs ? [index] : []))
    for (const index of met) if (!first.has(index) && from <= series.events[index]![1]) first.set(index, Math.max(from, series.events[index]![0]))
    if (met.length > 0) rightRuns++
    else falseRuns++
  }
  const delays = [...first].map(([index, at]) => (at - series.events[index]![0]) / 60_000)
  const weeks = (series.rows.at(-1)!.at - series.rows[0]!.at) / 6048e5
  return { rightRuns, falseRuns, events: series.events.length, found: first.size, weeks, delays }
}

export interface EventSummary {
  f1: number
  precision: number
  recall: number
  falsePerWeek: number
  medianDelayMinutes: number
}

export function summary(scores: readonly EventScore[]): EventSummary {
  const total = (pick: (score: EventScore) => number) => scores.reduce((sum, score) => sum + pick(score), 0)
  const precision = total((s) => s.rightRuns) / Math.max(1, total((s) => s.rightRuns + s.falseRuns))
  const recall = total((s) => s.found) / Math.max(1, total((s) => s.events))
  const delays = scores.flatMap((score) => score.delays).toSorted((a, b) => a - b)
  return {
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    precision,
    recall,
    falsePerWeek: total((s) => s.falseRuns) / total((s) => s.weeks),
    medianDelayMinutes: delays[delays.length >> 1] ?? Number.NaN,
  }
}

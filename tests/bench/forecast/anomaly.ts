import { createAnomalyDetector } from '../../../src/core/forecast/anomaly'
import type { Row } from '../../../src/core/forecast/detector'
import { alertsOf, type EventSummary, type Labelled, scoreEvents, summary } from './anomaly-events'
import { normalised, readNab, scoreNab } from './anomaly-nab'
import { ewmaAlerts } from './anomaly-rules'
import { heldOutMetrics, metricSeries, tuningMetrics } from './anomaly-series'
import type { Table } from './entry'

type Rule = (rows: readonly Row[]) => boolean[]
const rules: Record<string, Rule> = {
  ours: (rows) => alertsOf(createAnomalyDetector(), rows),
  'EWMA ± 4 σ': (rows) => ewmaAlerts(rows, 4),
  'EWMA ± 6 σ': (rows) => ewmaAlerts(rows, 6),
}
const seriesPerFamily = 120
const graceMs = 36e5

const line = (cells: (string | number)[]) => `| ${cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(2) : cell)).join(' | ')} |`

/** F1, precision, recall, false alerts a week, median delay: one row a rule. */
export const eventCells = (s: EventSummary): (string | number)[] => [s.f1, s.precision, s.recall, s.falsePerWeek, s.medianDelayMinutes.toFixed(0)]

function metrics(name: string, series: readonly Labelled[]): string[] {
  return Object.entries(rules).map(([rule, alerts]) =>
    line([name, rule, ...eventCells(summary(series.map((one) => scoreEvents(one, alerts(one.rows), graceMs))))]),
  )
}

function nab(directory: string): string[] {
  const files = readNab(directory)
  return Object.entries(rules).map(([rule, alerts]) => {
    const scores = files.map((file) => scoreNab(file, alerts(file.rows)))
    const total = (pick: (score: (typeof scores)[number]) => number) => scores.reduce((sum, score) => sum + pick(score), 0)
    return line(['NAB', rule, normalised(scores), `${total((s) => s.found)} of ${total((s) => s.windows)}`, `${total((s) => s.falseRows)}`])
  })
}

export const table: Table = {
  name: 'Anomalies of any value',
  print({ nab: directory, seed }) {
    const family = (from: typeof tuningMetrics) => Array.from({ length: seriesPerFamily }, (_, i) => metricSeries(from, (seed ?? 20_000) + i))
    const generated = [
      line(['series', 'rule', 'event-F1', 'precision', 'recall', 'false a series-week', 'median delay, min']),
      '|---|---|---|---|---|---|---|',
      ...metrics('tuning', family(tuningMetrics)),
      ...metrics('held out', family(heldOutMetrics)),
    ]
    if (directory === null) return `${generated.join('\n')}\n\nNAB: not run (name a checkout with --nab).\n`
    const corpus = [line(['corpus', 'rule', 'standard profile', 'windows found', 'false rows']), '|---|---|---|---|---|', ...nab(directory)]
    return `${generated.join('\n')}\n\nOwn decisions, nothing optimised per corpus:\n\n${corpus.join('\n')}\n`
  },
}

import { createLatencyDetector } from '../../../src/core/forecast/latency'
import { eventCells } from './anomaly'
import { alertsOf, type Labelled, scoreEvents, summary } from './anomaly-events'
import { ewmaAlerts } from './anomaly-rules'
import type { Table } from './entry'
import { heldOutLatency, latencySeries, tuningLatency } from './latency-series'

const seriesPerFamily = 60
/** An alert that lingers so long is still of its event. */
const graceMs = 3 * 36e5

const line = (cells: (string | number)[]) => `| ${cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(2) : cell)).join(' | ')} |`

function lines(name: string, series: readonly Labelled[]): string[] {
  const rules = {
    ours: (one: Labelled) => alertsOf(createLatencyDetector(), one.rows),
    'EWMA ± 4 σ': (one: Labelled) => ewmaAlerts(one.rows, 4),
    'EWMA ± 8 σ': (one: Labelled) => ewmaAlerts(one.rows, 8),
  }
  return Object.entries(rules).map(([rule, alerts]) => line([name, rule, ...eventCells(summary(series.map((one) => scoreEvents(one, alerts(one), graceMs))))]))
}

export const table: Table = {
  name: 'Provider latency',
  print({ seed }) {
    const family = (from: typeof tuningLatency) => Array.from({ length: seriesPerFamily }, (_, i) => latencySeries(from, (seed ?? 30_000) + i))
    return [
      line(['series', 'rule', 'event-F1', 'precision', 'recall', 'false a series-week', 'median delay, min']),
      '|---|---|---|---|---|---|---|',
      ...lines('tuning', family(tuningLatency)),
      ...lines('held out', family(heldOutLatency)),
      '',
    ].join('\n')
  },
}

import { createCostDetector } from '../../../src/core/forecast/cost'
import { summary } from './anomaly-events'
import { ewmaAlerts } from './anomaly-rules'
import { foundInTime, median, projectionErrors, scoreCost } from './cost-score'
import { type CostFamily, costSeries, heldOutCost, tuningCost } from './cost-series'
import { tuningDays } from './cost-tuning'
import type { Table } from './entry'

const seriesPerFamily = 100
const daysPerMonth = 30
const line = (cells: (string | number)[]) => `| ${cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(2) : cell)).join(' | ')} |`
const percent = (share: number) => `${(100 * share).toFixed(1)} %`

function anomalies(name: string, family: CostFamily, seed: number): string[] {
  const series = Array.from({ length: seriesPerFamily }, (_, i) => costSeries(family, seed + i))
  const rules = {
    ours: (one: (typeof series)[number]) => {
      const detector = createCostDetector({})
      return one.rows.map((row) => detector.step(row).alert)
    },
    'EWMA ± 4 σ': (one: (typeof series)[number]) => ewmaAlerts(one.rows, 4),
    'EWMA ± 8 σ': (one: (typeof series)[number]) => ewmaAlerts(one.rows, 8),
  }
  return Object.entries(rules).map(([rule, alertsFor]) => {
    const alerts = series.map(alertsFor)
    const s = summary(series.map((one, i) => scoreCost(one, alerts[i]!)))
    const times = series.map((one, i) => foundInTime(one, alerts[i]!))
    const share = (part: keyof (typeof times)[number], whole: keyof (typeof times)[number]) => {
      const sum = (key: typeof part) => times.reduce((total, time) => total + time[key], 0)
      return percent(sum(part) / sum(whole))
    }
    return line([name, rule, s.f1, s.precision, s.recall, (s.falsePerWeek * daysPerMonth) / 7, share('inTime', 'runaways'), share('atOnce', 'nightly')])
  })
}

const projectedOn = [7, 14]

function projections(name: string, family: CostFamily, seed: number): string {
  const all = Array.from({ length: seriesPerFamily }, (_, i) => {
    const series = costSeries(family, seed + i, 92, true)
    const detector = createCostDetector({})
    const verdicts = series.rows.map((row) => detector.step(row))
    return projectedOn.map((day) => projectionErrors(series, verdicts, day))
  })
  const errors = projectedOn.flatMap((_, i) => [all.flatMap((one) => one[i]!.first), all.flatMap((one) => one[i]!.later)])
  return line([name, ...errors.map((each) => percent(median(each)))])
}

export const table: Table = {
  name: 'Cost per hour',
  print({ seed }) {
    return [
      line(['series', 'rule', 'event-F1', 'precision', 'recall', 'false a series-month', 'runaway in 4 h', 'nightly at once']),
      '|---|---|---|---|---|---|---|---|',
      ...anomalies('tuning', tuningCost, seed ?? 40_000),
      ...anomalies('held out', heldOutCost, seed ?? 40_000),
      '',
      'Month-end projection, median error; without and with a month of history:',
      '',
      line(['series', 'day 7, first month', 'day 7, later', 'day 14, first month', 'day 14, later']),
      '|---|---|---|---|---|',
      projections('tuning', tuningCost, seed ?? 50_000),
      ...Object.entries(tuningDays).map(([name, family]) => projections(name, family, seed ?? 50_000)),
      projections('held out', heldOutCost, seed ?? 50_000),
      '',
    ].join('\n')
  },
}

import { describe, expect, it } from 'vitest'
import { createAnomalyDetector } from '../../../../src/core/forecast/anomaly'
import { alertsOf, scoreEvents, summary } from '../../../bench/forecast/anomaly-events'
import { heldOutMetrics, metricSeries } from '../../../bench/forecast/anomaly-series'
import { randomOf } from '../../../bench/forecast/random'
import { goesOnAsIfNeverStopped, neverFails, savedBytes } from './anomaly-properties'

const create = (saved?: unknown) => createAnomalyDetector({}, saved)
const minute = 60_000
const from = Date.UTC(2024, 4, 6)

/** Rows every five minutes for `days`; `value` says what is seen at row `i`. */
const rowsOf = (days: number, value: (i: number, hour: number) => number | null) =>
  Array.from({ length: days * 288 }, (_, i) => ({ at: from + i * 5 * minute, value: value(i, ((i * 5) / 60) % 24) }))

const noisy = (seed: number) => {
  const random = randomOf(seed)
  return () => random.normal()
}
const alertRows = (rows: ReturnType<typeof rowsOf>) => alertsOf(create(), rows).flatMap((alert, i) => (alert ? [i] : []))

describe('anomaly', () => {
  it('says nothing of a steady series', () => {
    const noise = noisy(1)
    expect(alertRows(rowsOf(14, (_, hour) => 100 + 20 * Math.sin((hour / 12) * Math.PI) + noise())).length).toBeLessThanOrEqual(1)
  })

  it.each([
    ['a spike', 1000, 1000, 40],
    ['a dip', 1200, 1200, -40],
    ['a level that stays', 2000, 5000, 15],
  ])('tells %s in its first row, once', (_, first, last, by) => {
    const noise = noisy(2)
    const told = alertRows(rowsOf(14, (i) => 100 + noise() + (i >= first && i <= last ? by : 0)))
    expect(told).toContain(first)
    expect(told.length).toBeLessThanOrEqual(2)
  })

  it('tells a value of another time of day once the day is known', () => {
    const noise = noisy(3)
    const shape = (hour: number) => (hour >= 8 && hour < 18 ? 80 : 20)
    // The tenth day’s work is done at night: every value is an ordinary one.
    const rows = rowsOf(14, (i, hour) => shape(Math.floor(i / 288) === 9 ? (hour + 12) % 24 : hour) + noise())
    expect(alertRows(rows).some((i) => i >= 9 * 288 && i < 9 * 288 + 36)).toBe(true)
  })

  it('believes a smaller jump in the day after an alert', () => {
    // Slow waves keep the jump within the range: only its suddenness is strange. The alert before it is a standstill on a crest.
    const told = (still: boolean, by: number) => {
      const noise = noisy(7)
      const wave = (i: number) => (still && i >= 480 && i < 496 ? 97 : 100 * Math.sin((i / 150) * 2 * Math.PI) + noise())
      const alerts = alertsOf(
        create(),
        Array.from({ length: 513 }, (_, i) => ({ at: from + i * 60 * minute, value: wave(i) + (i === 512 ? by : 0) })),
      )
      expect(alerts.slice(480, 496).includes(true)).toBe(still)
      return alerts[512]
    }
    const least = (still: boolean) => Array.from({ length: 40 }, (_, by) => by).find((by) => told(still, by)) ?? Infinity
    expect(least(false)).toBeLessThan(Infinity)
    expect(least(true)).toBeLessThan(least(false))
  })

  it('tells a value that stands still and never did', () => {
    const noise = noisy(4)
    const told = alertRows(rowsOf(6, (i) => (i >= 1000 && i < 1100 ? 50 : 50 + noise())))
    expect(told.filter((i) => i > 1000 && i <= 1020)).toHaveLength(1)
    expect(told.length).toBeLessThanOrEqual(3)
  })

  it('does not take missing rows for anything', () => {
    const noise = noisy(5)
    const rows = rowsOf(7, (i) => (i % 7 === 0 || (i > 900 && i < 960) ? null : 10 + noise()))
    const verdicts = rows.map((row) => ({ row, verdict: create().step(row) }))
    for (const { row, verdict } of verdicts) if (row.value === null) expect(verdict).toEqual({ score: 0, alert: false })
    expect(alertRows(rows).length).toBeLessThanOrEqual(1)
  })

  it('has a score of half or more exactly where it alerts', () => {
    const series = metricSeries(heldOutMetrics, 12)
    const detector = create()
    for (const row of series.rows) {
      const { score, alert } = detector.step(row)
      expect(score >= 0.5).toBe(alert)
    }
  })

  it('survives any rows', () => neverFails(create))
  it('goes on as if never stopped', () => goesOnAsIfNeverStopped(create, metricSeries(heldOutMetrics, 7).rows.slice(0, 3000)))
  it('begins anew from what it can’t read', () => {
    const row = { at: from, value: 1 }
    expect(create({ state: 'no' }).step(row)).toEqual(create().step(row))
  })

  it('keeps its memory small', () => {
    const random = randomOf(6)
    const rows = Array.from({ length: 100_000 }, (_, i) => ({ at: from + i * minute, value: random.normal() * 10 ** random.between(-9, 9) }))
    expect(savedBytes(create, rows)).toBeLessThan(40_000)
  })

  it('keeps what the benchmark says of it, on a few held-out series', () => {
    const scores = Array.from({ length: 24 }, (_, i) => metricSeries(heldOutMetrics, 60_000 + i)).map((one) => scoreEvents(one, alertsOf(create(), one.rows), 36e5))
    const { f1, recall, falsePerWeek } = summary(scores)
    expect({ f1: f1 >= 0.65, recall: recall >= 0.7, quiet: falsePerWeek <= 0.6 }).toEqual({ f1: true, recall: true, quiet: true })
  })
})

import { describe, expect, it } from 'vitest'
import { createLatencyDetector } from '../../../../src/core/forecast/latency'
import { alertsOf, scoreEvents, summary } from '../../../bench/forecast/anomaly-events'
import { heldOutLatency, latencySeries } from '../../../bench/forecast/latency-series'
import { randomOf } from '../../../bench/forecast/random'
import { goesOnAsIfNeverStopped, neverFails, savedBytes } from './anomaly-properties'

const create = (saved?: unknown) => createLatencyDetector({}, saved)
const minute = 60_000
const from = Date.UTC(2024, 4, 6)

/** A look every five minutes for ten days, 200 ms give or take. */
function looks(change: (ms: number, i: number) => number | null, seed = 1) {
  const random = randomOf(seed)
  return Array.from({ length: 10 * 288 }, (_, i) => ({ at: from + i * 5 * minute, value: change(200 * Math.exp(0.15 * random.normal()), i) }))
}
const alertRows = (rows: ReturnType<typeof looks>) => alertsOf(create(), rows).flatMap((alert, i) => (alert ? [i] : []))

describe('latency', () => {
  it('is on within a quarter of an hour of a provider getting slow, and off soon after it is back', () => {
    const on = alertRows(looks((ms, i) => (i >= 1500 && i < 1600 ? ms * 2.5 : ms)))
    expect(on[0]).toBeGreaterThanOrEqual(1500)
    expect(on[0]).toBeLessThanOrEqual(1503)
    expect(on.at(-1)).toBeLessThan(1610)
    expect(on.length).toBe(on.at(-1)! - on[0]! + 1)
  })

  it('is not on for single slow answers, faster ones, or failed looks', () => {
    expect(alertRows(looks((ms, i) => (i % 97 === 0 ? ms * 40 : ms)))).toEqual([])
    expect(alertRows(looks((ms, i) => (i > 1500 ? ms / 3 : ms)))).toEqual([])
    expect(alertRows(looks((ms, i) => (i % 5 === 0 || (i > 1500 && i < 1700) ? null : ms)))).toEqual([])
  })

  it('is not on for what takes a few ms longer, however many times that is', () => {
    expect(alertRows(looks((ms, i) => (i > 1500 ? ms / 8 : ms / 20)))).toEqual([])
  })

  it('knows the time of day', () => {
    const busy = (i: number) => 1 + 0.8 * Math.max(0, Math.sin((((i * 5) / 60 - 8) / 12) * Math.PI))
    expect(alertRows(looks((ms, i) => ms * busy(i)))).toEqual([])
  })

  it('takes what has lasted a day for the new normal', () => {
    const on = alertRows(looks((ms, i) => (i >= 1500 ? ms * 2 : ms)))
    expect(on[0]).toBeLessThanOrEqual(1504)
    expect(on.length).toBeLessThanOrEqual(320)
  })

  it('stays on through failed looks', () => {
    const rows = looks((ms, i) => (i >= 1510 && i < 1520 ? null : i >= 1500 && i < 1600 ? ms * 3 : ms))
    expect(alertsOf(create(), rows).slice(1510, 1520)).toEqual(Array(10).fill(true))
  })

  it('survives any rows', () => neverFails(create))
  it('goes on as if never stopped', () => goesOnAsIfNeverStopped(create, latencySeries(heldOutLatency, 5).rows.slice(0, 3000)))
  it('keeps its memory small', () => {
    const random = randomOf(6)
    const rows = Array.from({ length: 100_000 }, (_, i) => ({ at: from + i * minute, value: 10 ** random.between(-9, 9) }))
    expect(savedBytes(create, rows)).toBeLessThan(40_000)
  })

  it('keeps what the benchmark says of it, on a few held-out series', () => {
    const scores = Array.from({ length: 12 }, (_, i) => latencySeries(heldOutLatency, 60_000 + i)).map((one) => scoreEvents(one, alertsOf(create(), one.rows), 3 * 36e5))
    const { f1, falsePerWeek, medianDelayMinutes } = summary(scores)
    expect({ f1: f1 >= 0.7, quiet: falsePerWeek <= 0.3, soon: medianDelayMinutes <= 30 }).toEqual({ f1: true, quiet: true, soon: true })
  })
})

import { describe, expect, it } from 'vitest'
import { createCostDetector } from '../../../../src/core/forecast/cost'
import type { Row } from '../../../../src/core/forecast/detector'
import { summary } from '../../../bench/forecast/anomaly-events'
import { foundInTime, median, projectionErrors, scoreCost } from '../../../bench/forecast/cost-score'
import { costSeries, heldOutCost } from '../../../bench/forecast/cost-series'
import { randomOf } from '../../../bench/forecast/random'
import { goesOnAsIfNeverStopped, neverFails, savedBytes, verdictsOf } from './anomaly-properties'

const create = (saved?: unknown) => createCostDetector({}, saved)
const hour = 36e5
/** A Monday. */
const from = Date.UTC(2024, 3, 1)

/** Hourly spend: a dollar an hour by day, a tenth by night, half of it at weekends. */
function spend(days: number, change: (usd: number, day: number, hourOfDay: number) => number | null): Row[] {
  const random = randomOf(3)
  return Array.from({ length: days * 24 }, (_, i) => {
    const [day, hourOfDay] = [Math.floor(i / 24), i % 24]
    const usual = (hourOfDay >= 8 && hourOfDay < 20 ? 1 : 0.1) * (day % 7 >= 5 ? 0.5 : 1) * Math.exp(0.2 * random.normal())
    return { at: from + i * hour, value: change(usual, day, hourOfDay) }
  })
}
const alertHours = (rows: readonly Row[], monthlyBudgetUsd?: number) => {
  const detector = createCostDetector({ monthlyBudgetUsd })
  return rows.flatMap((row, i) => (detector.step(row).alert ? [i] : []))
}

describe('cost', () => {
  it('says nothing of usual weeks', () => expect(alertHours(spend(60, (usd) => usd))).toEqual([]))

  it('tells a runaway within four hours', () => {
    const on = alertHours(spend(40, (usd, day, hourOfDay) => (day === 30 && hourOfDay >= 3 && hourOfDay < 15 ? usd + 1.2 : usd)))
    expect(on[0]).toBeGreaterThanOrEqual(30 * 24 + 3)
    expect(on[0]).toBeLessThan(30 * 24 + 7)
  })

  it('tells a runaway after weeks in which every hour cost the same, and nothing of a cent more', () => {
    const rows = spend(40, (_usd, day, hourOfDay) => (day === 20 && hourOfDay === 5 ? 1.01 : day === 30 && hourOfDay >= 3 && hourOfDay < 7 ? 50 : 1))
    expect(alertHours(rows)[0]).toBe(30 * 24 + 3)
  })

  it('tells a runaway that is steady rather than large, though single dear hours are usual', () => {
    const dear = (day: number, hourOfDay: number) => (day * 7 + hourOfDay) % 31 === 0
    const rows = spend(40, (usd, day, hourOfDay) => usd + (dear(day, hourOfDay) ? 6 : 0) + (day === 30 && hourOfDay >= 9 && hourOfDay < 19 ? 3 : 0))
    const on = alertHours(rows)
    expect(on[0]).toBeGreaterThanOrEqual(30 * 24 + 9)
    expect(on[0]).toBeLessThan(30 * 24 + 13)
  })

  it('tells a new nightly activity once, then knows it', () => {
    const on = alertHours(spend(50, (usd, day, hourOfDay) => (day >= 30 && hourOfDay === 2 ? usd + 2 : usd)))
    expect(on).toEqual([30 * 24 + 2])
  })

  it('projects the month’s total, and ends on it', () => {
    const rows = spend(30, (usd) => usd)
    const total = rows.reduce((sum, { value }) => sum + value!, 0)
    const projected = verdictsOf(create(), rows).map(({ extra }) => extra!)
    expect(Math.abs(projected[7 * 24 - 1]! / total - 1)).toBeLessThan(0.06)
    expect(Math.abs(projected[14 * 24 - 1]! / total - 1)).toBeLessThan(0.02)
    expect(projected.at(-1)).toBeCloseTo(total, 6)
  })

  it('begins each calendar month (UTC) at nothing', () => {
    const rows = spend(31, (usd) => usd)
    const may = verdictsOf(create(), rows)[30 * 24]!.extra!
    const april = rows.slice(0, 720).reduce((sum, { value }) => sum + value!, 0)
    expect(may / april).toBeGreaterThan(0.85)
    expect(may / april).toBeLessThan(1.2)
  })

  it('projects by the new level within a week of a change', () => {
    const rows = spend(61, (usd, day) => (day < 37 ? usd : usd * 2))
    const total = rows.slice(30 * 24).reduce((sum, { value }) => sum + value!, 0)
    expect(Math.abs(verdictsOf(create(), rows)[44 * 24 - 1]!.extra! / total - 1)).toBeLessThan(0.1)
  })

  it('is on for a budget that will be exceeded, before it is, and not for one that will do', () => {
    const rows = spend(30, (usd) => usd)
    const total = rows.reduce((sum, { value }) => sum + value!, 0)
    expect(alertHours(rows, total * 1.15)).toEqual([])
    const on = alertHours(rows, total * 0.7)
    let spent = 0
    const exceeded = rows.findIndex(({ value }) => (spent += value!) > total * 0.7)
    expect(on[0]).toBeLessThan(exceeded - 5 * 24)
    expect(on.at(-1)).toBe(rows.length - 1)
  })

  it('counts hours nobody could look at as what they usually cost', () => {
    const rows = spend(30, (usd) => usd)
    const total = rows.reduce((sum, { value }) => sum + value!, 0)
    const holed = rows.map((row, i) => (i >= 480 && i < 528 ? { ...row, value: null } : row))
    expect(Math.abs(verdictsOf(create(), holed).at(-1)!.extra! / total - 1)).toBeLessThan(0.02)
    const cut = rows.filter((_, i) => i < 480 || i >= 528)
    expect(Math.abs(verdictsOf(create(), cut).at(-1)!.extra! / total - 1)).toBeLessThan(0.02)
  })

  it('takes hours that a sparse export leaves out for free', () => {
    const rows = spend(30, (usd, _, hourOfDay) => (hourOfDay % 6 === 0 ? usd : 0)).filter(({ value }) => value! > 0)
    const total = rows.reduce((sum, { value }) => sum + value!, 0)
    const at = verdictsOf(create(), rows).map(({ extra }) => extra!)
    expect(Math.abs(at[rows.findIndex((row) => row.at >= from + 14 * 24 * hour)]! / total - 1)).toBeLessThan(0.1)
  })

  it('survives any rows', () => neverFails(create))
  it('goes on as if never stopped', () => goesOnAsIfNeverStopped(create, costSeries(heldOutCost, 5).rows))
  it('begins anew from what another version saved', () => {
    const { state, tails } = create().save() as { state: { profile: object }; tails: unknown }
    const old = { state: { ...state, profile: { ...state.profile, latest: [{ usd: 1, weekend: false }], trend: 1, slope: 0 } }, tails }
    const rows = spend(10, (usd) => usd)
    expect(verdictsOf(create(old), rows)).toEqual(verdictsOf(create(), rows))
  })
  it('keeps its memory small', () => {
    const random = randomOf(6)
    const rows = Array.from({ length: 100_000 }, (_, i) => ({ at: from + i * hour, value: 10 ** random.between(-9, 9) }))
    expect(savedBytes(create, rows)).toBeLessThan(40_000)
  })

  it('keeps what the benchmark says of it, on a few held-out series', () => {
    const series = Array.from({ length: 16 }, (_, i) => costSeries(heldOutCost, 60_000 + i))
    const s = summary(series.map((one) => scoreCost(one, verdictsOf(create(), one.rows).map(({ alert }) => alert))))
    const found = series.map((one) => foundInTime(one, verdictsOf(create(), one.rows).map(({ alert }) => alert)))
    const count = (key: 'inTime' | 'runaways') => found.reduce((sum, one) => sum + one[key], 0)
    expect({ f1: s.f1 >= 0.8, quiet: (s.falsePerWeek * 30) / 7 <= 0.5, inTime: count('inTime') >= 0.95 * count('runaways') }).toEqual({ f1: true, quiet: true, inTime: true })
    const calm = Array.from({ length: 16 }, (_, i) => costSeries(heldOutCost, 70_000 + i, 62, true))
    const errors = (day: number) => median(calm.flatMap((one) => Object.values(projectionErrors(one, verdictsOf(create(), one.rows), day)).flat()))
    expect({ day7: errors(7) <= 0.07, day14: errors(14) <= 0.03 }).toEqual({ day7: true, day14: true })
  })
})

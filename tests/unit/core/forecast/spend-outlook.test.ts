import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SpentDay, weekdayOf, withDay } from '../../../../src/core/forecast/spend-days'
import { outlookAfter, scatterOver, usdOn } from '../../../../src/core/forecast/spend-outlook'
import { randomOf } from '../../../bench/forecast/random'

/** Days from a Monday on that usually cost 10, 2 at weekends. */
const monday = 4
const usualOn = (day: number) => (day % 7 >= 5 ? 2 : 10)
const days = (count: number, cost: (usual: number, day: number) => number): SpentDay[] =>
  Array.from({ length: count }, (_, day) => ({ day: monday + day, usd: cost(usualOn(day), day) }))
/** A scatter of about a tenth, the same at each call. */
function scattered(): (usd: number) => number {
  const random = randomOf(11)
  return (usd) => usd * Math.exp(0.1 * random.normal())
}
/** What days from `from` up to `to` will cost, counted as those above. */
function expected(seen: readonly SpentDay[], from: number, to: number): number {
  const outlook = outlookAfter(seen)!
  return Array.from({ length: to - from }, (_, i) => usdOn(outlook, monday + from + i)).reduce((sum, usd) => sum + usd, 0)
}

describe('the outlook of days', () => {
  it('goes on as days do that never vary, weekends as weekends', () => {
    const outlook = outlookAfter(days(28, (usual) => usual))!
    for (let day = 28; day < 60; day++) expect(usdOn(outlook, monday + day)).toBeCloseTo(usualOn(day), 4)
    expect(scatterOver(outlook, 30)).toBeLessThan(0.01)
  })

  it.each([0.003, -0.003])('carries growth of %d a day on, a quarter of a year of it seen', (growth) => {
    const noisy = scattered()
    const grown = (usual: number, day: number) => usual * (1 + growth * day)
    const next = Array.from({ length: 28 }, (_, i) => grown(usualOn(92 + i), 92 + i)).reduce((sum, usd) => sum + usd, 0)
    expect(expected(days(92, (usual, day) => noisy(grown(usual, day))), 92, 120) / next).toBeCloseTo(1, 1)
  })

  it('believes little of a slope that the scatter of days could make', () => {
    const outlook = outlookAfter(days(28, (usual, day) => usual * (1 + 0.003 * (day - 27) + (day % 2 === 0 ? 0.4 : -0.4))))!
    expect(Math.abs(outlook.growth[weekdayOf(monday)]! / outlook.week[weekdayOf(monday)]!)).toBeLessThan(0.001)
  })

  it('finds the job that one day of the week has', () => {
    const noisy = scattered()
    const outlook = outlookAfter(days(35, (usual, day) => noisy(day % 7 === 0 ? usual + 8 : usual)))!
    expect(usdOn(outlook, monday + 35)).toBeGreaterThan(16)
    expect(usdOn(outlook, monday + 36)).toBeLessThan(11)
  })

  it.each<[number, number]>([[2, 5], [0.4, 5], [3, 4]])('follows a level that is %d times as high for %d days', (times, since) => {
    const noisy = scattered()
    const changed = days(60 + since, (usual, day) => noisy(day < 60 ? usual : usual * times))
    const next = Array.from({ length: 28 }, (_, i) => usualOn(60 + since + i) * times).reduce((sum, usd) => sum + usd, 0)
    expect(Math.abs(expected(changed, 60 + since, 88 + since) / next - 1)).toBeLessThan(0.15)
  })

  it.each<[string, number, number, number]>([['dear', 3, 1, 1.25], ['idle', 0.05, 0.85, 1]])('takes one %s day for no new level', (_, times, least, most) => {
    const noisy = scattered()
    const ahead = expected(days(60, (usual, day) => noisy(day === 59 ? usual * times : usual)), 60, 88) / (28 * (54 / 7))
    expect(ahead).toBeGreaterThan(least)
    expect(ahead).toBeLessThan(most)
  })

  it('counts on dear days as often as they came', () => {
    const noisy = scattered()
    const dear = expected(days(90, (usual, day) => noisy(day % 30 === 15 ? usual + 60 : usual)), 90, 118)
    const usual = expected(days(90, scattered()), 90, 118)
    expect(dear - usual).toBeGreaterThan(30)
    expect(dear - usual).toBeLessThan(75)
  })

  it('is less sure of more days, and of fewer seen', () => {
    const noisy = scattered()
    const all = days(40, noisy)
    const sure = (seen: number, ahead: number) => scatterOver(outlookAfter(all.slice(-seen))!, ahead) / ahead ** 0.5
    expect(sure(40, 20)).toBeGreaterThan(sure(40, 5))
    expect(sure(4, 20)).toBeGreaterThan(sure(40, 20))
  })

  it('says nothing of two days, nor of days that cost nothing', () => {
    expect(outlookAfter(days(2, (usual) => usual))).toBeNull()
    expect(outlookAfter(days(40, () => 0))).toBeNull()
  })

  it('is in dollars what it is in cents, wherever days are missing', () => {
    const some = fc.array(fc.record({ skip: fc.integer({ min: 0, max: 5 }), usd: fc.double({ min: 0.01, max: 100, noNaN: true }) }), { minLength: 3, maxLength: 60 })
    fc.assert(fc.property(some, (drawn) => {
      let day = 0
      const seen = drawn.map(({ skip, usd }) => ({ day: (day += 1 + skip), usd }))
      const [dollars, cents] = [outlookAfter(seen)!, outlookAfter(seen.map((one) => ({ ...one, usd: one.usd * 100 })))!]
      for (let ahead = 1; ahead < 40; ahead += 6) expect(usdOn(cents, day + ahead) / 100).toBeCloseTo(usdOn(dollars, day + ahead), 6)
    }), { numRuns: 40 })
  })

  it('is a figure for any days', () => {
    const any = fc.array(fc.record({ day: fc.integer({ min: -30_000, max: 30_000 }), usd: fc.oneof(fc.constantFrom(0, 1e-9, 1e12), fc.double({ min: 0, max: 1e12, noNaN: true })) }), { maxLength: 120 })
    fc.assert(fc.property(any, fc.integer({ min: -30_000, max: 30_000 }), (drawn, day) => {
      const outlook = outlookAfter(drawn.reduce<SpentDay[]>(withDay, []))
      return outlook === null || (Number.isFinite(usdOn(outlook, day)) && usdOn(outlook, day) >= 0 && Number.isFinite(scatterOver(outlook, 31)))
    }))
  })
})

describe('the days kept', () => {
  it('are those of a quarter of a year, in order, none of a clock that was set back', () => {
    const kept = Array.from({ length: 200 }, (_, day) => ({ day, usd: 1 })).reduce<SpentDay[]>(withDay, [])
    expect(kept.map(({ day }) => day)).toEqual(Array.from({ length: 92 }, (_, i) => 108 + i))
    expect(withDay(kept, { day: 110, usd: 2 })).toEqual([{ day: 108, usd: 1 }, { day: 109, usd: 1 }, { day: 110, usd: 2 }])
  })
})

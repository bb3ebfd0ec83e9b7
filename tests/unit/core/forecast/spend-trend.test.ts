import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noTrend, trendOf } from '../../../../src/core/forecast/spend-trend'

/** Four weeks of days that usually cost 10, 2 at weekends. */
const days = (cost: (usual: number, day: number) => number) =>
  Array.from({ length: 28 }, (_, day) => {
    const usual = day % 7 >= 5 ? 2 : 10
    return { usd: cost(usual, day), usual }
  })

describe('the trend of days', () => {
  it('is none in usual days, and where nothing is spent', () => {
    const { trend, slope } = trendOf(days((usual) => usual))
    expect(trend).toBeCloseTo(1, 12)
    expect(slope).toBeCloseTo(0, 12)
    expect(trendOf(days(() => 0).map((day) => ({ ...day, usual: 0 })))).toEqual(noTrend)
  })

  it('is the line through days that grow evenly', () => {
    const { trend, slope } = trendOf(days((usual, day) => usual * (1 + 0.01 * (day - 27))))
    expect(trend).toBeCloseTo(1, 6)
    expect(slope).toBeCloseTo(0.01, 6)
  })

  it('believes little of a slope that the scatter of days could make', () => {
    const { slope } = trendOf(days((usual, day) => usual * (1 + 0.003 * (day - 27) + (day % 2 === 0 ? 0.4 : -0.4))))
    expect(Math.abs(slope)).toBeLessThan(0.001)
  })

  it('is a figure for any days', () => {
    const amount = fc.double({ min: 0, max: 1e12, noNaN: true })
    fc.assert(fc.property(fc.array(fc.record({ usd: amount, usual: amount }), { maxLength: 28 }), (any) => {
      const { trend, slope } = trendOf(any)
      return Number.isFinite(trend) && Number.isFinite(slope)
    }))
  })
})

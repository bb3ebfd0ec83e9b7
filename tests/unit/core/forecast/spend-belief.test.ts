import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { join, leaning } from '../../../../src/core/forecast/spend-belief'

const normal = (x: number, mean: number, variance: number) => Math.exp(-((x - mean) ** 2) / variance / 2) / Math.sqrt(2 * Math.PI * variance)

describe('joined beliefs', () => {
  it('are as sure as all parts together, each less sure by the spread', () => {
    const joined = join([{ mean: 1, precision: 1 }, { mean: 4, precision: 0.5 }], Math.sqrt(2))
    expect(joined.precision).toBeCloseTo(1 / 3 + 1 / 4, 12)
    expect(joined.mean).toBeCloseTo((1 / 3 + 1) / (1 / 3 + 1 / 4), 12)
  })

  it('know nothing by parts that know nothing', () => {
    expect(join([{ mean: 5, precision: 0 }], 1)).toMatchObject({ mean: 0, precision: 0 })
    expect(join([{ mean: 5, precision: 0 }, { mean: 2, precision: 1e9 }], 0.1).mean).toBe(2)
  })

  it('weigh spreads as integrating over the mean does', () => {
    const value = fc.record({ mean: fc.double({ min: -3, max: 3, noNaN: true }), precision: fc.double({ min: 0.2, max: 20, noNaN: true }) })
    fc.assert(fc.property(fc.array(value, { minLength: 1, maxLength: 5 }), fc.double({ min: 0.1, max: 2, noNaN: true }), (parts, spread) => {
      const { precision, evidence } = join(parts, spread)
      const step = 0.02
      let integral = 0
      for (let middle = -30; middle < 30; middle += step) integral += step * parts.reduce((product, part) => product * normal(middle, part.mean, spread ** 2 + 1 / part.precision), 1)
      const constant = parts.reduce((sum, part) => sum + Math.log(part.precision / 2 / Math.PI) / 2, 0)
      expect(evidence + constant + Math.log((2 * Math.PI) / precision) / 2).toBeCloseTo(Math.log(integral), 6)
    }), { numRuns: 30 })
  })

  it('draw a part towards the middle as far as it is unsure', () => {
    expect(leaning({ mean: 8, precision: 0 }, 2, 1)).toBe(2)
    expect(leaning({ mean: 8, precision: 1 }, 2, 1)).toBe(5)
    expect(leaning({ mean: 8, precision: 1e12 }, 2, 1)).toBeCloseTo(8, 9)
  })
})

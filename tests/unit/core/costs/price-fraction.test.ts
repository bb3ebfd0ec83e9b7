import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { atMost, exactly, fractionOf, parseFraction, plus, rounded, times } from '../../../../src/core/costs/fraction'

describe('an exact number', () => {
  it.each([
    ['0.5', 5n, 10n],
    ['2', 2n, 1n],
    ['5/3', 5n, 3n],
    ['0', 0n, 1n],
    ['1.25', 125n, 100n],
  ])('%s', (text, over, under) => {
    expect(parseFraction(text)).toEqual({ over, under })
  })

  it.each(['', '.5', '5.', '1/0', '1.5/2', '-1', '1e3', '90%', '1234567890', ' 1'])('%j is none', (text) => {
    expect(parseFraction(text)).toBeNull()
    expect(() => fractionOf(text)).toThrow(`not a multiplier: ${JSON.stringify(text)}`)
  })

  const fraction = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 6n })).map(([over, under]) => ({ over, under }))
  const same = (a: { over: bigint; under: bigint }, b: typeof a) => a.over * b.under === b.over * a.under

  it('adds, multiplies and compares as numbers do', () => {
    fc.assert(
      fc.property(fraction, fraction, fraction, (a, b, c) => {
        expect(same(times(plus(a, b), c), plus(times(a, c), times(b, c)))).toBe(true)
        expect(same(plus(a, b), plus(b, a))).toBe(true)
        expect(atMost(a, plus(a, b))).toBe(true)
        expect(atMost(a, b) || atMost(b, a)).toBe(true)
      }),
    )
  })

  it('is rounded half to even', () => {
    expect([{ over: 5n, under: 2n }, { over: 7n, under: 2n }, { over: 10n, under: 3n }, exactly(4n)].map(rounded)).toEqual([2n, 4n, 3n, 4n])
  })
})

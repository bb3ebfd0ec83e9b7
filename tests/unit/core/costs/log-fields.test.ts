import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dollars, parseTime } from '../../../../src/core/costs/log-fields'
import { parseUsd } from '../../../../src/core/costs/money'

const ts = '2026-11-23T10:00:00Z'
const at = Date.UTC(2026, 10, 23, 10)

describe('parseTime', () => {
  it.each<[unknown, number | null]>([
    [ts, at],
    ['2026-11-23T10:00:00.250Z', at + 250],
    ['2026-11-23T10:00:00z', at],
    ['2026-11-23T11:00:00+01:00', at],
    ['2026-11-23T05:30:00-0430', at],
    ['2026-11-23T10:00:00', at],
    ['2026-11-23 10:00:00', at],
    ['2026-11-23T10:00:00.123456', at + 123],
    ['2026-11-23T10:00:00.123456+00:00', at + 123],
    ['2026-11-23', Date.UTC(2026, 10, 23)],
    [at, at],
    [at / 1000, at],
    [at / 1000 + 0.25, at + 250],
    [0, 0],
    ['yesterday', null],
    ['', null],
    ['5', null],
    ['2026-13-45T10:00:00Z', null],
    [Number.NaN, null],
    [Number.POSITIVE_INFINITY, null],
    [null, null],
    [undefined, null],
    [{}, null],
    [true, null],
  ])('%j → %s', (value, expected) => {
    expect(parseTime(value)).toBe(expected)
  })

  it('reads back what it is told in any of the forms', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2001, 0), max: Date.UTC(2099, 0) }), (time) => {
        const text = new Date(time).toISOString()
        expect(parseTime(text)).toBe(time)
        expect(parseTime(text.slice(0, -1))).toBe(time)
        expect(parseTime(time)).toBe(time)
        expect(parseTime(time / 1000)).toBe(time)
      }),
    )
  })
})

describe('dollars', () => {
  it.each<[unknown, string | null]>([
    ['0.1', '0.1'],
    ['12', '12'],
    [0.1, '0.1'],
    [0, '0'],
    [3, '3'],
    [20_000.15, '20000.15'],
    [1e-7, '0.0000001'],
    ['1e-07', '0.0000001'],
    [0.000001234567, '0.000001234567'],
    ['0.0000011500000000001', '0.00000115'],
    [1e-13, '0'],
    [-1, null],
    [1e21, null],
    ['99999999999', null],
    [Number.NaN, null],
    ['-1', null],
    ['$1', null],
    ['', null],
    ['free', null],
    [null, null],
    [[1], null],
  ])('%j → %j', (value, expected) => {
    expect(dollars(value)).toBe(expected)
  })

  it('gives what money can be made of, for any number a call could cost', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), (value) => {
        expect(Number(parseUsd(dollars(value)!)) / 1e12).toBeCloseTo(value, 9)
      }),
    )
  })
})

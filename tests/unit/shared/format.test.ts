import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { age, bytes, duration, latency, percent, plural, usd, utcTime } from '../../../src/shared/format'

describe('usd', () => {
  it.each([
    ['4.17', '$4.17'],
    ['0.00', '$0.00'],
    ['0', '$0.00'],
    ['1234.5', '$1,234.50'],
    ['0.25', '$0.25'],
    ['0.01', '$0.01'],
    ['0.0042', '$0.0042'],
    ['0.000000000001', '$0.000000000001'],
    ['0.005', '$0.005'],
    ['-0.005', '-$0.005'],
    ['-10.25', '-$10.25'],
    ['0.0099', '$0.0099'],
  ])('%s is %s', (decimal, shown) => {
    expect(usd(decimal)).toBe(shown)
  })

  it('never shows a real cost as nothing', () => {
    fc.assert(fc.property(fc.bigInt({ min: 1n, max: 10n ** 13n }), (pico) => void expect(usd(`0.${pico.toString().padStart(13, '0')}`)).toMatch(/[1-9]/)))
  })

  it('follows the locale', () => {
    expect(usd('1234.5', 'de-DE')).toBe('1.234,50\u00a0$')
  })
})

describe('latency', () => {
  it.each([
    [0, '0 ms'],
    [0.4, '0 ms'],
    [85, '85 ms'],
    [85.6, '86 ms'],
    [999.4, '999 ms'],
    [999.5, '1.0 s'],
    [1000, '1.0 s'],
    [1234, '1.2 s'],
    [10_000, '10.0 s'],
  ])('%d is %s', (ms, shown) => {
    expect(latency(ms)).toBe(shown)
  })
})

describe('duration', () => {
  it.each([
    [-5000, '0 s'],
    [0, '0 s'],
    [999, '0 s'],
    [1000, '1 s'],
    [40_000, '40 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [90_000, '1 min'],
    [3_599_999, '59 min'],
    [3_600_000, '1 h'],
    [7_260_000, '2 h 1 min'],
    [86_399_999, '23 h 59 min'],
    [86_400_000, '1 d'],
    [93_600_000, '1 d 2 h'],
    [86_400_000 * 400, '400 d'],
  ])('%d is %s', (ms, shown) => {
    expect(duration(ms)).toBe(shown)
  })
})

describe('age', () => {
  it.each([
    [0, 'just now'],
    [-60_000, 'just now'],
    [1999, 'just now'],
    [2000, '2 s ago'],
    [300_000, '5 min ago'],
  ])('%d ms is %s', (span, shown) => {
    expect(age(1_000_000, 1_000_000 + span)).toBe(shown)
  })
})

describe('bytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [999.5, '1.0 kB'],
    [1000, '1.0 kB'],
    [1500, '1.5 kB'],
    [99_940, '99.9 kB'],
    [99_960, '100 kB'],
    [999_499, '999 kB'],
    [999_500, '1.0 MB'],
    [42.75e9, '42.8 GB'],
    [476e9, '476 GB'],
    [2e12, '2.0 TB'],
    [3e15, '3.0 PB'],
    [5e18, '5000 PB'],
  ])('%d is %s', (count, shown) => {
    expect(bytes(count)).toBe(shown)
  })

  it('has at most three digits before its unit below the largest one', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (count) => void expect(bytes(count)).toMatch(/^(\d{1,3}|\d{1,2}\.\d) (B|kB|MB|GB|TB|PB)$/)))
  })
})

describe('percent', () => {
  it.each([
    [0, '0 %'],
    [61.34, '61 %'],
    [98.9, '99 %'],
    [99, '99.0 %'],
    [99.44, '99.4 %'],
    [99.94, '99.9 %'],
    [99.99, '99.9 %'],
    [100, '100 %'],
    [140.2, '140 %'],
  ])('%d is %s', (value, shown) => {
    expect(percent(value)).toBe(shown)
  })

  it('says 100 for nothing less', () => {
    fc.assert(fc.property(fc.double({ min: 99, max: 100, maxExcluded: true }), (value) => void expect(percent(value)).not.toContain('100')))
  })
})

describe('plural', () => {
  it.each([
    [0, '0 gaps'],
    [1, '1 gap'],
    [2, '2 gaps'],
  ])('%i: %s', (count, shown) => {
    expect(plural(count, 'gap')).toBe(shown)
  })

  it('knows words that go their own way', () => {
    expect(plural(2, 'entry', 'entries')).toBe('2 entries')
    expect(plural(1, 'entry', 'entries')).toBe('1 entry')
  })
})

it.each([
  ['2026-11-23T08:00:00Z', '08:00'],
  ['2026-11-23T23:59:59Z', '23:59'],
])('utcTime of %s is %s', (at, shown) => {
  expect(utcTime(Date.parse(at))).toBe(shown)
})

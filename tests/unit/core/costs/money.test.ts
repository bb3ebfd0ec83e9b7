import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cpuCost, formatUsd, parseUsd, roundParts, roundTo, scaleBy, toDecimal } from '../../../../src/core/costs/money'

const amounts = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n })

describe('parseUsd and formatUsd', () => {
  it.each([
    ['4.17', 4_170_000_000_000n, '4.17'],
    ['0', 0n, '0.00'],
    ['1', 1_000_000_000_000n, '1.00'],
    ['0.5', 500_000_000_000n, '0.50'],
    ['0.031611', 31_611_000_000n, '0.031611'],
    ['-10.25', -10_250_000_000_000n, '-10.25'],
    ['0.000000000001', 1n, '0.000000000001'],
    ['-0.000000000001', -1n, '-0.000000000001'],
    ['-0', 0n, '0.00'],
    [' 3.10 ', 3_100_000_000_000n, '3.10'],
    ['123456789.123456789012', 123_456_789_123_456_789_012n, '123456789.123456789012'],
  ])('%s is %s pico, written %s', (text, pico, written) => {
    expect(parseUsd(text)).toBe(pico)
    expect(formatUsd(pico)).toBe(written)
  })

  it.each(['', 'abc', '1e3', '1,50', '.5', '5.', '+1', '0x10', '$1', '1.0000000000001', 'NaN', '--1'])('%j is no amount', (text) => {
    expect(() => parseUsd(text)).toThrow(`not a dollar amount: ${JSON.stringify(text)}; write it like "0.031611"`)
  })

  it('ten times 0.1 is 1', () => {
    expect(formatUsd(Array.from({ length: 10 }, () => parseUsd('0.1')).reduce((a, b) => a + b))).toBe('1.00')
  })

  it('come back the same, for any amount', () => {
    fc.assert(fc.property(amounts, (amount) => void expect(parseUsd(formatUsd(amount))).toBe(amount)))
  })

  it('never show fewer than the cents, nor zeros beyond them', () => {
    fc.assert(fc.property(amounts, (amount) => void expect(formatUsd(amount)).toMatch(/^-?\d+\.\d\d(\d*[1-9])?$/)))
  })
})

describe('scaleBy', () => {
  it.each([
    [5n, 1n, 2n, 2n],
    [7n, 1n, 2n, 4n],
    [3n, 1n, 2n, 2n],
    [1n, 1n, 2n, 0n],
    [-5n, 1n, 2n, -2n],
    [-7n, 1n, 2n, -4n],
    [5n, -1n, 2n, -2n],
    [7n, 1n, -2n, -4n],
    [-7n, 1n, -2n, 4n],
    [10n, 1n, 3n, 3n],
    [11n, 1n, 3n, 4n],
    [-11n, 1n, 3n, -4n],
    [10n, 8n, 5n, 16n],
    [0n, 5n, 7n, 0n],
  ])('%s × %s / %s is %s: half goes to even', (amount, numerator, denominator, expected) => {
    expect(scaleBy(amount, numerator, denominator)).toBe(expected)
  })

  it('is never more than half a unit from the truth, and even at exactly half', () => {
    const part = fc.bigInt({ min: -(10n ** 9n), max: 10n ** 9n })
    fc.assert(
      fc.property(amounts, part, part.filter((n) => n !== 0n), (amount, numerator, denominator) => {
        const result = scaleBy(amount, numerator, denominator)
        const off = 2n * (amount * numerator - result * denominator)
        const distance = off < 0n ? -off : off
        const size = denominator < 0n ? -denominator : denominator
        expect(distance <= size).toBe(true)
        if (distance === size) expect(result % 2n).toBe(0n)
      }),
    )
  })

  it('has no favourite side: minus the amount is minus the result', () => {
    fc.assert(fc.property(amounts, fc.bigInt({ min: 1n, max: 99n }), fc.bigInt({ min: 1n, max: 99n }), (a, n, d) => void expect(scaleBy(-a, n, d)).toBe(-scaleBy(a, n, d))))
  })
})

describe('cpuCost', () => {
  it.each([
    [3600, '0.031611', '0.031611'],
    [720, '0.031611', '0.0063222'],
    [0, '0.031611', '0.00'],
    [1, '3600', '1.00'],
    [0.000001, '3600', '0.000001'],
    [0.0000001, '3600', '0.00'],
    [1, '0.031611', '0.000008780833'],
  ])('%d s at $%s an hour is $%s', (seconds, rate, usd) => {
    expect(formatUsd(cpuCost(seconds, parseUsd(rate)))).toBe(usd)
  })
})

describe('toDecimal', () => {
  it.each([
    ['4.175', 2, '4.18'],
    ['4.165', 2, '4.16'],
    ['4.1650001', 2, '4.17'],
    ['-4.165', 2, '-4.16'],
    ['-4.175', 2, '-4.18'],
    ['0.5', 0, '0'],
    ['1.5', 0, '2'],
    ['0', 4, '0.0000'],
    ['-0.001', 2, '0.00'],
    ['0.000000000001', 12, '0.000000000001'],
  ])('%s at %i places is %s', (usd, places, expected) => {
    expect(toDecimal(parseUsd(usd), places)).toBe(expected)
  })

  it.each([-1, 13, 1.5])('%s places are none', (places) => {
    expect(() => toDecimal(1n, places)).toThrow('from 0 to 12 decimals')
  })

  it('is never more than half a unit from the truth, and has no favourite side', () => {
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 12 }), (amount, places) => {
        const off = (roundTo(amount, places) - amount) * 2n
        expect((off < 0n ? -off : off) <= 10n ** BigInt(12 - places)).toBe(true)
        expect(roundTo(-amount, places)).toBe(-roundTo(amount, places))
      }),
    )
  })
})

describe('roundParts', () => {
  const usd = (...texts: string[]) => texts.map(parseUsd)
  const shown = (parts: bigint[], places: number) => parts.map((part) => toDecimal(part, places))

  it.each<[string, string[], number, string[]]>([
    ['the largest remainders take what is left', ['0.333', '0.333', '0.334'], 2, ['0.33', '0.33', '0.34']],
    ['the first of equal ones', ['0.335', '0.335', '0.33'], 2, ['0.34', '0.33', '0.33']],
    ['nothing stays nothing', ['0', '0.004', '0.004', '0'], 2, ['0.00', '0.01', '0.00', '0.00']],
    ['what is taken off stays so', ['-0.006', '1.006'], 2, ['-0.01', '1.01']],
    ['one', ['0.125'], 2, ['0.12']],
    ['none', [], 2, []],
  ])('%s', (_name, parts, places, expected) => {
    const exact = usd(...parts)
    const total = exact.reduce((sum, part) => sum + part, 0n)
    expect(shown(roundParts(exact, total, places), places)).toEqual(expected)
  })

  it('add up to the rounded total, each within a unit of itself', () => {
    fc.assert(
      fc.property(fc.array(amounts, { maxLength: 30 }), fc.integer({ min: 0, max: 12 }), (parts, places) => {
        const total = parts.reduce((sum, part) => sum + part, 0n)
        const rounded = roundParts(parts, total, places)
        expect(rounded.reduce((sum, part) => sum + part, 0n)).toBe(roundTo(total, places))
        const unit = 10n ** BigInt(12 - places)
        for (const [i, part] of rounded.entries()) expect(part - parts[i]! <= unit && parts[i]! - part <= unit && part % unit === 0n).toBe(true)
      }),
    )
  })

  it('that don’t add up to the total to begin with are rounded by themselves', () => {
    expect(shown(roundParts(usd('0.126', '0.1'), parseUsd('9'), 2), 2)).toEqual(['0.13', '0.10'])
  })
})

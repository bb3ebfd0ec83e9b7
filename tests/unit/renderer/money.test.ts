import { assert, bigInt, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decimalsFor, dollarParts, dollars, exact, glance, glanceDecimals, pico, share } from '../../../src/renderer/parts/money'

describe('dollars', () => {
  it.each([
    ['4.17', '$4.17'],
    ['1234567.891', '$1,234,567.89'],
    ['0', '$0'],
    ['0.000000000000', '$0'],
    ['0.00031', '$0.0003'],
    ['0.000006', '< $0.0001'],
    ['0.0042', '$0.0042'],
    ['0.995', '$1.00'],
    ['-2.5', '-$2.50'],
    ['0.031611', '$0.03'],
  ])('%s reads %s', (decimal, shown) => {
    expect(dollars(decimal)).toBe(shown)
  })
  it.each([
    ['4.169', '$4.17'],
    ['0.006', '$0.01'],
    ['0.0042', '< 1¢'],
    ['0.000000000001', '< 1¢'],
    ['0', '$0'],
    ['-2.5', '-$2.50'],
  ])('%s reads %s at a glance', (decimal, shown) => {
    expect(glance(decimal)).toBe(shown)
  })
  it('is exact to 1e-12', () => {
    expect(pico('0.000000000001')).toBe(1n)
    expect(pico('-1.5')).toBe(-1_500_000_000_000n)
  })
  it('is written out again to the last place', () => {
    assert(property(bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), (units) => pico(exact(units)) === units))
  })
  it('shows small amounts below one another as finely as the finest', () => {
    expect(dollars('0.0123', 4)).toBe('$0.0123')
    expect(dollars('12.3', 4)).toBe('$12.3000')
  })
  it('gives small amounts the decimals they need', () => {
    expect(decimalsFor(pico('4'))).toBe(2)
    expect(decimalsFor(pico('0.0031'))).toBe(4)
    expect(decimalsFor(pico('0.00000031'))).toBe(4)
    expect(decimalsFor(0n)).toBe(2)
  })
})

const cents = (shown: string): number => Math.round((shown.startsWith('<') ? 0 : Number(shown.replace(/[$,]/g, ''))) * 100)

describe('shown parts', () => {
  it('add up to the shown total', () => {
    expect(dollarParts('1.00', ['0.333333333333', '0.333333333333', '0.333333333334'])).toEqual({
      total: '$1.00',
      parts: ['$0.33', '$0.33', '$0.34'],
    })
  })
  it('tell little from nothing', () => {
    expect(dollarParts('0.000006', ['0', '0', '0.000006'])).toEqual({ total: '< $0.0001', parts: ['$0', '$0', '< $0.0001'] })
    expect(dollarParts('10.001', ['10', '0', '0.001']).parts).toEqual(['$10.00', '$0', '< 1¢'])
  })
  it('are whole cents where they are glanced at', () => {
    expect(dollarParts('0.0042', ['0.004', '0', '0.0002'], undefined, glanceDecimals)).toEqual({ total: '< 1¢', parts: ['< 1¢', '$0', '< 1¢'] })
  })
  it('add up where one is below zero', () => {
    expect(dollarParts('1.00', ['1.504', '-0.504'])).toEqual({ total: '$1.00', parts: ['$1.50', '-$0.50'] })
  })
  it('add up whatever they are', () => {
    const amount = bigInt({ min: 10n ** 10n, max: 10n ** 18n })
    const decimal = (units: bigint): string => {
      const digits = units.toString().padStart(13, '0')
      return `${digits.slice(0, -12)}.${digits.slice(-12)}`
    }
    assert(
      property(amount, amount, amount, (a, b, c) => {
        const shown = dollarParts(decimal(a + b + c), [a, b, c].map(decimal))
        expect(shown.parts.map(cents).reduce((sum, part) => sum + part, 0)).toBe(cents(shown.total))
      }),
    )
  })
})

describe('share', () => {
  it.each([
    ['1', '4', 0.25],
    ['1', '0', 0],
    ['5', '4', 1],
    ['-1', '4', 0],
  ])('of %s in %s is %s', (part, whole, expected) => {
    expect(share(part, whole)).toBe(expected)
  })
})

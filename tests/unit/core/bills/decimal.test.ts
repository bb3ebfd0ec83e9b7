import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { picoOf } from '../../../../src/core/bills/decimal'
import { formatUsd } from '../../../../src/core/costs/money'

describe('picoOf', () => {
  it.each<[number | string, string]>([
    [0.06, '0.06'],
    [0.1, '0.10'],
    [0.1 + 0.2, '0.30'],
    [1e-7, '0.0000001'],
    [1.5e-12, '0.000000000002'],
    [2.5e-12, '0.000000000002'],
    [1e21, '1000000000000000000000.00'],
    [-12.5, '-12.50'],
    [-0, '0.00'],
    ['0.00123456789012345678', '0.00123456789'],
    ['0E-6176', '0.00'],
    ['+3', '3.00'],
    [' 7. ', '7.00'],
    ['1.25e2', '125.00'],
  ])('%s is %s', (value, usd) => {
    expect(formatUsd(picoOf(value)!)).toBe(usd)
  })

  it.each([NaN, Infinity, '', 'abc', '.5', '1,5', '0x10', '1e99', '--1', '$1'])('%s is no amount', (value) => {
    expect(picoOf(value)).toBeNull()
  })

  it('takes any decimal of twelve places as it is, however it is written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 27n), max: 10n ** 27n }), fc.integer({ min: -15, max: 15 }), (pico, shift) => {
        const [whole = '', fraction = ''] = formatUsd(pico).replace('-', '').split('.')
        const sign = pico < 0n ? '-' : ''
        expect(picoOf(`${sign}${whole}.${fraction}`)).toBe(pico)
        expect(picoOf(`${sign}${whole}${fraction}${'0'.repeat(Math.max(0, shift))}e${-fraction.length - Math.max(0, shift)}`)).toBe(pico)
      }),
    )
  })
})

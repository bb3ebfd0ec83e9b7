import { describe, expect, it } from 'vitest'
import { picoOfMinor } from '../../../../src/core/bills/currency'
import { dollarsOf, feeOf, isSound } from '../../../../src/core/bills/stripe-rows'
import { formatUsd } from '../../../../src/core/costs/money'
import { rowOf } from './rows'

describe('feeOf', () => {
  it.each([
    ['a charge', { amount: 10_000, fee: 320 }, 320],
    ['a refund, which returns no fee', { amount: -10_000, fee: 0, type: 'refund', category: 'refund' }, 0],
    ['a dispute', { amount: -1000, fee: 1500, type: 'adjustment', category: 'dispute' }, 1500],
    ['a dispute that was won', { amount: 1000, fee: -1500, type: 'adjustment', category: 'dispute_reversal' }, -1500],
    ['a fee of Stripe’s', { amount: -250, fee: 0, type: 'stripe_fee', category: 'fee' }, 250],
    ['a fee of Stripe’s that came back', { amount: 250, fee: 0, type: 'stripe_fee', category: 'fee' }, -250],
    ['a fee for exchange', { amount: -12, fee: 0, type: 'stripe_fx_fee', category: 'fee' }, 12],
    ['tax on fees', { amount: -7, fee: 0, type: 'tax_fee', category: 'tax' }, 7],
    ['an adjustment that is a fee', { amount: -40, fee: 0, type: 'adjustment', category: 'fee' }, 40],
    ['a payout', { amount: -9000, fee: 0, type: 'payout', category: 'payout' }, 0],
  ])('of %s', (_what, row, fee) => {
    expect(feeOf(rowOf(row))).toBe(fee)
  })
})

it('a row whose net isn’t amount less fee is not sound', () => {
  expect(isSound(rowOf({ amount: 10_000, fee: 320 }))).toBe(true)
  expect(isSound(rowOf({ amount: -1000, fee: 1500, net: -2500 }))).toBe(true)
  expect(isSound(rowOf({ amount: 10_000, fee: 320, net: 9_681 }))).toBe(false)
})

describe('minor units', () => {
  it.each([
    [320, 'usd', '3.20'],
    [320, 'jpy', '320.00'],
    [320, 'KRW', '320.00'],
    [3200, 'bhd', '3.20'],
    [1, 'KWD', '0.001'],
    [100, 'isk', '1.00'],
    [-5, 'eur', '-0.05'],
  ])('%i of %s are %s', (amount, currency, units) => {
    expect(formatUsd(picoOfMinor(amount, currency))).toBe(units)
  })
})

describe('dollarsOf', () => {
  const converted = { currency: 'eur', exchangeRate: 0.8, sourceCurrency: 'usd' }
  const usd = (row: Parameters<typeof rowOf>[0], minor: number) => {
    const dollars = dollarsOf(rowOf(row), minor)
    return dollars && [formatUsd(dollars.pico), dollars.grade]
  }

  it.each([
    ['dollars as they are', {}, ['3.20', 'reported']],
    ['euros by the row’s own rate, from dollars', converted, ['4.00', 'estimated']],
    ['no euros of a customer who paid in pounds', { ...converted, sourceCurrency: 'gbp' }, null],
    ['no euros of a customer whose currency isn’t known', { ...converted, sourceCurrency: null }, null],
    ['no euros without a rate', { ...converted, exchangeRate: null }, null],
    ['no euros by a rate of nothing', { ...converted, exchangeRate: 0 }, null],
    ['no yen: whether its rate is one of minor units isn’t known', { ...converted, currency: 'jpy', exchangeRate: 150 }, null],
  ])('gives %s', (_case, own, expected) => {
    expect(usd({ amount: 10_000, fee: 320, ...own }, 320)).toEqual(expected)
  })
})

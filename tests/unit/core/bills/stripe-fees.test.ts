import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moneyOfCharges, stripeFees, type StripeFees, type Unsettled } from '../../../../src/core/bills/stripe-fees'
import type { BalanceRow } from '../../../../src/core/bills/stripe-rows'
import { formatUsd } from '../../../../src/core/costs/money'
import { chargeOf, noon, rowOf } from './rows'

const feesOf = (rows: BalanceRow[], own: Partial<Unsettled> = {}): StripeFees => stripeFees(rows, { pending: [], lately: rows, country: 'US', ...own })
const total = ({ cells }: StripeFees): string => formatUsd(cells.reduce((sum, { pico }) => sum + pico, 0n))

describe('stripeFees', () => {
  it('adds fees, rows that are fees, and what was given back', () => {
    const fees = feesOf([
      rowOf({ id: 'a', amount: 10_000, fee: 320 }),
      rowOf({ id: 'b', amount: -10_000, fee: 0, type: 'refund', category: 'refund' }),
      rowOf({ id: 'c', amount: -1000, fee: 1500, type: 'adjustment', category: 'dispute' }),
      rowOf({ id: 'd', amount: 1000, fee: -1500, type: 'adjustment', category: 'dispute_reversal' }),
      rowOf({ id: 'e', amount: -250, fee: 0, type: 'stripe_fee', category: 'fee', charge: null }),
    ])
    expect(total(fees)).toBe('5.70')
    expect(fees.cells.map(({ type, charge, grade }) => [type, charge, grade])).toEqual([['charge', 'ch_1', 'reported'], ['adjustment', 'ch_1', 'reported'], ['adjustment', 'ch_1', 'reported'], ['stripe_fee', null, 'reported']])
  })

  it('counts a row that came twice once', () => {
    const row = rowOf({ amount: 10_000, fee: 320 })
    expect(total(feesOf([row, row]))).toBe('3.20')
  })

  it('shows a row that doesn’t add up, and leaves it out', () => {
    const bad = rowOf({ id: 'bad', amount: 10_000, fee: 320, net: 9_700 })
    const fees = feesOf([bad, rowOf({ amount: 5000, fee: 175 })])
    expect([fees.bad, fees.unpricedAt]).toEqual([[bad], [bad.at]])
    expect(total(fees)).toBe('1.75')
  })

  it('keeps each currency exactly, and converts by a row’s own rate alone', () => {
    const fees = feesOf([
      rowOf({ id: 'a', amount: 10_000, fee: 320 }),
      rowOf({ id: 'b', amount: 8000, fee: 240, currency: 'eur', exchangeRate: 0.8, sourceCurrency: 'usd' }),
      rowOf({ id: 'c', amount: 8000, fee: 100, currency: 'eur' }),
      rowOf({ id: 'd', at: 7, amount: 1000, fee: 36, currency: 'jpy' }),
    ])
    expect(total(fees)).toBe('6.20')
    expect(fees.unpricedAt).toEqual([noon, 7])
    expect(fees.currencies).toEqual([
      { currency: 'EUR', pico: 3_400_000_000_000n, rows: 2, notConverted: { pico: 1_000_000_000_000n, rows: 1 } },
      { currency: 'JPY', pico: 36_000_000_000_000n, rows: 1, notConverted: { pico: 36_000_000_000_000n, rows: 1 } },
      { currency: 'USD', pico: 3_200_000_000_000n, rows: 1, notConverted: { pico: 0n, rows: 0 } },
    ])
  })

  it('whatever rows come in whatever order, dollars add up to the sum of their fees', () => {
    const rows = fc.uniqueArray(fc.record({ id: fc.string({ minLength: 1 }), amount: fc.integer({ min: -1e9, max: 1e9 }), fee: fc.integer({ min: -1e6, max: 1e6 }) }), { selector: ({ id }) => id })
    fc.assert(
      fc.property(rows, (some) => {
        const cents = some.reduce((sum, { fee }) => sum + BigInt(fee), 0n)
        expect(feesOf(some.map((row) => rowOf(row)).toReversed()).cells.reduce((sum, { pico }) => sum + pico, 0n)).toBe(cents * 10n ** 10n)
      }),
    )
  })
})

describe('charges without a balance transaction', () => {
  it('are estimated, a cent either way', () => {
    const [cell] = feesOf([], { pending: [chargeOf()] }).cells
    expect(cell).toMatchObject({ pico: 3_200_000_000_000n, low: 3_190_000_000_000n, high: 3_210_000_000_000n, grade: 'estimated', type: 'estimate', charge: 'ch_9' })
  })

  it('no more, once there is one, also outside of the span', () => {
    const settled = rowOf({ amount: 10_000, fee: 300, charge: 'ch_9' })
    expect(total(feesOf([settled], { pending: [chargeOf()] }))).toBe('3.00')
    expect(feesOf([], { pending: [chargeOf()], lately: [settled] }).cells).toEqual([])
  })

  it('of another currency take the newest rate of that currency', () => {
    const older = rowOf({ id: 'a', amount: 11_000, fee: 400, sourceCurrency: 'eur', exchangeRate: 1.1 })
    const newer = rowOf({ id: 'b', at: older.at + 1, amount: 12_000, fee: 400, sourceCurrency: 'eur', exchangeRate: 1.2 })
    const fees = feesOf([], { pending: [chargeOf({ currency: 'eur', cardCountry: 'DE' })], lately: [newer, older] })
    expect(total(fees)).toBe('6.78')
  })

  it('are named where no tariff fits, or the fee won’t be in dollars', () => {
    expect(feesOf([], { pending: [chargeOf({ method: 'link' })] }).unestimated).toEqual(['ch_9'])
    expect(feesOf([], { pending: [chargeOf({ currency: 'eur', cardCountry: 'DE' })], country: 'DE' })).toMatchObject({ cells: [], unestimated: ['ch_9'], unpricedAt: [noon] })
  })
})

describe('moneyOfCharges', () => {
  it('takes a charge with its refund and its dispute', () => {
    const money = moneyOfCharges([
      rowOf({ id: 'a', amount: 10_000, fee: 320 }),
      rowOf({ id: 'b', amount: -2000, fee: 0, type: 'refund', category: 'refund' }),
      rowOf({ id: 'c', amount: -1000, fee: 1500, type: 'adjustment', category: 'dispute' }),
      rowOf({ id: 'd', amount: 500, fee: 45, charge: 'ch_2' }),
      rowOf({ id: 'e', amount: -9000, fee: 0, type: 'payout', category: 'payout', charge: null }),
    ])
    expect([...money].map(([charge, sums]) => [charge, sums && formatUsd(sums.net), sums && formatUsd(sums.fee)])).toEqual([['ch_1', '51.80', '18.20'], ['ch_2', '4.55', '0.45']])
  })

  it.each([
    ['one bad row', { amount: 100, fee: 10, net: 95 }],
    ['one row in a currency nothing converts', { amount: 100, fee: 10, currency: 'eur' }],
  ])('gives no part of a sum: %s', (_case, bad) => {
    const good = rowOf({ id: 'a', amount: 10_000, fee: 320 })
    expect(moneyOfCharges([good, rowOf({ id: 'b', ...bad })]).get('ch_1')).toBeNull()
    expect(moneyOfCharges([rowOf({ id: 'b', ...bad }), good]).get('ch_1')).toBeNull()
  })
})

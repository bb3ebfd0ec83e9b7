import { describe, expect, it } from 'vitest'
import { estimateFee } from '../../../../src/core/bills/stripe-estimate'
import { chargeOf } from './rows'

const noRates = new Map<string, number>()

describe('estimateFee', () => {
  it.each([
    ['a US card in the US', {}, 'US', 320],
    ['a card from abroad', { cardCountry: 'DE' }, 'US', 470],
    ['rounds halves up: 2.9 % of 50 is 1.45', { amount: 50 }, 'US', 31],
    ['… of 150 is 4.35', { amount: 150 }, 'US', 34],
    ['… of 50.00 is 1.45 exactly', { amount: 5000 }, 'US', 175],
    ['half a cent goes up: 2.9 % of 5.00 is 14.5 cents', { amount: 500 }, 'US', 45],
    ['a British card in Britain', { currency: 'gbp', cardCountry: 'GB' }, 'GB', 170],
    ['a German card in Britain', { currency: 'gbp', cardCountry: 'DE' }, 'GB', 270],
    ['a US card in Britain', { currency: 'gbp', cardCountry: 'US' }, 'GB', 345],
    ['a Swedish card in Germany', { currency: 'eur', cardCountry: 'SE' }, 'DE', 175],
    ['a British card in Germany', { currency: 'eur', cardCountry: 'GB' }, 'DE', 275],
    ['yen, which has no cents', { amount: 1000, currency: 'jpy', cardCountry: 'JP' }, 'JP', 36],
  ])('%s', (_case, own, country, fee) => {
    expect(estimateFee(chargeOf(own), country, noRates)).toMatchObject({ fee, low: fee - 1, high: fee + 1 })
  })

  it('adds the conversion where the customer pays in another currency, at the rate Stripe last used', () => {
    expect(estimateFee(chargeOf({ currency: 'eur', cardCountry: 'DE' }), 'US', new Map([['eur', 1.1]]))).toEqual({ currency: 'usd', fee: 624, low: 623, high: 625 })
  })

  it('spans from home to abroad where the card’s country isn’t known', () => {
    expect(estimateFee(chargeOf({ cardCountry: null }), 'US', noRates)).toEqual({ currency: 'usd', fee: 320, low: 319, high: 471 })
  })

  it.each([
    ['another way of paying', { method: 'us_bank_account' }, 'US'],
    ['a country without a tariff', {}, 'BR'],
    ['a currency without a rate', { currency: 'eur' }, 'US'],
  ])('guesses nothing for %s', (_case, own, country) => {
    expect(estimateFee(chargeOf(own), country, noRates)).toBeNull()
  })
})

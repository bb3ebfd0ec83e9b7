import type { PendingCharge } from '../../../../src/core/bills/stripe-estimate'
import type { BalanceRow } from '../../../../src/core/bills/stripe-rows'

export const noon = Date.UTC(2026, 10, 23, 12)

/** A balance transaction of a card payment in dollars; `net` is what it should be unless it is given. */
export function rowOf(own: Partial<BalanceRow> & { amount: number; fee: number }): BalanceRow {
  const id = own.id ?? 'txn_1'
  return { id, at: noon, type: 'charge', category: 'charge', net: own.amount - own.fee, currency: 'usd', exchangeRate: null, source: 'ch_1', charge: 'ch_1', sourceCurrency: null, live: false, ...own }
}

export const chargeOf = (own: Partial<PendingCharge> = {}): PendingCharge => ({ id: 'ch_9', at: noon, amount: 10_000, currency: 'usd', method: 'card', cardCountry: 'US', live: false, ...own })

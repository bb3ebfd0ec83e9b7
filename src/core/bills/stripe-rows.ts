import type { Grade } from '../../shared/model'
import { scaleBy, type Pico } from '../costs/money'
import { minorDigits, picoOfMinor } from './currency'
import { picoOf } from './decimal'

/** One balance transaction, as far as costs need it. Amounts are minor units of `currency`, the settlement currency, in lower case. */
export interface BalanceRow {
  id: string
  /** UTC epoch ms. */
  at: number
  type: string
  category: string
  amount: number
  fee: number
  net: number
  currency: string
  /** Of one unit of `sourceCurrency` into `currency`; null where nothing was converted. */
  exchangeRate: number | null
  source: string | null
  /** The charge it belongs to: its own, or that of its refund or dispute; null where it has none, or the key may not know. */
  charge: string | null
  /** What the customer was charged in; null where it isn’t known. */
  sourceCurrency: string | null
  /** Real money. */
  live: boolean
}

/** Rows that are nothing but a fee: what they take is their amount, below zero. */
const feeTypes: ReadonlySet<string> = new Set(['stripe_fee', 'stripe_fx_fee', 'tax_fee', 'network_cost'])
/** https://docs.stripe.com/reports/reporting-categories: adjustments that are fees have no type of their own. */
const feeCategories: ReadonlySet<string> = new Set(['fee', 'network_cost'])

/** A row that breaks this holds a mistake somewhere: it is shown and not added. */
export const isSound = ({ amount, fee, net }: BalanceRow): boolean => net === amount - fee

/** What Stripe kept, in minor units; below zero where it gave back. */
export function feeOf({ type, category, amount, fee }: BalanceRow): number {
  const own = feeTypes.has(type) || feeCategories.has(category) ? amount : 0
  // Never a negative zero.
  return fee - own + 0
}

export interface Dollars {
  pico: Pico
  grade: Grade
}

/**
 * Minor units of a row’s currency in dollars; null where nothing says how many those are. The row’s own rate turns its customer’s
 * currency into its settlement currency, so it helps where the customer paid in dollars.
 */
export function dollarsOf(row: BalanceRow, minor: number): Dollars | null {
  if (row.currency === 'usd') return { pico: picoOfMinor(minor, 'usd'), grade: 'reported' }
  const rate = row.exchangeRate === null ? null : picoOf(row.exchangeRate)
  // Whether a rate holds between units or minor units shows only where both have as many decimals.
  if (!rate || rate <= 0n || row.sourceCurrency !== 'usd' || minorDigits(row.currency) !== 2) return null
  return { pico: scaleBy(picoOfMinor(minor, row.currency), 10n ** 12n, rate), grade: 'estimated' }
}

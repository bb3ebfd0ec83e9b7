import type { Grade } from '../../shared/model'
import type { Pico } from '../costs/money'
import { minorDigits, picoOfMinor } from './currency'
import { estimateFee, tariffCurrency, type PendingCharge } from './stripe-estimate'
import { dollarsOf, feeOf, isSound, type BalanceRow } from './stripe-rows'

/** One fee, in dollars. `at` is UTC epoch ms; below zero where Stripe gave back. */
export interface StripeCell {
  at: number
  pico: Pico
  low: Pico
  high: Pico
  grade: Grade
  /** The balance transaction’s type; "estimate" for a charge that has none yet. */
  type: string
  charge: string | null
  live: boolean
}

/** Fees in one settlement currency, exactly. */
export interface CurrencyFees {
  /** ISO 4217, upper case. */
  currency: string
  /** 1e-12 of its unit. */
  pico: Pico
  rows: number
  /** Rows of it that no rate of their own turns into dollars: in no dollar total. */
  notConverted: { pico: Pico; rows: number }
}

export interface StripeFees {
  cells: StripeCell[]
  currencies: CurrencyFees[]
  /** net ≠ amount − fee: shown, not added. */
  bad: BalanceRow[]
  /** Charges without a balance transaction for which no tariff fits. */
  unestimated: string[]
  /** When something was taken that is in no dollar total, UTC epoch ms: of rows that are bad or not converted, of charges without an estimate. */
  unpricedAt: number[]
}

/** Charges that may have no balance transaction yet, and what their fees are estimated by. */
export interface Unsettled {
  pending: readonly PendingCharge[]
  /** Balance transactions of lately: charges that have one by now, and the rates currencies were converted at. */
  lately: readonly BalanceRow[]
  /** Of the account, ISO 3166. */
  country: string
}

/** What Stripe kept of these rows and will keep of these charges. Each row counts once, by its id. */
export function stripeFees(rows: readonly BalanceRow[], unsettled: Unsettled): StripeFees {
  const single = [...new Map(rows.map((row) => [row.id, row])).values()]
  const bad = single.filter((row) => !isSound(row))
  const fees: StripeFees = { cells: [], currencies: [], bad, unestimated: [], unpricedAt: bad.map(({ at }) => at) }
  const currencies = new Map<string, CurrencyFees>()
  for (const row of single) if (isSound(row)) addRow(row, fees, currencies)
  addEstimates(unsettled, fees)
  fees.currencies = [...currencies.values()].toSorted((a, b) => a.currency.localeCompare(b.currency))
  return fees
}

function addRow(row: BalanceRow, fees: StripeFees, currencies: Map<string, CurrencyFees>): void {
  const fee = feeOf(row)
  if (fee === 0) return
  const own = picoOfMinor(fee, row.currency)
  const currency = row.currency.toUpperCase()
  const sum = currencies.get(currency) ?? { currency, pico: 0n, rows: 0, notConverted: { pico: 0n, rows: 0 } }
  currencies.set(currency, sum)
  sum.pico += own
  sum.rows += 1
  const dollars = dollarsOf(row, fee)
  if (dollars) return void fees.cells.push({ at: row.at, ...sure(dollars.pico), grade: dollars.grade, type: row.type, charge: row.charge, live: row.live })
  sum.notConverted.pico += own
  sum.notConverted.rows += 1
  fees.unpricedAt.push(row.at)
}

const sure = (pico: Pico) => ({ pico, low: pico, high: pico })

function addEstimates({ pending, lately, country }: Unsettled, fees: StripeFees): void {
  const settled = new Set(lately.map(({ charge }) => charge))
  const rates = ratesOf(lately, country)
  for (const charge of pending) {
    if (settled.has(charge.id)) continue
    const estimate = estimateFee(charge, country, rates)
    if (estimate?.currency === 'usd') {
      fees.cells.push({ at: charge.at, pico: picoOfMinor(estimate.fee, 'usd'), low: picoOfMinor(estimate.low, 'usd'), high: picoOfMinor(estimate.high, 'usd'), grade: 'estimated', type: 'estimate', charge: charge.id, live: charge.live })
      continue
    }
    fees.unestimated.push(charge.id)
    fees.unpricedAt.push(charge.at)
  }
}

/** By which rate Stripe last turned each currency into the account’s. */
function ratesOf(rows: readonly BalanceRow[], country: string): Map<string, number> {
  const home = tariffCurrency(country)
  const own = rows.filter(({ currency, sourceCurrency, exchangeRate }) => currency === home && sourceCurrency !== null && exchangeRate !== null && minorDigits(sourceCurrency) === minorDigits(currency))
  return new Map(own.toSorted((a, b) => a.at - b.at).map(({ sourceCurrency, exchangeRate }) => [sourceCurrency!, exchangeRate!]))
}

/** What one charge brought, with its refunds and disputes, in dollars. */
export interface ChargeMoney {
  net: Pico
  fee: Pico
  grade: Grade
}

/** By charge; null for one with a row that is bad or that nothing turns into dollars: part of a sum is no sum. */
export function moneyOfCharges(rows: readonly BalanceRow[]): Map<string, ChargeMoney | null> {
  const found = new Map<string, ChargeMoney | null>()
  for (const row of rows) {
    if (row.charge === null) continue
    const before = found.get(row.charge)
    const own = moneyOf(row)
    found.set(row.charge, before === undefined ? own : before && own && { net: before.net + own.net, fee: before.fee + own.fee, grade: own.grade === 'estimated' ? own.grade : before.grade })
  }
  return found
}

function moneyOf(row: BalanceRow): ChargeMoney | null {
  const net = isSound(row) ? dollarsOf(row, row.net) : null
  const fee = dollarsOf(row, feeOf(row))
  return net && fee && { net: net.pico, fee: fee.pico, grade: net.grade }
}

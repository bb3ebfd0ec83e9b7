import type { Pico } from '../costs/money'
import type { NotionColumn } from './finance-columns'
import { picoOf } from './decimal'
import { cellOf, titleOf, type NotionPage } from './notion-values'

/** One row of the Finance table, as it is written there. */
export interface FinanceRow {
  id: string
  /** "2026-07-03", or with a time. */
  date: string
  /** 1e-12 of the currency’s unit, with the sign it is written with. */
  pico: Pico
  /** ISO 4217, upper case. */
  currency: string
  /** What it is for, in the table’s words. */
  category: string
}

/** The columns that mean something, as they are now. */
export type FinanceMapping = Record<'date' | 'amount', NotionColumn> & Record<'currency' | 'category', NotionColumn | null>

/** Number formats of Notion that name a currency; others count as US dollars. */
const formats: Readonly<Record<string, string>> = {
  euro: 'EUR', pound: 'GBP', yen: 'JPY', ruble: 'RUB', rupee: 'INR', won: 'KRW', yuan: 'CNY', real: 'BRL', lira: 'TRY', franc: 'CHF', hong_kong_dollar: 'HKD',
  new_zealand_dollar: 'NZD', krona: 'SEK', norwegian_krone: 'NOK', mexican_peso: 'MXN', rand: 'ZAR', new_taiwan_dollar: 'TWD', danish_krone: 'DKK', zloty: 'PLN',
  baht: 'THB', forint: 'HUF', koruna: 'CZK', shekel: 'ILS', chilean_peso: 'CLP', philippine_peso: 'PHP', dirham: 'AED', colombian_peso: 'COP', riyal: 'SAR',
  ringgit: 'MYR', leu: 'RON', argentine_peso: 'ARS', uruguayan_peso: 'UYU', singapore_dollar: 'SGD', australian_dollar: 'AUD', canadian_dollar: 'CAD', rupiah: 'IDR',
}
const signs: Readonly<Record<string, string>> = { $: 'USD', 'US$': 'USD', '€': 'EUR', '£': 'GBP' }

/** "usd", "USD – US dollar", "€" → a code; what says nothing of the kind stays as it is, and is never taken for dollars. */
function codeOf(text: string): string {
  const trimmed = text.trim()
  return signs[trimmed] ?? (/^[A-Za-z]{3}$/.exec(trimmed)?.[0] ?? /\b[A-Z]{3}\b/.exec(trimmed)?.[0] ?? trimmed).toUpperCase()
}

/** A page as a row; null where its date or its amount is missing. `names` are those of related pages. */
export function financeRow(page: NotionPage, columns: FinanceMapping, names: ReadonlyMap<string, string>): FinanceRow | null {
  const { date } = cellOf(page, columns.date.id)
  const { number } = cellOf(page, columns.amount.id)
  const pico = number === null ? null : picoOf(number)
  if (date === null || pico === null) return null
  const written = columns.currency ? cellOf(page, columns.currency.id).text : ''
  const currency = written.trim() === '' ? (formats[columns.amount.format ?? ''] ?? 'USD') : codeOf(written)
  return { id: page.id, date, pico, currency, category: categoryOf(page, columns.category, names) }
}

/** Without a column of their own, rows are told apart by their titles. */
function categoryOf(page: NotionPage, column: NotionColumn | null, names: ReadonlyMap<string, string>): string {
  if (!column) return titleOf(page)
  const { text, pages } = cellOf(page, column.id)
  return text === '' ? (names.get(pages[0] ?? '') ?? '') : text
}

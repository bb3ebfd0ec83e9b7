import type { BillRead } from '../../core/bills/due'
import type { FinanceRow } from '../../core/bills/finance-rows'
import type { PendingCharge } from '../../core/bills/stripe-estimate'
import type { BalanceRow } from '../../core/bills/stripe-rows'
import type { Span } from '../../core/costs/periods'
import type { OpenaiCost, OpenaiUsage } from '../providers/openai'
import type { Row, SqlValue } from '../store/driver'
import type { Store } from '../store/store'

export type BillSourceId = 'stripe' | 'finance' | 'openai'

/** What providers billed, kept between starts. What is read of a span replaces what was known of it, all at once. */
export class BillStore {
  constructor(private readonly store: Pick<Store, 'sql' | 'transaction'>) {}

  readOf(source: BillSourceId): BillRead | null {
    const body = this.store.sql('SELECT body FROM bill_reads WHERE source = ?').get(source)?.['body']
    return body === undefined ? null : (JSON.parse(body as string) as BillRead)
  }

  saveRead(source: BillSourceId, read: BillRead): void {
    this.store.sql('INSERT INTO bill_reads VALUES (?, ?) ON CONFLICT (source) DO UPDATE SET body = excluded.body').run(source, JSON.stringify(read))
  }

  replaceStripe({ from, to }: Span, live: boolean, rows: readonly BalanceRow[]): void {
    this.replace(['DELETE FROM stripe_rows WHERE live = ? AND at >= ? AND at < ?', Number(live), from, to], 'INSERT OR REPLACE INTO stripe_rows VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', rows.map((row) => [
      row.id, Number(row.live), row.at, row.type, row.category, row.amount, row.fee, row.net, row.currency, row.exchangeRate, row.source, row.charge, row.sourceCurrency,
    ]))
  }

  /** Oldest first. */
  stripe({ from, to }: Span, live: boolean): BalanceRow[] {
    return this.store.sql('SELECT * FROM stripe_rows WHERE live = ? AND at >= ? AND at < ? ORDER BY at, id').all(Number(live), from, to).map(balanceRowOf)
  }

  stripeFacts({ from, to }: Span, live: boolean): { rows: number; bad: number } {
    const facts = this.store.sql('SELECT COUNT(*) AS count, TOTAL(net <> amount - fee) AS bad FROM stripe_rows WHERE live = ? AND at >= ? AND at < ?').get(Number(live), from, to)!
    return { rows: facts['count'] as number, bad: facts['bad'] as number }
  }

  replacePending(charges: readonly PendingCharge[]): void {
    this.replace(['DELETE FROM stripe_pending'], 'INSERT INTO stripe_pending VALUES (?, ?)', charges.map((charge) => [charge.id, JSON.stringify(charge)]))
  }

  pending(): PendingCharge[] {
    return this.store.sql('SELECT body FROM stripe_pending ORDER BY id').all().map((row) => JSON.parse(row['body'] as string) as PendingCharge)
  }

  replaceFinance(rows: readonly FinanceRow[]): void {
    this.replace(['DELETE FROM finance_rows'], 'INSERT INTO finance_rows VALUES (?, ?, ?, ?, ?)', rows.map(({ id, date, pico, currency, category }) => [id, date, String(pico), currency, category]))
  }

  finance(): FinanceRow[] {
    return this.store.sql('SELECT * FROM finance_rows ORDER BY id').all().map((row) => ({
      id: row['id'] as string, date: row['date'] as string, pico: BigInt(row['pico'] as string), currency: row['currency'] as string, category: row['category'] as string,
    }))
  }

  financeFacts(): { rows: number; foreign: number } {
    const facts = this.store.sql("SELECT COUNT(*) AS count, TOTAL(currency <> 'USD') AS apart FROM finance_rows").get()!
    return { rows: facts['count'] as number, foreign: facts['apart'] as number }
  }

  replaceOpenai({ from, to }: Span, costs: readonly OpenaiCost[], usage: readonly OpenaiUsage[]): void {
    this.store.transaction(() => {
      this.put(['DELETE FROM openai_costs WHERE day >= ? AND day < ?', from, to], 'INSERT OR REPLACE INTO openai_costs VALUES (?, ?, ?, ?, ?, ?, ?)', costs.map(({ day, lineItem, project, currency, pico, quantity, unit }) => [day, lineItem, project, currency, String(pico), quantity, unit]))
      this.put(['DELETE FROM openai_usage WHERE day >= ? AND day < ?', from, to], 'INSERT OR REPLACE INTO openai_usage VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)', usage.map((row) => [row.day, row.model, Number(row.batch), row.serviceTier, row.requests, row.input, row.cachedInput, row.cacheWrite, row.output]))
    })
  }

  openaiCosts({ from, to }: Span): OpenaiCost[] {
    return this.store.sql('SELECT * FROM openai_costs WHERE day >= ? AND day < ? ORDER BY day, line_item, project').all(from, to).map((row) => ({
      day: row['day'] as number, lineItem: row['line_item'] as string, project: row['project'] as string, currency: row['currency'] as string,
      pico: BigInt(row['pico'] as string), quantity: row['quantity'] as number | null, unit: row['unit'] as string | null,
    }))
  }

  openaiFacts({ from, to }: Span): { days: number; foreign: number } {
    const facts = this.store.sql("SELECT COUNT(DISTINCT day) AS days, TOTAL(currency <> 'USD') AS apart FROM openai_costs WHERE day >= ? AND day < ?").get(from, to)!
    return { days: facts['days'] as number, foreign: facts['apart'] as number }
  }

  openaiUsage({ from, to }: Span): OpenaiUsage[] {
    return this.store.sql('SELECT * FROM openai_usage WHERE day >= ? AND day < ? ORDER BY day, model, batch, service_tier').all(from, to).map((row) => ({
      day: row['day'] as number, model: row['model'] as string, batch: row['batch'] === 1, serviceTier: row['service_tier'] as string, requests: row['requests'] as number,
      input: row['input'] as number, cachedInput: row['cached_input'] as number, cacheWrite: row['cache_write'] as number, output: row['output'] as number,
    }))
  }

  private replace(...change: Change): void {
    this.store.transaction(() => this.put(...change))
  }

  private put([drop, ...which]: Change[0], insert: string, rows: readonly SqlValue[][]): void {
    this.store.sql(drop).run(...which)
    const statement = this.store.sql(insert)
    for (const row of rows) statement.run(...row)
  }
}

/** What goes, with its values; how rows are put in, and the rows. */
type Change = [drop: [sql: string, ...which: SqlValue[]], insert: string, rows: readonly SqlValue[][]]

const balanceRowOf = (row: Row): BalanceRow => ({
  id: row['id'] as string, live: row['live'] === 1, at: row['at'] as number, type: row['type'] as string, category: row['category'] as string,
  amount: row['amount'] as number, fee: row['fee'] as number, net: row['net'] as number, currency: row['currency'] as string, exchangeRate: row['exchange_rate'] as number | null,
  source: row['source'] as string | null, charge: row['charge'] as string | null, sourceCurrency: row['source_currency'] as string | null,
})

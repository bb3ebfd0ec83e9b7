import { z } from 'zod'
import type { StripePort } from '../../core/io'
import type { PendingCharge } from '../../core/bills/stripe-estimate'
import type { BalanceRow } from '../../core/bills/stripe-rows'
import type { Span } from '../../core/costs/periods'
import { err, ok, type Result } from '../../shared/result'
import { callProvider, clientTimeoutMs, type CallRules } from './call'
import type { Page } from './page'

/** The client, with its own retries and telemetry off. */
export async function stripeClient(key: string, rules: CallRules, fetch: typeof globalThis.fetch) {
  const { Stripe } = await import('stripe')
  return new Stripe(key, { httpClient: Stripe.createFetchHttpClient(fetch), maxNetworkRetries: 0, timeout: clientTimeoutMs(rules), telemetry: false })
}

export function stripePort(rules: CallRules): StripePort {
  return {
    async balance(key) {
      const answer = await callProvider(
        'stripe',
        rules,
        async (fetch) => (await stripeClient(key, rules, fetch)).balance.retrieve(),
        (balance) => balance?.object === 'balance' && typeof balance.livemode === 'boolean',
      )
      return answer.ok ? ok({ livemode: answer.value.livemode }) : err(answer.error)
    },
  }
}

/** How many a page holds at most. */
const pageSize = 100

const seconds = z.number().int().nonnegative()
const minor = z.number().int()
const currency = z.string().min(3).transform((code) => code.toLowerCase())
/** Of what a row is about: a charge itself, or a refund or dispute that names one; of another kind it may be anything. */
const expanded = z.object({ id: z.string(), object: z.string(), currency: currency.optional().catch(undefined), charge: z.string().nullish().catch(null) })
const balanceTransaction = z.object({
  id: z.string().min(1), object: z.literal('balance_transaction'), created: seconds, type: z.string(), reporting_category: z.string(),
  amount: minor, fee: minor, net: minor, currency, exchange_rate: z.number().nullable(), source: z.union([z.string(), expanded]).nullable(),
})
const charge = z.object({
  id: z.string().min(1), object: z.literal('charge'), created: seconds, amount: minor, currency, livemode: z.boolean(), paid: z.boolean(), captured: z.boolean(),
  amount_captured: minor.optional(), balance_transaction: z.union([z.string(), z.object({ id: z.string() })]).nullable(),
  payment_method_details: z.object({ type: z.string(), card: z.object({ country: z.string().nullish() }).nullish() }).nullish(),
})

/** The asked-for list, read by its schema; an answer of another form is no success. */
async function listPage<T extends { id: string }>(rules: CallRules, row: z.ZodType<T>, ask: (fetch: typeof globalThis.fetch) => Promise<unknown>): Promise<Result<Page<T>>> {
  const schema = z.object({ object: z.literal('list'), has_more: z.boolean(), data: z.array(row) })
  const answer = await callProvider('stripe', rules, ask, (page) => schema.safeParse(page).success)
  if (!answer.ok) return err(answer.error)
  const { data, has_more: more } = schema.parse(answer.value)
  return ok({ rows: data, next: more ? (data.at(-1)?.id ?? null) : null })
}

const createdIn = ({ from, to }: Span) => ({ gte: Math.ceil(from / 1000), lt: Math.ceil(to / 1000) })
const after = (cursor: string | null) => (cursor === null ? {} : { starting_after: cursor })
/** Charges of cards and of other ways of paying. */
const isCharge = (id: string): boolean => /^(?:ch|py)_/.test(id)

export interface StripeBills {
  /** Balance transactions created in the span, newest first. `expand`: with what each is about, which a key may not be allowed to see. */
  balanceTransactions(key: string, asked: { span: Span; cursor: string | null; expand: boolean; live: boolean }): Promise<Result<Page<BalanceRow>>>
  /** Charges created in the span that were paid and have no balance transaction yet. */
  pendingCharges(key: string, asked: { span: Span; cursor: string | null }): Promise<Result<Page<PendingCharge>>>
}

export const stripeBills = (rules: CallRules): StripeBills => ({
  async balanceTransactions(key, { span, cursor, expand, live }) {
    const page = await listPage(rules, balanceTransaction, async (fetch) =>
      (await stripeClient(key, rules, fetch)).balanceTransactions.list({ created: createdIn(span), limit: pageSize, ...after(cursor), ...(expand ? { expand: ['data.source'] } : {}) }),
    )
    return page.ok ? ok({ ...page.value, rows: page.value.rows.map((row) => balanceRow(row, live)) }) : page
  },
  async pendingCharges(key, { span, cursor }) {
    const page = await listPage(rules, charge, async (fetch) => (await stripeClient(key, rules, fetch)).charges.list({ created: createdIn(span), limit: pageSize, ...after(cursor) }))
    return page.ok ? ok({ ...page.value, rows: page.value.rows.filter(isPending).map(pendingCharge) }) : page
  },
})

function balanceRow({ source, ...row }: z.infer<typeof balanceTransaction>, live: boolean): BalanceRow {
  const about = typeof source === 'object' ? source : null
  const id = typeof source === 'string' ? source : (about?.id ?? null)
  return {
    id: row.id, at: row.created * 1000, type: row.type, category: row.reporting_category, amount: row.amount, fee: row.fee, net: row.net, currency: row.currency,
    exchangeRate: row.exchange_rate, source: id, charge: id !== null && isCharge(id) ? id : (about?.charge ?? null), sourceCurrency: about?.currency ?? null, live,
  }
}

const isPending = ({ paid, captured, balance_transaction: settled }: z.infer<typeof charge>): boolean => paid && captured && settled === null

const pendingCharge = ({ payment_method_details: method, amount_captured: captured, ...row }: z.infer<typeof charge>): PendingCharge => ({
  id: row.id, at: row.created * 1000, amount: captured ?? row.amount, currency: row.currency, method: method?.type ?? null, cardCountry: method?.card?.country ?? null, live: row.livemode,
})

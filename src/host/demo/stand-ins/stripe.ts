import type { LedgerRow } from '../../../core/demo/ledger'
import { good, type Answer, type Asked, type Answering } from './answering'

const refused: Answer = { status: 401, body: { error: { message: 'Invalid API Key provided: rk_test_****', type: 'invalid_request_error' } } }
const missing: Answer = { status: 404, body: { error: { message: 'Unrecognized request URL.', type: 'invalid_request_error' } } }

/** What a key answers that may no longer see its own balance. */
export const stripeForbids: Answer = {
  status: 403,
  body: { error: { message: 'The provided key does not have the required permissions for this endpoint. Having the ‘rak_balance_read’ permission would allow this request to continue.', type: 'invalid_request_error' } },
}

/** A made-up Stripe account in test mode; any key of the right form is let in. */
export const stripeAnswers = (ledger: readonly LedgerRow[]): Answering => {
  const newestFirst = ledger.toReversed()
  return (asked) => {
    if (!/^[rs]k_test_\w{8,}$/.test(asked.token)) return refused
    if (asked.path === '/v1/balance') return good(balance(ledger))
    if (asked.path === '/v1/balance_transactions') return good(page(asked, newestFirst))
    // Every charge has been settled: none is pending.
    if (asked.path === '/v1/charges') return good({ object: 'list', url: '/v1/charges', has_more: false, data: [] })
    return missing
  }
}

function balance(ledger: readonly LedgerRow[]) {
  const amount = ledger.reduce((sum, row) => sum + row.amount - row.fee, 0)
  const of = (cents: number) => [{ amount: cents, currency: 'usd', source_types: { card: cents } }]
  return { object: 'balance', available: of(amount), pending: of(0), livemode: false }
}

/** Newest first, from behind a cursor, within the times asked for. */
function page({ path, query }: Asked, newestFirst: readonly LedgerRow[]) {
  const [from, to, limit] = [seconds(query, 'created[gte]', 0), seconds(query, 'created[lt]', Infinity), Number(query.get('limit') ?? 10)]
  const within = newestFirst.filter(({ at }) => at / 1000 >= from && at / 1000 < to)
  const after = query.get('starting_after')
  const start = after === null ? 0 : within.findIndex(({ id }) => id === after) + 1
  const data = within.slice(start, start + limit)
  const isExpanded = [...query.values()].includes('data.source')
  return { object: 'list', url: path, has_more: start + data.length < within.length, data: data.map((row) => transaction(row, isExpanded)) }
}

const seconds = (query: URLSearchParams, name: string, otherwise: number): number => Number(query.get(name) ?? otherwise)

function transaction({ id, type, at, amount, fee, charge }: LedgerRow, isExpanded: boolean) {
  const created = Math.floor(at / 1000)
  const about = charge === null ? null : isExpanded ? sourceOf(type, id, charge) : type === 'refund' ? refundId(id) : charge
  return {
    id, object: 'balance_transaction', type, reporting_category: type, amount, fee, net: amount - fee, currency: 'usd', created, available_on: created + 2 * 86_400,
    balance_type: 'payments', description: null, exchange_rate: null, status: 'available', source: about,
    fee_details: fee === 0 ? [] : [{ amount: fee, application: null, currency: 'usd', description: 'Stripe processing fees', type: 'stripe_fee' }],
  }
}

const refundId = (id: string): string => id.replace(/^txn_/, 're_')
const sourceOf = (type: LedgerRow['type'], id: string, charge: string) =>
  type === 'refund' ? { id: refundId(id), object: 'refund', charge, currency: 'usd' } : { id: charge, object: 'charge', currency: 'usd' }

import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { formatUsd } from '../../../src/core/costs/money'
import type { Bills } from '../../../src/host/bills/bills'
import { Store } from '../../../src/host/store/store'
import type { Transaction } from '../../fixtures/providers/bills'
import { currentStripeProblems, faultCase } from '../../fixtures/providers/index'
import { freshFolder, until } from '../support'
import { always, billParts, dayMs, now, secondsAgo } from './bills-parts'

const charge = (id: string, own: Partial<Transaction> = {}): Transaction => ({
  id: `txn_${id}`, created: secondsAgo(dayMs), amount: 10_000, fee: 320, source: `ch_${id}`, about: { object: 'charge', currency: 'usd', livemode: false }, ...own,
})
const refund: Transaction = { id: 'txn_re', created: secondsAgo(1000), amount: -2000, fee: 0, type: 'refund', source: 're_1', about: { object: 'refund', charge: 'ch_1', currency: 'usd' } }
const many = (count: number): Transaction[] => Array.from({ length: count }, (_, i) => charge(String(i), { created: secondsAgo(i * 60_000) }))
const total = (bills: Bills, span = always): string => formatUsd(bills.fees(span).cells.reduce((sum, { pico }) => sum + pico, 0n))

/** Stripe connected, with these transactions. */
async function connected(transactions: Transaction[], own: Parameters<typeof billParts>[0] = {}) {
  const parts = await billParts(own)
  parts.secrets.set('stripeKey', parts.standIns.credentials.stripeKey)
  Object.assign(parts.standIns.bills, { transactions, charges: [] })
  return parts
}
const transactionCalls = ({ standIns }: Awaited<ReturnType<typeof connected>>) => standIns.requestsTo('stripe').filter(({ path }) => path === '/v1/balance_transactions')

describe('Stripe’s fees', () => {
  it('are read page by page, each row once, and kept', async () => {
    const parts = await connected([...many(250), refund])
    await parts.bills.refresh({ byHand: false })
    expect(total(parts.bills)).toBe('800.00')
    expect(parts.stateOf('stripe')).toEqual({ id: 'stripe', title: 'Stripe', state: 'ok', words: '251 balance transactions, test money', hint: null, at: now })
    const [first, second] = transactionCalls(parts)
    expect(first!.query).toEqual({ 'created[gte]': expect.stringMatching(/^\d+$/), 'created[lt]': expect.stringMatching(/^\d+$/), limit: '100', 'expand[0]': 'data.source' })
    expect(second!.query).toMatchObject({ starting_after: 'txn_98' })
    expect(parts.waits.every((ms) => ms === 100)).toBe(true)
    expect([parts.bugs, parts.state.changes]).toEqual([[], 1])
  })

  it('of a span are those of its rows', async () => {
    const { bills } = await connected([charge('1'), charge('2', { created: secondsAgo(5 * dayMs) }), charge('3', { created: secondsAgo(100 * dayMs) })])
    await bills.refresh({ byHand: false })
    expect(total(bills, { from: now - dayMs, to: now })).toBe('3.20')
    expect(total(bills, { from: now - dayMs + 1, to: now })).toBe('0.00')
    expect(total(bills, { from: now - 10 * dayMs, to: now - dayMs })).toBe('3.20')
    expect(bills.fees({ from: now - dayMs, to: now }).cells).toMatchObject([{ at: now - dayMs, type: 'charge', charge: 'ch_1', live: false, grade: 'reported' }])
  })

  it('go with their charges, refunds and disputes too', async () => {
    const { bills } = await connected([charge('1'), refund, { id: 'txn_dp', created: secondsAgo(10), amount: -1000, fee: 1500, type: 'adjustment', category: 'dispute', source: 'dp_1', about: { object: 'dispute', charge: 'ch_1', currency: 'usd' } }])
    await bills.refresh({ byHand: false })
    expect(bills.charges()).toEqual(new Map([['ch_1', { net: 51_800_000_000_000n, fee: 18_200_000_000_000n, grade: 'reported' }]]))
  })

  it('are converted by what the customer paid in', async () => {
    const { bills, stateOf } = await connected([charge('1', { currency: 'eur', amount: 8000, fee: 240, exchangeRate: 0.8 }), charge('2', { currency: 'eur', amount: 8000, fee: 240 })])
    await bills.refresh({ byHand: false })
    expect(total(bills)).toBe('3.00')
    expect(bills.fees(always).currencies).toMatchObject([{ currency: 'EUR', rows: 2, notConverted: { rows: 1 } }])
    expect(stateOf('stripe').hint).toBe('Fees not in dollars: EUR 2.40. They are in no total.')
  })

  it('leave out and show a row that doesn’t add up', async () => {
    const { bills, stateOf } = await connected([charge('1'), charge('2', { net: 9000 })])
    await bills.refresh({ byHand: false })
    expect(total(bills)).toBe('3.20')
    expect(bills.fees(always).bad).toMatchObject([{ id: 'txn_2' }])
    expect(stateOf('stripe').words).toBe('2 balance transactions, test money; 1 row whose net isn’t amount less fee: not counted')
  })

  it('count rows that appear late', async () => {
    const { standIns, bills, clock } = await connected([charge('1')])
    await bills.refresh({ byHand: false })
    standIns.bills.transactions!.push(charge('late', { created: secondsAgo(2 * dayMs) }), charge('new', { created: secondsAgo(-1000) }))
    clock.advance(3_600_000)
    await bills.refresh({ byHand: false })
    expect(total(bills)).toBe('9.60')
  })

  it('are in today’s client’s own form, too', async () => {
    const { standIns, bills } = await connected([charge('1')])
    await bills.refresh({ byHand: false })
    const answer = await fetch(`${standIns.url.stripe}/v1/balance_transactions`, { headers: { authorization: `Bearer ${standIns.credentials.stripeKey}` } })
    const { data } = (await answer.json()) as { data: unknown[] }
    expect(currentStripeProblems('balance_transaction', data[0])).toEqual([])
  })
})

describe('charges that aren’t settled', () => {
  it('are estimated until they are', async () => {
    const { standIns, bills, clock } = await connected([])
    standIns.bills.charges = [{ id: 'ch_9', created: secondsAgo(1000), amount: 5000 }, { id: 'ch_8', created: secondsAgo(1000), amount: 5000, settledBy: 'txn_8' }]
    await bills.refresh({ byHand: false })
    expect(bills.fees(always).cells).toMatchObject([{ charge: 'ch_9', grade: 'estimated', type: 'estimate', pico: 1_750_000_000_000n }])
    expect(bills.fees({ from: 0, to: now - dayMs }).cells).toEqual([])
    standIns.bills.charges = []
    standIns.bills.transactions = [charge('9', { created: secondsAgo(1000), amount: 5000, fee: 176 })]
    clock.advance(3_600_000)
    await bills.refresh({ byHand: false })
    expect(bills.fees(always).cells).toMatchObject([{ charge: 'ch_9', grade: 'reported', pico: 1_760_000_000_000n }])
  })

  it('can’t be estimated with a key that may not see them, which is said', async () => {
    const { standIns, bills, stateOf } = await connected([])
    standIns.bills.mayListCharges = false
    await bills.refresh({ byHand: false })
    expect(stateOf('stripe')).toMatchObject({ state: 'ok', hint: expect.stringMatching(/^Fees of charges that aren’t settled yet can’t be estimated\. .*“Charge: read”/) })
  })
})

describe('a key with few rights', () => {
  it('that may not see sources still reads the rows, and it is said what is lacking', async () => {
    const { standIns, bills, stateOf } = await connected([charge('1'), refund])
    standIns.bills.mayExpand = false
    await bills.refresh({ byHand: false })
    expect(total(bills)).toBe('3.20')
    expect(bills.charges().get('ch_1')?.net).toBe(96_800_000_000_000n)
    expect(stateOf('stripe')).toMatchObject({ state: 'ok', hint: expect.stringContaining('Refunds and disputes can’t be put to their charges.') })
    expect(stateOf('stripe').hint).toContain('“Charge: read”')
  })

  it('that may not see balance transactions says which right is missing', async () => {
    const { standIns, bills, stateOf } = await connected([])
    standIns.set('stripe', faultCase('stripe', 'restricted_key_balance_transactions'))
    await bills.refresh({ byHand: false })
    expect(stateOf('stripe')).toMatchObject({ state: 'problem', words: expect.stringContaining('“Balance transaction source: read”'), at: null })
  })
})

describe('a reading that breaks off', () => {
  it('on a later page publishes nothing of that window, and keeps those that were whole', async () => {
    const parts = await connected([...many(150), charge('old', { created: secondsAgo(40 * dayMs) })])
    const { standIns, bills, clock, stateOf } = parts
    standIns.set('stripe', ['ok', faultCase('stripe', 'server_error')])
    await bills.refresh({ byHand: false })
    expect([total(bills), stateOf('stripe').state]).toEqual(['0.00', 'problem'])
    // The first window has two pages; the one before it fails.
    standIns.set('stripe', ['ok', 'ok', faultCase('stripe', 'server_error')])
    clock.advance(3_600_000)
    await bills.refresh({ byHand: false })
    expect(total(bills)).toBe('480.00')
    standIns.set('stripe', 'ok')
    clock.advance(3_600_000)
    await bills.refresh({ byHand: false })
    expect([total(bills), stateOf('stripe').state]).toEqual(['483.20', 'ok'])
  })

  it('asks once more by itself after a short wait that was asked for', async () => {
    const { standIns, bills, waits, stateOf } = await connected([charge('1')])
    standIns.set('stripe', [{ ...faultCase('stripe', 'rate_limit'), headers: { 'retry-after': '2' } }, 'ok'])
    await bills.refresh({ byHand: false })
    expect(waits[0]).toBe(2000)
    expect([total(bills), stateOf('stripe').state]).toEqual(['3.20', 'ok'])
  })

  it('keeps a long wait, and what is known meanwhile', async () => {
    const { standIns, bills, clock, stateOf } = await connected([charge('1')])
    await bills.refresh({ byHand: false })
    standIns.set('stripe', { ...faultCase('stripe', 'rate_limit'), headers: { 'retry-after': '1200' } })
    clock.advance(3_600_000)
    await bills.refresh({ byHand: false })
    expect(stateOf('stripe')).toMatchObject({ state: 'stale', words: expect.stringContaining('What was read before stays: 1 balance transaction, test money.'), at: now })
    const asked = standIns.requestsTo('stripe').length
    clock.advance(1_199_000)
    await bills.refresh({ byHand: false })
    expect(standIns.requestsTo('stripe')).toHaveLength(asked)
    standIns.set('stripe', 'ok')
    clock.advance(1000)
    await bills.refresh({ byHand: false })
    expect([total(bills), stateOf('stripe').state]).toEqual(['3.20', 'ok'])
  })

  it('of well-formed JSON that isn’t the answer is no success', async () => {
    const { standIns, bills, stateOf } = await connected([])
    standIns.set('stripe', { status: 200, body: { object: 'list', has_more: false, data: [{ id: 'txn_1', object: 'balance_transaction', amount: '12' }] } })
    await bills.refresh({ byHand: false })
    expect(stateOf('stripe')).toMatchObject({ state: 'problem', words: expect.stringContaining('Stripe') })
  })
})

describe('who is asked when', () => {
  it('at most once an hour by itself, at once by hand', async () => {
    const { standIns, bills, clock } = await connected([])
    await bills.refresh({ byHand: false })
    const asked = standIns.requests.length
    clock.advance(3_599_000)
    await bills.refresh({ byHand: false })
    expect(standIns.requests).toHaveLength(asked)
    await bills.refresh({ byHand: true })
    expect(standIns.requests.length).toBeGreaterThan(asked)
  })

  it('a refused key waits for the user, over a restart too', async () => {
    const path = join(freshFolder(), 'console.db')
    const { standIns, bills, clock, secrets, stateOf, make } = await connected([charge('1')], { path })
    secrets.set('stripeKey', 'rk_test_of_somebody_else')
    await bills.refresh({ byHand: false })
    expect(stateOf('stripe')).toMatchObject({ state: 'problem', words: expect.stringMatching(/refuse|doesn’t accept|invalid/i) })
    const asked = standIns.requests.length
    clock.advance(100 * dayMs)
    await bills.refresh({ byHand: false })
    const { store: reopened } = await Store.open(path, now)
    onTestFinished(() => reopened.close())
    const again = make(reopened)
    await again.refresh({ byHand: false })
    expect(standIns.requests).toHaveLength(asked)
    await bills.refresh({ byHand: true })
    expect(standIns.requests).toHaveLength(asked + 1)
    secrets.set('stripeKey', standIns.credentials.stripeKey)
    await again.refresh({ byHand: false })
    expect(total(again)).toBe('3.20')
  })

  it('two at the same time share one reading', async () => {
    const parts = await connected([charge('1')])
    await Promise.all([parts.bills.refresh({ byHand: true }), parts.bills.refresh({ byHand: true })])
    expect(transactionCalls(parts).filter(({ query }) => query['created[lt]'] === String(now / 1000 + 86_400))).toHaveLength(1)
    expect(parts.state.changes).toBe(1)
  })

  it('nobody where nothing is set up, and nothing is known then', async () => {
    const { standIns, bills, secrets, stateOf } = await connected([charge('1')])
    await bills.refresh({ byHand: false })
    secrets.clear()
    const asked = standIns.requests.length
    await bills.refresh({ byHand: true })
    expect(standIns.requests).toHaveLength(asked)
    expect([total(bills), bills.charges().size, bills.told(always)]).toMatchObject(['0.00', 0, { finance: { cells: [] }, stripe: { cells: [] }, openai: [] }])
    expect(bills.states().map(({ id, state }) => [id, state])).toEqual([['stripe', 'off'], ['finance', 'off'], ['openai', 'off']])
    expect(stateOf('stripe').words).toBe('Not connected, so its fees aren’t known.')
  })
})

it('another key begins anew: what the other account had doesn’t count', async () => {
  const { standIns, bills, secrets, clock } = await connected([charge('1'), charge('2', { created: secondsAgo(100 * dayMs) })])
  await bills.refresh({ byHand: false })
  expect(total(bills)).toBe('6.40')
  const other = standIns.credentials.stripeKey.replace('rk_test_', 'rk_test_another')
  standIns.credentials.stripeKey = other
  secrets.set('stripeKey', other)
  expect(total(bills)).toBe('0.00')
  standIns.bills.transactions = [charge('3')]
  clock.advance(1000)
  await bills.refresh({ byHand: false })
  expect(total(bills)).toBe('3.20')
})

it('test money and real money are never mixed', async () => {
  const { standIns, bills, secrets, stateOf } = await connected([charge('1')])
  standIns.bills.charges = [{ id: 'ch_9', created: secondsAgo(1000), amount: 5000 }]
  await bills.refresh({ byHand: false })
  expect(bills.fees(always).cells.map(({ live }) => live)).toEqual([false, false])
  const live = standIns.credentials.stripeKey.replace('_test_', '_live_')
  standIns.credentials.stripeKey = live
  secrets.set('stripeKey', live)
  expect(bills.fees(always).cells).toEqual([])
  Object.assign(standIns.bills, { transactions: [charge('2', { fee: 500 })], charges: [] })
  await bills.refresh({ byHand: false })
  expect(bills.fees(always).cells).toMatchObject([{ charge: 'ch_2', live: true }])
  expect(stateOf('stripe').words).toBe('1 balance transaction')
})

it('no secret is kept, or in any word', async () => {
  const { standIns, bills, store, secrets } = await connected([])
  secrets.set('stripeKey', 'rk_test_of_somebody_else')
  await bills.refresh({ byHand: false })
  const kept = JSON.stringify(store.sql('SELECT * FROM bill_reads').all()) + JSON.stringify(bills.states())
  for (const secret of [...standIns.secrets, 'rk_test_of_somebody_else']) expect(kept).not.toContain(secret)
})

it('a reading that the console’s end breaks off leaves everything as it was', async () => {
  const { standIns, bills, clock, ended, bugs, stateOf } = await connected([charge('1')])
  await bills.refresh({ byHand: false })
  const before = stateOf('stripe')
  standIns.set('stripe', 'hang')
  clock.advance(3_600_000)
  const asked = standIns.requests.length
  const reading = bills.refresh({ byHand: false })
  await until(() => standIns.requests.length > asked, 'the next request')
  ended.abort()
  await bills.settled()
  expect([stateOf('stripe'), bugs]).toEqual([before, []])
  await reading
})

describe('a bug', () => {
  it('is reported, and the others go on', async () => {
    const { bills, bugs, store, standIns, secrets, stateOf } = await connected([charge('1')])
    secrets.set('openaiAdminKey', standIns.credentials.openaiAdminKey)
    standIns.bills.costs = standIns.bills.usage = []
    store.sql('DROP TABLE stripe_pending').run()
    await bills.refresh({ byHand: false })
    expect(bugs).toHaveLength(1)
    expect(stateOf('openai').state).toBe('ok')
  })
})

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { billsPort } from '../../../src/host/spending/bills-port'
import { viewOf } from '../../../src/host/spending/spending-view'
import { spendingOn } from '../spending'
import { freshFolder } from '../support'
import { billParts, dayMs, now, secondsAgo } from './bills-parts'

const hour = 3_600_000
const charge = { id: 'txn_1', created: secondsAgo(hour), amount: 10_000, fee: 320, source: 'ch_1', about: { object: 'charge', currency: 'usd', livemode: false } }
const openaiDay = (ago: number, value: number) => ({ day: (Math.floor(now / dayMs) * dayMs - ago * dayMs) / 1000, line_item: 'gpt-5, input', amount: { value, currency: 'usd' }, project_id: 'proj_1', quantity: 1000, quantity_unit: 'tokens' })

/** Bills of Stripe and OpenAI beside these lines of a log. */
async function billed(lines: object[], transactions: object[] = [charge]) {
  const { standIns, bills, secrets, state, clock } = await billParts()
  secrets.set('stripeKey', standIns.credentials.stripeKey)
  secrets.set('openaiAdminKey', standIns.credentials.openaiAdminKey)
  Object.assign(standIns.bills, { transactions, charges: [], costs: [openaiDay(1, 2), openaiDay(2, 5)], usage: [] })
  await bills.refresh({ byHand: false })
  const folder = freshFolder()
  writeFileSync(join(folder, 'agent.log'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  const spending = await spendingOn(clock, () => state.settings, { sources: [{ folder }], bills: billsPort(bills) })
  await spending.refresh()
  return spending
}

const call = (usd: string) => ({ ts: new Date(now - 30 * hour).toISOString(), event: 'llm_call', provider: 'openai', model: 'gpt-5', usage: { prompt_tokens: 1000, completion_tokens: 0 }, request_id: usd, cost_usd: usd })
const run = [
  { ts: new Date(now - 2 * hour).toISOString(), event: 'job_started', job_id: 'shop', run_id: 'r' },
  { ts: new Date(now - hour).toISOString(), event: 'charge', charge_id: 'ch_1', job_id: 'shop', run_id: 'r' },
  { ts: new Date(now - hour).toISOString(), event: 'job_finished', job_id: 'shop', run_id: 'r', cpu_seconds: 0 },
]
const month = { span: { period: 'month', before: 0 }, by: 'kind' } as const

const financeTable = {
  settings: { notion: { financeDataSource: '248104cd-477e-80af-bc30-000bd28de8f9', financeColumns: { date: 'When', amount: 'Amount', currency: null, category: null } } },
  columns: { When: { id: 'When', type: 'date' }, Amount: { id: 'Amount', type: 'number', format: 'dollar' }, Name: { id: 'title', type: 'title' } },
}

describe('bills beside the logs', () => {
  it('a Finance table that was read says nothing of fees Stripe has not told', async () => {
    const { standIns, bills, secrets, stateOf } = await billParts({ settings: financeTable.settings })
    secrets.set('notionToken', standIns.credentials.notionToken)
    Object.assign(standIns.bills, { columns: financeTable.columns, rows: [] })
    await bills.refresh({ byHand: false })
    expect(stateOf('finance')).toMatchObject({ state: 'ok', at: now })
    expect(billsPort(bills).stripeRead()).toBe(false)
    secrets.set('stripeKey', standIns.credentials.stripeKey)
    await bills.refresh({ byHand: true })
    expect(billsPort(bills).stripeRead()).toBe(true)
  })

  it('Stripe’s fees count, and a run’s margin is what its charge brought', async () => {
    const spending = await billed([call('1.50'), ...run])
    expect(spending.summary()!.month).toMatchObject({ totalUsd: '4.70', stripeUsd: '3.20', llmUsd: '1.50' })
    const view = await viewOf(spending, month, [])
    expect(view.runs).toMatchObject([{ job: 'shop', earnedUsd: '96.80', marginUsd: '96.80' }])
    expect(view.sources.map(({ id, state }) => `${id} ${state}`)).toEqual(['logs off', 'own ok', 'stripe ok', 'finance off', 'openai ok'])
  })

  it('OpenAI’s bill is held against the logs, where there are any', async () => {
    const view = await viewOf(await billed([call('1.50')]), { span: { from: Math.floor(now / dayMs) * dayMs - 2 * dayMs, to: now }, by: 'kind' }, [])
    expect(view.bridge).toMatchObject([{ provider: 'openai', ours: '1.50', billed: '7.00', difference: '-5.50' }])
    expect(view.kinds.find(({ name }) => name === 'llm')!.usd).toBe('1.50')
  })

  it('and counts where no log tells of calls', async () => {
    const view = await viewOf(await billed([]), month, [])
    expect(view.kinds.map(({ name, usd }) => [name, usd])).toEqual([['llm', '7.00'], ['stripe', '3.20']])
  })

  it.each<[string, object]>([
    ['in another currency', { currency: 'eur' }],
    ['that doesn’t add up', { net: 1 }],
  ])('a fee %s leaves the sum unpriced, and is shown', async (_case, own) => {
    const view = await viewOf(await billed([call('1.50')], [{ ...charge, ...own }]), month, [])
    expect(view.total).toMatchObject({ usd: '1.50', grade: 'unpriced' })
    expect(view.kinds.map(({ name, usd, grade }) => [name, usd, grade])).toEqual([['llm', '1.50', 'reported'], ['stripe', '0.00', 'unpriced']])
  })
})

import { describe, expect, it } from 'vitest'
import { buckets, type Tokens } from '../../../src/core/costs/usage'
import { faultCase } from '../../fixtures/providers/index'
import { billParts, dayMs, now } from './bills-parts'

const today = Math.floor(now / dayMs) * dayMs
/** First second of the UTC day so many days ago. */
const dayOf = (ago: number): number => (today - ago * dayMs) / 1000
const cost = (ago: number, lineItem: string, value: number, own: object = {}) => ({ day: dayOf(ago), line_item: lineItem, amount: { value, currency: 'usd' }, project_id: 'proj_1', quantity: 1000, quantity_unit: 'tokens', ...own })
const usage = (ago: number) => ({ day: dayOf(ago), input_tokens: 1000, output_tokens: 200, num_model_requests: 3, input_cached_tokens: 400, model: 'gpt-5-2025-08-07', batch: false, service_tier: 'default' })
const span = { from: today - 10 * dayMs, to: today + dayMs }

/** Today’s bucket, with these results. */
const pageOf = (results: object[]) => ({ object: 'page', data: [{ object: 'bucket', start_time: dayOf(0), end_time: dayOf(-1), results }], has_more: false, next_page: null })

async function billed(costs: object[], usages: object[] = []) {
  const parts = await billParts()
  parts.secrets.set('openaiAdminKey', parts.standIns.credentials.openaiAdminKey)
  Object.assign(parts.standIns.bills, { costs, usage: usages })
  const calls = (path: string) => parts.standIns.requestsTo('openai').filter((request) => request.path === path)
  return { ...parts, calls }
}

describe('OpenAI’s bill', () => {
  it('is read by whole UTC days, line by line, exactly', async () => {
    const { bills, stateOf, calls, waits } = await billed([cost(0, 'gpt-5, input', 0.1), cost(0, 'gpt-5, output', 0.2), cost(0, 'gpt-5, input', 0.1 + 0.2, { project_id: 'proj_2' }), cost(1, 'web search tool calls', 1e-7, { quantity: null, quantity_unit: null })])
    await bills.refresh({ byHand: false })
    expect(bills.openaiDays(span)).toEqual([
      { day: '2026-11-22', lineItem: 'web search tool calls', pico: 100_000n, quantity: null, unit: null },
      { day: '2026-11-23', lineItem: 'gpt-5, input', pico: 100_000_000_000n, quantity: 1000, unit: 'tokens' },
      { day: '2026-11-23', lineItem: 'gpt-5, input', pico: 300_000_000_000n, quantity: 1000, unit: 'tokens' },
      { day: '2026-11-23', lineItem: 'gpt-5, output', pico: 200_000_000_000n, quantity: 1000, unit: 'tokens' },
    ])
    expect(stateOf('openai')).toEqual({ id: 'openai', title: 'OpenAI’s bill', state: 'ok', words: '2 days billed', hint: null, at: now })
    expect(calls('/v1/organization/costs')[0]!.query).toEqual({ start_time: String(dayOf(30)), end_time: String(dayOf(-1)), bucket_width: '1d', limit: '31', 'group_by[]': 'project_id' })
    expect(waits.every((ms) => ms === 300)).toBe(true)
  })

  it('takes amounts as text, and leaves other currencies out', async () => {
    const { standIns, bills, stateOf } = await billed([])
    const result = (value: unknown, currency: string) => ({ object: 'organization.costs.result', amount: { value, currency }, line_item: 'gpt-5, input', project_id: 'p' })
    standIns.set('openai', [{ status: 200, body: pageOf([result('0.0012345678901234567', 'usd'), result(3, 'eur')]) }, 'ok'])
    await bills.refresh({ byHand: false })
    expect(bills.openaiDays(span).map(({ pico }) => pico)).toEqual([1_234_567_890n])
    expect(bills.told(span).openai).toEqual([{ at: today, pico: null }, { at: today, pico: 1_234_567_890n }])
    expect(stateOf('openai').words).toBe('1 day billed; 1 line not in dollars: not counted')
  })

  it('goes over pages', async () => {
    const { standIns, bills } = await billed(Array.from({ length: 10 }, (_, i) => cost(i, 'gpt-5, input', 1)), [usage(0)])
    standIns.bills.mostDays = 3
    await bills.refresh({ byHand: false })
    expect(bills.openaiDays(span)).toHaveLength(10)
    expect(bills.openaiUsage(span)).toEqual([{ day: today, model: 'gpt-5-2025-08-07', batch: false, serviceTier: 'default', requests: 3, input: 1000, cachedInput: 400, cacheWrite: 0, output: 200 }])
  })

  it('of the last days is read again each time, what is older once', async () => {
    const { standIns, bills, clock, calls } = await billed([cost(0, 'gpt-5, input', 1), cost(3, 'gpt-5, input', 1), cost(9, 'gpt-5, input', 1)])
    await bills.refresh({ byHand: false })
    const before = calls('/v1/organization/costs').length
    standIns.bills.costs = [cost(0, 'gpt-5, input', 2), cost(3, 'gpt-5, output', 3), cost(9, 'gpt-5, input', 9)]
    clock.advance(3_600_000)
    await bills.refresh({ byHand: false })
    expect(calls('/v1/organization/costs')).toHaveLength(before + 1)
    expect(calls('/v1/organization/costs').at(-1)!.query).toMatchObject({ start_time: String(dayOf(3)), end_time: String(dayOf(-1)) })
    expect(bills.openaiDays(span).map(({ day, lineItem, pico }) => [day, lineItem, pico / 10n ** 12n])).toEqual([['2026-11-14', 'gpt-5, input', 1n], ['2026-11-20', 'gpt-5, output', 3n], ['2026-11-23', 'gpt-5, input', 2n]])
  })

  it('goes on where it was broken off', async () => {
    const { standIns, bills, clock, stateOf, calls } = await billed([cost(0, 'gpt-5, input', 1), cost(40, 'gpt-5, input', 1)])
    standIns.set('openai', ['ok', 'ok', { ...faultCase('openai', 'rate_limit'), headers: { 'retry-after': '600' } }])
    await bills.refresh({ byHand: false })
    expect(stateOf('openai')).toMatchObject({ state: 'problem', at: null })
    expect(bills.openaiDays(span)).toHaveLength(1)
    standIns.set('openai', 'ok')
    clock.advance(600_000)
    const before = calls('/v1/organization/costs').length
    await bills.refresh({ byHand: false })
    expect(bills.openaiDays({ from: today - 100 * dayMs, to: span.to })).toHaveLength(2)
    expect(calls('/v1/organization/costs')[before]!.query).toMatchObject({ start_time: String(dayOf(3)) })
    expect(calls('/v1/organization/costs')[before + 1]!.query).toMatchObject({ end_time: String(dayOf(30)) })
    expect(stateOf('openai').state).toBe('ok')
  })

  it('needs an admin key, and says which right is missing', async () => {
    const { standIns, bills, stateOf } = await billed([])
    standIns.set('openai', faultCase('openai', 'admin_scope_missing_object'))
    await bills.refresh({ byHand: false })
    expect(stateOf('openai')).toMatchObject({ state: 'problem', words: expect.stringContaining('“api.usage.read”') })
  })

  it.each([
    ['an amount that is no number', { amount: { value: 'much', currency: 'usd' } }],
    ['a result of another kind', { object: 'organization.usage.images.result' }],
  ])('with %s is no answer', async (_case, own) => {
    const { standIns, bills, stateOf } = await billed([])
    const result = { object: 'organization.costs.result', amount: { value: 1, currency: 'usd' }, ...own }
    standIns.set('openai', { status: 200, body: pageOf([result]) })
    await bills.refresh({ byHand: false })
    expect(stateOf('openai').state).toBe('problem')
  })
})

describe('the bridge', () => {
  const tokens = { ...(Object.fromEntries(buckets.map((bucket) => [bucket, 0])) as Tokens), uncachedIn: 1000 }
  const ours = [{ key: { day: '2026-11-22', model: 'gpt-5-2025-08-07' }, pico: 10n ** 12n, tokens }]
  const day = { from: today - dayMs, to: today }

  it('holds our figures against the bill', async () => {
    const { bills } = await billed([cost(1, 'gpt-5-2025-08-07, input', 3, { quantity: 3000 })])
    await bills.refresh({ byHand: false })
    expect(bills.openaiBridge(ours, day)).toMatchObject({ provider: 'openai', ours: '1.00', billed: '3.00', difference: '-2.00', parts: [{ cause: 'not-in-our-logs', usd: '-2.00' }, {}, {}, {}] })
  })

  it('says nothing of days that no bill covers, or that aren’t over', async () => {
    const { bills } = await billed([])
    expect(bills.openaiBridge(ours, day)).toBeNull()
    await bills.refresh({ byHand: false })
    expect(bills.openaiBridge(ours, { from: today - 600 * dayMs, to: today - 500 * dayMs })).toBeNull()
    expect(bills.openaiBridge(ours, { from: today, to: today + dayMs })).toBeNull()
    expect(bills.openaiBridge(ours, { from: today - dayMs + 1, to: today + dayMs })).toBeNull()
  })

  it('takes whole UTC days alone', async () => {
    const { bills } = await billed([cost(0, 'gpt-5-2025-08-07, input', 5), cost(1, 'gpt-5-2025-08-07, input', 1), cost(2, 'gpt-5-2025-08-07, input', 7)])
    await bills.refresh({ byHand: false })
    const also = [...ours, { key: { day: '2026-11-23', model: 'gpt-5-2025-08-07' }, pico: 9n, tokens }]
    expect(bills.openaiBridge(also, { from: today - 2 * dayMs + 1, to: today + 30 * dayMs })).toMatchObject({ ...day, ours: '1.00', billed: '1.00', difference: '0.00' })
  })
})

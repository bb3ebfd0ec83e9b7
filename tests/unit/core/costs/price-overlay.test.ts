import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { formatUsd } from '../../../../src/core/costs/money'
import { priceCall, stepOf } from '../../../../src/core/costs/prices'
import { readOverlay } from '../../../../src/core/costs/price-overlay'
import { shippedOverlay, type ShippedOverlay } from '../../../../src/core/costs/price-overlay-shipped'
import { withOverlays } from '../../../../src/core/costs/prices-merge'
import { now } from '../world'
import { callOf, table } from './calls'

const source = 'Agreement'
const merged = (...files: unknown[]) => {
  const read = files.map(readOverlay)
  expect(read.flatMap(({ problems }) => problems)).toEqual([])
  return withOverlays(
    table,
    read.map(({ overlay }) => overlay),
    'f00',
  )
}
type Call = Parameters<typeof callOf>[0]
const million = 1_000_000

const costs = (by: ReturnType<typeof merged>, call: Call, at = now): string => {
  const { pico, grade } = priceCall(by, callOf({ usage: { uncachedIn: million }, ...call }), at)
  return `${pico === null ? 'none' : formatUsd(pico)} ${grade}`
}

describe('an overlay', () => {
  it('adds a model', () => {
    const prices = [{ provider: 'OpenAI', model: 'gpt-6.1-sol', usdPerMillion: { input: 2, cacheRead: '0.1', output: '10' }, above: [{ tokens: 272_000, usdPerMillion: { input: '4', output: '15' } }], usdEach: { webSearch: '0.01' }, source }]
    const by = merged({ prices })
    expect(costs(by, { model: 'GPT-6.1-sol', usage: { uncachedIn: 272_000, textOut: million, searches: 1 } })).toBe('10.554 computed')
    expect(costs(by, { model: 'gpt-6.1-sol', usage: { uncachedIn: 272_001, cacheRead: million, textOut: million } })).toBe('16.188004 computed')
    expect(stepOf(by, 'openai', 'gpt-6.1-sol', 272_001)).toBe(272_000)
    expect(costs(by, { model: 'gpt-6.1-sol-2026' })).toBe('none unpriced')
  })

  it('adds a family, and leaves what has a name of its own alone', () => {
    const by = merged({ prices: [{ provider: 'openai', model: 'plain*', usdPerMillion: { input: '7' }, source }] })
    expect(costs(by, { model: 'plain-2026' })).toBe('7.00 computed')
    // What it doesn’t name is as the table has it.
    expect(costs(by, { model: 'plain-2026', usage: { textOut: million } })).toBe('10.00 computed')
    expect(costs(by, { model: 'plain-mini' })).toBe('1.00 computed')
    expect(costs(by, { model: 'plain' })).toBe('2.00 computed')
  })

  it('adds a provider', () => {
    expect(costs(merged({ prices: [{ provider: 'ours', model: 'llama', usdPerMillion: { input: '0.3', output: '0.3' }, source }] }), { provider: 'ours', model: 'llama' })).toBe('0.30 computed')
  })

  it('means a provider by any of its names', () => {
    const by = merged({ prices: [{ provider: 'xAI', model: 'grok', usdPerMillion: { input: '1' }, source }], factors: [{ provider: 'grok', times: '0.5', source }] })
    expect(costs(by, { provider: 'xai', model: 'grok-9' })).toBe('0.50 computed')
    expect(Object.keys(by.providers)).toEqual(Object.keys(table.providers))
  })

  it.each([
    ['2025-12-31T23:59:59.999Z', '2.00'],
    ['2026-01-01T00:00:00.000Z', '1.50'],
    ['2026-06-30T23:59:59.999Z', '1.50'],
    ['2026-07-01T00:00:00.000Z', '2.00'],
  ])('corrects a price for a time: %s', (at, usd) => {
    const by = merged({ prices: [{ provider: 'openai', model: 'plain', usdPerMillion: { input: '1.5' }, from: '2026-01-01', to: '2026-07-01', source }] })
    expect(costs(by, {}, Date.parse(at))).toBe(`${usd} computed`)
    expect(costs(by, { model: 'plain-snapshot' }, Date.parse(at))).toBe(`${usd} computed`)
  })

  it('discounts, and the user’s counts before ours', () => {
    const ours = { factors: [{ provider: 'openai', tier: 'priority', times: '2', source }] }
    const users = { factors: [{ provider: 'openai', tier: 'Priority', times: 1.5, source }, { provider: 'openai', models: ['plain*'], times: '0.9', source }] }
    const by = merged(ours, users)
    expect(costs(by, { serviceTier: 'priority' })).toBe('2.70 computed')
    expect(costs(by, { model: 'changing', serviceTier: 'priority' })).toBe('3.00 computed')
    // The table’s own stay in force.
    expect(costs(by, { batch: true })).toBe('0.90 computed')
  })

  it('makes the same table of the same files, leaves the one it began with as it was, and is named', () => {
    const file = { factors: [{ provider: 'openai', times: '0.9', source }], prices: [{ provider: 'openai', model: 'plain', usdPerMillion: { input: '1' }, source }] }
    const before = JSON.stringify(table)
    expect(JSON.stringify(merged(file))).toBe(JSON.stringify(merged(file)))
    expect(JSON.stringify(table)).toBe(before)
    expect(merged(file).overlay).toBe('f00')
  })

  it('prices what was given away until then', () => {
    const gift = { ...table, providers: { openai: { models: [{ id: 'gift', match: { equals: 'gift' }, free: true as const, epochs: [{ from: null, rates: {} }] }] } } }
    const { overlay } = readOverlay({ prices: [{ provider: 'openai', model: 'gift', usdPerMillion: { input: '1' }, source }] })
    expect(priceCall(withOverlays(gift, [overlay], ''), callOf({ model: 'gift', usage: { uncachedIn: million } }), now)).toMatchObject({ pico: 1_000_000_000_000n })
  })
})

describe('a mistake in an overlay', () => {
  const factor = { provider: 'openai', times: '0.9', source }
  const price = { provider: 'openai', model: 'plain', usdPerMillion: { input: '1' }, source }
  const problems = (file: unknown) => readOverlay(file).problems.map(({ place, words }) => `${place}: ${words}`)

  it.each<[string, unknown, string | RegExp]>([
    ['no object', [], /^: It should be an object\. A right value is \{"factors"/],
    ['a list that isn’t one', { factors: {} }, 'factors: It should be a list.'],
    ['a list of another name', { discounts: [] }, 'discounts: There is no such list. Known: factors, prices.'],
    ['a field of another name', { factors: [{ ...factor, factor: 1 }] }, /^factors\[0\]: There is no such field: "factor"\. Known: provider, from, to, source, models/],
    ['a multiplier in percent', { factors: [factor, { ...factor, times: '90%' }] }, 'factors[1].times: a multiplier such as "0.9" or "5/3". A right value is "0.9".'],
    ['a division by nothing', { factors: [{ ...factor, times: '1/0' }] }, /^factors\[0\]\.times: a multiplier/],
    ['no source', { factors: [{ ...factor, source: undefined }] }, 'factors[0].source: is missing. A right value is "Agreement of 2026-01-01".'],
    ['a day that isn’t', { factors: [{ ...factor, from: '2026-02-30' }] }, 'factors[0].from: a day such as "2026-11-23". A right value is "2026-01-01".'],
    ['an end before the beginning', { factors: [{ ...factor, from: '2026-02-01', to: '2026-02-01' }] }, /^factors\[0\]\.to: a day after “from”\./],
    ['bounds around something else', { factors: [{ ...factor, low: '1' }] }, /^factors\[0\]\.times: a multiplier from “low” to “high”\./],
    ['a price below a token’s thousandth', { prices: [{ ...price, usdPerMillion: { input: '0.0000001' } }] }, /^prices\[0\]\.usdPerMillion\.input: dollars per million tokens/],
    ['a rate nobody knows', { prices: [{ ...price, usdPerMillion: { inputs: '1' } }] }, /^prices\[0\]\.usdPerMillion/],
    ['a step of a rate without a price', { prices: [{ ...price, above: [{ tokens: 1000, usdPerMillion: { output: '1' } }] }] }, /^prices\[0\]\.above: prices of rates/],
  ])('is told with its place and what would be right: %s', (_name, file, expected) => {
    const told = problems(file)
    expect(told).toHaveLength(1)
    if (typeof expected === 'string') expect(told[0]).toBe(expected)
    else expect(told[0]).toMatch(expected)
  })

  it('costs only its entry', () => {
    const { overlay } = readOverlay({ factors: [{ ...factor, times: 'x' }, factor], prices: [null, price] })
    expect([overlay.factors, overlay.prices].map(({ length }) => length)).toEqual([1, 1])
  })
})

describe('the overlay we ship', () => {
  const file = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../../../resources/price-overlay.json'), 'utf8')) as ShippedOverlay
  it('has no mistake, and is taken as one of a user’s would be', () => {
    expect(readOverlay(file)).toEqual({ overlay: shippedOverlay(file), problems: [] })
  })
  it('says where each figure is from', () => {
    const { factors, prices } = readOverlay(file).overlay
    for (const entry of [...factors, ...prices]) expect(entry.source).toMatch(/https:\/\/|price snapshot’s notes/)
  })
})

it('the example of docs/prices.md is right', () => {
  const [, example = ''] = /```json\n([^]*?)```/.exec(readFileSync(resolve(import.meta.dirname, '../../../../docs/prices.md'), 'utf8')) ?? []
  expect(readOverlay(JSON.parse(example)).problems).toEqual([])
})

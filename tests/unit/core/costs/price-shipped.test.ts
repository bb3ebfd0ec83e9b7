import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { formatUsd } from '../../../../src/core/costs/money'
import { readOverlay } from '../../../../src/core/costs/price-overlay'
import { priceCall, type PriceTable } from '../../../../src/core/costs/prices'
import { priceChanges } from '../../../../src/core/costs/prices-changes'
import { knownModel } from '../../../../src/core/costs/prices-lookup'
import { withOverlays } from '../../../../src/core/costs/prices-merge'
import { snapshot } from '../../../../src/core/costs/prices-snapshot'
import { rateNames, ratesAt } from '../../../../src/core/costs/prices-table'
import { now } from '../world'
import { callOf } from './calls'

const root = resolve(import.meta.dirname, '../../../..')
const text = readFileSync(join(root, 'resources/prices.json'), 'utf8')
const listed = JSON.parse(text) as PriceTable
const table = withOverlays(listed, [readOverlay(JSON.parse(readFileSync(join(root, 'resources/price-overlay.json'), 'utf8'))).overlay], '')
const million = 1_000_000

const price = (call: Parameters<typeof callOf>[0], at = now): string => {
  const { pico, low, high, grade } = priceCall(table, callOf(call), at)
  return `${pico === null ? 'none' : formatUsd(pico)}${low === high ? '' : ` (${formatUsd(low)}–${formatUsd(high)})`} ${grade}`
}

describe('the snapshot', () => {
  const folder = mkdtempSync(join(tmpdir(), 'prices-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('is what the script makes of the pinned package', () => {
    const made = join(folder, 'prices.json')
    execFileSync(process.execPath, [join(root, 'scripts/prices.mjs'), made])
    // Compared as one: the difference of two long lines would be no help.
    expect(readFileSync(made, 'utf8') === text).toBe(true)
  })

  it('has the form that is asked of one from elsewhere', () => {
    expect(snapshot.safeParse(listed).error?.issues).toBeUndefined()
    expect(listed.source).toBe('@pydantic/genai-prices')
  })

  it('has its dates and its tiers in rising order, as the reading of both needs', () => {
    const rising = (values: readonly (number | string)[]) => values.every((value, i) => i === 0 || values[i - 1]! <= value)
    for (const { epochs } of Object.values(listed.providers).flatMap(({ models }) => models)) {
      expect(rising(epochs.map(({ from }) => from ?? ''))).toBe(true)
      for (const { rates } of epochs) for (const name of rateNames) expect(rising((rates[name]?.steps ?? []).map(({ above }) => above))).toBe(true)
    }
  })

  it('finds each model by its own name', () => {
    for (const [provider, { models }] of Object.entries(listed.providers)) {
      for (const { id } of models) expect(knownModel(listed, provider, id).model?.id).toBe(id)
    }
  })

  it.each([
    ['openai', 'gpt-4o-2024-08-06', 'gpt-4o'],
    ['openai', 'text-embedding-3-small', 'text-embedding-3-small'],
    ['anthropic', 'claude-sonnet-4-5-20250929', 'claude-sonnet-4-5'],
    ['gemini', 'gemini-2.5-pro', 'gemini-2.5-pro'],
    ['xai', 'grok-4.6', 'grok-4.6'],
    ['bedrock', 'us.anthropic.claude-sonnet-4-5-20250929-v1:0', expect.stringContaining('claude-sonnet-4-5')],
  ])('knows %s %s', (provider, model, id) => {
    expect(knownModel(listed, provider, model).model?.id).toEqual(id)
  })

  it('has the changes announced for 2027', () => {
    const models = ['gemini-3.6-flash', 'gemini-3.7-flash', 'gemini-3.8-flash', 'gemini-2.5-pro'].map((model) => ({ provider: 'google', model }))
    const changes = priceChanges(table, models, now, Date.parse('2027-12-31'))
    expect(changes.map(({ at, model }) => `${new Date(at).toISOString().slice(0, 10)} ${model}`)).toEqual(['2027-01-01 gemini-3.6-flash', '2027-01-01 gemini-3.7-flash', '2027-01-01 gemini-3.8-flash'])
    expect(changes[0]).toMatchObject({ before: { input: { base: 750_000 } }, after: { input: { base: 1_500_000 } } })
  })
})

describe('what calls cost by it', () => {
  it.each<[string, Parameters<typeof callOf>[0], string]>([
    ['to the pico', { model: 'gpt-4o-mini', usage: { uncachedIn: 1000, textOut: 500 } }, '0.00045 computed'],
    ['the dearest request, where numbers would round', { model: 'gpt-5.4-pro', usage: { uncachedIn: 1_000_001, textOut: 1_000_001 } }, '330.00033 computed'],
    ['GPT-5.6 bills what it writes to its cache', { model: 'gpt-5.6-terra', usage: { cacheWrite5m: 100_000 } }, '0.25 computed'],
    ['Claude: 1.25× for five minutes, 2× for an hour, 0.1× to read', { provider: 'anthropic', model: 'claude-opus-5', usage: { cacheWrite5m: million, cacheWrite1h: million, cacheRead: million } }, '16.75 computed'],
    ['Claude in a batch: half of everything', { provider: 'anthropic', model: 'claude-opus-5', batch: true, usage: { uncachedIn: million, cacheRead: million, textOut: million } }, '15.25 computed'],
    ['Claude in the US only', { provider: 'anthropic', model: 'claude-opus-5', region: 'us', usage: { uncachedIn: million } }, '5.50 computed'],
    ['an older Claude has no such region', { provider: 'anthropic', model: 'claude-haiku-4-5', region: 'us', usage: { uncachedIn: million } }, '1.00 computed'],
    ['Claude fast', { provider: 'anthropic', model: 'claude-opus-5', serviceTier: 'fast', usage: { textOut: million } }, '50.00 computed'],
    ['OpenAI in a batch: cached input at half too', { model: 'gpt-5', batch: true, usage: { cacheRead: million, textOut: million } }, '5.0625 computed'],
    ['an older one: what it asks for cached input in a batch isn’t known', { model: 'gpt-4.1', batch: true, usage: { cacheRead: million, textOut: million } }, '4.50 (4.25–5.00) estimated'],
    ['Gemini in a batch: cached input stays as it is', { provider: 'google', model: 'gemini-2.5-flash', batch: true, usage: { uncachedIn: million, cacheRead: million } }, '0.18 (0.165–0.18) estimated'],
    ['OpenAI, served with priority', { model: 'gpt-5.5', serviceTier: 'priority', usage: { uncachedIn: 100_000 } }, '1.25 computed'],
    ['OpenAI, fast', { model: 'gpt-4o-mini', serviceTier: 'fast', usage: { uncachedIn: million, textOut: million } }, '1.25 computed'],
    ['Gemini, served with priority', { provider: 'google', model: 'gemini-2.5-flash', serviceTier: 'priority', usage: { uncachedIn: million } }, '0.54 (0.525–0.60) estimated'],
    ['flex is no discount at Groq', { provider: 'groq', model: 'openai/gpt-oss-120b', serviceTier: 'flex', usage: { uncachedIn: million } }, '0.15 computed'],
    ['moderation is free', { model: 'omni-moderation-latest', usage: { uncachedIn: million } }, '0.00 computed'],
    ['free models are', { provider: 'openrouter', model: 'qwen/qwen3-coder:free', usage: { uncachedIn: million, textOut: million } }, '0.00 computed'],
  ])('%s', (_name, call, expected) => {
    expect(price(call)).toBe(expected)
  })

  // The vendor’s pages disagree about a prompt of exactly 272,000 tokens; each model follows its entry in the table.
  it.each([
    ['gpt-5.4', 271_999, '0.6799975'],
    ['gpt-5.4', 272_000, '1.36'],
    ['gpt-6-sol', 272_000, '0.544'],
    ['gpt-6-sol', 272_001, '1.088004'],
  ])('%s with %i tokens costs $%s', (model, uncachedIn, usd) => {
    expect(price({ model, usage: { uncachedIn } })).toBe(`${usd} computed`)
  })

  it.each([
    ['2026-03-12T23:59:59.999Z', '3.00 computed'],
    ['2026-03-13T00:00:00.000Z', '1.50 computed'],
  ])('the long-context tier of Claude Opus 4.6 was given up: %s', (at, usd) => {
    expect(price({ provider: 'anthropic', model: 'claude-opus-4-6', usage: { uncachedIn: 300_000 } }, Date.parse(at))).toBe(usd)
  })

  it.each([
    ['2026-08-17T03:59:59Z', '0.44 computed'],
    ['2026-08-17T05:00:00Z', '0.22 computed'],
    ['2026-08-16T03:00:00Z', '0.14 computed'],
  ])('DeepSeek’s price goes by the hour: %s', (at, usd) => {
    expect(price({ provider: 'deepseek', model: 'deepseek-v4-flash', usage: { uncachedIn: million } }, Date.parse(at))).toBe(usd)
  })

  it('bounds what nobody knows by what OpenAI sells', () => {
    expect(price({ model: 'gpt-99', usage: { uncachedIn: million, textOut: million } })).toMatch(/^none \(0\.\d+–\d+\.00\) unpriced$/)
  })

  it('every rate is whole and can’t be below nothing', () => {
    for (const { epochs } of Object.values(table.providers).flatMap(({ models }) => models)) {
      for (const rate of epochs.flatMap(({ rates }) => Object.values(rates))) expect([rate.base, ...(rate.steps ?? []).map((step) => step.rate)].every((value) => Number.isSafeInteger(value) && value >= 0)).toBe(true)
    }
    expect(ratesAt(knownModel(table, 'openai', 'gpt-4o').model!, now).input).toEqual({ base: 2_500_000 })
  })
})

import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatUsd, parseUsd } from '../../../../src/core/costs/money'
import { findModel, matches, priceCall, ratesAt, type PriceTable } from '../../../../src/core/costs/prices'
import type { LlmCall } from '../../../../src/core/costs/record'
import { now } from '../world'
import { callOf, table, usageOf } from './calls'

const price = (call: LlmCall, at = now, by: PriceTable = table) => {
  const priced = priceCall(by, call, at, parseUsd)
  return priced && `${formatUsd(priced.pico)} ${priced.grade}`
}

describe('priceCall', () => {
  it.each<[string, Parameters<typeof callOf>[0], string | null]>([
    ['input and output', { usage: { uncachedIn: 1_000_000, out: 100_000 } }, '3.00 computed'],
    ['one token is exact', { usage: { uncachedIn: 1 } }, '0.000002 computed'],
    ['each bucket at its rate', { usage: { uncachedIn: 1000, cacheRead: 1000, cacheWrite5m: 1000, out: 1000 } }, '0.015 computed'],
    ['an hour’s write costs 8/5 of five minutes’', { usage: { cacheWrite1h: 1_000_000 } }, '4.00 computed'],
    ['a call without tokens', { usage: {} }, '0.00 computed'],
    ['batch is half', { batch: true, usage: { uncachedIn: 1_000_000, out: 100_000 } }, '1.50 computed'],
    ['flex is half', { serviceTier: 'flex', usage: { uncachedIn: 1_000_000 } }, '1.00 computed'],
    ['batch by its tier is half, not a quarter', { serviceTier: 'batch', batch: true, usage: { uncachedIn: 1_000_000 } }, '1.00 computed'],
    ['default is whole', { serviceTier: 'default', usage: { uncachedIn: 1_000_000 } }, '2.00 computed'],
    ['priority is dearer than we know', { serviceTier: 'priority', usage: { uncachedIn: 1_000_000 } }, '2.00 estimated'],
    ['fast comes back as priority', { serviceTier: 'fast', usage: { uncachedIn: 1_000_000 } }, '2.00 estimated'],
    ['what the provider reports beats our sums', { reportedUsd: '0.123', usage: { uncachedIn: 1_000_000 } }, '0.123 reported'],
    ['even for a model nobody knows', { model: 'nobody', reportedUsd: '0.123' }, '0.123 reported'],
    ['a model nobody knows has no price', { model: 'nobody' }, null],
    ['a provider nobody knows neither', { provider: 'nobody' }, null],
    ['a model without an input rate neither', { model: 'no-input' }, null],
    ['a missing read rate is stood in for, and said', { model: 'plain-mini', usage: { cacheRead: 1_000_000 } }, '1.00 estimated'],
    ['a missing write rate too', { model: 'plain-mini', usage: { cacheWrite5m: 1_000_000 } }, '1.00 estimated'],
    ['a missing rate that isn’t needed is none', { model: 'plain-mini', usage: { uncachedIn: 1_000_000 } }, '1.00 computed'],
    ['an embedding has no output, and needs no rate for it', { model: 'embedding', usage: { uncachedIn: 1_000_000 } }, '0.02 computed'],
    ['figures that contradict each other are an estimate', { usage: { uncachedIn: 1_000_000, inconsistent: true } }, '2.00 estimated'],
  ])('%s', (_name, call, expected) => {
    expect(price(callOf(call))).toBe(expected)
  })

  it.each([
    ['at the threshold', 200_000, 0, 1000, '0.204 computed'],
    ['one above: every token, output too', 200_001, 0, 1000, '0.406002 computed'],
    ['the cache counts towards it', 100_000, 100_001, 1000, '0.2260002 computed'],
    ['output doesn’t', 200_000, 0, 900_000, '3.80 computed'],
  ])('the long-context tier is a cliff per request: %s', (_name, uncachedIn, cacheRead, out, expected) => {
    expect(price(callOf({ model: 'cliff', usage: { uncachedIn, cacheRead, out } }))).toBe(expected)
  })

  it.each([
    ['2020-01-01T00:00:00Z', '4.00 computed'],
    ['2026-08-20T23:59:59.999Z', '4.00 computed'],
    ['2026-08-21T00:00:00.000Z', '2.00 computed'],
    ['2026-12-31T23:59:59.999Z', '2.00 computed'],
    ['2027-01-01T00:00:00.000Z', '8.00 computed'],
  ])('a price is that of the call’s own time: %s', (at, expected) => {
    expect(price(callOf({ model: 'changing', usage: { uncachedIn: 1_000_000 } }), Date.parse(at))).toBe(expected)
  })

  it('starts with the oldest rates it has where the first ones have a date', () => {
    const [model] = table.providers['openai']!.models
    const later = { ...model!, epochs: [{ from: '2026-01-01', rates: { input: { base: 7 } } }] }
    expect(ratesAt(later, Date.parse('2020-01-01T00:00:00Z'))).toEqual({ input: { base: 7 } })
  })

  it('grows with every bucket, and is linear within one tier', () => {
    const n = fc.integer({ min: 0, max: 60_000 })
    fc.assert(
      fc.property(n, n, n, (uncachedIn, cacheRead, out) => {
        const one = priceCall(table, callOf({ model: 'cliff', usage: { uncachedIn, cacheRead, out } }), now, parseUsd)!.pico
        const expected = BigInt(uncachedIn) * 1_000_000n + BigInt(cacheRead) * 100_000n + BigInt(out) * 4_000_000n
        expect(one).toBe(expected)
      }),
    )
  })
})

describe('findModel', () => {
  it.each([
    ['openai', 'plain', 'plain'],
    ['openai', 'plain-2026-01-01', 'plain'],
    ['openai', 'plain-mini', 'plain-mini'],
    ['OpenAI', 'PLAIN', 'plain'],
    ['xai', 'grok-9', 'grok'],
    ['x-ai', 'grok-9', 'grok'],
    ['gemini', 'gemini-3', 'gemini'],
    ['vertex', 'gemini-3', 'gemini'],
    ['google', 'gemini-pro', undefined],
    ['openai', 'grok-9', undefined],
  ])('%s %s is %s', (provider, model, id) => {
    expect(findModel(table, provider, model)?.id).toBe(id)
  })

  it.each([
    [{ equals: 'a' }, 'a', true],
    [{ equals: 'a' }, 'ab', false],
    [{ starts_with: 'a' }, 'ab', true],
    [{ starts_with: 'b' }, 'ab', false],
    [{ ends_with: 'b' }, 'ab', true],
    [{ ends_with: 'a' }, 'ab', false],
    [{ contains: 'b' }, 'abc', true],
    [{ contains: 'x' }, 'abc', false],
    [{ regex: '^a.c$' }, 'abc', true],
    [{ regex: '^a.c$' }, 'abcd', false],
    [{ or: [{ equals: 'x' }, { equals: 'a' }] }, 'a', true],
    [{ or: [] }, 'a', false],
    [{ and: [{ starts_with: 'a' }, { ends_with: 'c' }] }, 'abc', true],
    [{ and: [{ starts_with: 'a' }, { ends_with: 'x' }] }, 'abc', false],
  ])('%j on %s: %s', (match, model, expected) => {
    expect(matches(match, model)).toBe(expected)
  })
})

describe('the price table we ship', () => {
  const real = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../../../resources/prices.json'), 'utf8')) as PriceTable
  const models = Object.entries(real.providers).flatMap(([provider, held]) => held.models.map((model) => ({ provider, model })))

  it('says where it is from', () => {
    expect(real).toMatchObject({ source: '@pydantic/genai-prices', version: expect.stringMatching(/^\d+\.\d+\.\d+$/), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
  })

  it.each([
    ['openai', 'gpt-4o-mini'],
    ['openai', 'gpt-4o-2024-08-06'],
    ['openai', 'gpt-5.4'],
    ['openai', 'text-embedding-3-small'],
    ['anthropic', 'claude-sonnet-4-5-20250929'],
    ['gemini', 'gemini-2.5-pro'],
    ['xai', 'grok-4'],
  ])('knows %s %s', (provider, model) => {
    expect(findModel(real, provider, model)).not.toBeNull()
  })

  it('prices a call to the pico', () => {
    // $0.15 and $0.60 per million.
    expect(price(callOf({ model: 'gpt-4o-mini', usage: { uncachedIn: 1000, out: 500 } }), now, real)).toBe('0.00045 computed')
  })

  it('holds whole, non-negative rates, each model with an input rate', () => {
    for (const { model } of models) {
      for (const { rates } of model.epochs) {
        for (const rate of Object.values(rates)) {
          for (const value of [rate.base, ...(rate.steps ?? []).map((step: { rate: number }) => step.rate)]) {
            expect(Number.isSafeInteger(value) && value >= 0).toBe(true)
          }
        }
      }
      expect(model.epochs.some(({ rates }) => rates.input)).toBe(true)
    }
  })

  it('has its dates and its tiers in rising order, as the reading of both needs', () => {
    for (const { model } of models) {
      const dates = model.epochs.map(({ from }) => from ?? '')
      expect(dates).toEqual(dates.toSorted())
      expect(dates.slice(1).every((date) => /^\d{4}-\d\d-\d\d$/.test(date))).toBe(true)
      for (const { rates } of model.epochs) {
        for (const { steps = [] } of Object.values(rates)) {
          const above = steps.map((step: { above: number }) => step.above)
          expect(above).toEqual(above.toSorted((a: number, b: number) => a - b))
        }
      }
    }
  })

  it('finds a model by its own id, at whatever rates it holds', () => {
    for (const { provider, model } of models) expect(findModel(real, provider, model.id)?.id).toBe(model.id)
  })

  // The vendor's pages disagree about a prompt of exactly 272,000 tokens; each model follows its entry in the table.
  it.each([
    ['gpt-5.4', 271_999, '2.5'],
    ['gpt-5.4', 272_000, '5'],
    ['gpt-6-sol', 272_000, '2'],
    ['gpt-6-sol', 272_001, '4'],
  ])('%s with %i tokens costs $%s a million', (model, uncachedIn, perMillion) => {
    const call = callOf({ model, usage: usageOf({ uncachedIn }) })
    expect(priceCall(real, call, now, parseUsd)!.pico).toBe((BigInt(uncachedIn) * parseUsd(perMillion)) / 1_000_000n)
  })

  it('prices the dearest request exactly, where numbers would round', () => {
    const call = callOf({ model: 'gpt-5.4-pro', usage: usageOf({ uncachedIn: 1_000_001, out: 1_000_001 }) })
    expect(formatUsd(priceCall(real, call, now, parseUsd)!.pico)).toBe('330.00033')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatUsd } from '../../../../src/core/costs/money'
import { priceCall, priceGroup, stepOf, type PriceTable } from '../../../../src/core/costs/prices'
import type { LlmCall } from '../../../../src/core/costs/record'
import { buckets, type Tokens } from '../../../../src/core/costs/usage'
import { now } from '../world'
import { callOf, factorOf, flat, rates, table, tiered, usageOf } from './calls'

/** "2.00 computed", with its bounds where they differ: "2.00 (1.00–4.00) estimated". */
const price = (call: LlmCall, at = now, by: PriceTable = table): string => {
  const { pico, low, high, grade } = priceCall(by, call, at)
  const bounds = low === high ? '' : ` (${formatUsd(low)}–${formatUsd(high)})`
  return `${pico === null ? 'none' : formatUsd(pico)}${bounds} ${grade}`
}
type Call = Parameters<typeof callOf>[0]
const million = 1_000_000

describe('what a call costs', () => {
  it.each<[string, Call, string]>([
    ['input and output', { usage: { uncachedIn: million, textOut: 100_000 } }, '3.00 computed'],
    ['one token is exact', { usage: { uncachedIn: 1 } }, '0.000002 computed'],
    ['each bucket at its rate', { usage: { uncachedIn: 1000, cacheRead: 1000, cacheWrite5m: 1000, textOut: 1000 } }, '0.015 computed'],
    ['reasoning is written at the price of text', { usage: { reasoningOut: million } }, '10.00 computed'],
    ['pictures are read at the price of text', { usage: { imageIn: million } }, '2.00 computed'],
    ['a search by the piece', { usage: { searches: 3 } }, '0.03 computed'],
    ['a call without tokens', { usage: {} }, '0.00 computed'],
    ['what the provider reports beats our sums', { reportedUsd: '0.123', usage: { uncachedIn: million } }, '0.123 reported'],
    ['even for a model nobody knows', { model: 'nobody', reportedUsd: '0.123' }, '0.123 reported'],
    ['a missing rate that isn’t needed is none', { model: 'plain-mini', usage: { uncachedIn: million } }, '1.00 computed'],
    ['an embedding has no output, and needs no rate for it', { model: 'embedding', usage: { uncachedIn: million } }, '0.02 computed'],
    ['figures that contradict each other are an estimate', { usage: { uncachedIn: million, inconsistent: true } }, '2.00 estimated'],
  ])('%s', (_name, call, expected) => {
    expect(price(callOf(call))).toBe(expected)
  })

  it.each<[string, Call, string]>([
    ['a read: at most the input', { model: 'plain-mini', usage: { cacheRead: million } }, '1.00 (0.02–1.00) estimated'],
    ['a write', { model: 'plain-mini', usage: { cacheWrite5m: million } }, '1.00 (1.00–1.25) estimated'],
    ['a write for an hour by that for five minutes', { usage: { cacheWrite1h: million } }, '4.00 (2.50–4.00) estimated'],
    ['a write for an hour by nothing but the input', { model: 'plain-mini', usage: { cacheWrite1h: million } }, '1.00 (1.00–2.00) estimated'],
    ['audio', { usage: { audioIn: million, audioOut: million } }, '12.00 (12.00–112.00) estimated'],
    ['output of a model that has none', { model: 'embedding', usage: { textOut: million } }, '0.02 (0.02–0.16) estimated'],
    ['a search', { model: 'plain-mini', usage: { searches: 1000 } }, '10.00 (0.00–35.00) estimated'],
  ])('a missing rate is stood in for, and said: %s', (_name, call, expected) => {
    expect(price(callOf(call))).toBe(expected)
  })

  it('by the rates of audio, pictures, reasoning and hour-long writes where the model has them', () => {
    const all = rates(1, 2, { cacheRead: flat(0.1), cacheWrite: flat(1.25), cacheWrite1h: flat(3), audioIn: flat(5), imageIn: flat(7), audioOut: flat(11), reasoningOut: flat(13) })
    const by = { ...table, providers: { openai: { models: [{ id: 'all', match: { equals: 'all' }, epochs: [{ from: null, rates: all }] }] } } }
    const one = (bucket: keyof Tokens) => price(callOf({ model: 'all', usage: { [bucket]: million } }), now, by)
    expect(['cacheWrite1h', 'audioIn', 'imageIn', 'audioOut', 'reasoningOut'].map((bucket) => one(bucket as keyof Tokens))).toEqual(['3.00', '5.00', '7.00', '11.00', '13.00'].map((usd) => `${usd} computed`))
  })

  it('a fee for each request, whose size hangs on what was asked', () => {
    const by = { ...table, providers: { openai: { models: [{ id: 'asks', match: { equals: 'asks' }, epochs: [{ from: null, rates: rates(1, 1, { request: { base: 5_000_000_000 } }) }] }] } } }
    expect(price(callOf({ model: 'asks', usage: { uncachedIn: 1000 } }), now, by)).toBe('0.006 (0.001–0.006) estimated')
  })

  it('is nothing where the maker gives it away', () => {
    const by: PriceTable = { ...table, providers: { openai: { models: [{ id: 'gift', match: { equals: 'gift' }, free: true, epochs: [{ from: null, rates: {} }] }] } } }
    expect(price(callOf({ model: 'gift' }), now, by)).toBe('0.00 computed')
  })
})

describe('the long-context tier is a cliff per request', () => {
  it.each([
    ['at the threshold', 200_000, 0, 1000, '0.204 computed'],
    ['one above: every token, output too', 200_001, 0, 1000, '0.406002 computed'],
    ['the cache counts towards it', 100_000, 100_001, 1000, '0.2260002 computed'],
    ['output doesn’t', 200_000, 0, 900_000, '3.80 computed'],
  ])('%s', (_name, uncachedIn, cacheRead, textOut, expected) => {
    expect(price(callOf({ model: 'cliff', usage: { uncachedIn, cacheRead, textOut } }))).toBe(expected)
  })

  it.each([
    ['2026-03-12T23:59:59.999Z', 200_000, '0.20 computed'],
    ['2026-03-12T23:59:59.999Z', 200_001, '0.400002 computed'],
    ['2026-03-13T00:00:00.000Z', 200_000, '0.20 computed'],
    ['2026-03-13T00:00:00.000Z', 200_001, '0.200001 computed'],
  ])('and one given up by date holds until then: %s, %i tokens', (at, uncachedIn, expected) => {
    expect(price(callOf({ model: 'levelled', usage: { uncachedIn } }), Date.parse(at))).toBe(expected)
  })

  it.each([
    ['cliff', 0, 0],
    ['cliff', 200_000, 0],
    ['cliff', 200_001, 200_000],
    ['levelled', 200_001, 200_000],
    ['plain', 900_000, 0],
    ['nobody', 900_000, 0],
  ])('%s with %i tokens is above %i', (model, totalIn, expected) => {
    expect(stepOf(table, 'openai', model, totalIn)).toBe(expected)
  })

  it('tells the greatest of several thresholds, whichever rate and time they are of', () => {
    const epochs = [{ from: null, rates: rates(1, 1, { input: tiered(1, 1000, 2) }) }, { from: '2026-01-01', rates: { input: flat(1), output: tiered(1, 5000, 2) } }]
    const by = { ...table, providers: { openai: { models: [{ id: 'steps', match: { equals: 'steps' }, epochs }] } } }
    expect([1000, 1001, 5000, 5001].map((totalIn) => stepOf(by, 'openai', 'steps', totalIn))).toEqual([0, 1000, 1000, 5000])
    // Above 5000 is above 1000 too.
    expect(price(callOf({ model: 'steps', usage: { uncachedIn: 6000 } }), Date.parse('2025-01-01'), by)).toBe('0.012 computed')
  })
})

describe('a price is that of the call’s own time', () => {
  it.each([
    ['2020-01-01T00:00:00Z', '4.00 computed'],
    ['2026-08-20T23:59:59.999Z', '4.00 computed'],
    ['2026-08-21T00:00:00.000Z', '2.00 computed'],
    ['2026-12-31T23:59:59.999Z', '2.00 computed'],
    ['2027-01-01T00:00:00.000Z', '8.00 computed'],
  ])('%s', (at, expected) => {
    expect(price(callOf({ model: 'changing', usage: { uncachedIn: million } }), Date.parse(at))).toBe(expected)
  })

  it.each([
    ['2026-08-16T02:00:00Z', '1.00 computed'],
    ['2026-08-17T00:59:59.999Z', '2.00 computed'],
    ['2026-08-17T01:00:00Z', '4.00 computed'],
    ['2026-08-17T04:00:00Z', '2.00 computed'],
    ['2026-08-17T22:00:00Z', '8.00 computed'],
    ['2026-08-18T00:30:00Z', '8.00 computed'],
    ['2026-08-18T00:45:00Z', '2.00 computed'],
  ])('also where it goes by the hour: %s', (at, expected) => {
    const from = '2026-08-17'
    const epochs = [
      { from: null, rates: rates(1, 1) },
      { from, rates: rates(2, 2) },
      { from, daily: { from: 3600, to: 4 * 3600 }, rates: rates(4, 4) },
      { from, daily: { from: 22 * 3600, to: 2400 }, rates: rates(8, 8) },
    ]
    const by = { ...table, providers: { openai: { models: [{ id: 'hourly', match: { equals: 'hourly' }, epochs }] } } }
    expect(price(callOf({ model: 'hourly', usage: { uncachedIn: million } }), Date.parse(at), by)).toBe(expected)
  })
})

describe('a model nobody knows', () => {
  it.each<[string, Call, string]>([
    // plain 2/10, plain-mini 1/5, cliff 1–2/4–6, changing 2/2
    ['lies between its provider’s cheapest and dearest', { model: 'nobody', usage: { uncachedIn: million, textOut: million } }, 'none (3.00–12.00) unpriced'],
    ['that writes nothing may be an embedding', { model: 'nobody', usage: { uncachedIn: million } }, 'none (0.02–2.00) unpriced'],
    ['of a provider nobody knows lies between everyone’s', { provider: 'nobody', model: 'nobody', usage: { uncachedIn: million, textOut: million } }, 'none (2.00–18.00) unpriced'],
    ['in a batch may be half of it', { model: 'nobody', batch: true, usage: { uncachedIn: million, textOut: million } }, 'none (1.50–6.00) unpriced'],
    ['that did nothing cost nothing', { model: 'nobody', usage: {} }, 'none unpriced'],
    ['one without a rate for input is as good as unknown', { model: 'no-input', usage: { uncachedIn: million, textOut: million } }, 'none (3.00–12.00) unpriced'],
  ])('%s', (_name, call, expected) => {
    expect(price(callOf(call))).toBe(expected)
  })

  it('isn’t measured by what is given away or no longer sold', () => {
    const epochs = (input: number) => [{ from: null, rates: rates(input, input) }]
    const models = [
      { id: 'gift', match: { equals: 'gift' }, epochs: epochs(0) },
      { id: 'old', match: { equals: 'old' }, epochs: epochs(60), deprecated: true as const },
      { id: 'sold', match: { equals: 'sold' }, epochs: epochs(3) },
    ]
    const priced = priceCall({ ...table, providers: { openai: { models } } }, callOf({ model: 'nobody', usage: { textOut: million } }), now)
    expect([priced.low, priced.high].map(formatUsd)).toEqual(['3.00', '3.00'])
  })

  it('is never nothing when it has tokens', () => {
    const bucket = fc.constantFrom(...buckets.filter((name) => name !== 'searches'))
    fc.assert(
      fc.property(bucket, fc.integer({ min: 1, max: 1e9 }), fc.constantFrom('openai', 'nobody'), fc.constantFrom(null, 'flex', 'priority', 'odd'), (name, count, provider, serviceTier) => {
        const { pico, low, high, grade } = priceCall(table, callOf({ provider, model: 'nobody', serviceTier, usage: { [name]: count } }), now)
        expect([pico, grade]).toEqual([null, 'unpriced'])
        expect(low > 0n && low <= high).toBe(true)
      }),
    )
  })
})

describe('calls of one kind', () => {
  const count = fc.integer({ min: 0, max: 60_000 })
  const usage = fc.record({ uncachedIn: count, cacheRead: count, cacheWrite5m: count, textOut: count, reasoningOut: count, searches: fc.integer({ min: 0, max: 3 }) })
  const many = fc.array(usage, { minLength: 1, maxLength: 20 })
  const sum = (all: readonly Tokens[]): Tokens => Object.fromEntries(buckets.map((name) => [name, all.reduce((total, one) => total + one[name], 0)])) as Tokens
  const kind = { provider: 'openai', region: null, batch: false, at: now, inconsistent: false }

  it.each([
    ['plain', null],
    ['cliff', null],
    ['plain', 'batch'],
  ])('cost together what they cost one by one: %s, %s', (model, serviceTier) => {
    fc.assert(
      fc.property(many, (usages) => {
        const calls = usages.map((one) => callOf({ model, serviceTier, usage: { ...one, uncachedIn: one.uncachedIn + 300_000 } }))
        const single = calls.reduce((total, call) => total + priceCall(table, call, now).pico!, 0n)
        const tokens = sum(calls.map((call) => call.usage))
        const step = stepOf(table, 'openai', model, 300_001)
        expect(priceGroup(table, { ...kind, model, serviceTier, step, tokens, calls: calls.length }).pico).toBe(single)
      }),
    )
  })

  it('are rounded once: a third of a pico isn’t lost with each', () => {
    const by = { ...table, factors: [factorOf('1/3')] }
    const tokens = usageOf({ uncachedIn: 1 })
    const group = { ...kind, model: 'plain', serviceTier: null, step: 0, calls: 3 }
    expect(priceGroup(by, { ...group, calls: 1, tokens }).pico).toBe(666_667n)
    expect(priceGroup(by, { ...group, tokens: usageOf({ uncachedIn: 3 }) }).pico).toBe(2_000_000n)
  })

  it('cost more with every token', () => {
    fc.assert(
      fc.property(usage, fc.constantFrom('uncachedIn', 'cacheRead', 'cacheWrite5m', 'textOut', 'reasoningOut', 'searches'), (one, name) => {
        const more = { ...one, [name]: one[name as keyof typeof one] + 1 }
        expect(priceCall(table, callOf({ usage: more }), now).pico! > priceCall(table, callOf({ usage: one }), now).pico!).toBe(true)
      }),
    )
  })

  it('have bounds around the price', () => {
    const any = fc.record(Object.fromEntries(buckets.map((name) => [name, count])) as Record<keyof Tokens, typeof count>)
    fc.assert(
      fc.property(any, fc.constantFrom('plain', 'plain-mini', 'cliff'), fc.constantFrom(null, 'batch', 'priority', 'odd'), (one, model, serviceTier) => {
        const { pico, low, high, grade } = priceCall(table, callOf({ model, serviceTier, usage: one }), now)
        expect(low <= pico! && pico! <= high).toBe(true)
        expect(grade).toBe(low === high ? 'computed' : 'estimated')
      }),
    )
  })
})

import { describe, expect, it } from 'vitest'
import { formatUsd } from '../../../../src/core/costs/money'
import { priceCall } from '../../../../src/core/costs/prices'
import { tierOf } from '../../../../src/core/costs/prices-factors'
import type { Factor } from '../../../../src/core/costs/prices-table'
import { now } from '../world'
import { callOf, factorOf, table } from './calls'

type Call = Parameters<typeof callOf>[0]
const million = 1_000_000

/** $2 where nothing is multiplied. */
const costs = (call: Call, factors: Factor[] = [], at = now): string => {
  const by = { ...table, factors: [...table.factors!, ...factors] }
  const { pico, low, high, grade } = priceCall(by, callOf({ usage: { uncachedIn: million }, ...call }), at)
  return `${formatUsd(pico!)} ${formatUsd(low)}–${formatUsd(high)} ${grade}`
}

describe('how a call was served', () => {
  it.each([
    ['openai', null, false, null],
    ['openai', '', false, null],
    ['openai', 'default', false, null],
    ['openai', 'auto', false, null],
    ['anthropic', 'standard', false, null],
    ['groq', 'on_demand', false, null],
    ['openai', 'Flex', false, 'flex'],
    ['google', 'ON_DEMAND_PRIORITY', false, 'priority'],
    ['google', 'ON_DEMAND_FLEX', false, 'flex'],
    ['openai', 'priority', false, 'priority'],
    // OpenAI renamed it; Anthropic means something else.
    ['openai', 'fast', false, 'priority'],
    ['azure', 'fast', false, 'priority'],
    ['anthropic', 'fast', false, 'fast'],
    ['anthropic', 'batch', false, 'batch'],
    ['openai', null, true, 'batch'],
    ['openai', 'priority', true, 'batch'],
    ['openai', 'scale', false, 'scale'],
    ['openai', 'constructor', false, 'constructor'],
  ])('%s %s, batch %s: %s', (provider, serviceTier, batch, expected) => {
    expect(tierOf({ provider, serviceTier, batch })).toBe(expected)
  })

  it.each<[string, Call, string]>([
    ['batch is half', { batch: true }, '1.00 1.00–1.00 computed'],
    ['flex is half', { serviceTier: 'flex' }, '1.00 1.00–1.00 computed'],
    ['batch by its tier is half, not a quarter', { serviceTier: 'batch', batch: true }, '1.00 1.00–1.00 computed'],
    ['default is whole', { serviceTier: 'default' }, '2.00 2.00–2.00 computed'],
    ['priority is dearer than we know', { serviceTier: 'priority' }, '4.00 2.00–6.00 estimated'],
    ['a tier nobody knows is anything', { serviceTier: 'scale' }, '2.00 1.00–12.00 estimated'],
    ['whatever it is called', { serviceTier: 'constructor' }, '2.00 1.00–12.00 estimated'],
    ['batch of a provider that doesn’t say', { provider: 'x-ai', model: 'grok', batch: true }, '1.50 1.50–3.00 estimated'],
    ['searches cost the same', { batch: true, usage: { searches: 100 } }, '1.00 1.00–1.00 computed'],
  ])('%s', (_name, call, expected) => {
    expect(costs(call)).toBe(expected)
  })
})

describe('a multiplier', () => {
  const priority = factorOf('2.5', { tier: 'priority' })
  it.each<[string, Factor[], Call, string]>([
    ['of a tier', [priority], { serviceTier: 'priority' }, '5.00 5.00–5.00 computed'],
    ['of a tier, by its name elsewhere', [priority], { serviceTier: 'fast' }, '5.00 5.00–5.00 computed'],
    ['that isn’t sure', [factorOf('2', { tier: 'priority', low: '1.75', high: '2.25' })], { serviceTier: 'priority' }, '4.00 3.50–4.50 estimated'],
    ['that is no decimal', [factorOf('5/3', { tier: 'priority' })], { serviceTier: 'priority' }, '3.333333333333 3.333333333333–3.333333333333 computed'],
    ['of another model', [factorOf('2.5', { tier: 'priority', match: { equals: 'cliff' } })], { serviceTier: 'priority' }, '4.00 2.00–6.00 estimated'],
    ['of this model, which the call names by a snapshot', [factorOf('2.5', { tier: 'priority', match: { equals: 'plain' } })], { model: 'plain-2026-01-01', serviceTier: 'priority' }, '5.00 5.00–5.00 computed'],
    ['of this snapshot only', [factorOf('2.5', { tier: 'priority', match: { equals: 'plain-2026-01-01' } })], { model: 'plain-2026-01-01', serviceTier: 'priority' }, '5.00 5.00–5.00 computed'],
    ['of another rate', [factorOf('2.5', { tier: 'priority', rates: ['output'] })], { serviceTier: 'priority' }, '4.00 2.00–6.00 estimated'],
    ['of another provider', [{ ...priority, provider: 'x-ai' }], { serviceTier: 'priority' }, '4.00 2.00–6.00 estimated'],
    ['the later one counts', [priority, factorOf('2', { tier: 'priority' })], { serviceTier: 'priority' }, '4.00 4.00–4.00 computed'],
    ['of a region', [factorOf('1.1', { regions: ['us'] })], { region: 'US' }, '2.20 2.20–2.20 computed'],
    ['of a region the call wasn’t in', [factorOf('1.1', { regions: ['us'] })], { region: 'eu' }, '2.00 2.00–2.00 computed'],
    ['of every call', [factorOf('0.9')], {}, '1.80 1.80–1.80 computed'],
    ['of every call, tier and region multiply', [factorOf('0.9'), factorOf('1.1', { regions: ['us'] })], { region: 'us', batch: true }, '0.99 0.99–0.99 computed'],
    ['of a tier in a region', [factorOf('3', { tier: 'priority', regions: ['us'] })], { serviceTier: 'priority', region: 'us' }, '6.00 6.00–6.00 computed'],
    ['of a tier in another region', [factorOf('3', { tier: 'priority', regions: ['us'] })], { serviceTier: 'priority', region: 'eu' }, '4.00 2.00–6.00 estimated'],
    ['of another tier in this region', [factorOf('3', { tier: 'priority', regions: ['us'] })], { region: 'us' }, '2.00 2.00–2.00 computed'],
    ['of searches too when it says so', [factorOf('0.5', { rates: ['webSearch'] })], { usage: { searches: 100 } }, '0.50 0.50–0.50 computed'],
  ])('%s', (_name, factors, call, expected) => {
    expect(costs(call, factors)).toBe(expected)
  })

  it.each([
    ['2025-12-31T23:59:59.999Z', '2.00'],
    ['2026-01-01T00:00:00.000Z', '1.80'],
    ['2026-12-31T23:59:59.999Z', '1.80'],
    ['2027-01-01T00:00:00.000Z', '2.00'],
  ])('holds from the day it begins until the day it ends: %s', (at, usd) => {
    expect(costs({}, [factorOf('0.9', { from: '2026-01-01', to: '2027-01-01' })], Date.parse(at))).toMatch(new RegExp(`^${usd} `))
  })
})

import { describe, expect, it } from 'vitest'
import { knownModel } from '../../../../src/core/costs/prices-lookup'
import { matches, ratesAt, type PriceTable } from '../../../../src/core/costs/prices-table'
import { flat, rates, table } from './calls'

const found = (provider: string, model: string, by: PriceTable = table) => knownModel(by, provider, model).model?.id

describe('a model is found', () => {
  it.each([
    ['openai', 'plain', 'plain'],
    ['openai', 'plain-2026-01-01', 'plain'],
    ['openai', 'plain-mini', 'plain-mini'],
    ['OpenAI', 'PLAIN', 'plain'],
    ['my-openai-proxy', 'plain', 'plain'],
    ['xai', 'grok-9', 'grok'],
    ['x-ai', 'grok-9', 'grok'],
    ['gemini', 'gemini-3', 'gemini'],
    ['vertex', 'gemini-3', 'gemini'],
    ['openrouter', 'x-ai/grok-9', 'grok'],
    ['google', 'gemini-pro', undefined],
    ['groq', 'grok-9', undefined],
    ['openai', 'nobody', undefined],
    ['constructor', 'plain', undefined],
  ])('%s %s is %s', (provider, model, id) => {
    expect(found(provider, model)).toBe(id)
  })

  const dated = { id: 'dated', match: { equals: 'dated-2025-09-29' }, epochs: [{ from: null, rates: rates(1, 1) }] }
  const reseller: PriceTable = {
    ...table,
    providers: { ...table.providers, azure: { fallback: ['azure', 'openai'], models: [{ ...dated, id: 'own' }] }, openai: { models: [...table.providers['openai']!.models, dated] } },
  }

  it('by its date however that is written', () => {
    expect(found('openai', 'dated-20250929', reseller)).toBe('dated')
    expect(found('openai', 'dated-20251329', reseller)).toBeUndefined()
  })

  it('at whom it was bought from, and at its maker where that one has no price of its own', () => {
    expect(found('azure', 'dated-2025-09-29', reseller)).toBe('own')
    expect(knownModel(reseller, 'azure', 'plain')).toMatchObject({ provider: 'azure', model: { id: 'plain' } })
    expect(found('azure', 'nobody', reseller)).toBeUndefined()
  })

  it('again without looking, and a log that makes up names doesn’t fill the memory for good', () => {
    const first = knownModel(table, 'openai', 'plain')
    expect(knownModel(table, 'openai', 'plain')).toBe(first)
    for (let i = 0; i < 10_001; i++) knownModel(table, 'openai', `made-up-${i}`)
    expect(knownModel(table, 'openai', 'plain')).not.toBe(first)
    expect(knownModel(table, 'openai', 'plain')).toEqual(first)
  })
})

describe('a pattern', () => {
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

it('a price that begins later counts before that too: there is no other', () => {
  const later = { id: 'later', match: { equals: 'later' }, epochs: [{ from: '2026-01-01', rates: { input: flat(7) } }] }
  expect(ratesAt(later, Date.parse('2020-01-01T00:00:00Z'))).toEqual({ input: flat(7) })
})

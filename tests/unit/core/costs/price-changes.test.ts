import { describe, expect, it } from 'vitest'
import { priceChanges } from '../../../../src/core/costs/prices-changes'
import { diffTables } from '../../../../src/core/costs/prices-diff'
import type { PriceTable } from '../../../../src/core/costs/prices-table'
import { now } from '../world'
import { factorOf, flat, rates, table, tiered } from './calls'

const at = (day: string): number => Date.parse(`${day}T00:00:00Z`)
const changes = (by: PriceTable, from: string, to: string, ...models: string[]) =>
  priceChanges(
    by,
    models.map((model) => ({ provider: 'openai', model })),
    at(from),
    at(to),
  )

describe('announced changes', () => {
  it('are those after one day and before another, oldest first', () => {
    expect(changes(table, '2026-01-01', '2028-01-01', 'plain', 'changing', 'levelled', 'nobody').map(({ at: time, model, before, after }) => [new Date(time).toISOString(), model, before.output, after.output])).toEqual([
      ['2026-03-13T00:00:00.000Z', 'levelled', tiered(4, 200_000, 6), flat(4)],
      ['2026-08-21T00:00:00.000Z', 'changing', flat(4), flat(2)],
      ['2027-01-01T00:00:00.000Z', 'changing', flat(2), flat(8)],
    ])
  })

  it.each([
    ['2026-08-20', '2026-08-22', 1],
    ['2026-08-21', '2026-08-22', 0],
    ['2026-08-20', '2026-08-21', 0],
  ])('leave out both ends: %s to %s', (from, to, count) => {
    expect(changes(table, from, to, 'changing')).toHaveLength(count)
  })

  it('name the model as it was asked for', () => {
    expect(priceChanges(table, [{ provider: 'OpenAI', model: 'Changing' }], at('2026-12-01'), at('2027-02-01'))).toMatchObject([{ provider: 'OpenAI', model: 'Changing', after: { input: flat(8) } }])
  })

  it('are also discounts and corrections that begin or end', () => {
    const plain = table.providers['openai']!.models.map((model) => (model.id === 'plain' ? { ...model, instead: [{ from: '2026-02-01', to: '2026-04-01', value: { input: flat(1) } }] } : model))
    const by: PriceTable = { ...table, factors: [factorOf('0.9', { to: '2026-05-01' }), factorOf('0.5', { from: '2026-01-15', tier: 'batch' })], providers: { ...table.providers, openai: { models: plain } } }
    expect(changes(by, '2026-01-01', '2026-12-31', 'plain').map(({ at: time, before, after }) => [new Date(time).toISOString().slice(0, 10), before.input?.base, after.input?.base])).toEqual([
      ['2026-02-01', 1_800_000, 900_000],
      ['2026-04-01', 900_000, 1_800_000],
      ['2026-05-01', 1_800_000, 2_000_000],
    ])
  })
})

describe('the difference of two tables', () => {
  const openai = table.providers['openai']!
  const other: PriceTable = {
    ...table,
    providers: {
      openai: {
        models: openai.models
          .filter(({ id }) => id !== 'plain-mini')
          .map((model) => {
            if (model.id === 'cliff') return { ...model, epochs: [{ from: null, rates: { input: tiered(1, 272_000, 3), cacheRead: tiered(0.1, 200_000, 0.2), output: flat(4), webSearch: { base: 5_000_000_000 } } }] }
            return model.id === 'changing' ? { ...model, epochs: model.epochs.slice(0, 2) } : model
          }),
      },
      google: table.providers['google']!,
      ours: { models: [{ id: 'llama', match: { equals: 'llama' }, epochs: [{ from: null, rates: rates(1, 1) }] }] },
    },
  }

  it('is what was added, what went, and each rate that is another now', () => {
    expect(diffTables(table, other, now)).toEqual({
      added: [{ provider: 'ours', model: 'llama' }],
      removed: [
        { provider: 'openai', model: 'plain-mini' },
        { provider: 'x-ai', model: 'grok' },
      ],
      changed: [
        { provider: 'openai', model: 'cliff', rate: 'input', before: '1.00, 2.00 above 200000', after: '1.00, 3.00 above 272000' },
        { provider: 'openai', model: 'cliff', rate: 'output', before: '4.00, 6.00 above 200000', after: '4.00' },
        { provider: 'openai', model: 'cliff', rate: 'webSearch', before: null, after: '0.005' },
      ],
      // The change announced for 2027 isn’t in the other.
      otherTimes: [{ provider: 'openai', model: 'changing' }],
    })
  })

  it('of a table with itself is none', () => {
    expect(diffTables(table, table, now)).toEqual({ added: [], removed: [], changed: [], otherTimes: [] })
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { composeBills, type BillsTold } from '../../../../src/core/bills/compose'
import type { StripeFees } from '../../../../src/core/bills/stripe-fees'
import type { Grade } from '../../../../src/shared/model'
import { kinds, type Kind } from '../../../../src/core/costs/question'

const row = (kind: Kind, pico: bigint, at = 1) => ({ at, kind, pico, category: '' })
const euros = (kind: Kind, at = 1) => ({ ...row(kind, 9n, at), currency: 'EUR' })
const fee = (pico: bigint, grade: Grade = 'reported'): StripeFees['cells'][number] => ({ at: 1, pico, low: pico - 1n, high: pico + 1n, grade, type: 'charge', charge: 'ch', live: true })

const toldBy = ({ finance, stripe, openai }: Partial<{ [source in keyof BillsTold]: Partial<BillsTold[source]> }>): BillsTold => ({
  finance: { cells: [], notConverted: [], away: false, ...finance },
  stripe: { cells: [], unpricedAt: [], ...stripe },
  openai: (openai ?? []) as BillsTold['openai'],
})
const said = (told: Parameters<typeof toldBy>[0]) => composeBills(toldBy(told)).map(({ kind, pico, grade, place }) => `${kind} ${pico} ${grade} ${place}`)

const day = (pico: bigint | null) => ({ at: 1, pico })
const table = { cells: [row('llm', 7n), row('stripe', 1n)] }

describe('who is believed', () => {
  it.each<[string, Parameters<typeof toldBy>[0], string[]]>([
    ['nobody of nothing', {}, []],
    ['the Finance table in place of logs, where it tells of a kind', { finance: { cells: [row('llm', 7n), row('cpu', -2n)] } }, ['llm 7 reported instead', 'cpu -2 reported instead']],
    ['the Finance table before bills', { finance: table, stripe: { cells: [fee(2n)] }, openai: [day(6n)] }, ['llm 7 reported instead', 'stripe 1 reported beside']],
    ['bills for kinds the table doesn’t tell of', { finance: { cells: [row('finance', 3n)] }, stripe: { cells: [fee(2n)] }, openai: [day(6n)] }, ['llm 6 reported absent', 'stripe 2 reported beside', 'finance 3 reported beside']],
    ['OpenAI’s bill only where logs say nothing', { openai: [day(6n), day(1n)] }, ['llm 6 reported absent', 'llm 1 reported absent']],
    ['bills before a table that can’t be read', { finance: { ...table, away: true }, stripe: { cells: [fee(2n)] }, openai: [day(6n)] }, ['llm 6 reported absent', 'stripe 2 reported beside']],
    ['an old table where nobody else tells, as an estimate', { finance: { cells: [row('llm', 7n), row('stripe', 1n), row('finance', 9n)], away: true } }, ['llm 7 estimated absent', 'stripe 1 estimated beside', 'finance 9 estimated beside']],
    ['an estimate of Stripe’s as one', { stripe: { cells: [fee(2n, 'estimated')] } }, ['stripe 2 estimated beside']],
  ])('%s', (_case, told, expected) => {
    expect(said(told)).toEqual(expected)
  })
})

describe('what is in no dollar total', () => {
  it.each<[string, Parameters<typeof toldBy>[0], string[]]>([
    ['leaves Stripe’s fees unpriced', { stripe: { cells: [fee(2n)], unpricedAt: [5] } }, ['stripe 2 reported beside', 'stripe 0 unpriced beside']],
    ['also where it is all there is', { stripe: { unpricedAt: [5] } }, ['stripe 0 unpriced beside']],
    ['leaves the table’s figure of that kind unpriced', { finance: { cells: [row('llm', 7n), row('cpu', 1n)], notConverted: [euros('llm')] } }, ['llm 7 reported instead', 'llm 0 unpriced instead', 'cpu 1 reported instead']],
    ['never stands in the way of dollars', { finance: { notConverted: [euros('llm'), euros('stripe')] }, stripe: { cells: [fee(2n)] }, openai: [day(6n)] }, ['llm 6 reported absent', 'stripe 2 reported beside']],
    ['nor of what logs say', { finance: { notConverted: [euros('cpu')] } }, ['cpu 0 unpriced absent']],
    ['leaves other costs unpriced, of which nobody else tells', { finance: { notConverted: [euros('finance')] } }, ['finance 0 unpriced beside']],
    ['leaves OpenAI’s bill unpriced', { openai: [day(6n), day(null)] }, ['llm 6 reported absent', 'llm 0 unpriced absent']],
    ['gives way to an old table', { finance: { ...table, away: true }, stripe: { unpricedAt: [5] } }, ['llm 7 estimated absent', 'stripe 1 estimated beside']],
  ])('%s', (_case, told, expected) => {
    expect(said(told)).toEqual(expected)
  })

  it('is there when it was taken', () => {
    expect(composeBills(toldBy({ finance: { notConverted: [euros('finance', 4)] }, stripe: { unpricedAt: [5] } })).map(({ at }) => at)).toEqual([5, 4])
  })
})

it('a fee keeps its bounds', () => {
  expect(composeBills(toldBy({ stripe: { cells: [fee(2n)] } }))).toMatchObject([{ low: 1n, high: 3n }])
})

it('whatever is told, a kind is one source’s, whole', () => {
  const any = fc.record({ at: fc.nat(), kind: fc.constantFrom(...kinds), pico: fc.bigInt(), category: fc.constant('') })
  const moments = fc.array(fc.nat())
  const told = fc.record({
    finance: fc.record({ cells: fc.array(any), notConverted: fc.array(any.map((cell) => ({ ...cell, currency: 'EUR' }))), away: fc.boolean() }),
    stripe: fc.record({ cells: fc.array(fc.bigInt().map((pico) => fee(pico))), unpricedAt: moments }),
    openai: fc.array(fc.record({ at: fc.nat(), pico: fc.option(fc.bigInt()) })),
  })
  const sum = (amounts: readonly (bigint | null)[]) => amounts.reduce<bigint>((total, pico) => total + (pico ?? 0n), 0n)
  fc.assert(
    fc.property(told, (all) => {
      const cells = composeBills(all)
      for (const kind of kinds) {
        const own = all.finance.cells.filter((cell) => cell.kind === kind).map(({ pico }) => pico)
        const bills = kind === 'stripe' ? all.stripe.cells.map(({ pico }) => pico) : kind === 'llm' ? all.openai.map(({ pico }) => pico) : []
        expect([sum(own), sum(bills), 0n]).toContain(sum(cells.filter((cell) => cell.kind === kind).map(({ pico }) => pico)))
        expect(new Set(cells.filter((cell) => cell.kind === kind).map(({ place }) => place)).size).toBeLessThanOrEqual(1)
      }
    }),
  )
})

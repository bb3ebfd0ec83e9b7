import { describe, expect, it } from 'vitest'
import type { FinanceRow } from '../../../../src/core/bills/finance-rows'
import { financeSums, kindOfCategory } from '../../../../src/core/bills/finance-sums'
import { formatUsd, parseUsd } from '../../../../src/core/costs/money'

const july = { from: Date.UTC(2026, 6, 1), to: Date.UTC(2026, 7, 1) }
const row = (category: string, usd: string, own: Partial<FinanceRow> = {}): FinanceRow => ({ id: `${category}${usd}`, date: '2026-07-03', pico: parseUsd(usd), currency: 'USD', category, ...own })
const told = (rows: FinanceRow[], span = july, zone = 'UTC') => financeSums(rows, span, zone).cells.map(({ kind, pico }) => [kind, formatUsd(pico)])

describe('kindOfCategory', () => {
  it.each([
    ['OpenAI', 'llm'], ['open ai', 'llm'], ['Anthropic (Claude)', 'llm'], ['LLM tokens', 'llm'], ['gpt-5 calls', 'llm'],
    ['Stripe fees', 'stripe'], ['Stripe', 'stripe'], ['Payment fees', 'stripe'],
    ['Hosting', 'cpu'], ['AWS', 'cpu'], ['Hetzner server', 'cpu'], ['Cloud', 'cpu'],
    ['Rent', 'finance'], ['', 'finance'], ['Awsome things', 'finance'], ['Renderings by an artist', 'finance'],
    ['Income', null], ['Stripe payouts', null], ['Customer payment', null], ['Sales', null],
  ])('%j is %s', (category, kind) => {
    expect(kindOfCategory(category)).toBe(kind)
  })
})

describe('the sign of a cost', () => {
  it('is as written, with refunds taken off', () => {
    expect(told([row('OpenAI', '20'), row('OpenAI', '-5')])).toEqual([['llm', '20.00'], ['llm', '-5.00']])
  })

  it('is turned where a category writes costs below zero', () => {
    expect(told([row('OpenAI', '-20'), row('OpenAI', '5')])).toEqual([['llm', '20.00'], ['llm', '-5.00']])
  })

  it('is each category’s own', () => {
    expect(told([row('OpenAI', '20'), row('Stripe fees', '-3')])).toEqual([['llm', '20.00'], ['stripe', '3.00']])
  })

  it('hangs on all rows, not on those of the span', () => {
    expect(told([row('OpenAI', '-90', { date: '2026-06-03' }), row('OpenAI', '5')])).toEqual([['llm', '-5.00']])
  })
})

describe('financeSums', () => {
  it('leaves out income and what lies outside of the span', () => {
    expect(told([row('Sales', '500'), row('Rent', '10', { date: '2026-08-01' }), row('Rent', '20', { date: '2026-06-30' }), row('Rent', '7', { date: 'soon' })])).toEqual([])
  })

  it('puts a day without a time to the zone’s day, and a time where it is', () => {
    const zone = 'Pacific/Auckland'
    const first = { from: Date.UTC(2026, 5, 30, 12), to: Date.UTC(2026, 6, 1, 12) }
    expect(told([row('Rent', '1', { date: '2026-07-01' })], first, zone)).toEqual([['finance', '1.00']])
    expect(told([row('Rent', '1', { date: '2026-07-01T13:00:00.000+00:00' })], first, zone)).toEqual([])
    expect(financeSums([row('Rent', '1', { date: '2026-07-01' })], first, zone).cells[0]!.at).toBe(first.from)
  })

  it('keeps other currencies apart', () => {
    const { cells, notConverted } = financeSums([row('OpenAI', '-20', { currency: 'EUR' }), row('OpenAI', '-1.5', { currency: 'EUR', id: 'x' }), row('Rent', '4', { currency: 'GBP' })], july, 'UTC')
    expect(cells).toEqual([])
    expect(notConverted.map(({ kind, currency, pico }) => `${kind} ${currency} ${formatUsd(pico)}`)).toEqual(['llm EUR 20.00', 'llm EUR 1.50', 'finance GBP 4.00'])
  })
})

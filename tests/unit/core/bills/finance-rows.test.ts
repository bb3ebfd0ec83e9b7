import { describe, expect, it } from 'vitest'
import { financeRow, type FinanceMapping } from '../../../../src/core/bills/finance-rows'
import { formatUsd } from '../../../../src/core/costs/money'

const column = (id: string, type: string, format: string | null = null) => ({ id, name: id, type, format })
const mapping = (own: Partial<FinanceMapping> = {}): FinanceMapping => ({ date: column('d', 'date'), amount: column('a', 'number', 'dollar'), currency: null, category: column('c', 'select'), ...own })
const page = (own: Record<string, unknown> = {}) => ({
  id: 'p1',
  properties: {
    When: { id: 'd', type: 'date', date: { start: '2026-07-03' } },
    Amount: { id: 'a', type: 'number', number: 0.1 + 0.2 },
    For: { id: 'c', type: 'select', select: { name: 'OpenAI' } },
    Money: { id: 'm', type: 'select', select: { name: 'EUR' } },
    Client: { id: 'r', type: 'relation', relation: [{ id: 'p9' }] },
    Name: { id: 'title', type: 'title', title: [{ plain_text: 'July bill' }] },
    ...own,
  },
})
const names = new Map([['p9', 'Anthropic']])

describe('financeRow', () => {
  it('reads date, amount and category', () => {
    const row = financeRow(page(), mapping(), names)!
    expect({ ...row, pico: formatUsd(row.pico) }).toEqual({ id: 'p1', date: '2026-07-03', pico: '0.30', currency: 'USD', category: 'OpenAI' })
  })

  it.each([
    ['by its own column', mapping({ currency: column('m', 'select') }), {}, 'EUR'],
    ['in lower case', mapping({ currency: column('m', 'select') }), { Money: { id: 'm', type: 'select', select: { name: ' gbp ' } } }, 'GBP'],
    ['with words around it', mapping({ currency: column('m', 'select') }), { Money: { id: 'm', type: 'select', select: { name: 'CHF – francs' } } }, 'CHF'],
    ['as a sign', mapping({ currency: column('m', 'select') }), { Money: { id: 'm', type: 'select', select: { name: '€' } } }, 'EUR'],
    ['as something unknown, which isn’t dollars', mapping({ currency: column('m', 'select') }), { Money: { id: 'm', type: 'select', select: { name: 'shells' } } }, 'SHELLS'],
    ['left empty', mapping({ currency: column('m', 'select') }), { Money: { id: 'm', type: 'select', select: null } }, 'USD'],
    ['by the number’s format', mapping({ amount: column('a', 'number', 'euro') }), {}, 'EUR'],
  ])('knows the currency %s', (_case, columns, own, currency) => {
    expect(financeRow(page(own), columns, names)?.currency).toBe(currency)
  })

  it('names what it is for by a related page, or by its own title', () => {
    expect(financeRow(page(), mapping({ category: column('r', 'relation') }), names)?.category).toBe('Anthropic')
    expect(financeRow(page(), mapping({ category: column('r', 'relation') }), new Map())?.category).toBe('')
    expect(financeRow(page(), mapping({ category: null }), names)?.category).toBe('July bill')
  })

  it.each([
    ['date', { When: { id: 'd', type: 'date', date: null } }],
    ['amount', { Amount: { id: 'a', type: 'number', number: null } }],
  ])('is none without its %s', (_what, own) => {
    expect(financeRow(page(own), mapping(), names)).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import { financeColumns, presentColumns, type NotionColumn } from '../../../../src/core/bills/finance-columns'
import type { NotionPage } from '../../../../src/core/bills/notion-values'

const column = (name: string, type: string, format: string | null = null): NotionColumn => ({ id: name.toLowerCase(), name, type, format })
const guess = (columns: NotionColumn[], newest: NotionPage[] = []) => financeColumns(columns, newest).guess

describe('the guess', () => {
  it('takes what says so by type and name', () => {
    const columns = [column('Name', 'title'), column('Hours', 'number'), column('Amount', 'number', 'number'), column('Paid on', 'date'), column('Due', 'date'), column('Currency', 'select'), column('Status', 'status'), column('Vendor', 'select')]
    expect(guess(columns)).toEqual({ date: 'paid on', amount: 'amount', currency: 'currency', category: 'vendor' })
  })

  it('trusts a number in a currency more than a name', () => {
    expect(guess([column('Total hours', 'number'), column('X', 'number', 'dollar'), column('Y', 'number', 'percent')]).amount).toBe('x')
  })

  it('takes formulas and rollups where their newest values are numbers', () => {
    const rows: NotionPage[] = [{ id: '1', properties: { Net: { id: 'net', type: 'formula', formula: { type: 'number', number: 3 } }, Label: { id: 'label', type: 'formula', formula: { type: 'string', string: 'a' } } } }]
    expect(guess([column('Label', 'formula'), column('Net', 'formula')], rows).amount).toBe('net')
    expect(guess([column('Net', 'formula')]).amount).toBeNull()
  })

  it('never takes the currency for a category, and the title only where nothing else is there', () => {
    expect(guess([column('Name', 'title'), column('Currency', 'select')])).toEqual({ date: null, amount: null, currency: 'currency', category: 'name' })
    expect(guess([column('Name', 'title'), column('Project', 'relation')]).category).toBe('project')
  })

  it('guesses nothing of an empty table', () => {
    expect(guess([])).toEqual({ date: null, amount: null, currency: null, category: null })
  })
})

it('examples are the newest values, each once, cut short', () => {
  const row = (id: string, text: string, related: string[] = []): NotionPage => ({ id, properties: { A: { id: 'a', type: 'rich_text', rich_text: [{ plain_text: text }] }, B: { id: 'b', type: 'relation', relation: related.map((one) => ({ id: one })) } } })
  const { columns } = financeColumns([column('A', 'rich_text'), column('B', 'relation')], [row('1', 'OpenAI', ['x', 'y']), row('2', 'OpenAI'), row('3', ''), row('4', 'z'.repeat(200)), row('5', 'c'), row('6', 'd')])
  expect(columns).toEqual([
    { id: 'a', name: 'A', type: 'rich_text', examples: ['OpenAI', 'z'.repeat(60), 'c'] },
    { id: 'b', name: 'B', type: 'relation', examples: ['2 linked'] },
  ])
})

describe('presentColumns', () => {
  const confirmed = { date: 'd', amount: 'M%3BBw', currency: null, category: 'c' }
  const columns: NotionColumn[] = [{ id: 'd', name: 'When', type: 'date', format: null }, { id: 'M;Bw', name: 'Renamed', type: 'number', format: 'dollar' }, { id: 'c', name: 'For', type: 'select', format: null }]

  it('finds columns by id, whatever they are called by now', () => {
    expect(presentColumns(columns, confirmed)).toEqual({ date: columns[0], amount: columns[1], currency: null, category: columns[2] })
  })

  it.each(['date', 'amount', 'category'] as const)('says that the %s’s column is gone', (role) => {
    expect(presentColumns(columns.filter((_, i) => i !== ['date', 'amount', 'category'].indexOf(role)), confirmed)).toMatchObject({
      code: 'not_found_or_not_shared', message: `The Finance table no longer has the column that was confirmed as its ${role}.`, hint: 'Confirm the columns again: Settings › Notion.',
    })
  })

  it('says that the date’s column is no date any more', () => {
    expect(presentColumns([{ ...columns[0]!, type: 'rich_text' }, ...columns.slice(1)], confirmed)).toMatchObject({ code: 'invalid_input', message: 'The column “When” of the Finance table is no date.' })
  })
})

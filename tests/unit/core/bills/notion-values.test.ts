import { describe, expect, it } from 'vitest'
import { cellOf, sameColumn, titleOf, valueOf } from '../../../../src/core/bills/notion-values'

const text = (plain: string) => [{ type: 'text', plain_text: plain }]

describe('valueOf', () => {
  it.each<[string, unknown, object]>([
    ['a number', { type: 'number', number: 12.5 }, { number: 12.5, text: '12.5' }],
    ['an empty number', { type: 'number', number: null }, { number: null, text: '' }],
    ['a formula that gives a number', { type: 'formula', formula: { type: 'number', number: 3 } }, { number: 3 }],
    ['a formula that gives a date', { type: 'formula', formula: { type: 'date', date: { start: '2026-07-03', end: null } } }, { date: '2026-07-03' }],
    ['a formula that gives text', { type: 'formula', formula: { type: 'string', string: 'OpenAI' } }, { text: 'OpenAI', number: null }],
    ['a rollup of numbers', { type: 'rollup', rollup: { type: 'number', number: 7, function: 'sum' } }, { number: 7 }],
    ['a rollup that shows its originals', { type: 'rollup', rollup: { type: 'array', array: [{ type: 'title', title: text('Hetzner') }], function: 'show_original' } }, { text: 'Hetzner' }],
    ['a choice', { type: 'select', select: { name: 'Stripe fees' } }, { text: 'Stripe fees' }],
    ['an empty choice', { type: 'select', select: null }, { text: '' }],
    ['several choices', { type: 'multi_select', multi_select: [{ name: 'a' }, { name: 'b' }] }, { text: 'a, b' }],
    ['rich text', { type: 'rich_text', rich_text: [...text('Open'), ...text('AI')] }, { text: 'OpenAI' }],
    ['a range of dates', { type: 'date', date: { start: '2026-07-01', end: '2026-07-31' } }, { date: '2026-07-01' }],
    ['when it was made', { type: 'created_time', created_time: '2026-07-01T09:30:00.000Z' }, { date: '2026-07-01T09:30:00.000Z' }],
    ['related pages', { type: 'relation', relation: [{ id: 'p1' }, { id: 'p2' }], has_more: false }, { text: '', pages: ['p1', 'p2'] }],
    ['a type of days to come', { type: 'hologram', hologram: 3 }, { number: null, text: '', date: null }],
    ['nothing', null, { number: null, text: '' }],
    ['a type every object has', { type: 'constructor', constructor: 1 }, { text: '' }],
  ])('reads %s', (_what, property, value) => {
    expect(valueOf(property)).toMatchObject(value)
  })
})

const page = { id: 'p', properties: { Renamed: { id: 'M%3BBw', type: 'number', number: 4 }, Name: { id: 'title', type: 'title', title: text('July') } } }

it('cells are found by their column’s id, in either spelling, whatever the column is called', () => {
  expect(cellOf(page, 'M%3BBw').number).toBe(4)
  expect(cellOf(page, 'M;Bw').number).toBe(4)
  expect(cellOf(page, 'gone')).toEqual({ number: null, text: '', date: null, pages: [] })
  expect(titleOf(page)).toBe('July')
})

it('an id that is no good encoding is itself', () => {
  expect(sameColumn('100%', '100%')).toBe(true)
  expect(sameColumn('100%', '100')).toBe(false)
})

import { describe, expect, it } from 'vitest'
import { formatUsd } from '../../../src/core/costs/money'
import type { Bills } from '../../../src/host/bills/bills'
import type { TableRow } from '../../fixtures/providers/bills'
import { faultCase } from '../../fixtures/providers/index'
import { always, billParts, dayMs, now } from './bills-parts'

const table = '248104cd-477e-80af-bc30-000bd28de8f9'
const columns = { When: { id: 'M%3BBw', type: 'date' }, Amount: { id: 'BJXS', type: 'number', format: 'dollar' }, For: { id: 'Z%5C%5Eh', type: 'select' }, Name: { id: 'title', type: 'title' } }
const confirmed = { date: 'M%3BBw', amount: 'BJXS', currency: null, category: 'Z%5C%5Eh' }
const dayAgo = (days: number): string => new Date(now - days * dayMs).toISOString().slice(0, 10)

let made = 0
function row(category: string, amount: number | null, own: Partial<TableRow> & { date?: string | null } = {}): TableRow {
  const { date = dayAgo(3), ...rest } = own
  const id = `59833787-2cf9-4fdf-8782-${String(made++).padStart(12, '0')}`
  const annotations = { bold: false, italic: false, strikethrough: false, underline: false, code: false, color: 'default' }
  return {
    id,
    properties: {
      When: { type: 'date', date: date === null ? null : { start: date, end: null, time_zone: null } },
      Amount: { type: 'number', number: amount },
      For: { type: 'select', select: { id: 'x', name: category, color: 'green' } },
      Name: { type: 'title', title: [{ type: 'text', text: { content: category, link: null }, annotations, plain_text: `bill ${id}`, href: null }] },
    },
    ...rest,
  }
}
const several = (count: number, own: Parameters<typeof row>[2] = {}) => Array.from({ length: count }, () => row('OpenAI', 1, own))

/** A table that is chosen and confirmed, with these rows. */
async function chosen(rows: TableRow[], notion: object = { financeColumns: confirmed }) {
  const parts = await billParts({ settings: { notion: { financeDataSource: table, ...notion } } })
  parts.secrets.set('notionToken', parts.standIns.credentials.notionToken)
  Object.assign(parts.standIns.bills, { columns: { ...columns }, rows })
  return parts
}
const told = (bills: Bills) => bills.finance(always).cells.map(({ kind, pico }) => [kind, formatUsd(pico)])
const sum = (bills: Bills): string => formatUsd(bills.finance(always).cells.reduce((total, { pico }) => total + pico, 0n))
const queries = ({ standIns }: Awaited<ReturnType<typeof chosen>>) => standIns.requestsTo('notion').filter(({ path }) => path.endsWith('/query')).map(({ body }) => JSON.parse(body) as { filter: { and: { property: string; date: object }[] }; page_size: number; start_cursor?: string })

describe('the Finance table', () => {
  it('is read page by page, within dates', async () => {
    const parts = await chosen([...several(120), row('Stripe fees', 0.1), row('Stripe fees', 0.2), row('Rent', 7), row('Sales', 900), row('OpenAI', 5, { date: dayAgo(800) })])
    await parts.bills.refresh({ byHand: false })
    expect(sum(parts.bills)).toBe('127.30')
    expect(told(parts.bills).slice(-3)).toEqual([['stripe', '0.10'], ['stripe', '0.20'], ['finance', '7.00']])
    expect(parts.stateOf('finance')).toEqual({ id: 'finance', title: 'Finance table in Notion', state: 'ok', words: '124 rows', hint: null, at: now })
    const [first, second] = queries(parts)
    expect(first).toEqual({ filter: { and: [{ property: 'When', date: { on_or_after: dayAgo(400) } }, { property: 'When', date: { before: dayAgo(-63) } }] }, sorts: [{ timestamp: 'created_time', direction: 'ascending' }], page_size: 100 })
    expect(second!.start_cursor).toBe('100')
    expect(parts.waits.every((ms) => ms === 350)).toBe(true)
    expect(parts.bills.finance(always).away).toBe(false)
  })

  it('counts what was changed or deleted since', async () => {
    const { standIns, bills, clock } = await chosen([row('OpenAI', 3), row('OpenAI', 4)])
    await bills.refresh({ byHand: false })
    standIns.bills.rows = [row('OpenAI', 5)]
    clock.advance(3_600_000)
    await bills.refresh({ byHand: false })
    expect(sum(bills)).toBe('5.00')
  })

  it('leaves out rows in the bin, and says how many lack a date or an amount', async () => {
    const { bills, stateOf } = await chosen([row('OpenAI', 3), row('OpenAI', 4, { binned: true }), row('OpenAI', null), row('OpenAI', 9, { date: null })])
    await bills.refresh({ byHand: false })
    expect(sum(bills)).toBe('3.00')
    expect(stateOf('finance').hint).toBe('1 row without a date or an amount: not counted.')
  })

  it('goes by the columns’ ids when they were renamed', async () => {
    const { standIns, bills } = await chosen([row('OpenAI', 3)])
    const renamed = ([name, value]: [string, unknown]) => [`${name} (new)`, value]
    standIns.bills.columns = Object.fromEntries(Object.entries(columns).map(renamed))
    standIns.bills.rows = standIns.bills.rows.map((one) => ({ ...one, properties: Object.fromEntries(Object.entries(one.properties).map(renamed)) }))
    await bills.refresh({ byHand: false })
    expect(told(bills)).toEqual([['llm', '3.00']])
  })

  it('says which column is gone, and keeps what was read', async () => {
    const { standIns, bills, clock, stateOf } = await chosen([row('OpenAI', 3)])
    await bills.refresh({ byHand: false })
    const { Amount: _gone, ...rest } = columns
    standIns.bills.columns = rest
    clock.advance(3_600_000)
    await bills.refresh({ byHand: false })
    expect(stateOf('finance')).toEqual({ id: 'finance', title: 'Finance table in Notion', state: 'stale', words: 'The Finance table no longer has the column that was confirmed as its amount. What was read before stays: 1 row.', hint: 'Confirm the columns again: Settings › Notion.', at: now })
    expect(sum(bills)).toBe('3.00')
  })

  it('names rows by related pages', async () => {
    const { standIns, bills, stateOf } = await chosen([row('x', 3)], { financeColumns: { ...confirmed, category: 'rel' } })
    standIns.bills.columns!['Vendor'] = { id: 'rel', type: 'relation', to: table }
    standIns.bills.rows[0]!.properties['Vendor'] = { type: 'relation', relation: [{ id: '59833787-2cf9-4fdf-8782-e53db20768a5' }]}
    standIns.bills.rows[0]!.properties['For'] = { type: 'select', select: null }
    await bills.refresh({ byHand: false })
    expect(bills.finance(always).cells.map(({ category }) => category)).toEqual(['Tuscan kale'])
    standIns.set('notion', ['ok', 'ok', faultCase('notion', 'data_source_not_shared')])
    await bills.refresh({ byHand: true })
    expect(bills.finance(always).cells.map(({ category }) => category)).toEqual([''])
    standIns.set('notion', ['ok', 'ok', faultCase('notion', 'token_invalid')])
    await bills.refresh({ byHand: true })
    expect(stateOf('finance').state).toBe('stale')
  })
})

describe('more rows than Notion gives of one query', () => {
  it('are asked for in halves, until each is whole', async () => {
    const parts = await chosen([...several(140), ...several(130, { date: dayAgo(30) }), ...several(20, { date: dayAgo(390) })])
    parts.standIns.bills.mostRows = 150
    await parts.bills.refresh({ byHand: false })
    expect(sum(parts.bills)).toBe('290.00')
    expect(parts.stateOf('finance').words).toBe('290 rows')
  })

  it('on a single day are too many: nothing is counted, and it says so', async () => {
    const { standIns, bills, clock, stateOf } = await chosen([row('OpenAI', 3)])
    await bills.refresh({ byHand: false })
    standIns.bills.rows = several(151)
    standIns.bills.mostRows = 150
    clock.advance(3_600_000)
    await bills.refresh({ byHand: false })
    expect(sum(bills)).toBe('3.00')
    expect(stateOf('finance')).toMatchObject({ state: 'stale', words: expect.stringContaining(`more rows on ${dayAgo(3)} than Notion gives out (10,000)`), hint: expect.stringContaining('another date column') })
  })

  it('are nearly as many: a query is given up before it is cut off', async () => {
    const parts = await chosen([...several(4500, { date: dayAgo(3) }), ...several(4500, { date: dayAgo(300) })])
    await parts.bills.refresh({ byHand: false })
    expect(sum(parts.bills)).toBe('9000.00')
    expect(queries(parts).every(({ start_cursor: cursor = '0' }) => Number(cursor) < 8000)).toBe(true)
  }, 60_000)
})

describe('a table that can’t be read', () => {
  it.each([
    ['on a later page', ['ok', 'ok', faultCase('notion', 'database_connection_unavailable')]],
    ['at all', [faultCase('notion', 'data_source_not_shared')]],
  ] as const)('%s: nothing of that reading counts, what was read before stays', async (_case, behaviours) => {
    const { standIns, bills, clock, stateOf } = await chosen(several(150))
    await bills.refresh({ byHand: false })
    standIns.bills.rows = several(250)
    standIns.set('notion', [...behaviours])
    clock.advance(3_600_000)
    await bills.refresh({ byHand: false })
    expect(sum(bills)).toBe('150.00')
    expect(stateOf('finance')).toMatchObject({ state: 'stale', at: now })
    expect(bills.finance(always).away).toBe(false)
    clock.advance(dayMs)
    expect(bills.finance(always).away).toBe(true)
    expect(stateOf('finance').state).toBe('problem')
  })

  it('that isn’t shared says so', async () => {
    const { standIns, bills, stateOf } = await chosen([])
    standIns.set('notion', faultCase('notion', 'data_source_not_shared'))
    await bills.refresh({ byHand: false })
    expect(stateOf('finance')).toMatchObject({ state: 'problem', words: expect.stringContaining('isn’t shared with this connection'), hint: expect.stringContaining('Connections') })
    expect(bills.finance(always)).toEqual({ cells: [], notConverted: [], away: true })
  })
})

describe('what the columns mean', () => {
  it('isn’t guessed: until it is confirmed nothing is read or counted', async () => {
    const { standIns, bills, stateOf } = await chosen([row('OpenAI', 3)], { financeColumns: null })
    await bills.refresh({ byHand: true })
    expect(standIns.requests).toEqual([])
    expect(stateOf('finance')).toMatchObject({ state: 'problem', words: 'Nothing is counted from the Finance table: what its columns mean isn’t confirmed.' })
  })

  it('when confirmed otherwise, is read anew at once, and the old meaning counts no more', async () => {
    const { bills, state } = await chosen([row('OpenAI', 3)])
    await bills.refresh({ byHand: false })
    state.settings = { ...state.settings, notion: { ...state.settings.notion, financeColumns: { ...confirmed, category: null } } }
    expect(sum(bills)).toBe('0.00')
    await bills.refresh({ byHand: false })
    expect(told(bills)).toEqual([['finance', '3.00']])
  })

  it('is asked for with examples and a guess', async () => {
    const parts = await chosen([row('OpenAI', 3), row('Hosting', 4)], { financeColumns: null })
    const found = await parts.bills.financeColumns()
    expect(found).toMatchObject({ ok: true, value: { guess: { date: 'M%3BBw', amount: 'BJXS', currency: null, category: 'Z%5C%5Eh' } } })
    expect(found.ok && found.value.columns.find(({ name }) => name === 'For')).toEqual({ id: 'Z%5C%5Eh', name: 'For', type: 'select', examples: ['OpenAI', 'Hosting'] })
    expect(queries(parts)).toEqual([{ sorts: [{ timestamp: 'created_time', direction: 'descending' }], page_size: 20 }])
  })

  it('can’t be asked for without a table, or a connection', async () => {
    const { bills, secrets } = await chosen([], { financeDataSource: null })
    expect(await bills.financeColumns()).toMatchObject({ ok: false, error: { code: 'not_configured', message: 'No Finance table is chosen.' } })
    secrets.clear()
    expect(await bills.financeColumns()).toMatchObject({ ok: false, error: { code: 'not_configured', message: 'Notion isn’t connected.' } })
  })
})

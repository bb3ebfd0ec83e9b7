import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LogLine } from '../../../src/shared/logs'
import { fieldTree, termFor, withTerm } from '../../../src/renderer/features/logs/fields'
import { readFocus } from '../../../src/renderer/features/logs/focus'
import { lineTimeWords } from '../../../src/renderer/features/logs/line-time'
import { rowAfter } from '../../../src/renderer/features/logs/row-after'
import { contentHeight, lastTop, rowHeight, scrollOf, topAround, topOf, topShowing } from '../../../src/renderer/features/logs/scroll'
import { suggestions } from '../../../src/renderer/features/logs/suggestions'

describe('scrolling', () => {
  const extents = fc.record({ rows: fc.integer({ min: 0, max: 500_000_000 }), height: fc.integer({ min: 100, max: 2000 }) })

  it('never needs an element higher than browsers draw', () => {
    fc.assert(fc.property(extents, ({ rows }) => contentHeight(rows) <= 16_000_000))
  })

  it('leads from the first row to the last, however many there are', () => {
    fc.assert(
      fc.property(extents, (extent) => {
        expect(topOf(0, extent)).toBe(0)
        expect(topOf(contentHeight(extent.rows) - extent.height, extent)).toBeCloseTo(lastTop(extent), 5)
        expect(scrollOf(lastTop(extent), extent)).toBeCloseTo(Math.max(0, contentHeight(extent.rows) - extent.height), 5)
      }),
    )
  })

  it('comes back to the row it was set to', () => {
    fc.assert(
      fc.property(extents, fc.double({ min: 0, max: 1, noNaN: true }), (extent, share) => {
        const top = share * lastTop(extent)
        expect(topOf(scrollOf(top, extent), extent)).toBeCloseTo(top, 3)
      }),
    )
  })

  const extent = { rows: 1000, height: 10 * rowHeight }
  it.each([
    ['a row in sight moves nothing', 105, 100, 100],
    ['a row above becomes the first', 50, 100, 50],
    ['a row below becomes the last', 150, 100, 141],
    ['the last row is at the bottom', 999, 0, 990],
  ])('%s', (_name, row, top, expected) => {
    expect(topShowing(row, top, extent)).toBe(expected)
  })

  it('shows what was before a row that is jumped to', () => {
    expect(topAround(500, extent)).toBe(496)
    expect(topAround(1, extent)).toBe(0)
    expect(topAround(999, extent)).toBe(990)
  })
})

describe('keys of the list', () => {
  it.each([
    ['ArrowDown', 5, 6],
    ['j', 5, 6],
    ['k', 5, 4],
    ['ArrowUp', 0, 0],
    ['PageDown', 5, 25],
    ['PageUp', 5, 0],
    ['Home', 50, 0],
    ['End', 5, 99],
    ['x', 5, null],
  ])('%s from row %i', (key, from, to) => {
    expect(rowAfter(key, from, 20, 100)).toBe(to)
  })

  it('lead nowhere where there are no rows', () => {
    expect(rowAfter('End', 0, 20, 0)).toBeNull()
  })
})

describe('words of a query', () => {
  it.each([
    ['event', 'tick', 'event:tick'],
    ['usage.input_tokens', '12', 'usage.input_tokens:12'],
    ['reason', 'no answer', 'reason:"no answer"'],
    ['say', 'a "b"', String.raw`say:"a \"b\""`],
    ['url', 'https://a.example/b', 'url:https://a.example/b'],
    ['path', '//server/x', 'path:"//server/x"'],
    ['two words', 'x', null],
    ['empty', '', null],
    ['long', 'x'.repeat(500), null],
    ['lines', 'a\nb', null],
  ])('%s with %j', (name, value, term) => {
    expect(termFor(name, value)).toBe(term)
  })

  it.each([
    ['', 'event:tick', 'event:tick'],
    ['triage', 'event:tick', 'triage event:tick'],
    ['event:tick', 'event:tick', 'event:tick'],
    ['-event:tick triage', 'event:tick', 'triage event:tick'],
    ['event:tick', '-event:tick', '-event:tick'],
    ['event:ticks', 'event:tick', 'event:ticks event:tick'],
  ])('%j and %s', (query, term, expected) => {
    expect(withTerm(query, term)).toBe(expected)
  })
})

describe('the fields of a line', () => {
  it('are a tree, with the word each value fits', () => {
    const tree = fieldTree('{"event":"tick","usage":{"n":1,"list":[{"deep":true},"x"]},"none":null}')
    expect(tree).toMatchObject([
      { name: 'event', kind: 'text', value: 'tick', term: 'event:tick' },
      {
        name: 'usage',
        kind: 'object',
        value: null,
        inner: [
          { name: 'n', kind: 'number', term: 'usage.n:1' },
          { name: 'list', kind: 'list', inner: [{ kind: 'object', inner: [{ name: 'deep', term: 'usage.list.deep:true' }] }, { name: '1', value: 'x', term: null }] },
        ],
      },
      { name: 'none', kind: 'word', value: 'null', term: 'none:null' },
    ])
  })

  it.each(['no json', '12', '"text"', ''])('are none in %j', (text) => {
    expect(fieldTree(text)).toBeNull()
  })
})

describe('suggestions', () => {
  const line = (pairs: [string, string][], event = ''): LogLine => ({ row: 0, at: null, mark: null, event, eventField: event ? 'event' : '', message: '', pairs, raw: '', json: true, cut: false, file: null })
  const lines = [line([['model', 'gpt-5'], ['job_id', 'crm sync']], 'llm_call'), line([['model', 'gpt-5-mini'], ['usage', '{"n":1}']], 'tick')]
  it.each([
    ['', ['event:', 'model:', 'job_id:', 'usage:']],
    ['m', ['model:']],
    ['event:tick -mo', ['event:tick -model:']],
    ['model:', ['model:gpt-5', 'model:gpt-5-mini']],
    ['tick model:gpt-5', ['tick model:gpt-5-mini']],
    ['job_id:', ['job_id:"crm sync"']],
    ['event:L', ['event:llm_call']],
    ['usage:', []],
    ['"no ans', []],
    ['nothing', []],
  ])('for %j', (query, expected) => {
    expect(suggestions(query, lines).map((one) => one.query)).toEqual(expected)
  })
})

describe('the time of a line', () => {
  const now = new Date(2026, 10, 23, 12).getTime()
  it.each([
    [now - 3_600_000 + 7, '11:00:00.007'],
    [now - 3 * 86_400_000, '20 Nov 12:00:00'],
    [null, ''],
  ])('%s', (at, words) => {
    expect(lineTimeWords(at, now)).toBe(words)
  })
})

describe('what the page is opened at', () => {
  it.each([
    [null, null, null, ''],
    ['1795420800000', null, 1_795_420_800_000, ''],
    ['own@1795420800000', 'own', 1_795_420_800_000, ''],
    ['/logs/a@b.log@1795420800000', '/logs/a@b.log', 1_795_420_800_000, ''],
    ['/logs/a@b.log@', '/logs/a@b.log', null, ''],
    ['search:event:tick @1795420800000', null, null, 'event:tick @1795420800000'],
    ['incident-7', null, null, ''],
  ])('%s', (focus, source, at, query) => {
    expect(readFocus(focus)).toEqual({ source, at, query })
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvOf, exportName } from '../../../../src/core/costs/export'
import { formatUsd, parseUsd } from '../../../../src/core/costs/money'
import { periodAt } from '../../../../src/core/costs/periods'
import { now } from '../world'
import { answerOf, anyCosts } from './answer-of'

const month = periodAt('month', now)
const csv = (of: Parameters<typeof answerOf>[0]) => csvOf(answerOf(of, month, ['model', 'job']), ['model', 'job'])

/** RFC 4180, by its grammar. */
const cellsOf = (text: string): string[][] =>
  text.split('\r\n').slice(0, -1).map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''))

describe('csvOf', () => {
  it('has a header, exact amounts, and a line a row', () => {
    expect(csv([{ at: now, model: 'a', job: 'x', usd: '0.000000000001', calls: 2 }, { at: now, kind: 'stripe', usd: '-10' }])).toBe(
      'model,job,calls,tokens,cpu_seconds,usd,low_usd,high_usd,grade,unpriced_calls\r\n' +
        ',,0,0,0,-10.00,-10.00,-10.00,computed,0\r\n' +
        'a,x,2,0,0,0.000000000001,0.000000000001,0.000000000001,computed,0\r\n',
    )
  })

  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-cmd', "'-cmd"],
    ['@sum(a1)', "'@sum(a1)"],
    ['\tx', "'\tx"],
    ['plain=1', 'plain=1'],
    ['with, comma', 'with, comma'],
    ['a "name"', 'a "name"'],
    ['two\nlines', 'two\nlines'],
  ])('a name such as %j is text, whatever a spreadsheet would make of it', (model, expected) => {
    const text = csv([{ at: now, model, usd: '1' }])
    expect(cellsOf(text).at(-1)![0]).toBe(expected)
  })

  it('amounts add up to the total exactly', () => {
    fc.assert(
      fc.property(anyCosts(month.from, 30), (of) => {
        const [header, ...lines] = cellsOf(csv(of))
        const sum = lines.reduce((all, line) => all + parseUsd(line[header!.indexOf('usd')]!), 0n)
        expect(formatUsd(sum)).toBe(formatUsd(answerOf(of, month, []).total.pico))
      }),
    )
  })
})

describe('exportName', () => {
  it.each([
    ['UTC', '2026-11-01', '2026-11-30'],
    ['Europe/Berlin', '2026-11-01', '2026-11-30'],
  ])('names the first and the last day in %s', (zone, first, last) => {
    expect(exportName({ span: periodAt('month', now, zone), zone }, 'csv')).toBe(`echopilot-costs-${first}-to-${last}.csv`)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CostDimension, CostQuestion } from '../../../../src/shared/costs'
import { formatUsd, parseUsd } from '../../../../src/core/costs/money'
import { badFilesOf, figuresOf, otherName, viewSpan } from '../../../../src/core/costs/view'
import { day, hour, now } from '../world'
import { answerOf, anyCosts, type Cost } from './answer-of'

const iso = (at: number): string => new Date(at).toISOString().slice(0, 16)
const question = (span: CostQuestion['span'], by: CostDimension = 'model'): CostQuestion => ({ span, by })

function figures(costs: readonly Cost[], asked: CostQuestion, zone = 'UTC') {
  const span = viewSpan(asked, now, zone)
  const ask = (within: { from: number; to: number }, by: Parameters<typeof answerOf>[2]) => answerOf(costs, within, by, zone)
  const before = span.before && { soFar: ask(span.before.soFar, [asked.by, 'kind']), whole: ask(span.before.whole, [asked.by, 'kind']) }
  return figuresOf({ kinds: ask(span, ['kind']), steps: ask(span, [asked.by, span.step]), before }, asked.by, span, zone)
}

describe('viewSpan', () => {
  it.each<[CostQuestion['span'], string, string, string, string, string, string]>([
    // now is Monday 10:00 UTC.
    [{ period: 'day', before: 0 }, '2026-11-23', 'hour', '2026-11-23T00:00', '2026-11-24T00:00', '2026-11-22T00:00', '2026-11-22T10:00'],
    [{ period: 'day', before: 1 }, '2026-11-22', 'hour', '2026-11-22T00:00', '2026-11-23T00:00', '2026-11-21T00:00', '2026-11-22T00:00'],
    [{ period: 'week', before: 0 }, '2026-W48', 'day', '2026-11-23T00:00', '2026-11-30T00:00', '2026-11-16T00:00', '2026-11-16T10:00'],
    [{ period: 'month', before: 0 }, 'November 2026', 'day', '2026-11-01T00:00', '2026-12-01T00:00', '2026-10-01T00:00', '2026-10-23T10:00'],
    [{ period: 'month', before: 1 }, 'October 2026', 'day', '2026-10-01T00:00', '2026-11-01T00:00', '2026-09-01T00:00', '2026-10-01T00:00'],
    [{ period: 'year', before: 0 }, '2026', 'month', '2026-01-01T00:00', '2027-01-01T00:00', '2025-01-01T00:00', '2025-11-23T10:00'],
    [{ period: 'year', before: 1 }, '2025', 'month', '2025-01-01T00:00', '2026-01-01T00:00', '2024-01-01T00:00', '2025-01-01T00:00'],
    [{ from: Date.UTC(2026, 10, 1), to: Date.UTC(2026, 10, 11) }, '2026-11-01 to 2026-11-10', 'day', '2026-11-01T00:00', '2026-11-11T00:00', '2026-10-22T00:00', '2026-11-01T00:00'],
    [{ from: Date.UTC(2025, 0, 1), to: Date.UTC(2026, 0, 1) }, '2025-01-01 to 2025-12-31', 'week', '2025-01-01T00:00', '2026-01-01T00:00', '2024-01-02T00:00', '2025-01-01T00:00'],
  ])('%j', (asked, label, step, from, to, beforeFrom, soFarTo) => {
    const span = viewSpan(question(asked), now, 'UTC')
    expect([span.label, span.step, iso(span.from), iso(span.to), iso(span.before!.soFar.from), iso(span.before!.soFar.to)]).toEqual([label, step, from, to, beforeFrom, soFarTo])
  })

  it('compares a February with no more than February has', () => {
    const span = viewSpan(question({ period: 'month', before: 0 }), Date.UTC(2026, 2, 31, 12), 'UTC')
    expect(iso(span.before!.soFar.to)).toBe('2026-03-01T00:00')
  })

  it('has something to compare with in the first moment of a week, too', () => {
    const monday = Date.UTC(2026, 10, 23)
    expect(viewSpan({ span: { period: 'week', before: 0 }, by: 'kind' }, monday, 'UTC').before?.soFar).toEqual({ from: monday - 7 * 86_400_000, to: monday - 7 * 86_400_000 + 3_600_000 })
  })

  it('knows no stretch before a span that is yet to come', () => {
    expect(viewSpan(question({ from: now + day, to: now + 2 * day }), now, 'UTC').before).toBeNull()
  })
})

describe('figuresOf', () => {
  const costs: Cost[] = [
    { at: now - hour, model: 'a', job: 'triage', usd: '2', calls: 1 },
    { at: now - hour, kind: 'cpu', usd: '0.5' },
    // Last week: by 10:00 of its Monday, and later.
    { at: now - 7 * day - hour, model: 'a', usd: '3' },
    { at: now - 7 * day + hour, model: 'a', usd: '40' },
  ]

  it('sets this week against the same hours of the last one, not against a seventh of it', () => {
    const { total, before, rows, kinds } = figures(costs, question({ period: 'week', before: 0 }))
    expect([total.usd, before?.soFar.usd, before?.whole.usd]).toEqual(['2.50', '3.00', '43.00'])
    expect(rows.map(({ name, usd, before: former }) => [name, usd, former])).toEqual([['a', '2.00', '3.00'], ['', '0.50', '0.00']])
    expect(kinds.map(({ name, usd, before: former }) => [name, usd, former])).toEqual([['llm', '2.00', '3.00'], ['cpu', '0.50', '0.00']])
  })

  it('compares with nothing where nothing is known', () => {
    const { before, rows } = figures(costs.slice(0, 2), question({ period: 'week', before: 0 }))
    expect([before, rows[0]!.before]).toEqual([null, null])
  })

  it('names the eight dearest, and adds up the others', () => {
    const many = Array.from({ length: 12 }, (_, i): Cost => ({ at: now - hour, model: `m${i}`, usd: String(100 - i) }))
    const { chart, rows } = figures(many, question({ period: 'day', before: 0 }))
    expect(chart.series.map(({ name }) => name)).toEqual(['m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', otherName])
    expect(chart.series.at(-1)!.usd[9]).toBe(formatUsd(parseUsd(String(92 + 91 + 90 + 89))))
    expect(rows).toHaveLength(12)
  })

  it.each(['UTC', 'Europe/Berlin', 'Asia/Kolkata'])('rows, kinds and columns add up to the total exactly, in %s', (zone) => {
    const spans: CostQuestion['span'][] = [{ period: 'day', before: 0 }, { period: 'week', before: 0 }, { period: 'month', before: 0 }, { from: now - 20 * day, to: now }]
    fc.assert(
      fc.property(anyCosts(now - 30 * day, 35), fc.constantFrom(...spans), fc.constantFrom<CostDimension>('kind', 'provider', 'model', 'job', 'agent'), (of, span, by) => {
        const { total, rows, kinds, chart } = figures(of, question(span, by), zone)
        const sum = (amounts: readonly string[]) => formatUsd(amounts.reduce((all, usd) => all + parseUsd(usd), 0n))
        expect([sum(rows.map(({ usd }) => usd)), sum(kinds.map(({ usd }) => usd)), sum(chart.series.flatMap(({ usd }) => usd))]).toEqual([total.usd, total.usd, total.usd])
        expect(chart.series.every(({ usd }) => usd.length === chart.at.length)).toBe(true)
      }),
    )
  })
})

describe('badFilesOf', () => {
  const file = { path: '/a.log', sizeBytes: 1, readBytes: 1, lines: 1, calls: 0, formats: [], firstAt: null, lastAt: null, bad: 0, badLines: [], problem: null }

  it('lists what couldn’t be read, the worst first', () => {
    const bad = { ...file, path: '/b.log', bad: 2, badLines: [{ line: 7, why: 'not-json' }] }
    const refused = { ...file, path: '/c.log', problem: 'It may not be read.' }
    expect(badFilesOf([file, refused, bad])).toEqual([
      { path: '/b.log', bad: 2, lines: [{ line: 7, why: 'not-json' }], problem: null },
      { path: '/c.log', bad: 0, lines: [], problem: 'It may not be read.' },
    ])
  })
})

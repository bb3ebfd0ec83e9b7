import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { periodAt } from '../../../../src/core/costs/periods'
import { reportSplit } from '../../../../src/core/costs/report-body'
import { isIntact, logInputs, restate, sealWeek, type Restatement, type SealedWeek, type WeekInputs } from '../../../../src/core/costs/weekly'
import { day, now } from '../world'
import { answerOf, type Cost } from './answer-of'

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
const lastWeek = periodAt('week', now - 7 * day)
const inputs: WeekInputs = { prices: { source: 'by hand', version: '1', sha256: 'abc' }, zone: 'UTC', cpu_usd_per_hour: '0.03', logs: [], bills: [] }
const costs: Cost[] = [{ at: lastWeek.from, model: 'a', usd: '2', calls: 1 }, { at: lastWeek.to - 1, kind: 'cpu', usd: '0.5' }, { at: lastWeek.to, model: 'a', usd: '100' }]
const sealed = (of = costs, given: WeekInputs = inputs): SealedWeek => sealWeek({ answer: answerOf(of, lastWeek, reportSplit), byDay: answerOf(of, lastWeek, ['day']), stripeRead: false, inputs: given }, hash)

describe('sealWeek', () => {
  it('holds the week that is over, half-open, and names its inputs', () => {
    expect(sealed()).toMatchObject({ week: '2026-W47', from: '2026-11-16T00:00:00.000Z', to: '2026-11-23T00:00:00.000Z', ts: '2026-11-23T00:00:00.000Z', total: '2.50', inputs })
  })

  it('is the same to the byte from the same inputs', () => {
    expect(JSON.stringify(sealed(costs.toReversed()))).toBe(JSON.stringify(sealed()))
  })

  it('is intact until somebody changes a figure, whatever the spaces', () => {
    const kept = JSON.parse(JSON.stringify(sealed(), null, 4)) as SealedWeek
    expect(isIntact(kept, hash)).toBe(true)
    expect(isIntact({ ...kept, total: '2.51' }, hash)).toBe(false)
    expect(isIntact({ ...kept, inputs: { ...inputs, zone: 'Europe/Berlin' } }, hash)).toBe(false)
  })
})

describe('restate', () => {
  const late: Cost = { at: lastWeek.from + day, model: 'b', usd: '0.12', calls: 1 }
  const withLogs = (last: string): WeekInputs => ({ ...inputs, logs: [{ path: 'a.log', read_bytes: 9, first: null, last }] })

  it('says nothing while nothing has changed', () => {
    expect(restate(sealed(), [], sealed())).toBeNull()
  })

  it('says by how much a late line changes it, with its sign and its reason', () => {
    expect(restate(sealed(), [], sealed([...costs, late], withLogs('2026-11-24T08:00:00.000Z')))).toMatchObject({
      week: '2026-W47',
      at: '2026-11-24T08:00:00.000Z',
      delta: '+0.12',
      total: '2.62',
      parts: { cpu: '0.00', llm: '+0.12', stripe: '0.00', finance: '0.00' },
      reason: 'lines that came later',
      sealed_sha256: sealed().sha256,
    })
  })

  it('says what is new beyond what was restated before', () => {
    const first = restate(sealed(), [], sealed([...costs, late])) as Restatement
    expect(restate(sealed(), [first], sealed([...costs, late]))).toBeNull()
    expect(restate(sealed(), [first], sealed([...costs, late, { at: lastWeek.from, kind: 'stripe', usd: '-0.20' }]))).toMatchObject({ delta: '-0.20', total: '2.42', parts: { stripe: '-0.20', llm: '0.00' } })
  })

  it.each<[Partial<WeekInputs>, string]>([
    [{ prices: { ...inputs.prices, sha256: 'other' } }, 'other prices'],
    [{ bills: [{ source: 'stripe', rows: 1, sha256: 'x' }] }, 'bills that came later or were corrected'],
    [{}, 'figures added up otherwise'],
  ])('%j is the reason: %s', (given, reason) => {
    expect(restate(sealed(), [], sealed([...costs, late], { ...inputs, ...given }))).toMatchObject({ reason })
  })
})

describe('logInputs', () => {
  const file = (path: string, firstAt: number | null, lastAt: number | null) => ({ path, sizeBytes: 9, readBytes: 7, lines: 1, calls: 1, formats: [], firstAt, lastAt, bad: 0, badLines: [], problem: null })

  it('are the files with lines of that week, by name', () => {
    const files = [file('c.log', lastWeek.from, lastWeek.from), file('b.log', lastWeek.to, now), file('a.log', lastWeek.from - day, now), file('d.log', null, null), file('e.log', 0, lastWeek.from - 1)]
    expect(logInputs(files, lastWeek)).toEqual([
      { path: 'a.log', read_bytes: 7, first: '2026-11-15T00:00:00.000Z', last: '2026-11-23T10:00:00.000Z' },
      { path: 'c.log', read_bytes: 7, first: '2026-11-16T00:00:00.000Z', last: '2026-11-16T00:00:00.000Z' },
    ])
  })
})

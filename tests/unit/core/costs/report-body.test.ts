import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatUsd, parseUsd } from '../../../../src/core/costs/money'
import { periodAt } from '../../../../src/core/costs/periods'
import { readAsked, reportData, reportSplit, type AskedWords } from '../../../../src/core/costs/report-body'
import { now } from '../world'
import { answerOf, anyCosts, type Cost } from './answer-of'

const prices = { source: 'by hand', version: '1', sha256: 'abc' }
const month = periodAt('month', now)
const costs: Cost[] = [
  { at: now, kind: 'cpu', usd: '0.01', cpuSeconds: 720 },
  { at: now, provider: 'openai', model: 'plain', job: 'triage', usd: '2', calls: 3 },
  { at: now, provider: 'anthropic', model: 'claude', usd: '1', calls: 1, grade: 'estimated', lowUsd: '0.9', highUsd: '1.2' },
  { at: now, provider: 'openai', model: 'stranger', usd: '0', lowUsd: '0.1', highUsd: '0.5', calls: 1, unpricedCalls: 1, grade: 'unpriced' },
  { at: now, kind: 'stripe', usd: '0.59', grade: 'reported' },
]
const report = (of: Cost[], stripeRead = true) => reportData({ now, answer: answerOf(of, month, reportSplit), by: answerOf(of, month, ['job', 'day']), stripeRead, prices })

describe('reportData', () => {
  it('answers what other programs rely on, with exact strings beside', () => {
    expect(report(costs)).toMatchObject({
      ts: '2026-11-23T10:00:00.000Z',
      from: '2026-11-01T00:00:00.000Z',
      to: '2026-12-01T00:00:00.000Z',
      zone: 'UTC',
      total_usd: 3.6,
      total: '3.60',
      low: '3.60',
      high: '4.30',
      grade: 'unpriced',
      breakdown: { cpu_hours: 0.2, cpu_usd: 0.01, openai_usd: 3, stripe_fees: 0.59, finance_usd: 0, cpu: '0.01', llm: '3.00', stripe: '0.59', finance: '0.00' },
      providers: [{ provider: 'anthropic', usd: '1.00' }, { provider: 'openai', usd: '2.00', calls: 4 }],
      models: [
        { provider: 'anthropic', model: 'claude', usd: '1.00', low: '0.90', high: '1.20', grade: 'estimated' },
        { provider: 'openai', model: 'plain', usd: '2.00', calls: 3 },
        { provider: 'openai', model: 'stranger', usd: null, high: '0.50' },
      ],
      by: [{ job: '', day: '2026-11-23', usd: '1.60', cpu_seconds: 720 }, { job: 'triage', day: '2026-11-23', usd: '2.00' }],
      prices,
    })
  })

  it('says nothing of Stripe where nothing tells of it', () => {
    expect(report(costs.slice(0, 2), false).breakdown).toMatchObject({ stripe_fees: 0, stripe: null })
  })

  it('parts add up to the total exactly, whatever was spent', () => {
    fc.assert(
      fc.property(anyCosts(month.from, 30), (of) => {
        const { total, breakdown, by } = report(of)
        const sum = (parts: readonly (string | null)[]) => formatUsd(parts.reduce((all, usd) => all + parseUsd(usd ?? '0'), 0n))
        expect(sum([breakdown.cpu, breakdown.llm, breakdown.stripe, breakdown.finance])).toBe(total)
        expect(sum(by!.map(({ usd }) => usd))).toBe(total)
      }),
    )
  })
})

describe('readAsked', () => {
  const spanOf = (words: AskedWords, zone = 'UTC') => {
    const asked = readAsked(words, now, zone)
    return 'wrong' in asked ? asked.wrong : `${new Date(asked.span.from).toISOString()} ${new Date(asked.span.to).toISOString()} ${asked.zone} ${asked.by.join()}`
  }

  it.each<[AskedWords, string]>([
    [{}, '2026-11-23T00:00:00.000Z 2026-11-24T00:00:00.000Z UTC '],
    [{ period: 'week', by: 'model,job,model' }, '2026-11-23T00:00:00.000Z 2026-11-30T00:00:00.000Z UTC model,job'],
    [{ period: 'month', zone: 'Europe/Berlin' }, '2026-10-31T23:00:00.000Z 2026-11-30T23:00:00.000Z Europe/Berlin '],
    [{ from: '2026-11-01', to: '2026-12-01' }, '2026-11-01T00:00:00.000Z 2026-12-01T00:00:00.000Z UTC '],
    [{ from: '2026-11-23T08:20:00Z' }, '2026-11-23T08:00:00.000Z 2026-11-23T10:00:00.000Z UTC '],
    [{ period: 'year' }, '“period=year” isn’t known.'],
    [{ by: 'model,colour' }, '“by=colour” isn’t known.'],
    [{ zone: 'Mars/Base' }, '“zone=Mars/Base” isn’t a zone.'],
    [{ from: '2026-12-01', to: '2026-11-01' }, '“from=2026-12-01&to=2026-11-01” isn’t a span of time.'],
    [{ from: '2026-02-30' }, '“from=2026-02-30&to=” isn’t a span of time.'],
    [{ to: '2026-11-01' }, '“from=&to=2026-11-01” isn’t a span of time.'],
  ])('%j', (words, expected) => {
    expect(spanOf(words)).toBe(expected)
  })

  it('goes by the zone of the settings', () => {
    expect(spanOf({}, 'America/Los_Angeles')).toBe('2026-11-23T08:00:00.000Z 2026-11-24T08:00:00.000Z America/Los_Angeles ')
  })
})

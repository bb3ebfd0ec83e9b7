import { describe, expect, it } from 'vitest'
import { costSummary } from '../../../../src/shared/model'
import { Ledger } from '../../../../src/core/costs/ledger'
import { periodAt } from '../../../../src/core/costs/periods'
import { runtimeCosts, summarise } from '../../../../src/core/costs/report'
import { day, now } from '../world'
import { callOf, table } from './calls'

const million = { uncachedIn: 1_000_000 }
const ledger = new Ledger(table)
ledger.add({ kind: 'cpu', at: now, job: 'invoice', agent: null, runId: null, seconds: 720 })
ledger.add({ kind: 'llm', at: now, call: callOf({ usage: million }) })
// Saturday, so the week before; this month.
ledger.add({ kind: 'llm', at: now - 2 * day, call: callOf({ model: 'stranger', usage: { uncachedIn: 10 } }) })
ledger.add({ kind: 'llm', at: now - 2 * day, call: callOf({ model: 'plain-mini', usage: million }) })
// October.
ledger.add({ kind: 'llm', at: Date.UTC(2026, 9, 31, 23, 59, 59), call: callOf({ usage: million }) })

describe('summarise', () => {
  const summary = summarise(ledger, now, '0.05', ['CPU time'], 3)

  it('has the shape the window expects', () => {
    expect(costSummary.parse(summary)).toEqual(summary)
  })

  it('gives today, the ISO week against the one before, and the month', () => {
    expect(summary).toMatchObject({
      at: now,
      today: { totalUsd: '2.01', cpuUsd: '0.01', cpuHours: 0.2, llmUsd: '2.00', grade: 'computed' },
      week: { totalUsd: '2.01' },
      lastWeek: { totalUsd: '1.00', grade: 'unpriced' },
      month: { totalUsd: '3.01', grade: 'unpriced' },
      sources: ['CPU time'],
      unpriced: [{ provider: 'openai', model: 'stranger', calls: 1, tokens: 10 }],
      badLines: 3,
    })
  })
})

describe('runtimeCosts', () => {
  const span = periodAt('month', now)

  it('answers what other programs rely on, with exact strings beside', () => {
    expect(runtimeCosts(ledger.between(span.from, span.to, '0.05'), span, now, 3)).toEqual({
      ok: true,
      data: {
        ts: '2026-11-23T10:00:00.000Z',
        from: '2026-11-01T00:00:00.000Z',
        to: '2026-12-01T00:00:00.000Z',
        total_usd: 3.01,
        total: '3.01',
        grade: 'unpriced',
        breakdown: { cpu_hours: 0.2, cpu_usd: 0.01, openai_usd: 3, stripe_fees: 0, cpu: '0.01', llm: '3.00', stripe: null },
        models: [
          { provider: 'openai', model: 'plain', calls: 1, tokens: 1_000_000, usd: '2.00' },
          { provider: 'openai', model: 'stranger', calls: 1, tokens: 10, usd: null },
          { provider: 'openai', model: 'plain-mini', calls: 1, tokens: 1_000_000, usd: '1.00' },
        ],
        unpriced: [{ provider: 'openai', model: 'stranger', calls: 1, tokens: 10 }],
        bad_lines: 3,
      },
    })
  })

  it('shows the known part of a model that is priced in part', () => {
    const mixed = new Ledger(table)
    mixed.add({ kind: 'llm', at: now, call: callOf({ model: 'stranger', reportedUsd: '0.5' }) })
    mixed.add({ kind: 'llm', at: now, call: callOf({ model: 'stranger' }) })
    const { data } = runtimeCosts(mixed.between(span.from, span.to, '0.05'), span, now, 0)
    expect(data.models).toMatchObject([{ model: 'stranger', calls: 2, usd: '0.50' }])
    expect(data.unpriced).toMatchObject([{ model: 'stranger', calls: 1 }])
  })

  it('gives fees as a number and exactly, once they are read', () => {
    const totals = { ...ledger.between(span.from, span.to, '0.05'), stripe: 2_900_000_000_000n }
    expect(runtimeCosts(totals, span, now, 0).data.breakdown).toMatchObject({ stripe_fees: 2.9, stripe: '2.90' })
  })

  it('totals money, never hours', () => {
    const { data } = runtimeCosts(ledger.between(span.from, span.to, '0.05'), span, now, 0)
    const { cpu_usd, openai_usd, stripe_fees } = data.breakdown
    expect(data.total_usd).toBeCloseTo(cpu_usd + openai_usd + stripe_fees, 12)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { breakdownOf, dayOf, Ledger, unpricedOf, weaker } from '../../../../src/core/costs/ledger'
import { formatUsd } from '../../../../src/core/costs/money'
import type { LlmCall, LogRecord } from '../../../../src/core/costs/record'
import { day, hour, now } from '../world'
import { callOf, table } from './calls'

const today = Math.floor(now / day) * day
const rate = '0.036'

const llm = (call: LlmCall, at = now): LogRecord => ({ kind: 'llm', at, call })
const cpu = (seconds: number, runId: string | null = null, at = now, job = 'invoice'): LogRecord => ({ kind: 'cpu', at, job, agent: null, runId, seconds })
const tick = (cpuSeconds: number | null, at = now): LogRecord => ({ kind: 'tick', at, cpuSeconds })

function ledgerOf(...records: LogRecord[]): Ledger {
  const ledger = new Ledger(table)
  for (const record of records) ledger.add(record)
  return ledger
}
const totals = (ledger: Ledger, from = today, to = today + day) => ledger.between(from, to, rate)

describe('what a period cost', () => {
  it('says of fees nobody reads that they aren’t known, and counts them when they are', () => {
    const period = totals(ledgerOf(llm(callOf())))
    expect(period.stripe).toBeNull()
    expect(breakdownOf({ ...period, stripe: 2_900_000_000_000n }).stripeUsd).toBe('2.90')
  })

  it('is CPU and calls, with their grade', () => {
    const ledger = ledgerOf(tick(60), cpu(3540), llm(callOf({ usage: { uncachedIn: 1_000_000 } })), { kind: 'other', at: now }, tick(null))
    expect(breakdownOf(totals(ledger))).toEqual({ totalUsd: '2.036', cpuUsd: '0.036', cpuHours: 1, llmUsd: '2.00', stripeUsd: null, grade: 'computed' })
    expect(ledger.rows).toBe(5)
  })

  it('is nothing where nothing happened', () => {
    expect(breakdownOf(totals(ledgerOf()))).toEqual({ totalUsd: '0.00', cpuUsd: '0.00', cpuHours: 0, llmUsd: '0.00', stripeUsd: null, grade: 'computed' })
  })

  it('is half-open, in UTC days', () => {
    const ledger = ledgerOf(...[today - 1, today, today + day - 1, today + day].map((at) => llm(callOf({ usage: { uncachedIn: 1_000_000 } }), at)))
    expect(formatUsd(totals(ledger).llm)).toBe('4.00')
    expect(formatUsd(totals(ledger, today - day, today + 2 * day).llm)).toBe('8.00')
    expect(formatUsd(totals(ledger, today, today).llm)).toBe('0.00')
    // A span that ends within a day takes the day.
    expect(formatUsd(totals(ledger, today, today + 1).llm)).toBe('4.00')
  })

  it('counts a day by its number since 1970', () => {
    expect(dayOf(0)).toBe(0)
    expect(dayOf(day - 1)).toBe(0)
    expect(dayOf(-1)).toBe(-1)
  })

  it('names each model with its calls, tokens and money', () => {
    const ledger = ledgerOf(llm(callOf()), llm(callOf(), now - hour), llm(callOf({ model: 'plain-mini' })))
    expect([...totals(ledger).models.values()]).toEqual([
      { provider: 'openai', model: 'plain', calls: 2, pico: 6_000_000_000n, tokens: 2200, unpricedCalls: 0, unpricedTokens: 0 },
      { provider: 'openai', model: 'plain-mini', calls: 1, pico: 1_500_000_000n, tokens: 1100, unpricedCalls: 0, unpricedTokens: 0 },
    ])
  })
})

describe('a thing told twice', () => {
  it('the same request counts once', () => {
    const call = callOf({ requestId: 'req-1', usage: { uncachedIn: 1_000_000 } })
    const ledger = ledgerOf(llm(call), llm(call), llm(call))
    expect(totals(ledger)).toMatchObject({ calls: 1, llm: 2_000_000_000_000n })
    expect(ledger.duplicates).toBe(2)
  })

  it.each([
    ['grows', [10, 40, 100]],
    ['comes in any order', [100, 10, 40]],
  ])('a streamed call that %s counts as its most complete telling', (_name, outs) => {
    const ledger = ledgerOf(...outs.map((out) => llm(callOf({ requestId: 'req-1', usage: { uncachedIn: 1000, out } }))))
    expect(totals(ledger)).toMatchObject({ calls: 1, llm: 3_000_000_000n })
    expect([...totals(ledger).models.values()]).toMatchObject([{ calls: 1, tokens: 1100 }])
  })

  it('a bill beats our own sum over the same tokens', () => {
    const call = callOf({ requestId: 'req-1' })
    expect(formatUsd(totals(ledgerOf(llm(call), llm({ ...call, reportedUsd: '0.5' }))).llm)).toBe('0.50')
    expect(formatUsd(totals(ledgerOf(llm({ ...call, reportedUsd: '0.5' }), llm(call))).llm)).toBe('0.50')
  })

  it('the day of the most complete telling has the cost, the other none', () => {
    const early = callOf({ requestId: 'req-1', usage: { uncachedIn: 1000, out: 1 } })
    const ledger = ledgerOf(llm(early, today - 1), llm(callOf({ requestId: 'req-1' }), today))
    expect(totals(ledger, today - day, today)).toMatchObject({ calls: 0, llm: 0n, models: new Map() })
    expect(totals(ledger)).toMatchObject({ calls: 1, llm: 3_000_000_000n })
  })

  it('one id of two providers is two calls', () => {
    expect(totals(ledgerOf(llm(callOf({ requestId: '1' })), llm(callOf({ requestId: '1', provider: 'xai', model: 'grok' })))).calls).toBe(2)
  })

  it('calls without an id are calls of their own', () => {
    expect(totals(ledgerOf(llm(callOf()), llm(callOf()))).calls).toBe(2)
  })

  it('a run’s CPU time counts once, another run’s and one without a name for itself', () => {
    const ledger = ledgerOf(cpu(10, 'run-1'), cpu(10, 'run-1'), cpu(5, 'run-2'), cpu(1, 'run-1', now, 'other job'), cpu(2), cpu(2))
    expect(totals(ledger).cpuSeconds).toBe(20)
    expect(ledger.duplicates).toBe(1)
  })
})

describe('what has no price', () => {
  const stranger = callOf({ model: 'stranger', usage: { uncachedIn: 900, out: 100 } })

  it('is listed with its tokens, and lowers the grade', () => {
    const period = totals(ledgerOf(llm(stranger), llm(stranger), llm(callOf())))
    expect(unpricedOf(period)).toEqual([{ provider: 'openai', model: 'stranger', calls: 2, tokens: 2000 }])
    expect(period.grade).toBe('unpriced')
  })

  it('is listed though other calls of the model were billed, whichever came last', () => {
    const billed = { ...stranger, reportedUsd: '0.5' }
    for (const records of [[llm(stranger), llm(billed)], [llm(billed), llm(stranger)]]) {
      const period = totals(ledgerOf(...records))
      expect(unpricedOf(period)).toEqual([{ provider: 'openai', model: 'stranger', calls: 1, tokens: 1000 }])
      expect(formatUsd(period.llm)).toBe('0.50')
    }
  })

  it('is no longer so once the same call is billed', () => {
    const told = { ...stranger, requestId: 'req-1' }
    expect(unpricedOf(totals(ledgerOf(llm(told), llm({ ...told, reportedUsd: '0.5' }))))).toEqual([])
  })

  it('is left out of a period it isn’t in', () => {
    const period = totals(ledgerOf(llm(stranger, today - 1), llm(callOf())))
    expect(unpricedOf(period)).toEqual([])
    expect(period.grade).toBe('computed')
  })
})

describe('grades', () => {
  it.each([
    ['reported', 'computed', 'computed'],
    ['computed', 'reported', 'computed'],
    ['computed', 'estimated', 'estimated'],
    ['unpriced', 'estimated', 'unpriced'],
    ['reported', 'reported', 'reported'],
  ] as const)('%s with %s is %s', (a, b, expected) => {
    expect(weaker(a, b)).toBe(expected)
  })
})

describe('over any records', () => {
  const at = fc.integer({ min: today - 3 * day, max: today + 3 * day })
  const n = fc.integer({ min: 0, max: 300_000 })
  const record: fc.Arbitrary<LogRecord> = fc.oneof(
    fc.record({ seconds: fc.integer({ min: 0, max: 9000 }), at }).map(({ seconds, at: time }) => cpu(seconds, null, time)),
    fc
      .record({
        at,
        model: fc.constantFrom('plain', 'plain-mini', 'cliff', 'changing', 'stranger'),
        uncachedIn: n,
        cacheRead: n,
        out: n,
        requestId: fc.constantFrom(null, 'a', 'b', 'c'),
        reportedUsd: fc.constantFrom(null, null, '0.123456789012'),
        batch: fc.boolean(),
      })
      .map(({ at: time, uncachedIn, cacheRead, out, ...call }) => llm(callOf({ ...call, usage: { uncachedIn, cacheRead, out } }), time)),
  )
  const records = fc.array(record, { maxLength: 40 })
  const whole = (ledger: Ledger) => ledger.between(today - 3 * day, today + 4 * day, rate)

  it('the parts add up to the total, and the models to the calls’ part', () => {
    fc.assert(
      fc.property(records, (all) => {
        const period = whole(ledgerOf(...all))
        expect(period.cpu + period.llm + (period.stripe ?? 0n)).toBe(period.total)
        const models = [...period.models.values()]
        expect(models.reduce((sum, { pico }) => sum + pico, 0n)).toBe(period.llm)
        expect(models.reduce((sum, { calls }) => sum + calls, 0)).toBe(period.calls)
      }),
    )
  })

  it('the days add up to the period', () => {
    fc.assert(
      fc.property(records, (all) => {
        const ledger = ledgerOf(...all)
        const days = Array.from({ length: 7 }, (_, i) => totals(ledger, today + (i - 3) * day, today + (i - 2) * day))
        const period = whole(ledger)
        expect(days.reduce((sum, { llm: part }) => sum + part, 0n)).toBe(period.llm)
        expect(days.reduce((sum, { calls }) => sum + calls, 0)).toBe(period.calls)
        expect(days.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0)).toBe(period.cpuSeconds)
      }),
    )
  })

  it('telling identified calls again changes no figure', () => {
    fc.assert(
      fc.property(records, (all) => {
        const told = all.filter((one) => one.kind === 'llm' && one.call.requestId !== null)
        expect(whole(ledgerOf(...all, ...told))).toEqual(whole(ledgerOf(...all)))
      }),
    )
  })

  it('a call without a price is never silently nothing', () => {
    fc.assert(
      fc.property(records, (all) => {
        const period = whole(ledgerOf(...all))
        const strangers = period.models.get('openai/stranger')
        const listed = unpricedOf(period).reduce((sum, { calls }) => sum + calls, 0)
        expect(listed).toBe(strangers?.unpricedCalls ?? 0)
        if (listed > 0) expect(period.grade).toBe('unpriced')
      }),
    )
  })
})

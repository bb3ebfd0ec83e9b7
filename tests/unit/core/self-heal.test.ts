import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HealOutcome, LogRecord } from '../../../src/core/costs/record'
import { SelfHealLedger } from '../../../src/core/self-heal'
import { noTokens } from '../../../src/core/costs/usage'
import { day, hour, minute, now } from './world'

const heal = (job: string, at: number, outcome: HealOutcome = 'failed', attempt: number | null = 1): LogRecord => ({ kind: 'heal', at, job, attempt, outcome })
const step = (job: string, at: number, name: 'started' | 'finished' | 'failed'): LogRecord => ({ kind: 'job', at, job, step: name })
const call = (job: string | null, at: number, usd: string | null, requestId: string | null = null): LogRecord => ({
  kind: 'llm', at, call: { provider: 'openai', model: 'stranger', usage: noTokens, requestId, job, agent: null, serviceTier: null, batch: false, reportedUsd: usd },
})
const figures = (...records: LogRecord[]) => {
  const ledger = new SelfHealLedger({ source: '', version: '', sha256: '', providers: {} })
  for (const record of records) ledger.add(record)
  return ledger.figures(now)
}

describe('self-healing', () => {
  it('is of no job at first', () => {
    expect(figures()).toEqual({ jobs24h: 0, jobs: [], total: { jobs: 0, attempts: 0, successRate: null, burnedUsd: '0.00', grade: 'computed' } })
    expect(figures(step('a', now, 'failed'), call('a', now, '1')).jobs24h).toBe(0)
  })

  it('counts jobs, not attempts, over a sliding day, and all that is kept beside it', () => {
    const seen = figures(heal('a', now - hour), heal('a', now - minute, 'healed', 2), heal('b', now - day + 1), heal('c', now - day), heal('d', now - 20 * day, 'healed'))
    expect(seen.jobs24h).toBe(2)
    expect(seen.jobs.map(({ job, attempts24h }) => [job, attempts24h])).toEqual([['b', 1], ['a', 2]])
    expect(seen.total).toMatchObject({ jobs: 4, attempts: 5, successRate: 0.4 })
  })

  it('takes the same attempt told twice for one', () => {
    expect(figures(heal('a', now), heal('a', now)).total.attempts).toBe(1)
    expect(figures(heal('a', now, 'failed', 1), heal('a', now, 'failed', 2)).total.attempts).toBe(2)
  })

  it('knows how often it worked, of those that say so', () => {
    expect(figures(heal('a', now - 3), heal('a', now - 2, 'unknown'), heal('a', now - 1, 'healed')).jobs[0]).toMatchObject({ attempts: 3, successRate: 0.5, failedInARow24h: 0 })
    expect(figures(heal('a', now, 'unknown')).jobs[0]!.successRate).toBeNull()
  })

  it('counts what failed since the last success', () => {
    expect(figures(heal('a', now - 5), heal('a', now - 4, 'healed'), heal('a', now - 3), heal('a', now - 2, 'unknown'), heal('a', now - 1)).jobs[0]).toMatchObject({ attempts24h: 5, failedInARow24h: 3 })
  })

  describe('burns', () => {
    it('what its job spent from the failure to the outcome, and nothing else', () => {
      const seen = figures(
        call('a', now - 60 * minute, '1'), step('a', now - 50 * minute, 'failed'),
        call('a', now - 49 * minute, '0.10'), call('b', now - 48 * minute, '7'), call(null, now - 48 * minute, '7'), heal('a', now - 47 * minute),
        call('a', now - 46 * minute, '0.20'), step('a', now - 45 * minute, 'finished'), heal('a', now - 44 * minute, 'healed', 2),
        call('a', now - 43 * minute, '4'),
      )
      expect(seen.jobs[0]).toMatchObject({ burned24hUsd: '0.30', burnedUsd: '0.30', wastedUsd: '0.00', grade: 'reported' })
      expect(seen.total.burnedUsd).toBe('0.30')
    })

    it('also what a retry spent that itself logged its failure', () => {
      const seen = figures(step('a', now - 9, 'failed'), step('a', now - 8, 'started'), call('a', now - 7, '0.5'), step('a', now - 6, 'failed'), heal('a', now - 5))
      expect(seen.jobs[0]).toMatchObject({ burnedUsd: '0.50', wastedUsd: '0.50' })
    })

    it('nothing of an earlier failure that was got over without healing', () => {
      const seen = figures(step('a', now - 9, 'failed'), call('a', now - 8, '3'), step('a', now - 7, 'finished'), step('a', now - 6, 'failed'), call('a', now - 5, '0.5'), heal('a', now - 4))
      expect(seen.jobs[0]!.burnedUsd).toBe('0.50')
    })

    it('about what it spent in the hour before, where no failure was logged', () => {
      const seen = figures(call('a', now - 2 * hour, '5'), call('a', now - 30 * minute, '0.5'), heal('a', now))
      expect(seen.jobs[0]).toMatchObject({ burnedUsd: '0.50', grade: 'estimated' })
    })

    it('nobody knows how much where a model has no price', () => {
      expect(figures(step('a', now - 3, 'failed'), call('a', now - 2, null), call('a', now - 1, '0.5'), heal('a', now)).jobs[0]).toMatchObject({ burnedUsd: '0.50', grade: 'unpriced' })
    })

    it('the same for a call told twice', () => {
      expect(figures(step('a', now - 3, 'failed'), call('a', now - 2, '0.5', 'r1'), call('a', now - 1, '0.5', 'r1'), heal('a', now)).jobs[0]!.burnedUsd).toBe('0.50')
    })
  })

  it('says the same in whatever order and however often the lines come', () => {
    const records = [
      step('a', now - 50, 'failed'), call('a', now - 49, '0.10', 'r1'), heal('a', now - 47), call('a', now - 46, '0.20', 'r2'), heal('a', now - 44, 'healed', 2),
      step('b', now - 40, 'failed'), call('b', now - 30, '0.30', 'r3'), heal('b', now - 20), heal('c', now - 2 * day),
    ]
    const expected = figures(...records)
    fc.assert(
      fc.property(fc.shuffledSubarray(records, { minLength: records.length }), fc.subarray(records), (shuffled, again) => {
        expect(figures(...shuffled, ...again)).toEqual(expected)
      }),
    )
  })

  it('keeps a month, whatever comes', () => {
    const ledger = new SelfHealLedger({ source: '', version: '', sha256: '', providers: {} })
    ledger.figures(now)
    ledger.add(heal('old', now - 60 * day))
    ledger.add(heal('ahead', now + 3000 * day))
    for (let i = 0; i < 20_000; i++) ledger.add(call('a', now - i, '0.01'))
    expect(ledger.figures(now)).toMatchObject({ jobs24h: 0, total: { jobs: 1 } })
  })

  it('holds only so many calls, and says that older sums are estimates', () => {
    const ledger = new SelfHealLedger({ source: '', version: '', sha256: '', providers: {} })
    for (const record of [step('a', now - 10 * day, 'failed'), call('a', now - 10 * day + 1, '0.5'), heal('a', now - 10 * day + 2)]) ledger.add(record)
    expect(ledger.figures(now).total).toMatchObject({ burnedUsd: '0.50', grade: 'reported' })
    for (let i = 0; i < 220_000; i++) ledger.add(call('b', now - i, '0.01'))
    expect(ledger.figures(now).total).toMatchObject({ attempts: 1, burnedUsd: '0.00', grade: 'estimated' })
  })

  it('shows the worst first, and not all of very many', () => {
    const seen = figures(...Array.from({ length: 30 }, (_, i) => heal(`job ${i}`, now - 1)), heal('worst', now - 2), heal('worst', now - 1))
    expect(seen.jobs24h).toBe(31)
    expect(seen.jobs).toHaveLength(20)
    expect(seen.jobs[0]!.job).toBe('worst')
  })
})

import { describe, expect, it } from 'vitest'
import { parseUsd } from '../../../src/core/costs/money'
import type { HealOutcome } from '../../../src/core/costs/record'
import { attemptsIn, type Heal, type JobBook, type Spent } from '../../../src/core/heal-attempts'
import { healFigures } from '../../../src/core/self-heal'
import { day, hour, minute, now } from './world'

type Entry = { job: string } & ({ heal: Heal } | { step: JobBook['steps'][number] } | { call: Spent })
const heal = (job: string, at: number, outcome: HealOutcome = 'failed', attempt: number | null = 1): Entry => ({ job, heal: { at, attempt, outcome } })
const step = (job: string, at: number, name: 'finished' | 'failed'): Entry => ({ job, step: { at, failed: name === 'failed' } })
const call = (job: string, at: number, usd: string | null): Entry => ({ job, call: usd === null ? { at, pico: 0n, grade: 'unpriced' } : { at, pico: parseUsd(usd), grade: 'reported' } })

const bookOf = (entries: readonly Entry[], job: string): JobBook => {
  const own = entries.filter((entry) => entry.job === job)
  return { heals: own.flatMap((entry) => ('heal' in entry ? [entry.heal] : [])), steps: own.flatMap((entry) => ('step' in entry ? [entry.step] : [])), calls: own.flatMap((entry) => ('call' in entry ? [entry.call] : [])) }
}
const figuresSince = (callsFrom: number, ...entries: Entry[]) => {
  const healed = [...new Set(entries.filter((entry) => 'heal' in entry).map(({ job }) => job))]
  return healFigures(healed.map((job) => ({ job, attempts: attemptsIn(bookOf(entries, job), callsFrom) })), now)
}
const figures = (...entries: Entry[]) => figuresSince(-Infinity, ...entries)

describe('self-healing', () => {
  it('is of no job at first', () => {
    expect(figures()).toEqual({ jobs24h: 0, jobs: [], total: { jobs: 0, attempts: 0, successRate: null, burnedUsd: '0.00', grade: 'computed' } })
  })

  it('counts jobs, not attempts, over a sliding day, and all that is kept beside it', () => {
    const seen = figures(heal('a', now - hour), heal('a', now - minute, 'healed', 2), heal('b', now - day + 1), heal('c', now - day), heal('d', now - 20 * day, 'healed'))
    expect(seen.jobs24h).toBe(2)
    expect(seen.jobs.map(({ job, attempts24h }) => [job, attempts24h])).toEqual([['b', 1], ['a', 2]])
    expect(seen.total).toMatchObject({ jobs: 4, attempts: 5, successRate: 0.4 })
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
        call('a', now - 49 * minute, '0.10'), call('b', now - 48 * minute, '7'), heal('a', now - 47 * minute),
        call('a', now - 46 * minute, '0.20'), step('a', now - 45 * minute, 'finished'), heal('a', now - 44 * minute, 'healed', 2),
        call('a', now - 43 * minute, '4'),
      )
      expect(seen.jobs[0]).toMatchObject({ burned24hUsd: '0.30', burnedUsd: '0.30', wastedUsd: '0.00', grade: 'reported' })
      expect(seen.total.burnedUsd).toBe('0.30')
    })

    it('also what a retry spent that itself logged its failure', () => {
      const seen = figures(step('a', now - 9, 'failed'), call('a', now - 7, '0.5'), step('a', now - 6, 'failed'), heal('a', now - 5))
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
  })

  it('says the same in whatever order the lines come', () => {
    const entries = [step('a', now - 50, 'failed'), call('a', now - 49, '0.10'), heal('a', now - 47), call('a', now - 46, '0.20'), heal('a', now - 44, 'healed', 2), step('b', now - 40, 'failed'), call('b', now - 30, '0.30'), heal('b', now - 20)]
    expect(figures(...entries.toReversed())).toEqual(figures(...entries))
  })

  it('says that sums of what is no longer known are estimates', () => {
    const entries = [step('a', now - 10 * day, 'failed'), call('a', now - 9 * day, '0.5'), heal('a', now - 8 * day)]
    expect(figures(...entries).total).toMatchObject({ burnedUsd: '0.50', grade: 'reported' })
    expect(figuresSince(now - 9 * day, ...entries).total.grade).toBe('estimated')
  })

  it('shows the worst first, and not all of very many', () => {
    const seen = figures(...Array.from({ length: 30 }, (_, i) => heal(`job ${i}`, now - 1)), heal('worst', now - 2), heal('worst', now - 1))
    expect(seen.jobs24h).toBe(31)
    expect(seen.jobs).toHaveLength(20)
    expect(seen.jobs[0]!.job).toBe('worst')
  })
})

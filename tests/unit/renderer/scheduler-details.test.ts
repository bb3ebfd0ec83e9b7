import { describe, expect, it } from 'vitest'
import { healsOf, onDayLine, schedulersOf } from '../../../src/renderer/features/overview/scheduler-view'

const minute = 60_000
const day = 1440 * minute
const now = Date.UTC(2026, 10, 23, 12)
const gap = (kind: string, ago: number, length: number, gaps = 0) => ({ kind, from: now - ago * minute, to: now - (ago - length) * minute, gaps })
const scheduler = (extra: object = {}) => ({ name: 'EchoPilot’s scheduler', state: 'ticking', lastTickAt: now, gaps24h: 0, longestGapMs: minute, gaps: [], problem: null, ...extra })
const found = (...schedulers: unknown[]) => schedulersOf({ detail: { schedulers } as never })

describe('a scheduler', () => {
  it('says how regular it was', () => {
    expect(found(scheduler({ gaps24h: 5, longestGapMs: 6 * minute }))).toEqual([
      { name: 'EchoPilot’s scheduler', state: 'ticking', lastTickAt: now, day: '5 gaps, the longest silence 6 min', classes: null, gaps: [], problem: null },
    ])
  })

  it('shows its gaps by what they were, those that count first, the newest row on top', () => {
    const [shown] = found(scheduler({ gaps: [gap('asleep', 300, 60), gap('asleep', 200, 10), gap('real', 50, 6, 5)] }))
    expect(shown!.classes).toBe('1 real, 2 asleep')
    expect(shown!.gaps.map(({ what, lasted, gaps }) => [what, lasted, gaps])).toEqual([['Real', '6 min', 5], ['Asleep', '10 min', 0], ['Asleep', '1 h', 0]])
  })

  it('of an older console, or without anything, is shown as far as it goes', () => {
    expect(found({ name: 'x' }, null, 7)).toMatchObject([{ name: 'x', state: '', day: '0 gaps, the longest silence 0 s', lastTickAt: null }])
    expect(found(scheduler({ gaps: [{ kind: 'other' }, null] }))[0]!.gaps).toEqual([])
    expect(schedulersOf({ detail: {} })).toEqual([])
  })
})

describe('a gap on the line of a day', () => {
  it.each([
    [day, day / 2, 0, 50],
    [day / 2, day / 4, 50, 25],
    // One that began before, and one that is too short to be seen.
    [2 * day, day / 2, 0, 50],
    [minute, 0, 99.5, 0.5],
  ])('from %i to %i ms ago', (fromAgo, toAgo, x, width) => {
    const placed = onDayLine({ from: now - fromAgo, to: now - toAgo }, now)
    expect([placed.x, placed.width].map((each) => Math.round(each * 10) / 10)).toEqual([x, width])
  })
})

describe('self-healing', () => {
  const job = { job: 'triage', attempts24h: 3, failedInARow24h: 2, successRate: 0.25, burnedUsd: '1.5', grade: 'computed' }
  const heals = (extra: object = {}) => healsOf({ detail: { selfHeal: { jobs24h: 1, jobs: [job], total: { jobs: 2, attempts: 4, successRate: 0.5, burnedUsd: '2.25', grade: 'computed' }, ...extra } } as never })

  it('is what it came to, in all and by job', () => {
    expect(heals()).toEqual({
      day: '1 job', total: '4 attempts at 2 jobs, healed 50 %', burned: '$2.25',
      jobs: [{ job: 'triage', attempts: 3, failedInARow: 2, success: '25 %', burned: '$1.50' }],
    })
  })

  it('says so where a price isn’t known, or no outcome', () => {
    expect(heals({ jobs: [{ ...job, successRate: null, grade: 'unpriced' }] })!.jobs).toMatchObject([{ success: '–', burned: 'at least $1.50' }])
  })

  it('is nothing where nothing ever needed it', () => {
    expect(heals({ total: { attempts: 0 } })).toBeNull()
    expect(healsOf({ detail: {} })).toBeNull()
  })
})

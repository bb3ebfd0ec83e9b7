import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Stretch } from '../../../../src/core/presence'
import { jobs, type Job } from '../../../../src/core/schedule'
import { jobDays, type JobPast } from '../../../../src/core/views/job-days'
import { latenessOf } from '../../../../src/core/views/lateness'
import type { JobRun } from '../../../../src/shared/model'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const at = (text: string): number => Date.parse(`${text}:00Z`)
const now = at('2026-11-23T09:30')

const stretch = (kind: Stretch['kind'], from: string, to: string): Stretch => ({ kind, from: at(from), to: at(to), sleptMs: null })
const run = (dueAt: string, more: Partial<JobRun> = {}): JobRun => ({ id: dueAt, job: 'ceo-brief', dueAt: at(dueAt), startedAt: at(dueAt), finishedAt: at(dueAt) + 900, outcome: 'done', late: false, manual: false, message: null, ...more })
const past = (more: Partial<JobPast> = {}): JobPast => ({ runs: [], stretches: [], installedAt: 0, now, ...more })
const jobNamed = (id: string): Job => jobs.find((job) => job.id === id)!
const brief = jobNamed('ceo-brief')

describe('why a job didn’t run in time', () => {
  const dueAt = at('2026-11-23T08:00')
  it.each([
    ['it slept', [stretch('asleep', '2026-11-22T22:00', '2026-11-23T08:41')], { cause: 'asleep', untilAt: at('2026-11-23T08:41') }],
    ['it was off', [stretch('off', '2026-11-22T22:00', '2026-11-23T08:41')], { cause: 'console-off', untilAt: at('2026-11-23T08:41') }],
    ['it stood still', [stretch('frozen', '2026-11-23T07:59', '2026-11-23T08:05')], { cause: 'frozen', untilAt: at('2026-11-23T08:05') }],
    ['the clock was set past it', [stretch('clock', '2026-11-23T07:30', '2026-11-23T08:30')], { cause: 'clock-set', untilAt: at('2026-11-23T08:30') }],
    ['it fell asleep just then', [stretch('asleep', '2026-11-23T08:01', '2026-11-23T09:00')], { cause: 'asleep', untilAt: at('2026-11-23T09:00') }],
    ['it had been awake again', [stretch('asleep', '2026-11-22T22:00', '2026-11-23T08:00')], { cause: 'unknown', untilAt: null }],
    ['a network that is away holds nothing up', [stretch('away', '2026-11-22T22:00', '2026-11-23T09:00')], { cause: 'unknown', untilAt: null }],
    ['of two the longer one', [stretch('frozen', '2026-11-23T07:59', '2026-11-23T08:05'), stretch('off', '2026-11-23T08:00', '2026-11-23T09:00')], { cause: 'console-off', untilAt: at('2026-11-23T09:00') }],
    ['nothing is known', [], { cause: 'unknown', untilAt: null }],
  ])('%s', (_case, stretches, expected) => {
    expect(latenessOf(dueAt, stretches)).toEqual(expected)
  })
})

describe('two weeks of a job', () => {
  const states = (job: Job, known: JobPast) => jobDays(job, known).days.map(({ due }) => due.map(({ state }) => state).join())
  it('are fourteen UTC days up to today', () => {
    const { job, cron, days } = jobDays(brief, past())
    expect([job, cron, days.length]).toEqual(['ceo-brief', '0 8 * * *', 14])
    expect([days[0]!.day, days[13]!.day]).toEqual([at('2026-11-10T00:00'), at('2026-11-23T00:00')])
  })
  it('tell what came of each due time; only the newest is still made up for', () => {
    const runs = [run('2026-11-20T08:00'), run('2026-11-21T08:00', { outcome: 'failed' }), run('2026-11-21T08:00', { id: 'hand', manual: true })]
    expect(states(brief, past({ runs })).slice(-5)).toEqual(['missed', 'done', 'failed', 'missed', 'waiting'])
  })
  it('begin when the console was first started', () => {
    expect(states(brief, past({ installedAt: at('2026-11-22T08:01') })).filter(Boolean)).toEqual(['waiting'])
    expect(states(brief, past({ installedAt: at('2026-11-22T08:00') })).filter(Boolean)).toEqual(['missed', 'waiting'])
  })
  it('of a weekly job have two or fewer', () => {
    expect(states(jobNamed('weekly-summary'), past())).toEqual(['', '', '', '', '', '', 'missed', '', '', '', '', '', '', 'waiting'])
  })
  it('don’t say of a due time to come that it was missed', () => {
    expect(states(brief, past({ now: at('2026-11-23T07:59') })).slice(-2)).toEqual(['waiting', ''])
  })
  it('say why a run was late, and why one never came', () => {
    const stretches = [stretch('asleep', '2026-11-20T22:00', '2026-11-21T08:41'), stretch('off', '2026-11-21T20:00', '2026-11-23T02:00')]
    const runs = [run('2026-11-21T08:00', { startedAt: at('2026-11-21T08:41'), late: true }), run('2026-11-23T08:00')]
    const [late, missed, done] = jobDays(brief, past({ runs, stretches })).days.slice(-3).map(({ due }) => due[0]!)
    expect([late!.state, late!.lateness, late!.run?.lateness]).toEqual(['done', { cause: 'asleep', untilAt: at('2026-11-21T08:41') }, { cause: 'asleep', untilAt: at('2026-11-21T08:41') }])
    expect([missed!.state, missed!.lateness]).toEqual(['missed', { cause: 'console-off', untilAt: at('2026-11-23T02:00') }])
    expect([done!.state, done!.lateness]).toEqual(['done', null])
  })
  it('have each due time once, whenever it is and whatever ran', () => {
    fc.assert(
      fc.property(fc.integer({ min: at('2026-01-01T00:00'), max: at('2027-12-31T00:00') }), fc.constantFrom(...jobs.filter(({ recorded }) => recorded)), fc.array(fc.nat(13)), (moment, job, ran) => {
        const runs = ran.map((ago) => ({ ...run('2026-11-23T08:00'), job: job.id, dueAt: Math.floor(moment / day) * day - ago * day }))
        const due = jobDays(job, past({ now: moment, runs })).days.flatMap(({ day: of, due: all }) => all.map(({ dueAt }) => [of, dueAt] as const))
        expect(due.every(([of, dueAt]) => dueAt >= of && dueAt < of + day && dueAt <= moment)).toBe(true)
        expect(new Set(due.map(([, dueAt]) => dueAt)).size).toBe(due.length)
        expect(due.length).toBeGreaterThanOrEqual(job.timing.every === 'week' ? 1 : 13)
      }),
    )
  })
})

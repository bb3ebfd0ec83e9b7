import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cronOf, inWords, isLate, jobs, latestDue, lateAfterMs, missed, nextDue, type Job, type Timing } from '../../../src/core/schedule'
import { day, hour, minute } from './world'

const at = (iso: string): number => {
  const time = Date.parse(iso)
  if (Number.isNaN(time)) throw new Error(`not a time: ${iso}`)
  return time
}
const iso = (time: number) => new Date(time).toISOString().replace(':00.000Z', 'Z')

const minutely: Timing = { every: 'minute' }
const daily: Timing = { every: 'day', hour: 7, minute: 55 }
const mondays: Timing = { every: 'week', weekday: 1, hour: 0, minute: 5 }
const sundays: Timing = { every: 'week', weekday: 7, hour: 23, minute: 59 }

const instants = fc.integer({ min: at('2000-01-01T00:00:00Z'), max: at('2100-01-01T00:00:00Z') })
const hours = fc.integer({ min: 0, max: 23 })
const minutes = fc.integer({ min: 0, max: 59 })
const timings: fc.Arbitrary<Timing> = fc.oneof(
  fc.constant(minutely),
  fc.record({ every: fc.constant('day' as const), hour: hours, minute: minutes }),
  fc.record({ every: fc.constant('week' as const), weekday: fc.integer({ min: 1, max: 7 }), hour: hours, minute: minutes }),
)
const stepOf = ({ every }: Timing) => (every === 'minute' ? minute : every === 'day' ? day : 7 * day)

describe('due times', () => {
  it.each<[string, Timing, string, string, string]>([
    ['on the minute', minutely, '2026-11-23T10:00:00Z', '2026-11-23T10:00Z', '2026-11-23T10:01Z'],
    ['within a minute', minutely, '2026-11-23T10:00:59.999Z', '2026-11-23T10:00Z', '2026-11-23T10:01Z'],
    ['before the time of day', daily, '2026-11-23T07:54:59.999Z', '2026-11-22T07:55Z', '2026-11-23T07:55Z'],
    ['at the time of day', daily, '2026-11-23T07:55:00Z', '2026-11-23T07:55Z', '2026-11-24T07:55Z'],
    ['across a year’s end', daily, '2027-01-01T00:00:00Z', '2026-12-31T07:55Z', '2027-01-01T07:55Z'],
    ['on a leap day', daily, '2028-02-29T12:00:00Z', '2028-02-29T07:55Z', '2028-03-01T07:55Z'],
    ['after a leap day', daily, '2028-03-01T01:00:00Z', '2028-02-29T07:55Z', '2028-03-01T07:55Z'],
    ['Monday before the time', mondays, '2026-11-23T00:04:59Z', '2026-11-16T00:05Z', '2026-11-23T00:05Z'],
    ['Monday at the time', mondays, '2026-11-23T00:05:00Z', '2026-11-23T00:05Z', '2026-11-30T00:05Z'],
    ['Sunday night', mondays, '2026-11-29T23:59:59Z', '2026-11-23T00:05Z', '2026-11-30T00:05Z'],
    ['a week across a year’s end', mondays, '2027-01-01T12:00:00Z', '2026-12-28T00:05Z', '2027-01-04T00:05Z'],
    ['a week across a leap day', mondays, '2028-03-02T00:00:00Z', '2028-02-28T00:05Z', '2028-03-06T00:05Z'],
    ['Sunday counts as 7', sundays, '2026-11-23T00:00:00Z', '2026-11-22T23:59Z', '2026-11-29T23:59Z'],
    ['Sunday just before', sundays, '2026-11-22T23:58:59Z', '2026-11-15T23:59Z', '2026-11-22T23:59Z'],
  ])('%s', (_name, timing, now, latest, next) => {
    expect(iso(latestDue(timing, at(now)))).toBe(latest)
    expect(iso(nextDue(timing, at(now)))).toBe(next)
  })

  it('the latest is at or before now, the next after it, a step apart', () => {
    fc.assert(
      fc.property(timings, instants, (timing, now) => {
        const latest = latestDue(timing, now)
        expect(latest).toBeLessThanOrEqual(now)
        expect(nextDue(timing, now)).toBeGreaterThan(now)
        expect(nextDue(timing, now) - latest).toBe(stepOf(timing))
      }),
    )
  })

  it('carry the clock time and weekday that were asked for, in UTC', () => {
    fc.assert(
      fc.property(timings, instants, (timing, now) => {
        const due = new Date(latestDue(timing, now))
        expect([due.getUTCSeconds(), due.getUTCMilliseconds()]).toEqual([0, 0])
        if (timing.every === 'minute') return
        expect([due.getUTCHours(), due.getUTCMinutes()]).toEqual([timing.hour, timing.minute])
        if (timing.every === 'week') expect(due.getUTCDay()).toBe(timing.weekday % 7)
      }),
    )
  })

  it('are their own latest due time, and each is the next of the moment before', () => {
    fc.assert(
      fc.property(timings, instants, (timing, now) => {
        const due = latestDue(timing, now)
        expect(latestDue(timing, due)).toBe(due)
        expect(nextDue(timing, due - 1)).toBe(due)
      }),
    )
  })
})

describe('the daily rhythm', () => {
  it('is what the product says, in cron and in words', () => {
    expect(jobs.map(({ id, timing }) => [id, cronOf(timing), inWords(timing)])).toEqual([
      ['tick', '* * * * *', 'every 60 s'],
      ['daily-probe', '55 7 * * *', 'daily at 07:55 UTC'],
      ['ceo-brief', '0 8 * * *', 'daily at 08:00 UTC'],
      ['weekly-summary', '5 0 * * 1', 'Mondays at 00:05 UTC'],
      ['backup', '30 8 * * *', 'daily at 08:30 UTC'],
      ['retention', '20 3 * * *', 'daily at 03:20 UTC'],
    ])
  })

  it('knows Sunday by cron’s number and its own name', () => {
    expect(cronOf(sundays)).toBe('59 23 * * 0')
    expect(inWords(sundays)).toBe('Sundays at 23:59 UTC')
  })

  it('records and makes up for everything but ticks', () => {
    expect(jobs.filter(({ recorded }) => !recorded).map(({ id }) => id)).toEqual(['tick'])
    expect(jobs.filter(({ catchUp }) => !catchUp).map(({ id }) => id)).toEqual(['tick'])
  })
})

describe('missed runs', () => {
  const installed = at('2026-11-01T12:00:00Z')
  const ran = (due: Record<string, string>) => new Map(Object.entries(due).map(([id, time]) => [id, at(time)]))
  const ids = (lastDue: Map<string, number>, now: string, since = installed) =>
    missed(jobs, lastDue, since, at(now)).map(({ job, dueAt }) => `${job.id} ${iso(dueAt)}`)
  const all = ran({
    'daily-probe': '2026-11-22T07:55:00Z',
    'ceo-brief': '2026-11-22T08:00:00Z',
    'weekly-summary': '2026-11-23T00:05:00Z',
    backup: '2026-11-22T08:30:00Z',
    retention: '2026-11-23T03:20:00Z',
  })

  it.each<[string, Map<string, number>, string, string[]]>([
    ['nothing, when all ran', all, '2026-11-23T07:54:00Z', []],
    ['the probe before the brief', all, '2026-11-23T09:00:00Z', ['daily-probe 2026-11-23T07:55Z', 'ceo-brief 2026-11-23T08:00Z', 'backup 2026-11-23T08:30Z']],
    ['the brief alone, between the two', new Map([...all, ['daily-probe', at('2026-11-23T07:55:00Z')]]), '2026-11-23T08:00:00Z', ['ceo-brief 2026-11-23T08:00Z']],
    [
      'only the newest of many days',
      all,
      '2026-12-09T09:00:00Z',
      ['weekly-summary 2026-12-07T00:05Z', 'retention 2026-12-09T03:20Z', 'daily-probe 2026-12-09T07:55Z', 'ceo-brief 2026-12-09T08:00Z', 'backup 2026-12-09T08:30Z'],
    ],
    ['nothing again after the clock went back', all, '2026-11-20T09:00:00Z', []],
  ])('%s', (_name, lastDue, now, expected) => {
    expect(ids(lastDue, now)).toEqual(expected)
  })

  it('a fresh console owes nothing from before it was there', () => {
    const since = at('2026-11-23T07:57:00Z')
    expect(ids(new Map(), '2026-11-23T07:59:00Z', since)).toEqual([])
    expect(ids(new Map(), '2026-11-23T08:01:00Z', since)).toEqual(['ceo-brief 2026-11-23T08:00Z'])
  })

  it('never names a run twice, however often it is asked: what it names is recorded and gone', () => {
    const looks = fc.array(fc.integer({ min: 1, max: 3 * day }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(instants, looks, (start, waits) => {
        const lastDue = new Map<string, number>()
        const made = new Set<string>()
        let now = start
        for (const wait of waits) {
          now += wait
          for (const { job, dueAt } of missed(jobs, lastDue, start, now)) {
            const run = `${job.id} ${dueAt}`
            expect(made.has(run)).toBe(false)
            expect(dueAt).toBeGreaterThan(start)
            expect(dueAt).toBeLessThanOrEqual(now)
            made.add(run)
            lastDue.set(job.id, dueAt)
          }
          expect(missed(jobs, lastDue, start, now)).toEqual([])
        }
      }),
    )
  })

  it('asked often enough it makes exactly the runs that were due', () => {
    fc.assert(
      fc.property(timings.filter(({ every }) => every !== 'minute'), fc.integer({ min: 0, max: 8 * day }), (timing, offset) => {
        const job: Job = { id: 'job', title: 'Job', timing, catchUp: true, recorded: true }
        const start = at('2027-12-27T00:00:00Z') + offset
        const end = start + 8 * day
        const lastDue = new Map<string, number>()
        const made: number[] = []
        for (let now = start; now < end; now += 7 * hour) {
          for (const { dueAt } of missed([job], lastDue, start, now)) {
            made.push(dueAt)
            lastDue.set('job', dueAt)
          }
        }
        const lastLook = start + Math.floor((end - 1 - start) / (7 * hour)) * 7 * hour
        const due: number[] = []
        for (let time = nextDue(timing, start); time <= lastLook; time = nextDue(timing, time)) due.push(time)
        expect(made).toEqual(due)
      }),
      { numRuns: 50 },
    )
  })
})

describe('isLate', () => {
  it.each([
    [0, false],
    [lateAfterMs, false],
    [lateAfterMs + 1, true],
    [-5000, false],
  ])('%i ms after its time: %s', (delay, late) => {
    expect(isLate({ dueAt: at('2026-11-23T08:00:00Z'), startedAt: at('2026-11-23T08:00:00Z') + delay })).toBe(late)
  })
})

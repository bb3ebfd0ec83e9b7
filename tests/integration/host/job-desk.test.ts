import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { jobs } from '../../../src/core/schedule'
import type { Presence } from '../../../src/core/timeline'
import { JobDesk } from '../../../src/host/job-desk'
import { Store } from '../../../src/host/store/store'
import type { JobRun } from '../../../src/shared/model'
import { jobDays, runPage, type RunCursor } from '../../../src/shared/schedule'
import { freshFolder, handClock } from '../support'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const clock = handClock(Date.UTC(2026, 10, 23, 12))
const now = clock.now()
const due = Date.UTC(2026, 10, 23, 8)
const presence: Presence = { now: { wallMs: now, boot: 'b', sinceBootMs: 1e9 }, since: null, spans: [] }
const wall = (wallMs: number) => ({ wallMs, boot: 'older', sinceBootMs: wallMs - 5 })

const run = (ago: number, more: Partial<JobRun> = {}): JobRun => ({ id: `r-${ago}`, job: 'ceo-brief', dueAt: due - ago * day, startedAt: due - ago * day, finishedAt: due - ago * day + 5, outcome: 'done', late: false, manual: false, message: null, ...more })

async function desk(runs: readonly JobRun[]) {
  const { store } = await Store.open(join(freshFolder(), 'console.db'), now)
  onTestFinished(() => store.close())
  store.setMeta('installed_at', String(now - 300 * day))
  store.transaction(() => runs.forEach((one) => store.runs.start(one)))
  return { store, desk: new JobDesk({ jobs, store, clock, presence: () => presence }) }
}

describe('the list of runs', () => {
  it('comes page by page, newest first, each one once, also where several started at one moment', async () => {
    const runs = Array.from({ length: 45 }, (_, i) => run(i, { id: `r-${i}`, startedAt: due - Math.floor(i / 4) * day }))
    const { desk: from } = await desk(runs)
    const ids: string[] = []
    let after: RunCursor | null = null
    do {
      const page = runPage.parse(from.page(after, 4))
      ids.push(...page.rows.map(({ id }) => id))
      after = page.next
    } while (after)
    expect([ids.length, new Set(ids).size]).toEqual([45, 45])
    expect(ids.slice(0, 4)).toEqual(['r-0', 'r-1', 'r-2', 'r-3'])
  })
  it('says why a run was late, however long ago that was', async () => {
    const { desk: from, store } = await desk([run(0), run(200, { late: true, startedAt: due - 200 * day + 41 * minute })])
    store.presence.addSpan({ kind: 'asleep', from: wall(due - 200 * day - 9 * hour), to: wall(due - 200 * day + 41 * minute), sleptMs: 9 * hour })
    const { rows, next } = from.page(null, 10)
    expect(rows.map(({ lateness }) => lateness)).toEqual([null, { cause: 'asleep', untilAt: due - 200 * day + 41 * minute }])
    expect(next).toBeNull()
  })
  it('is empty before anything ran', async () => {
    expect((await desk([])).desk.page(null, 10)).toEqual({ rows: [], next: null })
  })
})

describe('the last two weeks', () => {
  it('are of each job whose runs are kept, with what was missed and why', async () => {
    const { desk: from, store } = await desk([run(0), run(1), run(3)])
    store.presence.addSpan({ kind: 'off', from: wall(due - 2 * day - hour), to: wall(due - 1 * day - hour), sleptMs: null })
    const days = from.days().map((one) => jobDays.parse(one))
    expect(days.map(({ job }) => job)).toEqual(jobs.filter(({ recorded }) => recorded).map(({ id }) => id))
    const brief = days.find(({ job }) => job === 'ceo-brief')!.days.slice(-4).map(({ due: [only] }) => [only!.state, only!.lateness?.cause ?? null])
    expect(brief).toEqual([['done', null], ['missed', 'console-off'], ['done', null], ['done', null]])
  })
})

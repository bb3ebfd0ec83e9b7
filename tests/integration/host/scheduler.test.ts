import { join } from 'node:path'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Clock } from '../../../src/core/io'
import { jobs } from '../../../src/core/schedule'
import { Scheduler, type Work } from '../../../src/host/scheduler'
import { Store } from '../../../src/host/store/store'
import { freshFolder, gate, handClock } from '../support'

const at = (text: string): number => Date.parse(`${text}:00Z`)

async function scheduled(clock: Clock, { installedAt = '2026-11-01T00:00', work = {} as Record<string, Work>, path = join(freshFolder(), 'console.db') } = {}) {
  const { store } = await Store.open(path, 1000)
  if (store.meta('installed_at') === null) store.setMeta('installed_at', String(at(installedAt)))
  const done: string[] = []
  const bugs: string[] = []
  const all = Object.fromEntries(jobs.map(({ id }): [string, Work] => [id, async (run) => {
    done.push(`${id} due ${new Date(run.dueAt).toISOString().slice(0, 16)}${run.late ? ' late' : ''}${run.manual ? ' by hand' : ''}`)
    return (await work[id]?.(run)) ?? `${id} is done`
  }]))
  const scheduler = new Scheduler({ jobs, work: all, store, clock, onChange: () => {}, onBug: (where, error) => bugs.push(`${where}: ${String(error)}`) })
  onTestFinished(() => {
    scheduler.stop()
    try {
      store.close()
    } catch {
      // The test has closed it.
    }
  })
  return { scheduler, store, done, bugs, path }
}

describe('catching up', () => {
  it('makes up for each job once, in the order it was due, marked late', async () => {
    const { scheduler, done, store } = await scheduled(handClock(at('2026-11-23T09:30')))
    await scheduler.catchUp()
    expect(done).toEqual([
      'weekly-summary due 2026-11-23T00:05 late',
      'retention due 2026-11-23T03:20 late',
      'daily-probe due 2026-11-23T07:55 late',
      'ceo-brief due 2026-11-23T08:00 late',
      'backup due 2026-11-23T08:30 late',
    ])
    await scheduler.catchUp()
    expect(done).toHaveLength(5)
    expect(store.runs.newest(9).map(({ job, outcome, late, manual, message }) => ({ job, outcome, late, manual, message }))).toEqual(
      expect.arrayContaining([{ job: 'ceo-brief', outcome: 'done', late: true, manual: false, message: 'ceo-brief is done' }]),
    )
  })

  it('is not for what was due before the console was there', async () => {
    const { scheduler, done } = await scheduled(handClock(at('2026-11-23T09:30')), { installedAt: '2026-11-23T07:58' })
    await scheduler.catchUp()
    expect(done).toEqual(['ceo-brief due 2026-11-23T08:00 late', 'backup due 2026-11-23T08:30 late'])
  })

  it('from two sides at once runs nothing twice, nor does the next start', async () => {
    const clock = handClock(at('2026-11-23T09:30'))
    const { scheduler, done, store, path } = await scheduled(clock)
    await Promise.all([scheduler.catchUp(), scheduler.catchUp(), scheduler.catchUp()])
    expect(done).toHaveLength(5)
    store.close()
    const next = await scheduled(clock, { path })
    await next.scheduler.catchUp()
    expect(next.done).toEqual([])
  })

  it('after a long sleep makes up for the newest missed run only', async () => {
    const clock = handClock(at('2026-11-20T09:00'))
    const { scheduler, done } = await scheduled(clock)
    await scheduler.catchUp()
    done.length = 0
    clock.at = at('2026-11-23T07:56')
    await scheduler.catchUp()
    expect(done).toEqual(['ceo-brief due 2026-11-22T08:00 late', 'backup due 2026-11-22T08:30 late', 'weekly-summary due 2026-11-23T00:05 late', 'retention due 2026-11-23T03:20 late', 'daily-probe due 2026-11-23T07:55'])
  })

  it('goes on after a job that breaks, which is recorded and reported', async () => {
    const { scheduler, done, store, bugs } = await scheduled(handClock(at('2026-11-23T09:30')), { work: { retention: async () => { throw new Error('no room') } } })
    await scheduler.catchUp()
    expect(done).toHaveLength(5)
    expect(store.runs.last('retention')).toMatchObject({ outcome: 'failed', message: 'Something broke inside the console; the log has the details.' })
    expect(bugs).toEqual(['job retention: Error: no room'])
  })

  it('that the console’s end interrupts breaks nothing, and is told at the next start', async () => {
    const { opened, open } = gate()
    const { scheduler, store, bugs, path } = await scheduled(handClock(at('2026-11-23T00:06')), { installedAt: '2026-11-23T00:00', work: { 'weekly-summary': async () => { await opened; return null } } })
    const running = scheduler.catchUp()
    await Promise.resolve()
    scheduler.stop()
    store.close()
    open()
    await running
    expect(bugs).toHaveLength(1)
    const next = await scheduled(handClock(at('2026-11-23T00:07')), { path })
    next.store.runs.closeInterrupted()
    expect(next.store.runs.last('weekly-summary')).toMatchObject({ outcome: 'interrupted' })
  })
})

describe('run now', () => {
  it('is recorded as made by hand, and stands in for no scheduled run', async () => {
    const clock = handClock(at('2026-11-23T07:54'))
    const { scheduler, done } = await scheduled(clock, { installedAt: '2026-11-23T07:50' })
    expect(await scheduler.runNow('daily-probe')).toMatchObject({ ok: true, value: { job: 'daily-probe', manual: true, late: false, outcome: 'done', message: 'daily-probe is done' } })
    clock.at = at('2026-11-23T07:57')
    await scheduler.catchUp()
    expect(done).toEqual(['daily-probe due 2026-11-23T07:54 by hand', 'daily-probe due 2026-11-23T07:55 late'])
    expect(scheduler.views().find(({ id }) => id === 'daily-probe')).toMatchObject({ when: 'daily at 07:55 UTC', nextAt: at('2026-11-24T07:55'), runnable: true, last: { outcome: 'done' } })
  })

  it.each(['tick', 'nonsense'])('knows no job “%s”, and names those it knows', async (id) => {
    const { scheduler } = await scheduled(handClock(at('2026-11-23T07:54')))
    expect(await scheduler.runNow(id)).toEqual({
      ok: false, error: { code: 'invalid_input', message: `There is no job “${id}” to run.`, hint: 'Jobs: daily-probe, ceo-brief, weekly-summary, backup, retention.' },
    })
  })
})

describe('the real node-cron', () => {
  // Its timers and its clock are the runtime's; nothing of node-cron or ours is replaced.
  const realtime = { now: () => Date.now(), monotonic: () => performance.now() }
  const startAt = (text: string) => vi.useFakeTimers({ now: at(text), toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] })
  afterEach(() => void vi.useRealTimers())

  it('fires at the times of UTC, whatever zone the computer is in, and each once', async () => {
    expect(new Date(at('2026-11-23T07:55')).getHours(), 'these tests run far from UTC').not.toBe(7)
    startAt('2026-11-23T07:50')
    const { scheduler, done } = await scheduled(realtime, { installedAt: '2026-11-23T07:49' })
    await scheduler.start()
    await vi.advanceTimersByTimeAsync(15 * 60_000)
    expect(done.filter((entry) => !entry.startsWith('tick'))).toEqual(['daily-probe due 2026-11-23T07:55', 'ceo-brief due 2026-11-23T08:00'])
    expect(done.filter((entry) => entry.startsWith('tick'))).toEqual(Array.from({ length: 15 }, (_, i) => `tick due ${new Date(at('2026-11-23T07:51') + i * 60_000).toISOString().slice(0, 16)}`))
  })

  it('leaves no timer behind when stopped', async () => {
    startAt('2026-11-23T07:50')
    const { scheduler, done } = await scheduled(realtime, { installedAt: '2026-11-23T07:49' })
    await scheduler.start()
    scheduler.stop()
    expect(vi.getTimerCount()).toBe(0)
    await vi.advanceTimersByTimeAsync(60 * 60_000)
    expect(done).toEqual([])
  })

  it('waking at 08:00 runs the probe that was slept through before the brief that reads it', async () => {
    startAt('2026-11-23T07:53')
    const { scheduler, done } = await scheduled(realtime, { installedAt: '2026-11-23T07:49' })
    await scheduler.start()
    // The timers fire late, as they do on wake.
    vi.setSystemTime(at('2026-11-23T08:00'))
    await vi.advanceTimersByTimeAsync(10 * 60_000)
    expect(done.filter((entry) => !entry.startsWith('tick'))).toEqual(['daily-probe due 2026-11-23T07:55 late', expect.stringMatching(/^ceo-brief due 2026-11-23T08:00/)])
  })
})

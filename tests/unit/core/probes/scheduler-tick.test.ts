import { describe, expect, it } from 'vitest'
import probe from '../../../../src/core/probes/scheduler-tick'
import type { Heartbeat } from '../../../../src/core/io'
import { beat, minute, now, self, settingsWith, world } from '../world'

const second = 1000
const own = (ageMs: number, extra: Partial<Heartbeat> = {}) => beat(ageMs, { name: 'The console’s scheduler', source: 'own', path: null, ...extra })
const look = (heartbeats: Heartbeat[], ticks: Partial<ReturnType<typeof settingsWith>['ticks']> = {}) =>
  probe.run(settingsWith({ ticks }).ticks, world({ heartbeats }), self())

describe('the scheduler-tick probe', () => {
  it('is off when switched off, and when there is nothing to watch', async () => {
    expect(await probe.run(settingsWith({ ticks: { enabled: false } }).ticks, world(), self())).toMatchObject({ status: 'off', message: 'Schedulers aren’t watched.' })
    expect(await look([])).toMatchObject({ status: 'off', code: 'not_configured' })
  })

  it('says how old the last tick is, and how regular they were', async () => {
    const [first, ...rest] = own(40 * second).ticks
    const gappy = own(40 * second, { ticks: [first! - 5 * minute, first!, ...rest] })
    expect(await look([gappy])).toEqual({
      status: 'ok',
      code: null,
      message: '',
      hint: null,
      figure: '40 s ago · 4 gaps in 24 h',
      value: 4,
      detail: {
        schedulers: [
          {
            name: 'The console’s scheduler', source: 'own', path: null, problem: null, lastTickAt: now - 40 * second, ageMs: 40 * second, gaps24h: 4, longestGapMs: 5 * minute,
            streak: 0, failing: false, settling: false, silentMs: 40 * second, state: 'ticking', gaps: [{ from: first! - 5 * minute, to: first!, kind: 'real', gaps: 4 }], aheadMs: 0, unfetched: null,
          },
        ],
      },
    })
  })

  it('adds up the gaps of all', async () => {
    expect((await look([own(10 * second), beat(20 * second)])).figure).toBe('10 s ago · 0 gaps in 24 h')
  })

  it('fails when one has gone quiet, and names it', async () => {
    const reading = await look([own(10 * second), beat(5 * minute)])
    expect(reading).toMatchObject({
      status: 'fail',
      code: 'tick_silent',
      message: 'EchoPilot’s scheduler has been silent for 5 min.',
      hint: 'Check that its scheduler is running; it should tick every 60 s.',
      figure: 'last tick 5 min ago',
      value: 4,
    })
    expect(reading.detail['schedulers']).toHaveLength(2)
  })

  it.each([
    [70 * second, 70, 'ok'],
    [71 * second, 70, 'fail'],
    [4 * minute, 300, 'ok'],
  ])('a tick %i ms ago with a limit of %i s is %s', async (age, gapSeconds, status) => {
    expect((await look([beat(age)], { gapSeconds })).status).toBe(status)
  })

  it('fails where a log holds no tick, and says where it looked', async () => {
    expect(await look([own(second), beat(0, { lastTickAt: null, ticks: [] })])).toMatchObject({
      status: 'fail',
      code: 'tick_missing',
      message: 'EchoPilot’s scheduler has no tick in its log yet.',
      hint: 'Start its scheduler, or watch another folder. Looked in logs/scheduler.log.',
    })
  })

  it('knows nothing where a log can’t be read', async () => {
    expect(await look([own(second), beat(0, { problem: 'logs/scheduler.log isn’t there.' })])).toMatchObject({
      status: 'unknown',
      code: 'could_not_look',
      message: 'logs/scheduler.log isn’t there.',
    })
  })

  it('says that ticks come but nothing is done, where that was asked for', async () => {
    const idle = beat(10 * second, { worked: [true, false, false, false, false] })
    expect(await look([own(second), idle], { proofOfWork: true })).toMatchObject({
      status: 'fail',
      code: 'tick_silent',
      message: 'EchoPilot’s scheduler ticks, but no job has done anything for 4 min.',
      figure: 'no work for 4 min',
    })
    expect((await look([own(second), idle])).status).toBe('ok')
  })

  it('doesn’t know of a log that hasn’t been fetched since', async () => {
    const moment = { wallMs: now - 10 * minute, boot: '', sinceBootMs: now - 10 * minute }
    const fetched = { since: moment, changedAt: null, tickSeenAt: moment, content: '', seen: [] }
    expect(await look([own(second), beat(2 * 60 * minute, { fetched })])).toMatchObject({
      status: 'unknown',
      code: 'stale',
      message: 'EchoPilot’s scheduler isn’t known: nothing new of its log has been fetched since its tick of 08:00 UTC.',
      detail: { schedulers: [{ unfetched: null }, { unfetched: { lastAt: null, forMs: 10 * minute, paceMs: 0 } }] },
    })
  })

  it('counts no gap in which the computer slept', async () => {
    const slept = { kind: 'asleep' as const, from: { wallMs: now - 9 * minute, boot: '', sinceBootMs: now - 9 * minute }, to: { wallMs: now - minute, boot: '', sinceBootMs: now - minute }, sleptMs: 8 * minute }
    const presence = { now: { wallMs: now, boot: '', sinceBootMs: now }, since: null, spans: [slept] }
    expect(await probe.run(settingsWith().ticks, world({ heartbeats: [beat(9 * minute + 5000)], presence }), self())).toMatchObject({ status: 'ok', value: 0 })
  })

  it('carries what needed healing, also when switched off, and what was known of it until the logs are read', async () => {
    const selfHeals = { jobs24h: 0, jobs: [], total: { jobs: 0, attempts: 0, successRate: null, burnedUsd: '0.00', grade: 'computed' as const } }
    const run = (enabled: boolean, values: object, before: object | null) =>
      probe.run(settingsWith({ ticks: { enabled } }).ticks, world({ heartbeats: [], ...values }), self(before ? { before: { at: 0, status: 'ok', code: null, value: null, message: '', hint: null, detail: { selfHeal: before } as never } } : {}))
    expect((await run(true, { selfHeals }, { jobs24h: 5 })).detail['selfHeal']).toEqual(selfHeals)
    expect((await run(false, { selfHeals }, null)).detail['selfHeal']).toEqual(selfHeals)
    expect((await run(true, {}, { jobs24h: 5 })).detail['selfHeal']).toEqual({ jobs24h: 5 })
    expect((await run(true, {}, null)).detail).toEqual({})
  })

  it('speaks of the worst: silent before missing before unreadable', async () => {
    const unreadable = beat(0, { problem: 'no' })
    const missing = beat(0, { lastTickAt: null, ticks: [] })
    const silent = beat(5 * minute)
    expect((await look([own(second), unreadable, missing, silent])).code).toBe('tick_silent')
    expect((await look([own(second), unreadable, missing])).code).toBe('tick_missing')
    expect((await look([own(second), unreadable])).code).toBe('could_not_look')
  })

  it('leads to the watched folder', () => {
    for (const code of ['tick_silent', 'tick_missing', 'could_not_look', 'stale'] as const)
      expect(probe.action(code)).toEqual({ label: 'Watched logs', do: { kind: 'settings', section: 'watch' } })
    expect(probe.action(null)).toBeNull()
  })
})

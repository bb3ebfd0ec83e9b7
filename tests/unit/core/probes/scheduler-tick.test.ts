import { describe, expect, it } from 'vitest'
import probe from '../../../../src/core/probes/scheduler-tick'
import type { Heartbeat } from '../../../../src/core/io'
import { beat, minute, now, settingsWith, world } from '../world'

const second = 1000
const own = (ageMs: number, extra: Partial<Heartbeat> = {}) => beat(ageMs, { name: 'The console’s scheduler', source: 'own', path: null, ...extra })
const look = (heartbeats: Heartbeat[], ticks: Partial<ReturnType<typeof settingsWith>['ticks']> = {}) =>
  probe.run(settingsWith({ ticks }).ticks, world({ heartbeats }))

describe('the scheduler-tick probe', () => {
  it('is off when switched off, and when there is nothing to watch', async () => {
    expect(await probe.run(settingsWith({ ticks: { enabled: false } }).ticks, world())).toMatchObject({ status: 'off', message: 'Schedulers aren’t watched.' })
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
      figure: '40 s ago · 1 gap in 24 h',
      value: 1,
      detail: {
        schedulers: [
          { name: 'The console’s scheduler', source: 'own', path: null, problem: null, lastTickAt: now - 40 * second, ageMs: 40 * second, gaps24h: 1, longestGapMs: 5 * minute, state: 'ticking' },
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
      value: 1,
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

  it('speaks of the worst: silent before missing before unreadable', async () => {
    const unreadable = beat(0, { problem: 'no' })
    const missing = beat(0, { lastTickAt: null, ticks: [] })
    const silent = beat(5 * minute)
    expect((await look([own(second), unreadable, missing, silent])).code).toBe('tick_silent')
    expect((await look([own(second), unreadable, missing])).code).toBe('tick_missing')
    expect((await look([own(second), unreadable])).code).toBe('could_not_look')
  })

  it('leads to the watched folder', () => {
    for (const code of ['tick_silent', 'tick_missing', 'could_not_look'] as const)
      expect(probe.action(code)).toEqual({ label: 'Watched logs', do: { kind: 'settings', section: 'watch' } })
    expect(probe.action(null)).toBeNull()
  })
})

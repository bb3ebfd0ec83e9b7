import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import probe from '../../../../src/core/probes/log-growing'
import type { FileFacts } from '../../../../src/core/io'
import type { Self } from '../../../../src/core/plugin'
import type { Reading } from '../../../../src/shared/model'
import { hour, minute, no, now, self, world, yes } from '../world'

const path = '/var/log/echopilot/scheduler.log'
const file = (extra: Partial<FileFacts> = {}): FileFacts => ({ path, sizeBytes: 12_300_000, changedAt: now, identity: '1:100', ...extra })
const config = (extra: object = {}) => probe.schema.parse({ path, ...extra })

const look = (facts: Partial<FileFacts>, at = now, extra: Partial<Self> = {}, settings: object = {}) =>
  probe.run(config(settings), world({ now: at, file: yes(file(facts)) }), self(extra))

/** A reading as the next look sees it. */
const asBefore = (at: number, { status, code, value, detail, message, hint }: Reading): Self['before'] => ({ at, status, code, value, detail, message, hint })

interface Moment {
  at: number
  file?: Partial<FileFacts>
  byHand?: boolean
}

/** Looks one after the other, each knowing the one before; the last one's reading. */
async function watch(moments: readonly Moment[]): Promise<Reading> {
  let before: Self['before'] = null
  let last: Reading | null = null
  for (const { at, file: facts = {}, byHand = false } of moments) {
    last = await look({ changedAt: now, ...facts }, at, { before, byHand })
    before = asBefore(at, last)
  }
  return last!
}

const everyMinute = (from: number, count: number, facts: Partial<FileFacts> = {}): Moment[] => Array.from({ length: count }, (_, i) => ({ at: from + i * minute, file: facts }))

describe('the log file probe', () => {
  it('goes by the file’s own time in its first look', async () => {
    expect(await look({ changedAt: now - 20_000 })).toEqual({
      status: 'ok',
      code: null,
      message: '',
      hint: null,
      figure: '12.3 MB · quiet for 20 s',
      value: 12_300_000,
      detail: { file: path, sizeBytes: 12_300_000, changedAt: now - 20_000, silenceMs: 20_000, identity: '1:100', usualGapMs: null },
    })
    expect(await look({ changedAt: now - 14 * minute })).toMatchObject({
      status: 'fail',
      code: 'log_stalled',
      message: 'scheduler.log hasn’t grown for 14 min.',
      hint: 'Check that the program which writes it still runs.',
      value: 12_300_000,
    })
  })

  it.each([
    [10 * minute, 'ok'],
    [10 * minute + 1, 'fail'],
  ])('quiet for %i ms it is %s', async (quiet, status) => {
    expect((await look({ changedAt: now - quiet })).status).toBe(status)
  })

  it('waits as long as it is told', async () => {
    expect((await look({ changedAt: now - 2 * minute }, now, {}, { quietMinutes: 1.5 })).status).toBe('fail')
    expect((await look({ changedAt: now - 2 * minute }, now, {}, { quietMinutes: 3 })).status).toBe('ok')
  })

  it('fails once nothing has come for ten minutes of looking', async () => {
    expect(await watch(everyMinute(now, 11))).toMatchObject({ status: 'ok', figure: '12.3 MB · quiet for 10 min' })
    expect(await watch(everyMinute(now, 12))).toMatchObject({ status: 'fail', message: 'scheduler.log hasn’t grown for 11 min.' })
  })

  it.each<[string, Partial<FileFacts>]>([
    ['grown', { sizeBytes: 12_300_001 }],
    ['cut short in place', { sizeBytes: 0 }],
    ['rotated', { identity: '1:101', sizeBytes: 500 }],
    ['rotated to the same size', { identity: '1:101' }],
  ])('a file that has %s is alive again', async (_name, change) => {
    const later = now + 12 * minute
    const reading = await watch([...everyMinute(now, 12), { at: later, file: { ...change, changedAt: later - 5000 } }])
    expect(reading).toMatchObject({ status: 'ok', detail: { silenceMs: 5000 } })
  })

  it('isn’t fooled by a file that is only touched', async () => {
    const moments = everyMinute(now, 12).map((moment) => ({ ...moment, file: { changedAt: moment.at } }))
    expect((await watch(moments)).status).toBe('fail')
  })

  it('believes growth also where the system is late with the file’s time', async () => {
    const reading = await watch([{ at: now }, { at: now + minute, file: { sizeBytes: 13e6, changedAt: now - 3 * hour } }])
    expect(reading).toMatchObject({ status: 'ok', detail: { silenceMs: minute } })
  })

  it('finds in a folder that another file is written now', async () => {
    const next = { path: '/var/log/echopilot/2026-11-24.log', identity: '1:200', sizeBytes: 12_300_000, changedAt: now + 20 * minute }
    expect(await watch([...everyMinute(now, 12), { at: now + 20 * minute, file: next }])).toMatchObject({ status: 'ok', detail: { file: next.path } })
  })

  it('doesn’t count a night asleep, and says so again when it stays quiet', async () => {
    const awake = now + 3 * minute
    const woken = awake + 8 * hour
    expect(await watch([...everyMinute(now, 4), { at: woken }])).toMatchObject({ status: 'ok', figure: '12.3 MB · quiet for 4 min' })
    expect(await watch([...everyMinute(now, 4), ...everyMinute(woken, 8)])).toMatchObject({ status: 'fail', message: 'scheduler.log hasn’t grown for 11 min.' })
  })

  it('doesn’t count a night asleep twice over', async () => {
    const nights = [...everyMinute(now, 3), { at: now + 10 * hour }, { at: now + 20 * hour }]
    expect((await watch(nights)).status).toBe('ok')
  })

  it('learns when it is looked at seldom', async () => {
    expect((await watch([{ at: now }, { at: now + hour }])).status).toBe('fail')
    const grown = { at: now + hour, file: { sizeBytes: 13e6, changedAt: now + hour } }
    expect(await watch([{ at: now }, grown, { at: now + 2 * hour, file: { sizeBytes: 13e6, changedAt: now + hour } }])).toMatchObject({ status: 'fail', message: 'scheduler.log hasn’t grown for 1 h.' })
  })

  it('isn’t put off by a person who looks in between', async () => {
    const clicked = { at: now + hour + 10_000, byHand: true }
    const reading = await watch([{ at: now }, { at: now + hour, file: { sizeBytes: 13e6, changedAt: now + hour } }, { ...clicked, file: { sizeBytes: 13e6, changedAt: now + hour } }, { at: now + 2 * hour, file: { sizeBytes: 13e6, changedAt: now + hour } }])
    expect(reading).toMatchObject({ status: 'fail', message: 'scheduler.log hasn’t grown for 1 h.' })
  })

  it('forgets nothing over a restart, which is but a longer gap', async () => {
    const stalled = await watch(everyMinute(now, 12))
    const again = await look({ changedAt: now }, now + 12 * minute, { before: structuredClone(asBefore(now + 11 * minute, stalled)) })
    expect(again).toMatchObject({ status: 'fail', message: 'scheduler.log hasn’t grown for 12 min.' })
  })

  it.each([
    ['back by a day', -24 * hour],
    ['back a little', -5000],
    ['on by a day', 24 * hour],
  ])('nothing follows from a clock that is set %s', async (_name, step) => {
    const reading = await watch([...everyMinute(now, 3), ...everyMinute(now + step, 3)])
    expect(reading.status).toBe('ok')
    expect(reading.figure).toMatch(/quiet for [0-7] min/)
  })

  it('has no age below zero for a file from the future', async () => {
    expect(await look({ changedAt: now + 24 * hour })).toMatchObject({ status: 'ok', figure: '12.3 MB · quiet for 0 s', detail: { silenceMs: 0 } })
  })

  it('never finds an age that nobody can have seen, whatever the clocks do', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ step: fc.integer({ min: -48 * hour, max: 48 * hour }), changed: fc.integer({ min: -48 * hour, max: 48 * hour }), sizeBytes: fc.constantFrom(1, 2), byHand: fc.boolean() }), { minLength: 1, maxLength: 12 }), async (steps) => {
        let at = now
        let before: Self['before'] = null
        for (const { step, changed, sizeBytes, byHand } of steps) {
          at += step
          const reading: Reading = await look({ changedAt: at + changed, sizeBytes }, at, { before, byHand })
          const age = Number(reading.detail['silenceMs'])
          expect(age).toBeGreaterThanOrEqual(0)
          if (before && before.detail['sizeBytes'] !== sizeBytes) expect(age).toBeLessThanOrEqual(Math.max(0, step))
          expect(reading.status).toBe(age > 10 * minute ? 'fail' : 'ok')
          before = asBefore(at, reading)
        }
      }),
    )
  })

  it.each([null, {}, { sizeBytes: '1' }, { sizeBytes: 1, identity: 2, silenceMs: 3 }, { sizeBytes: 1, identity: '1:100' }])('begins anew where the look before noted %j', async (detail) => {
    const before = detail === null ? null : { ...asBefore(now - minute, await look({})), detail: detail as Reading['detail'] }
    expect((await look({ changedAt: now - 20_000 }, now, { before: before as Self['before'] })).detail).toMatchObject({ silenceMs: 20_000, usualGapMs: null })
  })

  it.each([['path_missing', 'fail'], ['could_not_look', 'unknown']] as const)('passes on %s as %s', async (code, status) => {
    expect(await probe.run(config(), world({ file: no(code) }), self())).toMatchObject({ status, code, message: `it said ${code}` })
  })

  it.each([
    ['/var/log/echopilot/scheduler.log', 'scheduler.log'],
    ['/var/log/echopilot/', 'echopilot'],
    ['C:\\EchoPilot\\logs\\run.log', 'run.log'],
    ['\\\\nas\\logs', 'logs'],
    ['/', '/'],
  ])('%s is called %s', (full, name) => {
    expect(probe.nameFor?.(config({ path: full }))).toBe(name)
  })

  it.each([
    [{ path: 'logs/run.log' }, 'path', 'a full path such as "/var/log/echopilot/scheduler.log"'],
    [{ path: '~/run.log' }, 'path', 'a full path such as "/var/log/echopilot/scheduler.log"'],
    [{ path, quietMinutes: 0 }, 'quietMinutes', 'a number of minutes such as 10'],
    [{ path, quietMinutes: '10' }, 'quietMinutes', 'a number of minutes such as 10'],
  ])('refuses %j', (settings, place, message) => {
    expect(probe.schema.safeParse(settings).error?.issues).toMatchObject([{ path: [place], message }])
  })

  it.each([['path_missing', 'Change'], ['could_not_look', 'Change'], ['log_stalled', undefined], [null, undefined]] as const)('%s leads to %s', (code, label) => {
    expect(probe.action(code)?.label).toBe(label)
  })
})

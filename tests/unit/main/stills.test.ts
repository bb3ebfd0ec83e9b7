import { describe, expect, it } from 'vitest'
import { Stills, withMoments } from '../../../src/main/stills'
import type { Snapshot } from '../../../src/shared/model'
import type { SettingsView } from '../../../src/shared/settings'
import type { Picture } from '../../../src/shared/stills'
import { component, snapshot } from '../renderer/fixtures'

const minute = 60_000
const hour = 60 * minute
const settings = {} as SettingsView
const checkedEvery = (everyMs: number, target: string) => component({ target, status: 'ok', checkedAt: 0, nextAt: everyMs, message: '' })
const calm = (more: Partial<Snapshot> = {}): Snapshot => snapshot({ at: 0, components: [checkedEvery(minute, 'disk'), checkedEvery(24 * hour, 'certificate')], ...more })

/** A clock that is set by hand, and a window that writes each status and the time it is asked to draw. */
function desk(before?: Stills) {
  const time = { now: 0, monotonic: 0 }
  const asked: Picture[][] = []
  const stills = new Stills({ now: () => time.now, monotonic: () => time.monotonic })
  if (before) stills.restore(before.save())
  stills.drawnBy(async (pictures) => (asked.push(pictures), pictures.map((one) => one.snapshot.components.map(({ status }) => status).join())))
  const renew = (view: Snapshot, last = false, secrets: string[] = []) => stills.renew({ snapshot: view, settings }, secrets, last)
  return { time, asked, stills, renew }
}

describe('the first picture of the next window', () => {
  it.each([
    ['at once', 0, 'ok,ok'],
    ['two minutes later', 2 * minute, 'ok,ok'],
    ['in the same night', 8 * hour, 'unknown,ok'],
    ['on the next morning', 14 * hour, 'unknown,ok'],
    ['a month later', 720 * hour, 'unknown,unknown'],
  ])('believes, %s, what the page believes', async (_when, now, statuses) => {
    const before = desk()
    await before.renew(calm())
    const next = desk(before.stills)
    next.time.now = now
    expect(next.stills.fitting(calm())).toBe(statuses)
  })
  it.each([
    ['another status', { components: [component({ target: 'disk', status: 'fail', checkedAt: 0, nextAt: minute })] }],
    ['another word of it', { components: [component({ ...checkedEvery(minute, 'disk'), message: 'Nearly full' }), checkedEvery(24 * hour, 'certificate')] }],
    ['another incident', { incidents: [{ id: 'new' } as never] }],
    ['messages silenced', { mutedUntil: hour }],
  ])('is not shown for %s', async (_what, change) => {
    const { stills, renew } = desk()
    await renew(calm())
    expect(stills.fitting(calm(change))).toBeNull()
  })
  it('is shown for other figures', async () => {
    const { stills, renew } = desk()
    const row = (message: string): Partial<Snapshot> => ({ components: [component({ target: 'disk', message })] })
    await renew(calm(row('88 % full')))
    expect(stills.fitting(calm(row('9 % full')))).not.toBeNull()
  })
  it('is not shown for figures that are much newer', async () => {
    const { stills, renew } = desk()
    await renew(calm())
    expect(stills.fitting(calm({ at: 10 * minute }))).not.toBeNull()
    expect(stills.fitting(calm({ at: 10 * minute + 1 }))).toBeNull()
  })
  it('is drawn anew when it would show something else, and now and then for its figures', async () => {
    const { time, asked, renew } = desk()
    await renew(calm())
    await renew(calm({ at: 1 }))
    expect(asked).toHaveLength(1)
    await renew(calm({ mutedUntil: hour }))
    expect(asked).toHaveLength(2)
    time.monotonic = 5 * minute
    await renew(calm({ mutedUntil: hour }))
    expect(asked).toHaveLength(3)
    await renew(calm({ mutedUntil: hour }), true)
    expect(asked).toHaveLength(4)
  })
  it('is waited for while it is being drawn', async () => {
    const { stills, renew } = desk()
    let draw = (): void => {}
    stills.drawnBy((pictures) => new Promise((done) => (draw = () => done(pictures.map(() => 'slow')))))
    const first = renew(calm())
    const last = renew(calm(), true).then(() => stills.fitting(calm()))
    draw()
    await first
    expect(await last).toBe('slow')
  })
  it('stays what it was where no window draws', async () => {
    const { stills, renew } = desk()
    await renew(calm())
    stills.drawnBy(async () => null)
    await renew(calm({ at: 5 }), true)
    expect(stills.fitting(calm())).toBe('ok,ok')
  })
  it('never gets to see a secret', async () => {
    const { asked, renew } = desk()
    await renew(calm({ components: [component({ message: 'Refused: hunter22-value' })] }), false, ['hunter22-value'])
    expect(JSON.stringify(asked)).toContain('Refused')
    expect(JSON.stringify(asked)).not.toContain('hunter22')
  })
})

describe('moments in a drawing', () => {
  const time = (kind: string, at: number, words: string): string => `<i></i><time dateTime="${new Date(at).toISOString()}" data-moment="${kind}" data-tip="Mon\nTue">${words}</time>`
  it.each([
    ['age', 0, 'just now', '3 min ago'],
    ['due', 5 * minute, 'in 5 min', 'in 2 min'],
    ['due', 2 * minute, 'in 2 min', 'due'],
    ['time', 0, '23 Nov, 13:00', '13:00:00'],
  ])('an %s is said anew', (kind, after, before, now) => {
    const at = Date.UTC(2026, 10, 23)
    expect(withMoments(time(kind, at + after, before), at + 3 * minute)).toBe(time(kind, at + after, now))
  })
})

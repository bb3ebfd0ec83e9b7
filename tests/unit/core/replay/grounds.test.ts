import { describe, expect, it } from 'vitest'
import { detailAt, groundsOf } from '../../../../src/core/replay/grounds'
import { tickFigures, type TickFigures } from '../../../../src/core/ticks'
import { alone, timelineOf } from '../../../../src/core/timeline'
import type { Detail } from '../../../../src/shared/model'
import { beat, disk, minute, now, sampleOf } from '../world'

const kept = (detail: Detail, at = now) => groundsOf(sampleOf('t', 'ok', { detail, at }))
const rules = { gapMs: 70_000, proofOfWork: false }
const scheduler = (ageMs: number, extra: Partial<TickFigures> = {}): Detail => ({ schedulers: [{ ...tickFigures(beat(ageMs), timelineOf(alone(now)), rules), ...extra }] })

describe('what rules judge by of a look', () => {
  it.each<[string, Parameters<typeof sampleOf>, object]>([
    ['is nothing more where its sample tells all', ['t', 'ok', { detail: { account: 'a@b', models: 3 } }], {}],
    ['is that it was switched off, which no sample tells', ['t', 'off'], { off: true }],
    ['is whether trying again may help', ['t', 'fail', { code: 'auth_invalid', retry: 'soon' }], { retry: 'soon' }],
    ['is how long a certificate lasts', ['t', 'ok', { detail: { subject: 's', validFromAt: 1, validToAt: 2 } }], { detail: { validFromAt: 1, validToAt: 2 } }],
    ['are names of disks that can’t be measured', ['t', 'unknown', { detail: { filesystems: ['/'] } }], { detail: { filesystems: ['/'] } }],
  ])('%s', (_name, sample, grounds) => {
    expect(groundsOf(sampleOf(...sample))).toEqual(grounds)
  })

  it('is how full each disk is', () => {
    const { mount, sizeBytes, usedBytes, availableBytes } = disk(91)
    expect(detailAt(kept({ filesystems: [{ ...disk(91) }] }), now)).toEqual({ filesystems: [{ device: '', mount, type: '', sizeBytes, usedBytes, availableBytes }] })
  })
})

describe('a scheduler', () => {
  it('that ticks is the same at each look', () => {
    expect(kept(scheduler(10_000))).toEqual(kept(scheduler(50_000), now + minute))
  })

  it('that is silent is so for longer at each look', () => {
    const [then, later] = [kept(scheduler(6 * minute)), now + 3 * minute]
    expect(then).toEqual(kept(scheduler(9 * minute, { streak: 5 }), later))
    expect(detailAt(then, later)['schedulers']).toMatchObject([{ state: 'silent', failing: true, silentMs: 9 * minute }])
  })

  it('whose log isn’t fetched is so for longer at each look', () => {
    const unfetched = { lastAt: now - 40 * minute, forMs: 30 * minute, paceMs: 5 * minute }
    expect(detailAt(kept(scheduler(0, { state: 'unfetched', unfetched })), now + minute)['schedulers']).toMatchObject([{ unfetched: { ...unfetched, forMs: 31 * minute } }])
  })
})

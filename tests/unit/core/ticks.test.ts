import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tickFigures } from '../../../src/core/ticks'
import { beat, day, minute, now } from './world'

const second = 1000
const gapMs = 70 * second
const ticking = (ages: number[]) => {
  const ticks = ages.toSorted((a, b) => b - a).map((age) => now - age * second)
  return tickFigures(beat(0, { ticks, lastTickAt: ticks.at(-1) ?? null }), now, gapMs)
}

describe('tickFigures', () => {
  it('gives every figure of a scheduler that ticks', () => {
    expect(tickFigures(beat(40 * second), now, gapMs)).toEqual({
      name: 'EchoPilot’s scheduler',
      source: 'log',
      path: 'logs/scheduler.log',
      problem: null,
      lastTickAt: now - 40 * second,
      ageMs: 40 * second,
      gaps24h: 0,
      longestGapMs: minute,
      state: 'ticking',
    })
  })

  it.each<[string, number[], number, string]>([
    ['on time', [180, 120, 60, 0], 0, 'ticking'],
    ['a gap is longer than the limit, not as long', [200, 130, 60], 0, 'ticking'],
    ['one gap between ticks', [300, 229, 60], 2, 'ticking'],
    ['silence is a gap too', [191, 131, 71], 1, 'silent'],
    ['at the limit it still ticks', [190, 130, 70], 0, 'ticking'],
    ['a single tick', [10], 0, 'ticking'],
  ])('%s', (_name, ages, gaps, state) => {
    expect(ticking(ages)).toMatchObject({ gaps24h: gaps, state })
  })

  it('knows the longest gap, the running silence included', () => {
    expect(ticking([600, 300, 60]).longestGapMs).toBe(300 * second)
    expect(ticking([600, 500]).longestGapMs).toBe(500 * second)
  })

  it('takes a tick from the future for fresh, never for a negative age', () => {
    expect(ticking([120, 60, -30])).toMatchObject({ ageMs: 0, state: 'ticking', gaps24h: 1 })
  })

  it('counts a silence of days by its last tick, though no tick is left of today', () => {
    const old = tickFigures(beat(0, { ticks: [], lastTickAt: now - 3 * day }), now, gapMs)
    expect(old).toMatchObject({ ageMs: 3 * day, gaps24h: 1, state: 'silent' })
  })

  it.each([
    ['nothing has ticked', { lastTickAt: null, ticks: [] }, 'missing'],
    ['it can’t be read', { problem: 'it isn’t there.' }, 'unreadable'],
  ])('%s', (_name, extra, state) => {
    expect(tickFigures(beat(0, extra), now, gapMs)).toMatchObject({ lastTickAt: null, ageMs: null, gaps24h: 0, longestGapMs: 0, state })
  })

  it('never counts more gaps than there are intervals and a silence', () => {
    const ages = fc.uniqueArray(fc.integer({ min: 0, max: 86_400 }), { minLength: 1, maxLength: 50 })
    fc.assert(
      fc.property(ages, (all) => {
        const figures = ticking(all)
        expect(figures.gaps24h).toBeLessThanOrEqual(all.length)
        expect(figures.gaps24h > 0).toBe(figures.longestGapMs > gapMs)
      }),
    )
  })
})

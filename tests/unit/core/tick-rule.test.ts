import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alertIn, excuse, gapsIn, goOn, noSilence, regular, ticked, type Regularity } from '../../../src/core/tick-rule'

const rule = { gap: 70, gapsToAlert: 4, onTimeToClear: 2 }

describe('gaps', () => {
  it.each([[0, 0], [70_000, 0], [70_001, 1], [140_000, 1], [140_001, 2], [280_000, 3], [280_001, 4]])('%i ms of silence are %i', (silentMs, gaps) => {
    expect(gapsIn(silentMs, 70_000)).toBe(gaps)
  })

  it('aren’t made by adding fractions up', () => {
    const tenths = Array.from({ length: 700 }, () => 0.1).reduce((sum, tenth) => sum + tenth, 0)
    expect(tenths).toBeGreaterThan(70 - 1e-9)
    expect(gapsIn(tenths, 70)).toBe(0)
  })
})

describe('a silence', () => {
  const after = (...passed: (number | 'sleep')[]) => passed.reduce((silence, each) => (each === 'sleep' ? excuse(silence, 70) : goOn(silence, each, 70)), noSilence)

  it.each<[string, (number | 'sleep')[], number]>([
    ['nothing', [], 0],
    ['up to the limit', [30, 40], 0],
    ['beyond it', [30, 41], 1],
    ['a full gap anew after sleep, for who was about to tick', [60, 'sleep', 70], 0],
    ['and no more', [60, 'sleep', 71], 1],
    ['a gap already goes on where it stood', [75, 'sleep', 65], 1],
    ['and is one more when it is', [75, 'sleep', 66], 2],
    ['short wakes add up to nothing', [60, 'sleep', 60, 'sleep', 60, 'sleep', 60, 'sleep', 70], 0],
    ['but one gap’s worth', [60, 'sleep', 60, 'sleep', 60, 'sleep', 71], 2],
  ])('%s', (_name, passed, gaps) => {
    expect(after(...passed).gaps).toBe(gaps)
  })

  it('is the same however often it is looked at', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 20 }), (steps) => {
        expect(after(...steps)).toEqual(after(steps.reduce((sum, step) => sum + step, 0)))
      }),
    )
  })
})

describe('regularity', () => {
  const after = (...gaps: number[]) => gaps.reduce<Regularity>((before, each) => ticked(before, each, rule), regular)

  it.each<[number[], number, boolean]>([
    [[0, 0], 0, false],
    [[1, 1, 1], 3, false],
    [[1, 1, 1, 1], 4, true],
    [[1, 1, 1, 0, 1], 1, false],
    [[4, 0], 0, true],
    [[4, 0, 0], 0, false],
    [[4, 0, 1, 0], 0, true],
  ])('after ticks that ended %j gaps: %i in a row, alert %s', (ended, gaps, alert) => {
    expect(after(...ended)).toMatchObject({ gaps, alert })
  })

  it.each([[0, 3, false], [0, 4, true], [2, 1, false], [2, 2, true]])('%i gaps before and %i of silence: alert %s', (before, silent, alert) => {
    expect(alertIn(after(before), silent, rule)).toBe(alert)
  })

  it('in silence is no better than before it', () => {
    expect(alertIn(after(4, 0), 0, rule)).toBe(true)
  })
})

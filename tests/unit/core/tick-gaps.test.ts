import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SpanKind, Stretch } from '../../../src/core/presence'
import { fill } from '../../../src/core/tick-gaps'
import { gapsIn } from '../../../src/core/tick-rule'

const gapMs = 70_000
const kinds: SpanKind[] = ['asleep', 'off', 'frozen', 'away', 'clock']
const stretch = (from: number, to: number, kind: SpanKind = 'asleep', sleptMs: number | null = to - from): Stretch => ({ kind, from, to, sleptMs })

describe('an interval', () => {
  it('without anything in it is all awake', () => {
    expect(fill(0, 300_000, [], 'log', gapMs)).toEqual({ awakeMs: 300_000, gaps: 4, kind: null })
  })

  it('is named after what there was most of', () => {
    expect(fill(0, 300_000, [stretch(10_000, 110_000, 'frozen'), stretch(110_000, 290_000)], 'log', gapMs).kind).toBe('asleep')
    expect(fill(0, 300_000, [stretch(10_000, 210_000, 'frozen'), stretch(210_000, 290_000)], 'log', gapMs).kind).toBe('frozen')
  })

  it('counts what overlaps once', () => {
    expect(fill(0, 300_000, [stretch(100_000, 200_000, 'frozen'), stretch(50_000, 150_000)], 'log', gapMs).awakeMs).toBe(150_000)
  })

  it('overlooks what lies outside of it', () => {
    expect(fill(0, 300_000, [stretch(-100_000, 0), stretch(300_000, 900_000)], 'log', gapMs)).toEqual({ awakeMs: 300_000, gaps: 4, kind: null })
  })

  it('never has more gaps with an excuse than without, nor more silence than time', () => {
    const stretches = fc.array(fc.record({ from: fc.integer({ min: -1e6, max: 2e6 }), length: fc.integer({ min: 0, max: 1e6 }), kind: fc.constantFrom(...kinds), slept: fc.option(fc.double({ min: 0, max: 1, noNaN: true })) }), { maxLength: 8 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2e6 }), stretches, fc.constantFrom('own' as const, 'log' as const, 'fetched' as const), (length, all, whose) => {
        const filled = fill(0, length, all.map(({ from, length: l, kind, slept }) => stretch(from, from + l, kind, slept === null ? null : l * slept)), whose, gapMs)
        expect(filled.gaps).toBeLessThanOrEqual(gapsIn(length, gapMs))
        expect(filled.gaps).toBeLessThanOrEqual(gapsIn(filled.awakeMs, gapMs))
        expect(filled.awakeMs).toBeLessThanOrEqual(length)
        expect(filled.awakeMs).toBeGreaterThanOrEqual(0)
        if (filled.gaps > 0) expect(filled.kind).toBeNull()
      }),
    )
  })
})

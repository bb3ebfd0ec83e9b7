import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AxisStep, axisStep, axisTicks, bounded, followsNow, lengthOf, longestMs, panned, presetMs, presetOf, presets, presetSpan, type Span, upToNow, zoomed } from '../../../../src/renderer/features/timeline/axis'
import { cursorLabel, firstLabel, spanLabel, tickLabel } from '../../../../src/renderer/features/timeline/axis-labels'

const now = Date.UTC(2026, 10, 23, 12)
const dayMs = 86_400_000
const spans = fc.record({ ago: fc.integer({ min: 0, max: longestMs }), length: fc.integer({ min: 1, max: longestMs }) }).map(({ ago, length }) => bounded({ from: now - ago - length, to: now - ago }, now))

describe('moving', () => {
  it('whatever is done, the span stays between a minute and two years, and never beyond now and a little air', () => {
    fc.assert(
      fc.property(spans, fc.double({ min: 0.01, max: 100, noNaN: true }), fc.double({ min: -20, max: 20, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (span, factor, part, at) => {
        for (const after of [zoomed(span, factor, span.from + at * lengthOf(span), now), panned(span, part, now)]) {
          expect(lengthOf(after)).toBeGreaterThanOrEqual(60_000 - 1)
          expect(lengthOf(after)).toBeLessThanOrEqual(longestMs + 1)
          expect(after.to).toBeLessThanOrEqual(now + 0.031 * lengthOf(after))
        }
      }),
    )
  })

  it('zooming in leaves what is under the pointer where it is', () => {
    fc.assert(
      fc.property(spans, fc.double({ min: 0.1, max: 0.9, noNaN: true }), (span, part) => {
        const at = span.from + part * lengthOf(span)
        const after = zoomed(span, 0.5, at, now)
        if (lengthOf(after) > 60_000) expect((at - after.from) / lengthOf(after)).toBeCloseTo(part, 6)
      }),
    )
  })

  it('a preset keeps to the newest while that is followed, else to the middle', () => {
    const live = upToNow(dayMs, now)
    for (const preset of presets) {
      expect(followsNow(presetSpan(preset, live, now), now)).toBe(true)
      expect(presetOf(presetSpan(preset, live, now))).toBe(preset)
    }
    const old: Span = { from: now - 100 * dayMs, to: now - 99 * dayMs }
    const week = presetSpan('week', old, now)
    expect([(week.from + week.to) / 2, lengthOf(week)]).toEqual([(old.from + old.to) / 2, presetMs.week])
    expect(presetOf({ from: 0, to: 1234 })).toBeNull()
  })
})

describe('the axis', () => {
  it('has labels that don’t touch, inside the span, each later than the one before', () => {
    fc.assert(
      fc.property(spans, fc.integer({ min: 300, max: 3000 }), (span, width) => {
        const ticks = axisTicks(span, axisStep(span, width, 64)).map(({ at }) => at)
        for (const at of ticks) expect([at >= span.from, at <= span.to]).toEqual([true, true])
        ticks.slice(1).forEach((at, i) => expect(at).toBeGreaterThan(ticks[i]!))
        expect(ticks.length).toBeLessThanOrEqual(width / 50 + 2)
      }),
      { numRuns: 300 },
    )
  })

  it('days begin at midnight also where clocks change (Auckland, 27 September 2026)', () => {
    const span = { from: new Date(2026, 8, 25).getTime(), to: new Date(2026, 8, 30).getTime() }
    const ticks = axisTicks(span, axisStep(span, 400, 64))
    expect(ticks.map(({ at }) => [new Date(at).getDate(), new Date(at).getHours()])).toEqual([25, 26, 27, 28, 29, 30].map((day) => [day, 0]))
    expect(ticks.some(({ major }) => major)).toBe(false)
  })

  it.each<[string, Span, string[]]>([
    ['hours', { from: new Date(2026, 10, 22, 21).getTime(), to: new Date(2026, 10, 23, 4).getTime() }, ['21:00', '22:00', '23:00', '23 Nov', '01:00', '02:00', '03:00', '04:00']],
    ['months', { from: new Date(2025, 10, 1).getTime(), to: new Date(2026, 2, 2).getTime() }, ['Nov', 'Dec', '2026', 'Feb', 'Mar']],
  ])('%s are told as shortly as can be', (_name, span, labels) => {
    const step = axisStep(span, labels.length * 70, 64)
    expect(axisTicks(span, step).map(({ at, major }) => tickLabel(at, step, major))).toEqual(labels)
  })

  it.each<[string, Span, string]>([
    ['minutes', { from: new Date(2026, 10, 23, 13).getTime(), to: new Date(2026, 10, 23, 14).getTime() }, '23 Nov, 13:00'],
    ['days', { from: new Date(2026, 10, 16).getTime(), to: new Date(2026, 10, 22).getTime() }, 'Mon 16 Nov'],
    ['weeks', { from: new Date(2026, 10, 9).getTime(), to: new Date(2026, 10, 30).getTime() }, '9 Nov'],
    ['months', { from: new Date(2026, 2, 1).getTime(), to: new Date(2026, 9, 2).getTime() }, 'Mar 2026'],
  ])('of %s without a greater unit the first one names it', (unit, span, label) => {
    const step = { unit: unit.slice(0, -1) as AxisStep['unit'], count: 1, ms: lengthOf(span) / 6 }
    expect(firstLabel(axisTicks(span, step)[0]!.at, step)).toBe(label)
  })

  it.each<[Span, string]>([
    [{ from: new Date(2026, 10, 23, 9).getTime(), to: new Date(2026, 10, 23, 10).getTime() }, '09:00 – 10:00, 23 Nov 2026'],
    [{ from: new Date(2026, 10, 22, 9).getTime(), to: new Date(2026, 10, 23, 10).getTime() }, '22 Nov 09:00 – 23 Nov 10:00'],
    [{ from: new Date(2026, 10, 1).getTime(), to: new Date(2026, 10, 23).getTime() }, '1 Nov – 23 Nov 2026'],
    [{ from: new Date(2025, 10, 1).getTime(), to: new Date(2026, 10, 23).getTime() }, '1 Nov 2025 – 23 Nov 2026'],
  ])('a span is named', (span, label) => {
    expect(spanLabel(span)).toBe(label)
  })

  it('the cursor tells seconds where they can be seen', () => {
    const at = new Date(2026, 10, 23, 9, 14, 5).getTime()
    expect(cursorLabel(at, { from: at, to: at + dayMs })).toBe('Mon, 23 Nov 2026, 09:14:05')
    expect(cursorLabel(at, { from: at, to: at + 365 * dayMs })).toBe('Mon, 23 Nov 2026, 09:14')
  })
})

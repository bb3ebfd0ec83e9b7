import { describe, expect, it } from 'vitest'
import { axisTimes, drawingOf, flagPath, gapTotals } from '../../../src/renderer/features/incidents/around-geometry'
import { axisLabel, readoutAt, summaryOf } from '../../../src/renderer/features/incidents/around-words'
import type { IncidentAround } from '../../../src/shared/incidents'
import type { GapSpan } from '../../../src/shared/timeline'

const minute = 60_000
const hour = 60 * minute
// 13:00 in Auckland.
const from = Date.UTC(2026, 10, 23)
const to = from + 100 * minute
const box = { width: 200, height: 104 }

const line = (minutes: readonly number[], values: readonly number[], spread = 0) => ({ unit: 'ms' as const, at: minutes.map((at) => from + at * minute), low: values.map((value) => value - spread), middle: [...values], high: values.map((value) => value + spread) })
const gap = (kind: GapSpan['kind'], begin: number, end: number): GapSpan => ({ kind, from: from + begin * minute, to: from + end * minute, gaps: 0, count: 1 })
const around = (more: Partial<IncidentAround> = {}): IncidentAround => ({ from, to, at: to, line: line([], []), bands: [], gaps: [], notes: [], ...more })

describe('the drawing of looks', () => {
  it('puts moments and values into the box, with some air above', () => {
    const { x, line: path, low, high } = drawingOf(around({ line: line([0, 50, 100], [0, 100, 50]) }), box)
    expect([x(from - 5), x(from + 50 * minute), x(to + 5)]).toEqual([0, 100, 200])
    expect([low, high]).toEqual([0, 100])
    expect(path).toBe('M0 104L100 4L200 54')
  })
  it('breaks the line where nothing was measured for long, and draws one alone as a dot', () => {
    const { line: path } = drawingOf(around({ line: line([0, 1, 2, 50, 98, 99], [1, 1, 1, 1, 1, 1]) }), box)
    expect(path.match(/M/g)).toHaveLength(3)
    expect(path).toContain('h0')
  })
  it('draws a spread only where there is one', () => {
    expect(drawingOf(around({ line: line([0, 1], [5, 6]) }), box).spread).toBe('')
    expect(drawingOf(around({ line: line([0, 100], [50, 50], 50) }), box).spread).toBe('M0 4L200 4L200 104L0 104Z')
  })
  it.each([
    ['nothing measured', [], undefined, [0, 1]],
    ['near nothing it begins there', [10, 100], undefined, [0, 100]],
    ['far from it, at the least', [90, 100], undefined, [90, 100]],
    ['all the same', [90, 90], undefined, [90, 91]],
    ['a share of a hundred', [60, 70], 100, [60, 100]],
    ['below nothing', [-5, 100], undefined, [-5, 100]],
  ])('has a scale: %s', (_case, values, top, expected) => {
    const { low, high } = drawingOf(around({ line: line(values.map((_, i) => i), values) }), box, top)
    expect([low, high]).toEqual(expected)
  })
  it('cuts gaps and bands at its edges, and leaves out what isn’t in it', () => {
    const bands = [{ from: from - hour, to: from + minute, base: 'ok' as const, worst: 'fail' as const, counts: [1, 0, 1, 0] as [number, number, number, number] }]
    const drawing = drawingOf(around({ bands, gaps: [gap('asleep', -60, 10), gap('frozen', 90, 300), gap('real', 200, 300)] }), box)
    expect(drawing.gaps).toEqual([{ kind: 'asleep', x: 0, width: 20 }, { kind: 'frozen', x: 180, width: 20 }])
    expect(drawing.bands).toEqual([{ worst: 'fail', x: 0, width: 2 }])
  })
})

it.each([
  [0, 'M0 138V0h7l-2 3.5 2 3.5h-7'],
  [189, 'M189 138V0h7l-2 3.5 2 3.5h-7'],
  [190, 'M190 138V0h-7l2 3.5 -2 3.5h7'],
  [200, 'M200 138V0h-7l2 3.5 -2 3.5h7'],
])('a note’s flag at %i of 200 stays off the scale', (x, path) => expect(flagPath(x, 138, 200)).toBe(path))

describe('its axis', () => {
  it.each([
    [100 * minute, 260, 13, ['13:00', '13:30', '14:00', '14:30']],
    [4 * hour, 380, 13, ['13:00', '14:00', '15:00', '16:00', '17:00']],
    [10 * 24 * hour, 380, 13, ['26 Nov, 00:00', '3 Dec, 00:00']],
  ])('has whole local times with room for each: %d ms on %d pixels', (spanMs, width, offsetHours, labels) => {
    const times = axisTimes({ from, to: from + spanMs }, width, offsetHours * hour)
    expect(times.map((time) => axisLabel(time, spanMs))).toEqual(labels)
  })
})

describe('its words', () => {
  it.each([
    ['nothing is kept', around(), 'No looks of that time are kept.'],
    ['measured', around({ line: line([0, 1], [120, 2300]) }), 'Notion measured 120 ms to 2.3 s.'],
    ['found bad', around({ line: line([0], [120]), bands: [{ from, to, base: 'ok', worst: 'fail', counts: [5, 1, 2, 0] }] }), 'Notion measured 120 ms to 120 ms. 2 looks failed, 1 look warned.'],
    ['unmeasured', around({ bands: [{ from, to, base: 'ok', worst: 'ok', counts: [5, 0, 0, 0] }], gaps: [gap('asleep', 10, 40), gap('network-away', 50, 60)] }), 'Notion measures nothing; its looks are the strip below. No looks while asleep for 30 min, network away for 10 min.'],
  ])('%s', (_case, one, words) => {
    expect(summaryOf(one, 'Notion')).toBe(words)
  })
  it('add up gaps of a kind within the span, the longest first', () => {
    expect(gapTotals(around({ gaps: [gap('frozen', -5, 5), gap('asleep', 10, 20), gap('frozen', 90, 200), gap('real', 200, 300)] }))).toEqual([{ kind: 'frozen', ms: 15 * minute }, { kind: 'asleep', ms: 10 * minute }])
  })
  it.each([
    [10, '13:10:00 · 120 ms · failing'],
    [40, '13:40:00 · Asleep'],
    [80, '14:20:00'],
  ])('tell of a moment what is known: %d min', (at, words) => {
    const one = around({ line: line([10, 11], [120, 130]), bands: [{ from, to: from + 20 * minute, base: 'ok', worst: 'fail', counts: [1, 0, 1, 0] }], gaps: [gap('asleep', 30, 50)] })
    expect(readoutAt(one, from + at * minute)).toBe(words)
  })
  it('name a note close by', () => {
    const note = { id: 'n', at: from + 30 * minute, kind: 'note' as const, text: 'Restarted', source: 'window' as const }
    expect(readoutAt(around({ notes: [note] }), from + 30 * minute + 1000)).toBe('13:30:01 · “Restarted”')
  })
})

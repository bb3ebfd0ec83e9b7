import { describe, expect, it } from 'vitest'
import { geometry, range, split, thinned, usualStep } from '../../../src/renderer/parts/sparkline'
import type { Point } from '../../../src/shared/model'

const minute = 60_000
const at = (index: number, value: number | null): Point => ({ at: index * minute, status: value === null ? 'unknown' : 'ok', value })
const line = (...values: (number | null)[]): Point[] => values.map((value, index) => at(index, value))
const box = { width: 100, height: 20, inset: 0 }

describe('stretches and gaps', () => {
  it('joins neighbouring looks', () => {
    expect(split(line(1, 2, 3)).map((run) => run.length)).toEqual([3])
  })
  it('ends a stretch where nothing was known', () => {
    expect(split(line(1, 2, null, 4, 5)).map((run) => run.length)).toEqual([2, 2])
  })
  it('ends a stretch at a long silence, measured against the usual distance', () => {
    const points = [at(0, 1), at(1, 1), at(2, 1), at(3, 1), at(30, 1), at(31, 1)]
    expect(usualStep(points)).toBe(minute)
    expect(split(points).map((run) => run.length)).toEqual([4, 2])
  })
  it('takes a single late look for no gap', () => {
    expect(split([at(0, 1), at(1, 1), at(3, 1), at(4, 1)])).toHaveLength(1)
  })
  it('knows nothing of nothing', () => {
    expect(split([])).toEqual([])
    expect(split(line(null, null))).toEqual([])
  })
})

describe('the scale', () => {
  it.each([
    [[90, 100, 120], undefined, { low: 0, high: 120 }],
    [[61, 62], 100, { low: 0, high: 100 }],
    [[0, 0], undefined, { low: 0, high: 1 }],
    [[], undefined, { low: 0, high: 1 }],
    [[-4, 4], undefined, { low: -4, high: 4 }],
  ] as const)('of %j up to %s', (values, top, expected) => {
    expect(range([...values], top)).toEqual(expected)
  })
})

describe('geometry', () => {
  it('draws the highest value at the top and zero at the floor', () => {
    const shape = geometry(line(0, 10), box)
    expect(shape.stretches[0]?.line).toBe('M0 20L100 0')
    expect(shape.gaps).toEqual([])
  })
  it('leaves a gap between two stretches open', () => {
    const shape = geometry(line(10, 10, null, 10, 10), box)
    expect(shape.stretches.map((stretch) => stretch.line)).toEqual(['M0 0L25 0', 'M75 0L100 0'])
    expect(shape.gaps).toEqual([{ from: 25, to: 75 }])
  })
  it('draws a lone look as a dot', () => {
    const shape = geometry(line(5), box)
    expect(shape.stretches[0]).toMatchObject({ line: '', dot: { x: 100, y: 0 } })
  })
  it('keeps everything inside its box', () => {
    const shape = geometry(line(3, 9, 1), { ...box, inset: 2 }, 10)
    for (const [x, y] of [...(shape.stretches[0]?.line ?? '').matchAll(/([\d.]+) ([\d.]+)/g)].map((found) => [Number(found[1]), Number(found[2])])) {
      expect(x).toBeGreaterThanOrEqual(2)
      expect(x).toBeLessThanOrEqual(98)
      expect(y).toBeGreaterThanOrEqual(2)
      expect(y).toBeLessThanOrEqual(18)
    }
  })
})

describe('thinning', () => {
  const many = line(...Array.from({ length: 1000 }, (_, index) => index))
  it('leaves few points alone', () => {
    const few = line(1, 2, 3)
    expect(thinned(few, 96)).toBe(few)
  })
  it('keeps the newest and the order', () => {
    const kept = thinned(many, 96)
    expect(kept).toHaveLength(96)
    expect(kept.at(-1)).toBe(many.at(-1))
    expect(kept.map((point) => point.at)).toEqual(kept.map((point) => point.at).toSorted((a, b) => a - b))
  })
})

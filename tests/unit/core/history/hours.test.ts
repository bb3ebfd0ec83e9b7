import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bySlot, folded, hourOf, merged, type Look } from '../../../../src/core/history/hours'

const look = (at: number, own: Partial<Look> = {}): Look => ({ at, status: 'ok', latencyMs: null, value: null, ...own })
const latencies = (...values: number[]): Look[] => values.map((latencyMs, at) => look(at, { latencyMs }))

describe('looks of an hour', () => {
  it('are counted by what they found; what isn’t set up counts as unknown', () => {
    const looks = (['ok', 'ok', 'warning', 'fail', 'unknown', 'off'] as const).map((status, at) => look(at, { status }))
    expect(folded(looks)).toEqual({ firstAt: 0, lastAt: 5, counts: [2, 1, 1, 2], latency: null, value: null })
  })

  it.each<[string, number[], object]>([
    ['one', [7], { count: 1, min: 7, median: 7, p95: 7, max: 7 }],
    ['an even number', [40, 10, 30, 20], { count: 4, min: 10, median: 20, p95: 40, max: 40 }],
    ['twenty, one of them slow', [...Array.from({ length: 19 }, () => 5), 900], { count: 20, min: 5, median: 5, p95: 5, max: 900 }],
  ])('keep the spread of %s', (_name, values, spread) => {
    expect(folded(latencies(...values)).latency).toEqual(spread)
  })

  it('keep the mean of large values to the last bit that matters', () => {
    const values = [1e15 + 1, 1e15 + 2, 1e15 + 3]
    expect(folded(values.map((value, at) => look(at, { value }))).value).toEqual({ count: 3, min: 1e15 + 1, mean: 1e15 + 2, max: 1e15 + 3 })
  })
})

const looksArbitrary = fc.array(fc.record({ status: fc.constantFrom('ok' as const, 'warning' as const, 'fail' as const, 'unknown' as const), latencyMs: fc.option(fc.integer({ min: 0, max: 9000 })), value: fc.option(fc.integer({ min: 0, max: 100 })) }), { minLength: 2, maxLength: 40 }).map((found) => found.map((own, at) => look(at, own)))

it('two parts come to what the whole comes to, but for the middle of latencies, which lies between', () => {
  fc.assert(
    fc.property(looksArbitrary, fc.nat(), (looks, where) => {
      const cut = 1 + (where % (looks.length - 1))
      const whole = folded(looks)
      const both = merged(folded(looks.slice(0, cut)), folded(looks.slice(cut)))
      expect({ ...both, latency: null, value: null }).toEqual({ ...whole, latency: null, value: null })
      expect(both.value?.mean ?? null).toEqual(whole.value === null ? null : expect.closeTo(whole.value.mean, 9))
      expect([both.latency?.count, both.latency?.min, both.latency?.max]).toEqual([whole.latency?.count, whole.latency?.min, whole.latency?.max])
      if (both.latency) expect(both.latency.median).toBeGreaterThanOrEqual(both.latency.min)
      if (both.latency) expect(both.latency.median).toBeLessThanOrEqual(both.latency.p95)
    }),
  )
})

it('slots hold every look once, in order, and none from two slots', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5000, max: 5000 }), { maxLength: 60 }), fc.integer({ min: 1, max: 900 }), (times, stepMs) => {
      const looks = times.toSorted((a, b) => a - b).map((at) => look(at))
      const slots = bySlot(looks, stepMs)
      expect(slots.flat()).toEqual(looks)
      for (const slot of slots) expect(new Set(slot.map(({ at }) => Math.floor(at / stepMs))).size).toBe(1)
    }),
  )
})

it.each([[0, 0], [3_599_999, 0], [3_600_000, 3_600_000], [-1, -3_600_000]])('%i is of the hour that begins at %i', (at, hour) => {
  expect(hourOf(at)).toBe(hour)
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renewed } from '../../../src/renderer/parts/use-pages'
import { offsetsOf, rowsBetween } from '../../../src/renderer/parts/virtual-rows'

describe('rows in sight', () => {
  const offsets = offsetsOf(Array.from({ length: 1000 }, (_, place) => (place % 10 === 0 ? 32 : 53)))
  it.each([
    ['at the top', 0, 600, 0, 19],
    ['above all', -400, 0, 0, 7],
    ['below all', 1e6, 1e6 + 600, 993, 1000],
  ])('%s', (_case, top, bottom, first, end) => {
    expect(rowsBetween(offsets, top, bottom)).toEqual({ first, end })
  })
  it('are none of none', () => {
    expect(rowsBetween(offsetsOf([]), 0, 600)).toEqual({ first: 0, end: 0 })
  })
  it('cover all that can be seen, and little more', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 300 }), fc.nat(20_000), fc.integer({ min: 1, max: 900 }), (heights, top, height) => {
        const places = offsetsOf(heights)
        const { first, end } = rowsBetween(places, top, top + height)
        const seen = heights.flatMap((_, place) => (places[place + 1]! > top && places[place]! < top + height ? place : []))
        expect(seen.every((place) => place >= first && place < end)).toBe(true)
        expect(end - first).toBeLessThanOrEqual(seen.length + 14)
      }),
    )
  })
})

describe('a list whose beginning is read anew', () => {
  const ofId = (id: string): string => id
  it.each([
    ['nothing new', ['c', 'b', 'a'], ['c', 'b'], ['c', 'b', 'a']],
    ['one more', ['c', 'b', 'a'], ['d', 'c'], ['d', 'c', 'b', 'a']],
    ['one is gone', ['c', 'b', 'a'], ['b'], ['b', 'a']],
    ['one has moved up', ['c', 'b', 'a'], ['a', 'c'], ['a', 'c', 'b']],
    ['all are new', ['c', 'b', 'a'], ['f', 'e'], ['f', 'e']],
  ])('%s', (_case, before, newer, expected) => {
    expect(renewed(before, newer, ofId)).toEqual(expected)
  })
})

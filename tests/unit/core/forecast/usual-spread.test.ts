import { describe, expect, it } from 'vitest'
import { newSampling, observeStamp } from '../../../../src/core/forecast/sampling'
import { inSpreads, newSpread } from '../../../../src/core/forecast/usual-spread'

const hour = 36e5
/** Values an hour apart; the distances they had when they came. */
function distancesOf(values: readonly number[], stepMs = hour) {
  const [spread, sampling] = [newSpread(), newSampling()]
  const distances = values.map((value, i) => {
    observeStamp(sampling, i * stepMs)
    return inSpreads(spread, value, sampling)
  })
  return { distances, spread }
}
const between = (i: number) => 100 + (i % 21) - 10

describe('the usual spread', () => {
  it('knows nothing before it has seen a day of hours, and nothing of what never changes', () => {
    expect(distancesOf(Array.from({ length: 24 }, (_, i) => between(i))).distances.every((distance) => distance === 0)).toBe(true)
    expect(distancesOf(Array.from({ length: 200 }, (_, i) => (i === 150 ? 9 : 5))).distances[150]).toBe(0)
  })

  it('counts distances from the middle in those that one value in ten exceeds', () => {
    const { distances } = distancesOf([...Array.from({ length: 168 }, (_, i) => between(i)), 127, 73])
    expect(distances[168]).toBeCloseTo(3, 1)
    expect(distances[169]).toBeCloseTo(-3, 1)
  })

  it('is hardly moved by a few hours of trouble', () => {
    const usual = Array.from({ length: 168 }, (_, i) => between(i))
    const after = distancesOf([...usual, ...Array<number>(8).fill(1000), ...usual.slice(0, 16), 1000]).distances.at(-1)!
    expect(after).toBeGreaterThan(50)
  })

  it.each([1000, 60_000, hour, 24 * hour])('keeps few values of rows %d ms apart', (stepMs) => {
    expect(distancesOf(Array.from({ length: 20_000 }, (_, i) => between(i)), stepMs).spread.latest.length).toBeLessThanOrEqual(336)
  })
})

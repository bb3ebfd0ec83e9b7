import { describe, expect, it } from 'vitest'
import { excursionOf, newExcursion } from '../../../../src/core/forecast/anomaly-excursions'
import { newSampling, observeStamp } from '../../../../src/core/forecast/sampling'

const minute = 60_000
const between = (i: number) => 100 + (i % 21) - 10

interface Judged {
  stepMinutes: number
  usual?: (i: number) => number | null
  proved?: boolean
}

/** The rows at which an excursion was strange. */
function strangeRows(values: readonly number[], { stepMinutes, usual = () => null, proved = false }: Judged): number[] {
  const [excursion, sampling] = [newExcursion(), newSampling()]
  return values.flatMap((value, i) => {
    observeStamp(sampling, i * stepMinutes * minute)
    return excursionOf(excursion, value, usual(i), proved, sampling).strange > 1 ? [i] : []
  })
}
/** Usual rows, then `away` for some, then usual ones again. */
const left = (rows: number, away: number, back: number) => Array.from({ length: rows + back }, (_, i) => (i >= 240 && i < rows ? away : between(i)))

describe('an excursion', () => {
  it('is told once, in its second hour', () => expect(strangeRows(left(260, 200, 100), { stepMinutes: 60 })).toEqual([241]))
  it('is told on the side below too', () => expect(strangeRows(left(260, 0, 100), { stepMinutes: 60 })).toEqual([241]))
  it('is nothing for a single row', () => expect(strangeRows(left(241, 200, 100), { stepMinutes: 60 })).toEqual([]))
  it('is nothing within what is usual', () => expect(strangeRows(left(260, 125, 100), { stepMinutes: 60 })).toEqual([]))
  it('takes half an hour where rows come often', () => expect(strangeRows(left(300, 200, 100), { stepMinutes: 5 })).toEqual([245]))

  it('is told again only after a calm day', () => {
    const twice = (apart: number) => [...left(250, 200, apart), ...Array<number>(10).fill(200)]
    expect(strangeRows(twice(12), { stepMinutes: 60 })).toEqual([241])
    expect(strangeRows(twice(30), { stepMinutes: 60 })).toEqual([241, 281])
  })

  it('is none where its time of day explains it', () => {
    const nightly = Array.from({ length: 480 }, (_, i) => between(i) + (i % 24 < 2 ? 200 : 0))
    const usual = (i: number) => 100 + (i % 24 < 2 ? 200 : 0)
    expect(strangeRows(nightly, { stepMinutes: 60 }).length).toBeGreaterThan(0)
    expect(strangeRows(nightly, { stepMinutes: 60, usual, proved: true })).toEqual([])
  })
})

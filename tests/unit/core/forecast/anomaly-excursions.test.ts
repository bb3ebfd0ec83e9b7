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
/** More than a day where rows come often. */
const usualRows = 300
/** Usual rows, then `away` for some, then usual ones again. */
const left = (rows: number, away: number, back = 100) =>
  Array.from({ length: usualRows + rows + back }, (_, i) => (i >= usualRows && i < usualRows + rows ? away : between(i)))

describe('an excursion', () => {
  it('is told once, in its second hour', () => expect(strangeRows(left(20, 200), { stepMinutes: 60 })).toEqual([301]))
  it('is told on the side below too', () => expect(strangeRows(left(20, 0), { stepMinutes: 60 })).toEqual([301]))
  it('is nothing for a single row', () => expect(strangeRows(left(1, 200), { stepMinutes: 60 })).toEqual([]))
  it('is nothing within what is usual', () => expect(strangeRows(left(20, 125), { stepMinutes: 60 })).toEqual([]))
  it('takes half an hour where rows come often', () => expect(strangeRows(left(60, 200), { stepMinutes: 5 })).toEqual([305]))
  it('is believed nearer where more rows tell it', () => {
    expect(strangeRows(left(20, 129), { stepMinutes: 60 })).toEqual([])
    expect(strangeRows(left(20, 129), { stepMinutes: 5 })).toEqual([305])
  })
  it('is nothing before a day was seen', () => expect(strangeRows(left(60, 200), { stepMinutes: 1 })).toEqual([]))

  it('is told again only after a calm while', () => {
    const twice = (apart: number) => [...left(10, 200, apart), ...Array<number>(10).fill(200)]
    expect(strangeRows(twice(12), { stepMinutes: 60 })).toEqual([301])
    expect(strangeRows(twice(30), { stepMinutes: 60 })).toEqual([301, 341])
  })

  it('is none where its time of day explains it', () => {
    const nightly = Array.from({ length: 480 }, (_, i) => between(i) + (i % 24 < 2 ? 200 : 0))
    const usual = (i: number) => 100 + (i % 24 < 2 ? 200 : 0)
    expect(strangeRows(nightly, { stepMinutes: 60 }).length).toBeGreaterThan(0)
    expect(strangeRows(nightly, { stepMinutes: 60, usual, proved: true })).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { BothJumps, bothJumpsSchema } from '../../../../src/core/forecast/anomaly-jumps'
import { newSampling, observeStamp } from '../../../../src/core/forecast/sampling'

const hour = 36e5
const between = (i: number) => 100 + ((i * 7) % 21) - 10

interface Made {
  rows?: number
  by?: number
  /** What its time of day says of the last row. */
  expected?: number
  proved?: boolean
  /** Goes on from what was saved before the last row. */
  saved?: boolean
}

/** How strange the last of so many hourly rows is, which lies `by` above the usual ones. */
function lastStrangeness({ rows = 200, by = 500, expected = 0, proved = false, saved = false }: Made): number {
  const sampling = newSampling()
  let jumps = new BothJumps()
  let strange = 0
  for (let row = 1; row <= rows; row++) {
    observeStamp(sampling, row * hour)
    const last = row === rows
    if (last && saved) jumps = new BothJumps(bothJumpsSchema.parse(structuredClone(jumps.save())))
    const value = between(row) + (last ? by : 0)
    strange = jumps.strangeness({ value, residual: value - 100 - (last ? expected : 0), proved }, row, sampling)
  }
  return strange
}

describe('a jump', () => {
  it.each([
    ['is strange where none was as high', {}, true],
    ['is strange downwards too', { by: -500 }, true],
    ['is usual within those it made', { by: 3 }, false],
    ['is nothing before a day and enough rows were seen', { rows: 60 }, false],
    ['is usual where its time of day says so', { expected: 500, proved: true }, false],
    ['is strange where its time of day says otherwise', { proved: true }, true],
    ['is strange whatever a time of day says that predicts nothing', { expected: 500 }, true],
  ])('%s', (_, made, strange) => expect(lastStrangeness(made) > 1).toBe(strange))

  it('is as strange after a restart', () => expect(lastStrangeness({ saved: true, proved: true })).toBe(lastStrangeness({ proved: true })))
})

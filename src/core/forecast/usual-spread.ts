import { z } from 'zod'
import { type Sampling, rowsIn } from './sampling'

/** The latest days of a series, thinned out: where its middle lies, and the distance from it that one value in ten exceeds. */
export const spreadSchema = z.object({
  latest: z.array(z.number()).max(336),
  rows: z.number(),
  sinceMeasured: z.number(),
  middle: z.number(),
  distance: z.number(),
})
export type UsualSpread = z.infer<typeof spreadSchema>

export const newSpread = (): UsualSpread => ({ latest: [], rows: 0, sinceMeasured: 0, middle: 0, distance: 0 })

const rememberedMs = 7 * 864e5
const mostKept = 336
const fewestKept = 48
/** It speaks once it has so many, and is measured again after so many rows. */
const speaksAfter = 24
const measuredEach = 8
/** A share of the values that a few strange ones leave as it is. */
const usualShare = 0.9

/** A signed distance from the usual middle, in usual distances (0: not known yet); learns the value. */
export function inSpreads(spread: UsualSpread, value: number, sampling: Sampling): number {
  if (spread.latest.length >= speaksAfter && spread.sinceMeasured++ % measuredEach === 0) measure(spread)
  const seen = spread.distance > 0 ? (value - spread.middle) / spread.distance : 0
  learn(spread, value, rowsIn(sampling, rememberedMs))
  return seen
}

function measure(spread: UsualSpread): void {
  const values = Float64Array.from(spread.latest).toSorted()
  spread.middle = values[values.length >> 1]!
  const distances = values.map((value) => Math.abs(value - spread.middle)).toSorted()
  spread.distance = distances[Math.floor(usualShare * (distances.length - 1))]!
}

function learn(spread: UsualSpread, value: number, remembered: number): void {
  const each = Math.max(1, Math.round(remembered / mostKept))
  if (spread.rows++ % each !== 0) return
  spread.latest.push(value)
  const kept = Math.min(mostKept, Math.max(fewestKept, Math.round(remembered)))
  if (spread.latest.length > kept) spread.latest.splice(0, spread.latest.length - kept)
}

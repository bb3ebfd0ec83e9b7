import { z } from 'zod'

/** How long a value stood still, now and at most, and in what share of its rows it does. */
export const stillnessSchema = z.object({ last: z.number().nullable(), sameRows: z.number(), longestSame: z.number(), told: z.boolean(), sameShare: z.number() })
export type Stillness = z.infer<typeof stillnessSchema>

export const newStillness = (): Stillness => ({ last: null, sameRows: 0, longestSame: 0, told: false, sameShare: 0 })

const warmUpRows = 150
/** Strange: four times as long as it ever did, an hour and twelve rows at least; said only of what repeats itself in few rows. */
const times = 4
const leastRows = 12
const fewRepeats = 0.3
const memoryRows = 500
/** What it once did fades by half in 3,500 changes. */
const keep = 0.9998

/** A value that always moved and stands still, in lengths of what would be strange (told once: then 0); learns row number `row`. */
export function stillStrangeness(still: Stillness, value: number, row: number, hourRows: number): number {
  const same = value === still.last
  still.last = value
  still.sameShare += ((same ? 1 : 0) - still.sameShare) / Math.min(row, memoryRows)
  if (!same) still.longestSame = Math.max(still.longestSame * keep, still.sameRows)
  if (!same) still.told = false
  still.sameRows = same ? still.sameRows + 1 : 0
  if (row <= warmUpRows || still.sameShare >= fewRepeats || still.told) return 0
  const strange = still.sameRows / Math.max(leastRows, hourRows, times * still.longestSame)
  still.told = strange > 1
  return strange
}

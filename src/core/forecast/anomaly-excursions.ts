import { z } from 'zod'
import { type Sampling, rowsIn } from './sampling'
import { inSpreads, newSpread, spreadSchema } from './usual-spread'

/** Whether a series stays away from where it usually is: said once, and again only after it was back for a while. */
export const excursionSchema = z.object({
  value: spreadSchema,
  residual: spreadSchema,
  /** Distances of the latest rows, in usual ones. */
  latest: z.array(z.number()).max(64),
  told: z.boolean(),
  calmRows: z.number(),
})
export type Excursion = z.infer<typeof excursionSchema>

export const newExcursion = (): Excursion => ({ value: newSpread(), residual: newSpread(), latest: [], told: false, calmRows: 0 })

/** Strange: so many usual distances away, on one side, in half the rows of the last hour and in two of three at least. */
const limitOf = (rows: number): number => (rows > fewestRows ? 3 : 3.5)
const lastingMs = 36e5
const [fewestRows, mostRows] = [3, 64]
/** Not before a day was seen. */
const dayMs = 864e5
const lastingShare = 0.5
const fewestAway = 2
/** Back: within half of that for so long. */
const calmMs = 6 * 36e5
const fewestCalm = 24

/** A row's distance from its usual middle in usual ones (`away`), and how near it is to a strange excursion: 1 is the edge of an alert. */
export interface Sighting {
  away: number
  strange: number
}

/** `usual` is what its time of day usually shows, null: not known; `proved`: knowing that predicts it, so it has to be strange by that too. */
export function excursionOf(excursion: Excursion, value: number, usual: number | null, proved: boolean, sampling: Sampling): Sighting {
  const away = inSpreads(excursion.value, value, sampling)
  const ofItsTime = usual === null ? 0 : inSpreads(excursion.residual, value - usual, sampling)
  const distance = proved ? nearer(away, ofItsTime) : away
  const rows = Math.min(mostRows, Math.max(fewestRows, Math.round(rowsIn(sampling, lastingMs))))
  const limit = limitOf(rows)
  const farthest = lasting(excursion, distance, rows, limit / 2)
  const strange = excursion.value.rows > rowsIn(sampling, dayMs) ? farthest / limit : 0
  settle(excursion, Math.abs(distance) < limit / 2, sampling)
  if (strange <= 1) return { away, strange }
  const known = excursion.told
  excursion.told = true
  return { away, strange: known ? 0 : strange }
}

/** What both say; on two sides of the usual they contradict each other. */
const nearer = (a: number, b: number): number => (a * b > 0 ? Math.sign(a) * Math.min(Math.abs(a), Math.abs(b)) : 0)

/** The distance that enough of the latest `rows` reach on the side of this one; 0 where this one is `near`. */
function lasting(excursion: Excursion, distance: number, rows: number, near: number): number {
  excursion.latest.push(distance)
  if (excursion.latest.length > rows) excursion.latest.splice(0, excursion.latest.length - rows)
  const needed = Math.max(fewestAway, Math.round(rows * lastingShare))
  // Most rows are near, and need no order.
  if (Math.abs(distance) < near) return 0
  const sorted = Float64Array.from(excursion.latest, (one) => (distance < 0 ? -one : one)).toSorted()
  return Math.max(0, sorted.at(-needed) ?? 0)
}

function settle(excursion: Excursion, calm: boolean, sampling: Sampling): void {
  excursion.calmRows = calm ? excursion.calmRows + 1 : 0
  if (excursion.calmRows >= Math.max(fewestCalm, rowsIn(sampling, calmMs))) excursion.told = false
}

import { z } from 'zod'
import { hasProved, learnProfile, newProfile, profileSchema, usualAt } from './daily-profile'
import { type DecayingRange, outside, rangeSchema, widen, within } from './decaying-range'
import { type Sampling, rowsIn } from './sampling'
import { distancesSchema, inUsualDistances, learnDistance, newDistances } from './usual-distance'

/** A value, its mean of some hours, and its distance from its time of day, each with the range it was seen in. */
export const rangesSchema = z.object({
  level: z.number(),
  smooth: z.number(),
  residual: z.number(),
  valueRange: rangeSchema,
  smoothRange: rangeSchema,
  residualRange: rangeSchema,
  valueDistances: distancesSchema,
  residualDistances: distancesSchema,
  profile: profileSchema,
  /** Rows for which the means are still full of what the last alert told. */
  echoRows: z.number(),
})
export type Ranges = z.infer<typeof rangesSchema>

export const newRanges = (): Ranges => ({
  level: 0,
  smooth: 0,
  residual: 0,
  valueRange: null,
  smoothRange: null,
  residualRange: null,
  valueDistances: newDistances(),
  residualDistances: newDistances(),
  profile: newProfile(),
  echoRows: 0,
})

const dayMs = 864e5
const hourMs = 36e5
/** A range halves its memory in 17 days, and not in fewer than 5,000 rows. */
const halfLifeMs = 17 * dayMs
const halfLifeRows = 5000
/** Beyond this share of its width a value is strange; the range of a few days tells less, and is given more room. */
const valueMargin = 0.023
const residualMargin = 0.04
const youngDays = 5
/** And so far from what was expected, in usual distances: ln(rows a week / this). What always reaches far has to reach farther. */
const usualPerWeek = 16
/** No range speaks before it has seen a day and enough rows. */
const warmUpRows = 150
/** Means are of so many rows, or of a time where rows come often. */
const smoothRows = 18
const smoothMs = 2 * hourMs
const residualRows = 6
const residualMs = hourMs
/** So many times its length a mean remembers an alert. */
const echoes = 4
const levelPace = 0.003

const smoothingRows = (sampling: Sampling): number => Math.max(smoothRows, rowsIn(sampling, smoothMs))

/** How far outside its ranges row number `row` lies, 1 being the edge of an alert; learns it. */
export function rangeStrangeness(ranges: Ranges, at: number, value: number, row: number, sampling: Sampling): number {
  const perDay = rowsIn(sampling, dayMs)
  if (row === 1) Object.assign(ranges, { level: value, smooth: value })
  const usual = usualAt(ranges.profile, at, perDay)
  const over = value - ranges.level
  ranges.echoRows = Math.max(0, ranges.echoRows - 1)
  smooth(ranges, value, usual, row, sampling)
  const strange = row > Math.max(warmUpRows, perDay) ? farthest(ranges, value, over, row, perDay) : 0
  learn(ranges, value, over, usual !== null, sampling)
  learnProfile(ranges.profile, at, value, ranges.level, perDay)
  return strange
}

/** Once an alert is out, the means tell nothing new for a while. */
export function echo(ranges: Ranges, sampling: Sampling): void {
  ranges.echoRows = echoes * smoothingRows(sampling)
}

function smooth(ranges: Ranges, value: number, usual: number | null, row: number, sampling: Sampling): void {
  const first = 1 / row
  // What leaves the range by itself needs no mean to be seen, and would be seen twice.
  const calm = within(ranges.valueRange, value, valueMargin * 2)
  ranges.smooth += Math.max(first, 1 / smoothingRows(sampling)) * (calm - ranges.smooth)
  ranges.level += Math.max(first, levelPace) * (value - ranges.level)
  const miss = usual === null ? 0 : value - usual
  ranges.residual += (miss - ranges.residual) / Math.max(residualRows, rowsIn(sampling, residualMs))
}

function farthest(ranges: Ranges, value: number, over: number, row: number, perDay: number): number {
  const room = 1 + (youngDays * perDay) / row
  const rare = Math.max(1, Math.log((7 * perDay) / usualPerWeek))
  const beyond = (range: DecayingRange, seen: number, margin: number) => outside(range, seen) / (margin * room)
  const far = Math.min(beyond(ranges.valueRange, value, valueMargin), inUsualDistances(ranges.valueDistances, over) / rare)
  if (ranges.echoRows > 0) return far
  const farSmooth = Math.max(far, beyond(ranges.smoothRange, ranges.smooth, valueMargin))
  if (!hasProved(ranges.profile, perDay)) return farSmooth
  const distance = inUsualDistances(ranges.residualDistances, ranges.residual) / rare
  return Math.max(farSmooth, Math.min(beyond(ranges.residualRange, ranges.residual, residualMargin), distance))
}

function learn(ranges: Ranges, value: number, over: number, hasUsual: boolean, sampling: Sampling): void {
  const halfLife = Math.max(halfLifeRows, rowsIn(sampling, halfLifeMs))
  const keep = 0.5 ** (1 / halfLife)
  ranges.valueRange = widen(ranges.valueRange, value, keep)
  learnDistance(ranges.valueDistances, over, halfLife)
  ranges.smoothRange = widen(ranges.smoothRange, ranges.smooth, keep)
  if (!hasUsual) return
  ranges.residualRange = widen(ranges.residualRange, ranges.residual, keep)
  learnDistance(ranges.residualDistances, ranges.residual, halfLife)
}

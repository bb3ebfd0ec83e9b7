import { z } from 'zod'
import { hasProved, learnProfile, newProfile, profileSchema, usualAt } from './daily-profile'
import { type DecayingRange, outside, rangeSchema, widen, within } from './decaying-range'
import { type Sampling, rowsIn } from './sampling'
import { distancesSchema, inUsualDistances, learnDistance, newDistances, type UsualDistances } from './usual-distance'

/** A value, its mean of some hours, and its distance from its time of day, each with the range it was seen in. */
export const rangesSchema = z.object({
  level: z.number(),
  smooth: z.number(),
  residual: z.number(),
  valueRange: rangeSchema,
  smoothRange: rangeSchema,
  residualRange: rangeSchema,
  valueDistances: distancesSchema,
  smoothDistances: distancesSchema,
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
  smoothDistances: newDistances(),
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
/** One value alone is believed later: it has to be stranger by so much, and by this many days' share of those seen. */
const valueAlone = 0.9
const valueYoungDays = 2
/** And so far from what was expected, in usual distances: ln(rows a week / this). What always reaches far has to reach farther. */
const usualPerWeek = 16
/** A value beyond its range counts as far as it is away from where the last days were: so many usual distances are enough. */
const enoughAway = 3
/** No range speaks before it has seen a day and enough rows. */
const warmUpRows = 150
/** Means are of so many rows, or of a time where rows come often. */
const smoothRows = 18
const smoothMs = 2 * hourMs
/** A mean of more time than this says nothing. */
const longestSmoothMs = 12 * hourMs
const residualRows = 6
const residualMs = hourMs
/** So many times its length a mean remembers an alert. */
const echoes = 4
const levelPace = 0.003

const smoothingRows = (sampling: Sampling): number => Math.max(smoothRows, rowsIn(sampling, smoothMs))

/** A row as the ranges see it. */
export interface SeenRow {
  at: number
  value: number
  /** From 1 */
  row: number
  /** How far the value is from where the last days were, in usual distances; either sign. */
  away: number
}

/** How far outside its ranges a row lies, 1 being the edge of an alert; learns it. */
export function rangeStrangeness(ranges: Ranges, { at, value, row, away }: SeenRow, sampling: Sampling): number {
  const perDay = rowsIn(sampling, dayMs)
  if (row === 1) Object.assign(ranges, { level: value, smooth: value })
  const usual = usualAt(ranges.profile, at, perDay)
  const { level } = ranges
  ranges.echoRows = Math.max(0, ranges.echoRows - 1)
  smooth(ranges, value, usual, row, sampling)
  const over: Over = { value, away, level: value - level, smooth: ranges.smooth - level }
  const strange = row > Math.max(warmUpRows, perDay) ? farthest(ranges, over, row, sampling) : 0
  learn(ranges, over, usual !== null, sampling)
  learnProfile(ranges.profile, at, value, ranges.level, perDay)
  return strange
}

/** A value, and how far it and its mean lie above the level before it. */
interface Over {
  value: number
  away: number
  level: number
  smooth: number
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

function farthest(ranges: Ranges, over: Over, row: number, sampling: Sampling): number {
  const perDay = rowsIn(sampling, dayMs)
  const room = 1 + (youngDays * perDay) / row
  const rare = Math.max(1, Math.log((7 * perDay) / usualPerWeek))
  const strange = (range: DecayingRange, seen: number, margin: number, distances: UsualDistances, distance: number) =>
    Math.min(outside(range, seen) / (margin * room), inUsualDistances(distances, distance) / rare)
  const alone = valueAlone * (1 + (valueYoungDays * perDay) / row)
  const far = Math.min(strange(ranges.valueRange, over.value, valueMargin, ranges.valueDistances, over.level), Math.abs(over.away) / enoughAway) / alone
  if (ranges.echoRows > 0) return far
  const oftenEnough = smoothingRows(sampling) <= rowsIn(sampling, longestSmoothMs)
  const farSmooth = oftenEnough ? strange(ranges.smoothRange, ranges.smooth, valueMargin, ranges.smoothDistances, over.smooth) : 0
  if (!hasProved(ranges.profile, perDay)) return Math.max(far, farSmooth)
  return Math.max(far, farSmooth, strange(ranges.residualRange, ranges.residual, residualMargin, ranges.residualDistances, ranges.residual))
}

function learn(ranges: Ranges, over: Over, hasUsual: boolean, sampling: Sampling): void {
  const halfLife = Math.max(halfLifeRows, rowsIn(sampling, halfLifeMs))
  const keep = 0.5 ** (1 / halfLife)
  ranges.valueRange = widen(ranges.valueRange, over.value, keep)
  learnDistance(ranges.valueDistances, over.level, halfLife)
  ranges.smoothRange = widen(ranges.smoothRange, ranges.smooth, keep)
  learnDistance(ranges.smoothDistances, over.smooth, halfLife)
  if (!hasUsual) return
  ranges.residualRange = widen(ranges.residualRange, ranges.residual, keep)
  learnDistance(ranges.residualDistances, ranges.residual, halfLife)
}

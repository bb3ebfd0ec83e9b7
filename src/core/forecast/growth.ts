/** Growth over the last hours, as far as it went on throughout. */
export interface Growth {
  /** Over so many hours until now */
  hours: number
  /** Each part of them was so long. */
  part: number
  perHour: number
  /** Percent that it rose in these hours, and the level it rose to */
  rise: number
  top: number
  /** Hours until 100 % if it goes on so */
  toFull: number
  /** Relative error to expect of that */
  error: number
}

/** Less than this in percent is no growth worth a word. */
export const leastRise = 1
/** A part grew when it rose by this share of the mean. */
const grewShare = 0.3
/** The last parts must go on at this share of the mean; */
const lastShare = 0.7
/** where a long growth in steps is beyond chance, at this one. */
const lastShareOfSteps = 0.3
/** Long growth may stand still in some parts when its mean is so many standard errors above nothing. */
const beyondChance = 2
const fewestPartsOfSteps = 6
const shortestPartOfSteps = 12
/** It grows faster and faster when the trend of the parts’ rises is so many standard errors, and a fifth of the mean, above nothing. */
const accelerates = 3
const acceleratesShare = 0.2
/** What is foretold for as long as was looked back on is wrong by at least this. */
const errorAhead = 0.1
const leastError = 0.02

/** Judges the highest levels of equal parts of time, oldest first, and the level now; null where they don’t grow throughout. */
export function growthOf(tops: readonly number[], part: number, { level, noise }: { level: number; noise: number }): Growth | null {
  const parts = tops.length - 1
  const rise = tops[parts]! - tops[0]!
  if (rise < leastRise) return null
  const rises = risesOf(tops)
  const mean = tamedMean(rises, rise)
  if (mean * parts < Math.max(leastRise, 5 * noise)) return null
  const trend = trendOf(rises, rise / parts)
  if (!goesOn(rises, mean, part, trend)) return null
  const top = Math.max(level, tops[parts]!)
  const { perHour, toFull, scatter } = ahead(rises.length, mean, part, 100 - top, trend)
  const hours = part * parts
  const error = Math.hypot(Math.max(leastError, scatter / Math.sqrt(parts) / mean), (errorAhead * toFull) / hours)
  return { hours, part, perHour, rise, top, toFull: Math.max(0, toFull), error }
}

// Plain loops here: this is asked dozens of times for every sample.

function risesOf(tops: readonly number[]): number[] {
  const rises: number[] = []
  for (let i = 1; i < tops.length; i++) rises.push(tops[i]! - tops[i - 1]!)
  return rises
}

/** The mean, a single leap (a disk moved, a big file) counting as the next lower rise. */
function tamedMean(rises: readonly number[], sum: number): number {
  let [first, second] = [-Infinity, -Infinity]
  for (const rise of rises) {
    if (rise > first) [first, second] = [rise, first]
    else if (rise > second) second = rise
  }
  return (sum - first + second) / rises.length
}

function goesOn(rises: readonly number[], mean: number, part: number, trend: Trend): boolean {
  const parts = rises.length
  const steps = parts >= fewestPartsOfSteps && part >= shortestPartOfSteps && trend.mean > (beyondChance * trend.about) / Math.sqrt(parts)
  let grew = 0
  for (const rise of rises) if (rise > grewShare * mean) grew++
  if (!steps && grew < parts - Math.floor(parts / 6)) return false
  const last = parts >= 6 ? (rises[parts - 1]! + rises[parts - 2]!) / 2 : rises[parts - 1]!
  return last >= (steps ? lastShareOfSteps : lastShare) * mean
}

function ahead(parts: number, mean: number, part: number, remaining: number, { mean: plain, slope, slopeError, about, left }: Trend) {
  const gained = slope * (parts - 1)
  if (parts < 4 || slope <= accelerates * slopeError || gained <= acceleratesShare * mean) return { perHour: mean / part, toFull: remaining / (mean / part), scatter: about }
  const perHour = Math.max(mean, plain + gained / 2) / part
  const perHourHour = slope / part / part
  return { perHour, toFull: (Math.sqrt(perHour * perHour + 2 * perHourHour * remaining) - perHour) / perHourHour, scatter: left }
}

interface Trend {
  mean: number
  slope: number
  slopeError: number
  /** Standard deviation about the mean, and about the line. */
  about: number
  left: number
}

/** A straight line through the rises by their number. */
function trendOf(rises: readonly number[], mean: number): Trend {
  const n = rises.length
  let [xx, xy, yy] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    const x = i - (n - 1) / 2
    const y = rises[i]! - mean
    xx += x * x
    xy += x * y
    yy += y * y
  }
  const slope = xy / xx
  const left = n > 2 ? Math.sqrt(Math.max(0, yy - slope * xy) / (n - 2)) : 0
  return { mean, slope, slopeError: n > 2 ? left / Math.sqrt(xx) : Infinity, about: Math.sqrt(yy / (n - 1)), left }
}

/** A way in which spend may have gone until now. */
export interface Course {
  /** By what share of the last day each further one costs more */
  growth: number
  /** So many days ago the level may have changed: before, days cost one of so many times as much. */
  sinceDays: number
  before: readonly number[]
  /** How likely it is with each of them, before anything was seen */
  prior: number
}

/** Spend that grows or shrinks by 6 % a month is nothing special. */
const usualGrowth = 0.002
const growths = [-0.006, -0.004, -0.002, 0, 0.002, 0.004, 0.006]
const growthsOfChanged = [-0.002, 0, 0.002]
/** A change shows after three days. */
const changes = [3, 5, 7, 10, 14, 21, 28, 42]
const levelsBefore = [-1.2, -0.75, -0.35, 0.35, 0.75, 1.2].map(Math.exp)
/** One series in two hundred changes its level: a change is believed when it is plain. */
const changing = 0.005
/** Of no history is less left than a tenth. */
const leastShare = 0.1

/** Grown by each of these since then, all of them together as likely as that. */
function grown(by: readonly number[], sinceDays: number, before: readonly number[], likely: number): Course[] {
  const weights = by.map((growth) => Math.exp(-((growth / usualGrowth) ** 2) / 2))
  const all = weights.reduce((sum, weight) => sum + weight * before.length, 0)
  return by.map((growth, i) => ({ growth, sinceDays, before, prior: (likely * weights[i]!) / all }))
}

const steady = grown(growths, Infinity, [1], 1 - changing)
const changed = changes.flatMap((sinceDays) => grown(growthsOfChanged, sinceDays, levelsBefore, changing / changes.length))

/** Those that a history of so many days can tell apart, the likeliest first. */
export const coursesOf = (days: number): readonly Course[] => [...steady, ...changed.filter(({ sinceDays }) => sinceDays < days - 1)]

/** What growth alone made of a day, so many before the last one, as a share of that. */
export const shareAt = (growth: number, daysAgo: number): number => Math.max(leastShare, 1 - growth * daysAgo)

/** One step of time: its last hour, the mean level in it, how many samples. */
type Bin = [hour: number, mean: number, samples: number]

/** What is kept, by age: the younger the finer. Plain JSON. */
export type LevelHistory = Bin[][]

const tiers = [
  { hours: 1 / 12, keep: 130 },
  { hours: 0.5, keep: 200 },
  { hours: 3, keep: 200 },
] as const
/** A part of so many hours is looked up in the finest tier that reaches far enough. */
const longestPart = [1.5, 11, Infinity] as const
/** Highs older than this are forgotten. */
const highsHours = 240

export const emptyHistory = (): LevelHistory => tiers.map(() => [])

/** True when a new finest step began. */
export function addLevel(history: LevelHistory, hour: number, level: number): boolean {
  let began = false
  tiers.forEach(({ hours, keep }, i) => {
    const bins = history[i]!
    const last = bins.at(-1)
    if (last && Math.floor(last[0] / hours) === Math.floor(hour / hours)) {
      last[2]++
      last[1] += (level - last[1]) / last[2]
      last[0] = hour
      return
    }
    bins.push([hour, level, 1])
    if (bins.length > keep) bins.shift()
    if (i === 0) began = true
  })
  return began
}

/** The highest level in each of `parts` parts of so many hours until now and in the one before them; null: not known that far back. */
export function tops(history: LevelHistory, now: number, part: number, parts: number): number[] | null {
  const bins = history[longestPart.findIndex((longest) => part <= longest)]!
  const from = now - part * (parts + 1)
  if (bins.length === 0 || bins[0]![0] > from + part) return null
  const found: number[] = []
  for (let i = 0; i <= parts; i++) found.push(-1)
  for (let i = bins.length - 1; i >= 0; i--) {
    const bin = bins[i]!
    const at = Math.min(parts, Math.floor((bin[0] - from) / part - 1e-9))
    if (at < 0) break
    if (bin[1] > found[at]!) found[at] = bin[1]
  }
  if (found[0]! < 0) return null
  for (let i = 1; i <= parts; i++) if (found[i]! < 0) found[i] = found[i - 1]!
  return found
}

/** The level so many hours ago; null: not known. */
export function levelAgo(history: LevelHistory, now: number, hours: number): number | null {
  const bins = history[Math.max(0, tiers.findIndex((tier) => hours < tier.hours * (tier.keep - 10)))]!
  if (bins.length === 0 || bins[0]![0] > now - hours) return null
  return bins[firstAfter(bins.length, (i) => bins[i]![0], now - hours) - 1]![1]
}

/** The widest swing within one of the last days, today aside. */
export function dailySwing(history: LevelHistory, now: number, days: number): number {
  const lows = Array.from({ length: days + 1 }, () => Infinity)
  const highs = lows.map(() => -Infinity)
  const bins = history[2]!
  for (let i = bins.length - 1; i >= 0; i--) {
    const bin = bins[i]!
    const day = Math.floor((now - bin[0]) / 24)
    if (day > days) break
    if (bin[1] < lows[day]!) lows[day] = bin[1]
    if (bin[1] > highs[day]!) highs[day] = bin[1]
  }
  return Math.max(0, ...highs.slice(1).map((high, i) => high - lows[i + 1]!))
}

/** The highest level until each hour that is remembered. */
export interface Highs {
  hours: number[]
  levels: number[]
}

export function highsOf(history: LevelHistory, now: number): Highs {
  const highs: Highs = { hours: [], levels: [] }
  let highest = 0
  for (let i = tiers.length - 1; i >= 0; i--) {
    // Where a finer tier begins it takes over.
    const until = i === 0 ? Infinity : (history[i - 1]![0]?.[0] ?? Infinity)
    for (const [hour, mean] of history[i]!) {
      if (hour >= until) break
      if (hour <= now - highsHours) continue
      highest = Math.max(highest, mean)
      highs.hours.push(hour)
      highs.levels.push(highest)
    }
  }
  return highs
}

export const highestUntil = ({ hours, levels }: Highs, hour: number): number => levels[firstAfter(hours.length, (i) => hours[i]!, hour) - 1] ?? 0

/** The first index whose hour is later; hours ascend. */
function firstAfter(length: number, hourAt: (i: number) => number, hour: number): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >> 1
    if (hourAt(middle) <= hour) low = middle + 1
    else high = middle
  }
  return low
}

import type { Row } from '../../../src/core/forecast/detector'
import type { MonthEnd } from './cost-score'

/** Days of a kind cost alike: weekends, Mondays (a batch may run), other days. */
interface KindOfDay {
  mean: number
  variance: number
}

/** What is known beforehand: the kinds of day, growth taken out; learnt is how much it all is, and how it grows. */
export interface Learner {
  kinds: KindOfDay[]
  /** Of the growths a day that can be, all as likely. */
  growths: number[]
}

const dayMs = 864e5
const drawsOfDay = 60
const growthsTried = 31
const hours = Array.from({ length: 24 }, (_, hour) => hour)
const mean = (values: readonly number[]) => values.reduce((total, value) => total + value, 0) / values.length
const kindOf = (at: number): number => [0, 1, 2, 2, 2, 2, 0][new Date(at).getUTCDay()]!
const grown = (growth: number, day: number): number => 1 + growth * (day + 0.5)

/** The growth a day of daily means, as a share of the first: a straight line by least squares. */
function growthOf(means: readonly number[], kinds: readonly number[]): number {
  const usual = [0, 1, 2].map((kind) => mean(means.filter((_, day) => kinds[day] === kind)))
  const middle = (means.length - 1) / 2
  const shares = means.map((usd, day) => usd / usual[kinds[day]!]! - 1)
  const slope = shares.reduce((total, share, day) => total + share * (day - middle), 0) / means.reduce((total, _, day) => total + (day - middle) ** 2, 0)
  return slope / (1 - slope * (middle + 0.5))
}

/** Draws the days of a series many times: which means and scatter they have. */
export function learnedFrom(usual: (at: number) => number, rows: readonly Row[], [least, most]: readonly [number, number]): Learner {
  const days = Array.from({ length: Math.floor(rows.length / 24) }, (_, day) => rows[day * 24]!.at)
  const drawn = days.map((from) => Array.from({ length: drawsOfDay }, () => hours.reduce((usd, hour) => usd + usual(from + hour * (dayMs / 24)), 0)))
  const kinds = days.map(kindOf)
  const growth = least === most ? least : growthOf(drawn.map(mean), kinds)
  const flat = drawn.map((draws, day) => draws.map((usd) => usd / grown(growth, day)))
  const ofKind = (kind: number): KindOfDay => {
    const all = flat.filter((_, day) => kinds[day] === kind).flat()
    const middle = mean(all)
    return { mean: middle, variance: Math.max(1e-12, mean(all.map((usd) => (usd - middle) ** 2))) }
  }
  return { kinds: [0, 1, 2].map(ofKind), growths: Array.from({ length: growthsTried }, (_, i) => least + ((most - least) * i) / (growthsTried - 1)) }
}

/** What the rest of the month will cost: for each growth by least squares, weighed by how well it explains the days seen. */
export function learnedTotal({ kinds, growths }: Learner, rows: readonly Row[], { index, rest }: MonthEnd): number {
  const from = rows[0]!.at
  const seen = Array.from({ length: (index + 1) / 24 }, (_, day) => ({ usd: 24 * mean(rows.slice(day * 24, day * 24 + 24).map(({ value }) => value!)), day, kind: kinds[kindOf(from + day * dayMs)]! }))
  const fits = growths.map((growth) => {
    const weigh = (one: (seenDay: (typeof seen)[number]) => number) => seen.reduce((total, day) => total + one(day) / day.kind.variance, 0)
    const shape = (one: (typeof seen)[number]) => one.kind.mean * grown(growth, one.day)
    const [squares, products] = [weigh((one) => shape(one) ** 2), weigh((one) => shape(one) * one.usd)]
    const usd = rest.reduce((total, at) => total + (kinds[kindOf(at)]!.mean * grown(growth, Math.floor((at - from) / dayMs))) / 24, 0)
    return { usd: (products / squares) * usd, likelihood: products ** 2 / squares / 2 }
  })
  const best = Math.max(...fits.map(({ likelihood }) => likelihood))
  const weights = fits.map(({ likelihood }) => Math.exp(likelihood - best))
  return fits.reduce((total, { usd }, i) => total + usd * weights[i]!, 0) / weights.reduce((total, weight) => total + weight, 0)
}

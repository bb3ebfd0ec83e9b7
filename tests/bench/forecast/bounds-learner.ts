import type { Row } from '../../../src/core/forecast/detector'
import type { MonthEnd } from './cost-score'
import type { CostFamily } from './cost-series'
import { randomOf } from './random'

/** Days of a kind cost alike: weekends, Mondays (a batch may run), other days. */
interface KindOfDay {
  mean: number
  variance: number
}

/** What is known beforehand; learnt is which of it holds, how much it all is, and how it grows. */
export interface Learner {
  /** The kinds of day a series may be made of, growth taken out: one, or as many as are drawn of its family. */
  makes: readonly (readonly KindOfDay[])[]
  /** Of the growths a day that can be, all as likely. */
  growths: number[]
}

const dayMs = 864e5
const drawsOfDay = 60
/** So many series are drawn to know a family by. */
const makesTried = 4000
const makesSeed = 5_000_000
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

const drawDay = (usual: (at: number) => number, from: number): number => hours.reduce((usd, hour) => usd + usual(from + hour * (dayMs / 24)), 0)
const drawDays = (usual: (at: number) => number, from: number): number[] => Array.from({ length: drawsOfDay }, () => drawDay(usual, from))

function kindOfDays(usd: readonly number[]): KindOfDay {
  const middle = mean(usd)
  return { mean: middle, variance: Math.max(1e-12, mean(usd.map((one) => (one - middle) ** 2))) }
}

const growthsBetween = ([least, most]: readonly [number, number]): number[] =>
  least === most ? [least] : Array.from({ length: growthsTried }, (_, i) => least + ((most - least) * i) / (growthsTried - 1))

/** Who knows the shape and scatter of a series’ days: they are drawn many times. */
export function learnedFrom(usual: (at: number) => number, rows: readonly Row[], growths: readonly [number, number]): Learner {
  const days = Array.from({ length: Math.floor(rows.length / 24) }, (_, day) => rows[day * 24]!.at)
  const drawn = days.map((from) => drawDays(usual, from))
  const kinds = days.map(kindOf)
  const growth = growths[0] === growths[1] ? growths[0] : growthOf(drawn.map(mean), kinds)
  const flat = drawn.map((draws, day) => draws.map((usd) => usd / grown(growth, day)))
  return { makes: [[0, 1, 2].map((kind) => kindOfDays(flat.filter((_, day) => kinds[day] === kind).flat()))], growths: growthsBetween(growths) }
}

/** Who knows how a family is made: many series of it are drawn, of each the kinds of day in its first week. */
export function learnerOf(family: CostFamily): Learner {
  const monday = Date.UTC(2024, 0, 1)
  const [saturday, tuesday] = [monday + 5 * dayMs, monday + dayMs]
  const makes = Array.from({ length: makesTried }, (_, i) => {
    const usual = family.usual(randomOf(makesSeed + i), monday)
    return [saturday, monday, tuesday].map((from) => kindOfDays(drawDays(usual, from)))
  })
  return { makes, growths: growthsBetween(family.growth) }
}

/** The days seen of one kind, by one growth: how many, and sums of the squares of their growth, its products with what they cost, and the squares of that. */
interface Seen {
  days: number
  growths: number
  products: number
  squares: number
}

function seenOf(rows: readonly Row[], days: number, growth: number): Seen[] {
  const kinds = [0, 1, 2].map((): Seen => ({ days: 0, growths: 0, products: 0, squares: 0 }))
  for (let day = 0; day < days; day++) {
    const usd = rows.slice(day * 24, day * 24 + 24).reduce((total, { value }) => total + value!, 0)
    const kind = kinds[kindOf(rows[day * 24]!.at)]!
    kind.days++
    kind.growths += grown(growth, day) ** 2
    kind.products += grown(growth, day) * usd
    kind.squares += usd ** 2
  }
  return kinds
}

/** What the rest costs by one make and growth, and how likely both are: the scale by least squares. */
function fitOf(make: readonly KindOfDay[], seen: readonly Seen[], ahead: readonly number[]): { usd: number; likely: number } {
  const sums = { growths: 0, products: 0, squares: 0, logs: 0, rest: 0 }
  make.forEach(({ mean: usual, variance }, kind) => {
    const { days, growths, products, squares } = seen[kind]!
    sums.growths += (usual ** 2 * growths) / variance
    sums.products += (usual * products) / variance
    sums.squares += squares / variance
    sums.logs += days * Math.log(variance)
    sums.rest += usual * ahead[kind]!
  })
  const scale = sums.products / sums.growths
  const days = seen.reduce((total, kind) => total + kind.days, 0)
  return { usd: scale * sums.rest, likely: -days * Math.log(scale) - (sums.logs + sums.squares / scale ** 2 - sums.growths) / 2 }
}

/** What the rest of the month will cost: the mean of all makes and growths, weighed by how well they explain the days seen. */
export function learnedTotal({ makes, growths }: Learner, rows: readonly Row[], { index, rest }: MonthEnd): number {
  const from = rows[0]!.at
  const fits = growths.flatMap((growth) => {
    const seen = seenOf(rows, (index + 1) / 24, growth)
    const ahead = [0, 0, 0]
    for (const at of rest) ahead[kindOf(at)]! += grown(growth, Math.floor((at - from) / dayMs)) / 24
    return makes.map((make) => fitOf(make, seen, ahead))
  })
  const best = fits.reduce((most, { likely }) => Math.max(most, likely), -Infinity)
  const weights = fits.map(({ likely }) => Math.exp(likely - best))
  return fits.reduce((total, { usd }, i) => total + usd * weights[i]!, 0) / weights.reduce((total, weight) => total + weight, 0)
}

import type { Labelled } from './anomaly-events'
import { gamma, pareto, poisson } from './anomaly-random'
import { randomOf, type Random } from './random'

const hour = 36e5
const day = 24 * hour

/** USD an hour. `usual` is drawn for each hour; an incident adds to it. */
export interface CostFamily {
  usual(random: Random, from: number): (at: number) => number
  /** Size of the most an hour of the usual day costs, to make incidents of. */
  runaway(random: Random): (hours: number) => number
  nightlyShare(random: Random): number
  /** By what share of the first day each further one costs more, least and most. */
  growth: [least: number, most: number]
}

export interface CostSeries extends Labelled {
  /** Hours that may alert though nothing is asked of them: the second of a new activity. */
  tolerated: [startAt: number, endAt: number][]
}

const isWeekend = (at: number) => [0, 6].includes(new Date(at).getUTCDay())
const bell = (at: number, peak: number, width: number) => Math.exp(-(((((at / hour) % 24) - peak) / width) ** 2) / 2)

/** A steady day with a peak, weekends less, each hour lognormal; some hours nothing at all; some with a nightly job of old. */
export const tuningCost: CostFamily = {
  usual(random) {
    const scale = random.logBetween(0.02, 40)
    const [peak, width, floor] = [random.between(8, 20), random.between(2, 6), random.between(0.02, 0.5)]
    const weekend = random.between(0.2, 1.1)
    const sigma = random.between(0.1, 0.7)
    const idle = random.chance(0.4) ? random.between(0.1, 0.7) : 0
    const nightly = random.chance(0.4) ? random.between(0.3, 2) : 0
    const nightlyHour = random.whole(0, 5)
    return (at) => {
      const job = Math.floor(at / hour) % 24 === nightlyHour ? nightly * Math.exp(0.1 * random.normal()) : 0
      const busy = random.chance(idle) ? 0 : (floor + bell(at, peak, width)) * Math.exp(sigma * random.normal())
      return scale * (busy * (isWeekend(at) ? weekend : 1) + job)
    }
  },
  runaway(random) {
    const factor = random.logBetween(4, 30)
    const growth = random.chance(0.3) ? random.between(1.1, 1.6) : 1
    return (hours) => Math.min(60, factor * (growth === 1 ? 1 : 0.4 * growth ** hours))
  },
  nightlyShare: (random) => random.between(0.7, 2.5),
  growth: [0, 0],
}

const heldOutGrowth: [number, number] = [-0.003, 0.006]

/** Sessions of an agent that come in clusters, heavy-tailed calls, a Monday batch, growth through the months, two shifts of work. */
export const heldOutCost: CostFamily = {
  usual(random, from) {
    const scale = random.logBetween(0.05, 15)
    const weekend = random.between(0, 0.9)
    const growth = random.between(...heldOutGrowth)
    const sessions = random.logBetween(0.6, 12)
    const tail = random.between(2.2, 4)
    const background = random.between(0, 0.6)
    const monday = random.chance(0.3) ? random.between(2, 6) : 0
    const shape = random.logBetween(1.5, 12)
    return (at) => {
      const rate = sessions * (0.08 + bell(at, 10, 2) + 0.7 * bell(at, 16, 2.5)) * (isWeekend(at) ? weekend : 1)
      let spent = background * gamma(random, shape)
      for (let n = poisson(random, rate); n > 0; n--) spent += (0.4 * pareto(random, tail)) / sessions ** 0.5
      if (new Date(at).getUTCDay() === 1 && Math.floor(at / hour) % 24 === 6) spent += monday * gamma(random, 30)
      return scale * spent * (1 + (growth * (at - from)) / day)
    }
  },
  runaway(random) {
    const start = random.logBetween(3, 12)
    const doubling = random.between(1.5, 8)
    return (hours) => Math.min(80, start * 2 ** (hours / doubling))
  },
  nightlyShare: (random) => random.between(0.8, 2),
  growth: heldOutGrowth,
}

/** The spend that only one hour in twenty exceeds: what incidents are measured in. */
function busyHour(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)]!
}

/** Draws from one source until it is given another: so the same series is drawn with other chances. */
function drawnAgain(seed: number): { random: Random; again(seed: number): void } {
  let source = randomOf(seed)
  const methods = Object.keys(source) as (keyof Random)[]
  const draw = (method: string) => (...given: never[]): unknown => (source as unknown as Record<string, (...given: never[]) => unknown>)[method]!(...given)
  const random = Object.assign(() => source(), Object.fromEntries(methods.map((method) => [method, draw(method)]))) as unknown as Random
  return { random, again: (other) => (source = randomOf(other)) }
}

/** What an hour of that series may cost where no incident is: made as it was made, drawn anew at each call. */
export function knownSpend(family: CostFamily, seed: number): (at: number) => number {
  const { random, again } = drawnAgain(seed)
  const usual = family.usual(random, firstOf(random))
  again(-seed)
  return usual
}

const firstOf = (random: Random): number => Date.UTC(2023, random.whole(0, 20), 1)

/** `days` of hourly spend from the first of a month; incidents from the third week on, none when `calm`. */
export function costSeries(family: CostFamily, seed: number, days = 90, calm = false): CostSeries {
  const random = randomOf(seed)
  const from = firstOf(random)
  const usual = family.usual(random, from)
  const stamps = Array.from({ length: days * 24 }, (_, i) => from + i * hour)
  const values = stamps.map(usual)
  const series: CostSeries = { name: `cost-${seed}`, rows: [], events: [], tolerated: [] }
  if (!calm) addIncidents(family, random, series, values, from)
  series.rows = stamps.map((at, i) => ({ at, value: Math.round(values[i]! * 1e6) / 1e6 }))
  return series
}

function addIncidents(family: CostFamily, random: Random, series: CostSeries, values: number[], from: number): void {
  const size = busyHour(values)
  const hours = values.length
  for (let i = 14 * 24 + random.whole(0, 200); i < hours - 30; i += random.whole(5 * 24, 30 * 24)) {
    const curve = family.runaway(random)
    const length = random.whole(4, 16)
    for (let k = 0; k < length; k++) values[i + k]! += size * curve(k) * random.between(0.8, 1.2)
    series.events.push([from + i * hour, from + (i + length - 1) * hour])
  }
  if (random.chance(0.5)) addNightly(family, random, series, values, from, size)
}

/** From one night on, an hour between 1 and 4 that was quiet until then costs like a busy one. */
function addNightly(family: CostFamily, random: Random, series: CostSeries, values: number[], from: number, size: number): void {
  const share = family.nightlyShare(random)
  const first = random.whole(20, values.length / 24 - 20) * 24 + random.whole(1, 4)
  const at = from + first * hour
  if (series.events.some(([start, end]) => Math.abs(at - start) < 2 * day || Math.abs(at - end) < 2 * day)) return
  for (let i = first; i < values.length; i += 24) values[i]! += size * share * random.between(0.85, 1.15)
  series.events.push([at, at])
  series.tolerated.push([at + day, at + day])
}

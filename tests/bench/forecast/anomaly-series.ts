import type { Labelled } from './anomaly-events'
import { gamma, pareto, poisson } from './anomaly-random'
import { randomOf, type Random } from './random'

const minute = 60_000
const day = 1440 * minute

type Draw = (at: number) => number
interface Event {
  start: number
  end: number
  /** What is seen instead of the usual value; `size` is the usual spread of the series. */
  change(value: number, at: number, size: number): number
}

/** Metrics of services, each drawn from one of the shapes; events come at random from the second day on. */
export interface MetricFamily {
  shapes: ((random: Random) => Draw)[]
  events: ((random: Random, start: number, stepMs: number) => Event)[]
  stepMinutes: number[]
  missing(random: Random): number
}

const cycle = (at: number, peakHour: number) => Math.cos(((at / 36e5 - peakHour) / 24) * 2 * Math.PI)
const weekend = (at: number) => [2, 3].includes(Math.floor(at / day) % 7)

function noiseOf(random: Random, memory: number): () => number {
  let state = 0
  return () => (state = memory * state + Math.sqrt(1 - memory ** 2) * random.normal())
}

const spike = (random: Random, start: number, stepMs: number): Event => {
  const factor = random.between(8, 20) * (random.chance(0.7) ? 1 : -1)
  return { start, end: start + random.whole(0, 3) * stepMs, change: (value, _at, size) => value + factor * size }
}
const shift = (random: Random, start: number): Event => {
  const factor = random.between(5, 12) * (random.chance(0.6) ? 1 : -1)
  return { start, end: start + random.between(2, 10) * 36e5, change: (value, _at, size) => value + factor * size }
}
const dropout = (random: Random, start: number): Event => ({ start, end: start + random.between(0.5, 4) * 36e5, change: (value) => value * 0.02 })
const burst = (random: Random, start: number): Event => {
  const factor = random.between(4, 8)
  return { start, end: start + random.between(2, 6) * 36e5, change: (value, _at, size) => value + factor * size * random.normal() }
}
const ramp = (random: Random, start: number): Event => {
  const end = start + random.between(3, 10) * 36e5
  const factor = random.between(8, 16)
  return { start, end, change: (value, at, size) => value + (factor * size * (at - start)) / (end - start) }
}

export const tuningMetrics: MetricFamily = {
  shapes: [
    (random) => {
      const [level, swing, peak, noise] = [random.logBetween(1, 1e5), random.between(0.1, 0.6), random.between(0, 24), noiseOf(random, random.between(0, 0.9))]
      const sigma = random.between(0.01, 0.1)
      return (at) => level * (1 + swing * cycle(at, peak) + sigma * noise())
    },
    (random) => {
      const [level, sigma, noise] = [random.logBetween(0.1, 1e4), random.between(0.02, 0.2), noiseOf(random, random.between(0, 0.95))]
      return () => level * (1 + sigma * noise())
    },
    (random) => {
      const level = random.logBetween(5, 200)
      return () => poisson(random, level)
    },
  ],
  events: [spike, shift, dropout, ramp],
  stepMinutes: [1, 5, 60],
  missing: () => 0.01,
}

/** Other shapes: working weeks, queues with heavy tails, saw-teeth of garbage collection, utilisation near its ceiling, sparse counts. */
export const heldOutMetrics: MetricFamily = {
  shapes: [
    (random) => {
      const [level, swing, off, shape] = [random.logBetween(10, 1e6), random.between(0.3, 0.8), random.between(0.4, 1), random.logBetween(30, 400)]
      const from = random.between(6, 12)
      return (at) => level * (1 - swing + swing * Math.max(0, cycle(at, from + 5)) * (weekend(at) ? off : 1)) * gamma(random, shape)
    },
    (random) => {
      const [level, tail] = [random.logBetween(1, 500), random.between(3, 6)]
      return () => level * pareto(random, tail)
    },
    (random) => {
      const [level, climb, period] = [random.logBetween(50, 4000), random.between(0.2, 1), random.between(0.7, 5) * 36e5]
      return (at) => level * (1 + climb * ((at % period) / period) + 0.02 * random.normal())
    },
    (random) => {
      const noise = noiseOf(random, 0.9)
      const [level, sigma] = [random.between(1, 3), random.between(0.2, 0.6)]
      return () => 100 / (1 + Math.exp(-level - sigma * noise()))
    },
    (random) => {
      const rate = random.between(0.05, 2)
      return () => poisson(random, rate)
    },
  ],
  events: [spike, shift, burst, ramp],
  stepMinutes: [1, 5, 15, 60],
  missing: (random) => random.between(0, 0.05),
}

/** Half the distance that holds the middle of 68 % of the values. */
function spreadOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!
  return Math.max((at(0.84) - at(0.16)) / 2, Math.abs(at(0.5)) * 0.01, 1e-9)
}

function eventsOf(family: MetricFamily, random: Random, from: number, to: number, stepMs: number): Event[] {
  const events: Event[] = []
  if (random.chance(0.2)) return events
  const usualDays = random.between(3, 9)
  for (let at = from + 3 * day + random.exponential(usualDays * day); at < to - day; at += 0.5 * day + random.exponential(usualDays * day)) {
    const event = random.pick(family.events)(random, from + Math.round((at - from) / stepMs) * stepMs, stepMs)
    events.push(event)
    at = event.end
  }
  return events
}

/** One metric: four weeks where a row is an hour or a quarter of it, else two. */
export function metricSeries(family: MetricFamily, seed: number): Labelled {
  const random = randomOf(seed)
  const stepMs = random.pick(family.stepMinutes) * minute
  const draw = random.pick(family.shapes)(random)
  const missing = family.missing(random)
  const from = Date.UTC(2024, random.whole(0, 11), random.whole(1, 28))
  const to = from + (stepMs >= 15 * minute ? 28 : 14) * day
  const stamps = Array.from({ length: (to - from) / stepMs }, (_, i) => from + i * stepMs)
  const usual = stamps.map(draw)
  const size = spreadOf(usual)
  const events = eventsOf(family, random, from, to, stepMs)
  const rows = stamps.map((at, i) => {
    const event = events.find(({ start, end }) => at >= start && at <= end)
    const value = event ? event.change(usual[i]!, at, size) : usual[i]!
    return { at, value: random.chance(missing) ? null : value }
  })
  return { name: `metric-${seed}`, rows, events: events.map(({ start, end }) => [start, Math.max(end, start + stepMs)]) }
}

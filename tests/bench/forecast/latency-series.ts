import type { Labelled } from './anomaly-events'
import { gamma, pareto } from './anomaly-random'
import { randomOf, type Random } from './random'

const minute = 60_000
const day = 1440 * minute

interface Incident {
  start: number
  end: number
  /** Times slower, and ms added. */
  factor: number
  added: number
  /** ms until it is fully there. */
  rampMs: number
}

/** Provider latency in ms as one family of providers shows it; both families label only hours of really slower service. */
interface Family {
  base(random: Random): number
  daily(random: Random): (at: number) => number
  noise(random: Random): () => number
  spike(random: Random): () => number
  incident(random: Random, at: number): Incident
  incidentsPerWeek(random: Random): number
  steps: number[]
  missing(random: Random): number
  round: boolean
}

const wave = (at: number, peakHour: number) => (1 + Math.cos(((at / 36e5 - peakHour) / 24) * 2 * Math.PI)) / 2

export const tuningLatency: Family = {
  base: (random) => random.logBetween(40, 900),
  daily(random) {
    const size = random.chance(0.3) ? 0 : random.between(0.05, 0.6)
    const peak = random.between(0, 24)
    return (at) => 1 + size * wave(at, peak)
  },
  noise(random) {
    const sigma = random.between(0.05, 0.35)
    const memory = random.between(0, 0.85)
    let state = 0
    return () => {
      state = memory * state + Math.sqrt(1 - memory ** 2) * random.normal()
      return Math.exp(sigma * state)
    }
  },
  spike(random) {
    const rate = random.logBetween(0.001, 0.015)
    return () => (random.chance(rate) ? 2 + pareto(random, 1.2) : 1)
  },
  incident: (random, at) => ({
    start: at,
    end: at + random.logBetween(30, 600) * minute,
    factor: random.logBetween(1.6, 6),
    added: 0,
    rampMs: random.chance(0.5) ? 0 : random.between(5, 40) * minute,
  }),
  incidentsPerWeek: (random) => (random.chance(0.25) ? 0 : random.between(0.4, 2)),
  steps: [1, 2, 5],
  missing: (random) => random.between(0, 0.03),
  round: false,
}

/** Other shapes: a working week, two peaks a day, gamma noise, cache hits, spikes in clusters, time-outs, ms as integers, drift. */
export const heldOutLatency: Family = {
  base: (random) => random.logBetween(25, 2500),
  daily(random) {
    const office = random.between(0, 0.9)
    const weekend = random.between(0.3, 1)
    const from = random.between(5, 12)
    const drift = random.between(-0.005, 0.01)
    const begin = { at: 0 }
    return (at) => {
      begin.at ||= at
      const hour = (at / 36e5) % 24
      const busy = Math.exp(-(((hour - from - 3) / 2.2) ** 2)) + 0.8 * Math.exp(-(((hour - from - 8) / 1.8) ** 2))
      const weekday = Math.floor(at / day + 4) % 7
      return (1 + office * busy * (weekday === 0 || weekday === 6 ? weekend : 1)) * (1 + (drift * (at - begin.at)) / day)
    }
  },
  noise(random) {
    const shape = random.logBetween(6, 80)
    const hits = random.chance(0.25) ? random.between(0.1, 0.3) : 0
    return () => gamma(random, shape) * (random.chance(hits) ? 0.3 : 1)
  },
  spike(random) {
    const rate = random.logBetween(0.0005, 0.006)
    let left = 0
    return () => {
      if (left === 0 && random.chance(rate)) left = random.whole(1, 2)
      if (left === 0) return 1
      left--
      return random.between(3, 25)
    }
  },
  incident(random, at) {
    const adds = random.chance(0.5)
    const end = at + random.logBetween(40, 900) * minute
    return { start: at, end, factor: adds ? 1 : random.between(1.7, 8), added: adds ? random.between(0.8, 5) : 0, rampMs: random.between(0, 20) * minute }
  },
  incidentsPerWeek: (random) => (random.chance(0.3) ? 0 : random.between(0.3, 1.5)),
  steps: [1, 3, 5],
  missing: (random) => random.between(0, 0.08),
  round: true,
}

function incidentsOf(family: Family, random: Random, from: number, to: number): Incident[] {
  const perWeek = family.incidentsPerWeek(random)
  const found: Incident[] = []
  if (perWeek === 0) return found
  for (let at = from + 2 * day + (7 * day * random.exponential(1)) / perWeek; at < to - day / 2; at += 6 * 36e5 + (7 * day * random.exponential(1)) / perWeek) {
    const incident = family.incident(random, Math.max(at, (found.at(-1)?.end ?? 0) + 6 * 36e5))
    if (incident.end < to) found.push(incident)
  }
  return found
}

function share(incident: Incident | undefined, at: number): number {
  if (!incident || at > incident.end) return 0
  return incident.rampMs === 0 ? 1 : Math.min(1, (at - incident.start) / incident.rampMs)
}

/** One provider for three weeks. */
export function latencySeries(family: Family, seed: number): Labelled {
  const random = randomOf(seed)
  const [base, daily, noise, spike] = [family.base(random), family.daily(random), family.noise(random), family.spike(random)]
  const step = random.pick(family.steps) * minute
  const missing = family.missing(random)
  const from = Date.UTC(2024, random.whole(0, 11), random.whole(1, 28))
  const incidents = incidentsOf(family, random, from, from + 21 * day)
  const rows = []
  for (let at = from; at < from + 21 * day; at += step) {
    const incident = incidents.find(({ start, end }) => at >= start && at <= end)
    const slow = share(incident, at)
    const calm = base * daily(at) * noise() * spike()
    const value = Math.min(30_000, calm * (1 + slow * ((incident?.factor ?? 1) - 1)) + slow * (incident?.added ?? 0) * base)
    const shown = family.round ? Math.round(value) : value
    rows.push({ at: at + random.whole(0, 4000), value: random.chance(missing) ? null : shown })
  }
  return { name: `latency-${seed}`, rows, events: incidents.map(({ start, end }) => [start, end]) }
}

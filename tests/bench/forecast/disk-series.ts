import type { Row } from '../../../src/core/forecast/detector'
import { randomOf, type Random } from './random'

/** Series of used percent, sampled as a console would, with the truth beside them. */
export interface DiskSeries {
  kind: string
  rows: Row[]
  /** When it was full, and when what filled it began; null: never. */
  fullAt: number | null
  beganAt: number | null
}

/** Two families with other shapes and parameters: one to tune on, one to report on. */
export type Family = 'tuning' | 'held-out'

interface Path {
  /** Used percent at each step, unclipped. */
  level: number[]
  /** The step at which what fills it began. */
  began: number
}

interface Plan {
  random: Random
  family: Family
  steps: number
  /** Hours a step */
  dt: number
  /** Half of each family cries for attention: higher, steeper, more often. */
  hard: boolean
}

const hourMs = 3_600_000

export const diskKinds = ['linear', 'accelerating', 'stepwise', 'saw-tooth', 'daily cycle', 'burst', 'creep', 'clean-ups', 'capacity', 'sleep', 'runaway', 'calm'] as const
export type DiskKind = (typeof diskKinds)[number]

export function diskSeries(kind: DiskKind, family: Family, seed: number): DiskSeries {
  const random = randomOf(seed * 31 + diskKinds.indexOf(kind) * 7919 + (family === 'tuning' ? 0 : 104_729))
  const stepMinutes = random.pick(family === 'tuning' ? [5, 10, 15, 30, 60] : [3, 7, 12, 20, 45])
  const dt = stepMinutes / 60
  const days = random.between(8, family === 'tuning' ? 20 : 24)
  const plan: Plan = { random, family, steps: Math.round((days * 24) / dt), dt, hard: random.chance(0.5) }
  return sampled(kind, plan, paths[kind](plan))
}

const grow = ({ steps }: Plan, from: number, by: (i: number) => number): number[] => {
  const level = [from]
  for (let i = 1; i < steps; i++) level.push(level[i - 1]! + by(i))
  return level
}

const daily = (hour: number, sharp: boolean): number => {
  const wave = Math.sin((2 * Math.PI * (hour - 9)) / 24)
  return sharp ? Math.tanh(2.5 * wave) : wave
}

const paths: Record<DiskKind, (plan: Plan) => Path> = {
  linear(plan) {
    const { random, family, dt, steps, hard } = plan
    const from = random.between(20, 70)
    // Some fill within the days looked at, some are far from it at their end.
    const fills = random.chance(0.7)
    const perHour = fills ? (100 - from) / (steps * dt * random.between(0.35, 0.95)) : (random.between(0.1, 0.55) * (95 - from)) / (steps * dt)
    const changesAt = family === 'held-out' ? random.between(0.1, 0.4) * steps : 0
    return { level: grow(plan, from, (i) => (i < changesAt ? perHour * 0.3 : perHour) * dt * (1 + (hard ? 1.5 : 0.3) * random.normal())), began: Math.floor(changesAt) }
  },
  accelerating(plan) {
    const { random, family, dt, steps } = plan
    const from = random.between(15, 55)
    const fullAfter = steps * random.between(0.5, 1.3)
    const power = random.between(1.7, 3.5)
    const doublings = random.between(3, 7)
    const shape = (share: number): number => (family === 'tuning' ? share ** power : (2 ** (doublings * share) - 1) / (2 ** doublings - 1))
    const level = Array.from({ length: steps }, (_, i) => from + (100 - from) * shape(i / fullAfter))
    return { level, began: Math.max(0, Math.floor(Math.min(steps, fullAfter) - (10 * 24) / dt)) }
  },
  stepwise(plan) {
    const { random, family, dt, hard } = plan
    const from = random.between(20, 60)
    const every = hard ? random.logBetween(6, 24) : random.logBetween(1, 12)
    const perDay = random.between(2, 14)
    const mean = (perDay * every) / 24
    // Jobs at their times, or whenever.
    const regular = random.chance(0.5)
    let next = random.between(0, every)
    const level = grow(plan, from, (i) => {
      let by = 0
      while (i * dt >= next) {
        by += family === 'tuning' ? mean * random.between(0.5, 1.5) : mean * Math.exp(0.5 * random.normal() - 0.125)
        next += regular ? every : random.exponential(every)
      }
      return by
    })
    return { level, began: 0 }
  },
  'saw-tooth'(plan) {
    const { random, family, dt, hard } = plan
    const base = random.between(15, 55)
    const height = hard ? random.between(0.6, 1) * (95 - base) : random.between(8, Math.min(45, 90 - base))
    const period = hard ? random.logBetween(6, 60) : random.logBetween(4, 90)
    const wobble = family === 'tuning' ? 0.05 : 0.15
    let inTooth = random.between(0, period)
    let length = period
    let floor = base
    const level = Array.from({ length: plan.steps }, () => {
      inTooth += dt
      if (inTooth >= length) {
        inTooth = 0
        length = period * (1 + wobble * random.between(-1, 1))
        floor = base + height * wobble * random.between(-1, 1)
      }
      const share = inTooth / period
      return Math.min(97, floor + height * (family === 'tuning' ? share : share ** 0.8))
    })
    return { level, began: 0 }
  },
  'daily cycle'(plan) {
    const { random, family, dt, steps, hard } = plan
    const swing = hard ? random.between(6, 15) : random.between(1, 8)
    const fills = random.chance(hard ? 0.4 : 0.6)
    const from = fills ? random.between(30, 70) : hard ? random.between(75, 82) : random.between(30, 88)
    const perHour = fills ? (100 - from) / (steps * dt * random.between(0.4, 0.95)) : Math.min(0.05 / 24, 0)
    const start = random.between(0, 24)
    const level = Array.from({ length: steps }, (_, i) => Math.min(fills ? 200 : 97, from + perHour * i * dt + swing * daily(start + i * dt, family === 'held-out')))
    return { level, began: 0 }
  },
  burst(plan) {
    const { random, family, dt, steps, hard } = plan
    const bursts = Array.from({ length: hard ? random.whole(4, 14) : random.whole(1, 6) }, () => ({ at: random.between(0.15, 1) * steps, hours: random.logBetween(0.5, 10), rise: random.between(3, hard ? 40 : 25), stays: random.chance(hard ? 0.3 : 0.6) }))
    const from = random.between(15, 60)
    const level = Array.from({ length: steps }, (_, i) => {
      let now = from
      for (const { at, hours, rise, stays } of bursts) {
        const hour = (i - at) * dt
        if (hour < 0) continue
        now += rise * (family === 'tuning' ? Math.min(1, hour / hours) : 1 - Math.exp((-2.5 * hour) / hours))
        if (!stays && hour > hours * 2) now -= rise * Math.min(1, (hour - hours * 2) / hours)
      }
      return now + 0.01 * i * dt
    })
    const highest = Math.max(...level)
    const room = random.between(80, 95)
    return { level: highest > room ? level.map((now) => from + ((now - from) * (room - from)) / (highest - from)) : level, began: 0 }
  },
  creep(plan) {
    const { random, dt } = plan
    const from = random.between(50, 96)
    const perDay = random.logBetween(0.1, 1.2)
    return { level: grow(plan, from, () => (perDay / 24) * dt * (1 + (plan.family === 'tuning' ? 0.5 : 3) * random.normal())), began: 0 }
  },
  'clean-ups'(plan) {
    const { random, family, dt, steps, hard } = plan
    const perDay = hard ? random.between(8, 40) : random.between(3, 18)
    const limit = hard ? random.between(80, 95) : random.between(72, 93)
    const floor = random.between(30, limit - 20)
    const byTime = random.chance(0.4)
    const every = random.between(1, 4) * (hard ? 12 : 24)
    const stopsAt = random.chance(0.35) ? random.between(0.5, 0.7) * steps : Infinity
    let last = 0
    let began = 0
    let trigger = limit
    const level = [random.between(floor, limit - 5)]
    for (let i = 1; i < steps; i++) {
      let now = level[i - 1]! + (perDay / 24) * dt * (1 + 0.4 * random.normal())
      const due = now >= trigger || (byTime && (i - last) * dt >= every)
      if (due && i < stopsAt) {
        now = family === 'tuning' ? floor + random.between(-3, 3) : now - (now - floor) * random.between(0.4, 1)
        last = began = i
        trigger = limit + random.between(-3, 3)
      }
      level.push(now)
    }
    return { level, began }
  },
  capacity(plan) {
    const { random, family, dt, steps, hard } = plan
    const perDay = random.between(0, hard ? 8 : 4)
    const at = random.between(0.25, 0.7) * steps
    const grows = random.chance(0.6)
    const factor = grows ? random.between(0.45, 0.8) : random.between(1.1, 1.4)
    const from = grows ? random.between(55, 88) : random.between(25, 55)
    const again = family === 'held-out' && random.chance(0.5) ? at + random.between(0.1, 0.25) * steps : Infinity
    let now = from
    let times = 1
    const level = [from]
    for (let i = 1; i < steps; i++) {
      now += (perDay / 24) * dt
      times = i >= again ? factor * 0.9 : i >= at ? factor : 1
      level.push(Math.min(times * now, grows ? 200 : 150))
    }
    return { level, began: 0 }
  },
  sleep(plan) {
    return plan.random.chance(0.5) ? paths.linear(plan) : paths[plan.random.pick(['stepwise', 'daily cycle', 'runaway', 'creep'] as const)](plan)
  },
  runaway(plan) {
    const { random, family, dt, steps, hard } = plan
    const at = random.between(0.3, 0.9) * steps
    const hours = random.between(2, 12)
    const from = random.between(20, hard ? 88 : 75)
    const swing = random.chance(0.4) ? random.between(0.3, hard ? 5 : 2) : 0
    const power = family === 'tuning' ? random.pick([1, 1, 1.5]) : random.pick([0.9, 1, 1.2, 2])
    const before = random.between(0, 0.4)
    const level = Array.from({ length: steps }, (_, i) => {
      const calm = Math.min(from, from - 5 + before * 0.02 * i * dt) + swing * daily(i * dt, false)
      const share = ((i - at) * dt) / hours
      if (share <= 0) return calm
      // Held out: copying pauses now and then.
      const done = family === 'held-out' ? share + 0.04 * Math.sin(share * 25) : share
      return calm + (100 - calm) * Math.max(0, done) ** power + (share >= 1 ? 1 : 0)
    })
    return { level, began: Math.floor(at) }
  },
  calm(plan) {
    const { random, family, hard } = plan
    const from = random.between(20, 96)
    let drift = 0
    const level = Array.from({ length: plan.steps }, (_, i) => {
      drift = drift * 0.995 + (hard ? 5 : 1) * (family === 'tuning' ? 0.02 : 0.04) * random.normal() * Math.sqrt(plan.dt / 0.25)
      // A backup makes a copy each night and takes it away.
      const backup = family === 'held-out' && (i * plan.dt) % 24 < 1.5 ? Math.min(6, (97 - from) / 2) : 0
      return Math.min(98, from + drift + backup)
    })
    return { level, began: 0 }
  },
}

/** What a console sees of it: noise, rounding, missing rows and, while it sleeps, nothing. */
function sampled(kind: DiskKind, { random, family, dt }: Plan, { level, began }: Path): DiskSeries {
  const noise = random.pick(family === 'tuning' ? [0, 0.01, 0.05, 0.2] : [0, 0.03, 0.1, 0.3])
  const rounding = family === 'held-out' ? random.pick([0, 0, 0, 0.1, 1]) : random.pick([0, 0, 0.01, 0.1])
  const missing = random.pick([0, 0, 0.01, 0.05])
  let at = Date.UTC(2026, 2, 1) + Math.floor(random() * 86_400_000)
  const series: DiskSeries = { kind, rows: [], fullAt: null, beganAt: null }
  for (let i = 0; i < level.length; i++) {
    const used = Math.min(100, level[i]!)
    if (i === began) series.beganAt = at
    const seen = used >= 100 ? 100 : Math.max(0, Math.min(99.99, used + noise * random.normal()))
    const value = rounding > 0 ? Math.round(seen / rounding) * rounding : seen
    series.rows.push({ at, value: random.chance(missing) ? null : Math.round(value * 1000) / 1000 })
    if (used >= 100) {
      series.fullAt = at
      return series
    }
    at += Math.round(dt * hourMs * (1 + 0.02 * random.between(-1, 1)))
    if (kind === 'sleep' && random.chance(dt / 9)) at += random.logBetween(10, 12 * 3600) * 1000
  }
  series.beganAt = null
  return series
}

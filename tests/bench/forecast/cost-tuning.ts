import { gamma, poisson } from './anomaly-random'
import { type CostFamily, tuningCost } from './cost-series'
import type { Random } from './random'

/** What a day of the series costs; the day of the week counts from Sunday. */
type DayCost = (day: number, weekday: number) => number

const hourMs = 36e5
const dayMs = 24 * hourMs
const isWeekend = (weekday: number) => weekday === 0 || weekday === 6
const weekendShare = (random: Random, least = 0) => {
  const share = random.between(least, 1)
  return (weekday: number) => (isWeekend(weekday) ? share : 1)
}

/** Days drawn as a whole; their hours are all alike, as only projections are made of them. */
const ofDays = (draw: (random: Random) => DayCost): CostFamily => ({
  ...tuningCost,
  usual(random, from) {
    const costOf = draw(random)
    let [day, usd] = [-1, 0]
    return (at) => {
      const now = Math.floor((at - from) / dayMs)
      if (now !== day) [day, usd] = [now, costOf(now, new Date(at).getUTCDay())]
      return usd / 24
    }
  },
})

/** Growth or decline, even or compounding; in four of ten each day of the week costs something else. */
function growing(random: Random): DayCost {
  const growth = random.between(-0.004, 0.006)
  const compounds = random.chance(0.5)
  const weekend = weekendShare(random, 0.05)
  const own = random.chance(0.4) ? Array.from({ length: 7 }, () => Math.exp(0.25 * random.normal())) : Array<number>(7).fill(1)
  const shape = random.logBetween(4, 400)
  return (day, weekday) => (compounds ? Math.exp(growth * day) : 1 + growth * day) * weekend(weekday) * own[weekday]! * gamma(random, shape)
}

/** Work comes and goes: the level wanders and returns. */
function drifting(random: Random): DayCost {
  const memory = random.between(0.5, 0.95)
  const far = random.between(0.03, 0.2)
  const scatter = random.between(0.03, 0.25)
  const weekend = weekendShare(random)
  let level = far * random.normal()
  return (_day, weekday) => {
    level = memory * level + far * Math.sqrt(1 - memory ** 2) * random.normal()
    return Math.exp(level + scatter * random.normal()) * weekend(weekday)
  }
}

/** So many calls a day, of very different sizes; in one of three a day of the week with a job of its own. */
function calls(random: Random): DayCost {
  const rate = random.logBetween(3, 300)
  const growth = random.between(-0.003, 0.005)
  const weekend = weekendShare(random)
  const [jobDay, job] = random.chance(0.35) ? [random.whole(0, 6), random.between(1.3, 3)] : [-1, 1]
  const size = random.between(0.3, 1.6)
  return (day, weekday) => {
    const count = poisson(random, rate * Math.exp(growth * day) * weekend(weekday) * (weekday === jobDay ? job : 1))
    return Array.from({ length: count }, () => Math.exp(size * random.normal())).reduce((usd, call) => usd + call, 0)
  }
}

/** Growing spend whose level changes once, from one day to the next. */
function changing(random: Random): DayCost {
  const usual = growing(random)
  const change = Math.exp((random.chance(0.5) ? 1 : -1) * random.between(0.3, 1.3))
  const changesOn = random.whole(5, 86)
  return (day, weekday) => usual(day, weekday) * (day < changesOn ? 1 : change)
}

/** Growing spend with odd days: a holiday, one dear job. */
function oddDays(random: Random): DayCost {
  const usual = growing(random)
  const rate = random.between(0.01, 0.08)
  return (day, weekday) => usual(day, weekday) * (random.chance(rate) ? Math.exp(random.between(0.7, 2.3) * (random.chance(0.33) ? -1 : 1)) : 1)
}

/** Families that constants of the projection were chosen on, of another make than the one it is judged by. */
export const tuningDays: Record<string, CostFamily> = {
  'tuning, growing': ofDays(growing),
  'tuning, drifting': ofDays(drifting),
  'tuning, calls': ofDays(calls),
  'tuning, a change': ofDays(changing),
  'tuning, odd days': ofDays(oddDays),
}

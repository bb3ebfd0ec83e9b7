import { z } from 'zod'
import { hasProved, learnProfile, newProfile, profileSchema, usualAt } from './daily-profile'
import type { Detector, Row, Verdict } from './detector'
import { RunningMedian } from './running-median'
import { newSampling, observeStamp, rowsIn, samplingSchema } from './sampling'
import { snapshot } from './snapshot'
import { TailSketch, tailSchema } from './tail-sketch'

const stateSchema = z.object({
  sampling: samplingSchema,
  rows: z.number(),
  level: z.number(),
  /** The usual distance of a row from what was expected, in ln. */
  spread: z.number(),
  profile: profileSchema,
  alertSince: z.number().nullable(),
  alertLimit: z.number(),
  calmRows: z.number(),
})
type State = z.infer<typeof stateSchema>
const savedSchema = z.object({
  state: stateSchema,
  tails: z.array(tailSchema).length(4),
  /** The latest rows in ln, against the level and against the time of day, of a few rows and of an hour. */
  medians: z.array(z.array(z.number()).max(64)).length(4),
})

const dayMs = 864e5
const weekMs = 7 * dayMs
const hourMs = 36e5
const warmUpMs = dayMs
const warmUpRows = 60
/** The level follows within a day, one row moving it by two spreads’ worth at most. */
const levelMs = dayMs
const clipSpreads = 3
/** Medians over a few rows and over an hour: one slow answer moves neither. */
const shortRows = 5
const longMs = hourMs
const longRows = 11
const memoryMs = 14 * dayMs
const memoryRows = 1000
/** Less than this much slower is nobody’s concern: a share, and ms. */
const leastSlower = Math.log(1.3)
const leastSlowerMs = 50
/** The alert ends below this share of what began it, for so many rows, or when a day of it is the new normal. */
const clearShare = 0.5
const clearRows = 3
const newNormalMs = dayMs
/** ln of what counts as none. */
const leastMs = 0.1
const mostMs = 1e9

const fresh = (): State => ({
  sampling: newSampling(),
  rows: 0,
  level: 0,
  spread: 0,
  profile: newProfile(),
  alertSince: null,
  alertLimit: 0,
  calmRows: 0,
})

/** Against the level, then against the time of day: of a few rows, of an hour. */
type Four<T> = [shortLevel: T, longLevel: T, shortProfile: T, longProfile: T]
interface Memory {
  state: State
  tails: Four<TailSketch>
  medians: Four<RunningMedian>
}

/**
 * A provider’s latency in ms against its own history and time of day: on when the median of the latest rows is slower than
 * it hardly ever was, off when it is back (or has stayed a day). A score of 0.5 or more is an alert.
 */
export function createLatencyDetector(_options: Record<string, never> = {}, saved?: unknown): Detector {
  const known = savedSchema.safeParse(saved).data
  const four = <T>(make: (i: number) => T): Four<T> => [make(0), make(1), make(2), make(3)]
  const memory: Memory = {
    state: known?.state ?? fresh(),
    tails: four((i) => new TailSketch(known?.tails[i])),
    medians: four((i) => new RunningMedian(known?.medians[i])),
  }
  const { state, tails, medians } = memory
  return {
    step: (row) => step(memory, row),
    save: () => ({ state: snapshot(state), tails: tails.map((tail) => tail.save()), medians: medians.map((median) => median.save()) }),
  }
}

function step(memory: Memory, row: Row): Verdict {
  const { state } = memory
  if (row.value === null || !Number.isFinite(row.value) || !Number.isFinite(row.at)) return { score: 0, alert: state.alertSince !== null }
  const value = Math.log(Math.min(mostMs, Math.max(leastMs, row.value)))
  observeStamp(state.sampling, row.at)
  state.rows++
  if (state.rows === 1) state.level = value
  const perDay = rowsIn(state.sampling, dayMs)
  const usual = usualAt(state.profile, row.at, perDay)
  const seasonal = usual !== null && hasProved(state.profile, perDay)
  look(memory, value - state.level, value - (usual ?? state.level))
  const strange = strangeness(memory, seasonal)
  const calm = state.alertSince === null
  decide(memory, row.at, strange, memory.medians[seasonal ? 2 : 0].value)
  if (calm) learnTails(memory, usual !== null)
  learnLevels(state, row.at, value, perDay, usual)
  const score = strange / (1 + strange)
  return state.alertSince === null ? { score: Math.min(score, 0.499), alert: false } : { score: Math.max(score, 0.5), alert: true }
}

function look({ state, medians }: Memory, overLevel: number, overProfile: number): void {
  const long = Math.min(64, Math.max(longRows, Math.round(rowsIn(state.sampling, longMs))))
  medians[0].push(overLevel, shortRows)
  medians[1].push(overLevel, long)
  medians[2].push(overProfile, shortRows)
  medians[3].push(overProfile, long)
}

/** How rare medians this slow are, 1 being the edge of an alert. */
function strangeness({ state, tails, medians }: Memory, seasonal: boolean): number {
  if (state.rows < Math.max(warmUpRows, rowsIn(state.sampling, warmUpMs))) return 0
  const halfLife = halfLifeOf(state)
  const limit = Math.log(rowsIn(state.sampling, weekMs)) - 1.2
  const rare = (i: 0 | 1 | 2 | 3) => Math.min(tails[i].surprise(medians[i].value, halfLife) / limit, medians[i].value / leastSlower, slowerMs(state, medians[i].value) / leastSlowerMs)
  const short = seasonal ? 2 : 0
  // An hour’s median stays slow for a while after it is over.
  return Math.max(0, rare(short), medians[short].value > leastSlower * clearShare ? rare(seasonal ? 3 : 1) : 0)
}

/** How much longer than usual an answer takes that is slower by so much, in ln; ms. */
const slowerMs = ({ level }: State, slower: number): number => Math.exp(level) * (Math.exp(slower) - 1)

const halfLifeOf = (state: State): number => Math.max(memoryRows, rowsIn(state.sampling, memoryMs))

function decide(memory: Memory, at: number, strange: number, short: number): void {
  const { state } = memory
  if (state.alertSince === null) {
    if (strange > 1) Object.assign(state, { alertSince: at, alertLimit: Math.max(leastSlower, short), calmRows: 0 })
    return
  }
  state.calmRows = short < state.alertLimit * clearShare ? state.calmRows + 1 : 0
  if (state.calmRows >= clearRows) state.alertSince = null
  else if (at - state.alertSince > newNormalMs) takeForNormal(memory)
}

/** What was slow for so long is what it is now. */
function takeForNormal({ state, medians }: Memory): void {
  const shift = medians[1].value
  state.level += shift
  state.profile.means = state.profile.means.map((mean) => mean + shift)
  state.alertSince = null
  for (const median of medians) median.clear()
}

function learnTails({ state, tails, medians }: Memory, known: boolean): void {
  const halfLife = halfLifeOf(state)
  for (const i of known ? ([0, 1, 2, 3] as const) : ([0, 1] as const)) tails[i].add(Math.max(0, medians[i].value), halfLife)
}

function learnLevels(state: State, at: number, value: number, perDay: number, usual: number | null): void {
  const first = 1 / state.rows
  const pace = Math.max(first, 1 / rowsIn(state.sampling, levelMs))
  const clip = (miss: number) => (state.rows < warmUpRows ? miss : Math.max(-clipSpreads * state.spread, Math.min(clipSpreads * state.spread, miss)))
  const miss = clip(value - state.level)
  state.spread += pace * (Math.min(Math.abs(value - state.level), state.rows < warmUpRows ? Infinity : clipSpreads * state.spread) - state.spread)
  if (state.alertSince !== null) return
  learnProfile(state.profile, at, usual === null ? value : usual + clip(value - usual), state.level, perDay)
  state.level += pace * miss
}

import type { Detector, Row, Verdict } from './detector'
import { growthOf, leastRise, type Growth } from './growth'
import { addLevel, dailySwing, emptyHistory, highestUntil, highsOf, levelAgo, tops, type Highs, type LevelHistory } from './level-history'
import { learnSpacing, usualSpacing } from './poll-spacing'

/** Hours until 100 %: in three of four cases between `low` and `high`. */
export interface TimeToFull {
  low: number
  mid: number
  high: number
}

export interface DiskForecast extends Detector {
  /** null: nothing says that it will be full. */
  toFull(): TimeToFull | null
}

interface Window {
  part: number
  parts: number
}

const never = 1e6
const full = 99.9

/** Growth is looked for in these hours, in six parts and in three; */
const spans = [0.5, 0.75, 1, 1.5, 2, 3, 4.5, 6, 9, 13, 19, 28, 42, 64]
const windows: Window[] = [...spans.flatMap((hours) => [6, 3].map((parts) => ({ part: hours / parts, parts }))), { part: 12, parts: 8 }, { part: 12, parts: 12 }]
/** and in whole days, whose highest levels know nothing of the time of day. */
const days: Window[] = [2, 3, 4, 6, 9, 13].map((parts) => ({ part: 24, parts }))
/** Where the level may be below the top of a rise, as a share of it. */
const belowTop = 0.3
/** Samples that come more seldom than this in hours are judged one by one. */
const seldomHours = 0.15

/** What rose by 1 % beyond all that was seen before may well rise by so many more. */
const believed = 5
/** By so many where it would be full within so many hours of its beginning: few bursts are so steep, and waiting costs the most. */
const believedOfRunaways = 9
const runawayHours = 14
/** All of that after a history this many times as long as the growth for each of them. */
const historyPerTrust = 4
/** At the start of a history, where all is new; growth over days shows more by itself. */
const believedAtFirst = 0.4
const believedOfDays = 2.5
const daysHours = 47
/** A fall by so much in percent is a clean-up or a rotation; what it fell from is remembered for so many hours. */
const cleanUpFall = 2.5
const cleanUpHours = 480
/** After one clean-up, and from several: a rise is news when it goes so far beyond where they came. */
const marginAfterOne = 3
const leastMargin = 1
const nearHighest = 10
/** Bursts of these lengths are remembered by their height, and forgotten by this share an hour. */
const burstHours = [1, 2, 4.5, 9]
const forgetPerHour = 0.001
/** A rise is news as far as it is higher than so many of the highest past burst. */
const pastBursts = 2
/** No data for so many usual steps (and at least so many hours): the console slept, and the disk with it. */
const sleepSteps = 3.5
const sleepHours = 0.05
/** How much of the time the machine is awake is learnt over this many hours. */
const awakeMemoryHours = 168

/** The interval: a share, and so many of the errors to expect. */
const leastOff = 0.15
const offErrors = 3

/** Kept as JSON; hours are those awake since the first row, levels are percent. */
interface State {
  at: number | null
  hour: number
  spacings: number[]
  level: number
  before: number
  noise: number
  smallestStep: number
  history: LevelHistory
  recent: [hour: number, level: number][]
  cleanUps: [hour: number, peak: number][]
  bursts: { past: number; now: number }[]
  learntAt: number
  passed: { wall: number; awake: number }
  toFull: TimeToFull | null
  alert: boolean
  alertLevel: number
  calmSince: number | null
}

const fresh = (): State => ({
  at: null,
  hour: 0,
  spacings: [],
  level: 0,
  before: 0,
  noise: 0,
  smallestStep: 0,
  history: emptyHistory(),
  recent: [],
  cleanUps: [],
  bursts: burstHours.map(() => ({ past: 0, now: 0 })),
  learntAt: 0,
  passed: { wall: 24, awake: 24 },
  toFull: null,
  alert: false,
  alertLevel: 0,
  calmSince: null,
})

const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

/**
 * Used percent → “full within the horizon”. Growth is looked for over many spans of time side by side and believed as far
 * as it went beyond everything this disk did before: its highs, its clean-ups, its bursts. The surest of what is believed speaks.
 */
export function createDiskForecast(options: { horizonHours: number }, saved?: unknown): DiskForecast {
  return new Forecast(options.horizonHours, saved === undefined ? fresh() : copy(saved as State))
}

class Forecast implements DiskForecast {
  constructor(
    private readonly horizon: number,
    private readonly state: State,
  ) {}

  save = (): unknown => copy(this.state)
  toFull = (): TimeToFull | null => this.state.toFull && { ...this.state.toFull }

  step({ at, value }: Row): Verdict {
    if (value !== null && Number.isFinite(value) && Number.isFinite(at)) this.take(at, Math.min(100, Math.max(0, value)))
    const hours = this.state.toFull?.mid ?? never
    return { score: hours >= never ? 0 : 1 / (1 + hours / this.horizon), alert: this.state.alert, extra: hours }
  }

  private take(at: number, level: number): void {
    const { state } = this
    const first = state.at === null
    const moved = this.pass(at)
    if (first) [state.level, state.before] = [level, level]
    this.learnNoise(level)
    this.noteCleanUp(level)
    ;[state.before, state.level] = [state.level, level]
    if (moved || first) state.recent = [...state.recent, [state.hour, level] as [number, number]].slice(-4)
    if (addLevel(state.history, state.hour, level)) this.judge()
  }

  /** Moves on the hours awake; a clock set back moves nothing. */
  private pass(at: number): boolean {
    const { state } = this
    const wall = Math.max(0, (at - (state.at ?? at)) / 3_600_000)
    const usual = usualSpacing(state.spacings)
    const asleep = wall > (usual === null ? 1 : Math.max(sleepSteps * usual, sleepHours))
    const awake = asleep ? (usual ?? 1) : wall
    if (wall > 0) state.spacings = learnSpacing(state.spacings, wall)
    const kept = Math.exp(-wall / awakeMemoryHours)
    state.passed = { wall: state.passed.wall * kept + wall, awake: state.passed.awake * kept + awake }
    state.hour += awake
    state.at = at
    return wall > 0
  }

  /** What a sample is off by: what it differs from the line between its neighbours, and what the figure is rounded to. */
  private learnNoise(level: number): void {
    const { state } = this
    const step = Math.abs(level - state.level)
    if (step > 1e-9 && (state.smallestStep === 0 || step < state.smallestStep)) state.smallestStep = step
    const off = Math.abs(level - 2 * state.level + state.before) / Math.sqrt(6)
    state.noise += 0.05 * (Math.min(off, 3 * state.noise + 0.02) - state.noise)
  }

  private noteCleanUp(level: number): void {
    const { state } = this
    const peak = Math.max(...state.recent.slice(-3).map(([, recent]) => recent))
    if (level >= peak - Math.max(cleanUpFall, 6 * state.noise)) return
    const last = state.cleanUps.at(-1)
    if (!last || state.hour - last[0] > 1) state.cleanUps = [...state.cleanUps, [state.hour, peak] as [number, number]].slice(-8)
    state.recent = []
  }

  private judge(): void {
    this.learnBursts()
    const best = this.state.level >= full ? null : surest(this.believable())
    if (this.state.level >= full) this.state.toFull = { low: 0, mid: 0, high: 0 }
    else this.state.toFull = best === null ? null : this.interval(best)
    this.decide(this.state.level >= full ? 0 : best === null ? never : best.toFull / (1 + Math.min(0.5, best.error)))
  }

  /** Growth over half a day and more meets the hours asleep to come. */
  private interval({ toFull, error, hours }: Growth): TimeToFull {
    const { wall, awake } = this.state.passed
    const mid = Math.min(never, toFull * (hours > 10 ? Math.max(1, wall / awake) : 1))
    const off = 1 + leastOff + offErrors * error
    return { low: mid / off, mid, high: Math.min(never, mid * off) }
  }

  /** On when it may be full within the horizon, off when it won’t be within twice that for a while; soon after a clean-up. */
  private decide(soonest: number): void {
    const { state, horizon } = this
    const mid = state.toFull?.mid ?? never
    if (mid <= 2 * horizon) state.calmSince = null
    else state.calmSince ??= state.hour
    if (soonest <= horizon) {
      if (!state.alert) state.alertLevel = state.level
      state.alert = true
      return
    }
    const quiet = state.level < state.alertLevel - cleanUpFall ? horizon / 8 : horizon / 2
    if (state.calmSince !== null && state.hour - state.calmSince >= quiet) state.alert = false
  }

  private learnBursts(): void {
    const { state } = this
    const kept = (1 - forgetPerHour) ** (state.hour - state.learntAt)
    state.learntAt = state.hour
    burstHours.forEach((hours, i) => {
      const ago = levelAgo(state.history, state.hour, hours)
      if (ago === null) return
      const burst = state.bursts[i]!
      const rise = state.level - ago
      burst.past *= kept
      if (rise > burst.now) burst.now = rise
      else if (rise < burst.now / 4) state.bursts[i] = { past: Math.max(burst.past, burst.now), now: Math.max(0, rise) }
    })
  }

  private believable(): Growth[] {
    const { history, hour } = this.state
    const usual = usualSpacing(this.state.spacings) ?? 0
    const swing = 1.1 * dailySwing(history, hour, 4) + 1
    const slow = days.flatMap((window) => this.grown(window, usual, swing) ?? [])
    const fast = windows.flatMap((window) => this.grown(window, usual, null) ?? [])
    const all = [...fast, ...this.grownSamples(usual)]
    const worth = [...slow, ...all].some((growth) => this.trusts(growth, growth.rise))
    if (!worth) return []
    const highs = highsOf(history, hour)
    const margin = this.margin()
    // Today may well rise above yesterday by what every day does.
    const perDay = (surest(slow)?.perHour ?? 0) * 24
    return [...slow.filter((growth) => this.believe(growth, highs, margin)), ...all.filter((growth) => this.believe(growth, highs, margin + perDay))]
  }

  /** Growth that is still at its top: it may be below by a swing, or by a share of the rise. */
  private grown({ part, parts }: Window, usual: number, swing: number | null): Growth | null {
    const { history, hour, level } = this.state
    if (part < 1.01 * usual) return null
    // Most of the time there is none, and a look at where it began says so.
    const began = swing === null ? levelAgo(history, hour, part * parts) : -Infinity
    if (began === null || level - began < leastRise * (1 - belowTop)) return null
    const found = tops(history, hour, part, parts)
    const growth = found && growthOf(found, part, { level, noise: this.noise() })
    return growth && found.at(-1)! - level <= (swing ?? belowTop * growth.rise) ? growth : null
  }

  private grownSamples(usual: number): Growth[] {
    const { recent, level } = this.state
    if (usual < seldomHours) return []
    return [2, 3].flatMap((parts) => {
      const samples = recent.slice(-parts - 1)
      if (samples.length <= parts) return []
      const part = (samples.at(-1)![0] - samples[0]![0]) / parts
      if (part <= 0 || part > 1.5 * usual) return []
      return growthOf(samples.map(([, sample]) => sample), part, { level, noise: this.noise() }) ?? []
    })
  }

  private noise = (): number => Math.max(this.state.noise, this.state.smallestStep * 0.6)

  /** Growth this disk has shown before, and ended, is no news; nor are the teeth that a growth of hours is made of. */
  private believe(growth: Growth, highs: Highs, margin: number): boolean {
    const began = this.state.hour - growth.hours
    const teeth = growth.hours < daysHours ? this.state.cleanUps.flatMap(([hour, peak]) => (hour > began ? [peak] : [])) : []
    const beyond = growth.top - Math.max(highestUntil(highs, began), ...teeth) - margin
    return this.trusts(growth, Math.min(growth.rise, beyond))
  }

  /** The rest to 100 % against what is new of the rise, the more so the longer the history it is new to. */
  private trusts({ hours, rise, top, toFull }: Growth, news: number): boolean {
    const { bursts, hour } = this.state
    const burst = bursts[burstHours.findIndex((longest) => hours <= longest)]?.past ?? 0
    const atLeast = hours < daysHours ? believedAtFirst : believedOfDays
    const atMost = hours + toFull <= runawayHours ? believedOfRunaways : believed
    const trust = Math.min(atMost, Math.max(atLeast, (hour - hours) / (historyPerTrust * hours)))
    return 100 - top <= trust * Math.min(news, rise - pastBursts * burst)
  }

  private margin(): number {
    const peaks = this.state.cleanUps.filter(([hour]) => hour > this.state.hour - cleanUpHours).map(([, peak]) => peak)
    if (peaks.length === 0) return 0
    const highest = Math.max(...peaks)
    const near = peaks.filter((peak) => peak > highest - nearHighest)
    return near.length === 1 ? marginAfterOne : Math.max(leastMargin, highest - Math.min(...near))
  }
}

const surest = (growths: readonly Growth[]): Growth | null => growths.reduce<Growth | null>((best, growth) => (!best || growth.error < best.error ? growth : best), null)

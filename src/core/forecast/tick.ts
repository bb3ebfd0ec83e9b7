import type { Detector, Row, Verdict } from './detector'
import { learnSpacing, lateAfter, usualSpacing } from './poll-spacing'

export interface TickWatchOptions {
  /** More awake silence than this is a gap; while it lasts, every further so many seconds are one more. */
  gapSeconds: number
  /** The alert is on at the so many-th consecutive gap. */
  gaps: number
  /** So many ticks on time in a row clear it. */
  ticksToClear?: number
}

/** Seconds since the tick before, by what they were spent on. */
export interface Interval {
  awake: number
  asleep: number
  /** The watch itself stood still: stopped, blocked, or asleep without telling. */
  frozen: number
  /** The watch wasn’t running. */
  off: number
  /** Gaps of awake silence so far. */
  gaps: number
}

/** Why there was no tick for longer than a gap; null when there was one in time. Only `real` counts. */
export type GapKind = 'real' | 'off' | 'asleep' | 'frozen'

export function gapKind({ awake, asleep, frozen, off, gaps }: Interval, gapSeconds: number): GapKind | null {
  if (gaps > 0) return 'real'
  if (awake + asleep + frozen + off <= gapSeconds) return null
  if (off > 0) return 'off'
  return asleep >= frozen ? 'asleep' : 'frozen'
}

export interface TickWatch extends Detector {
  /** The running silence, and the one the last tick ended. */
  intervals(): { running: Interval; last: Interval | null }
}

/** Kept as JSON; seconds are monotonic. */
interface State {
  seconds: number | null
  at: number
  spacings: number[]
  lastPoll: number | null
  /** Ticks since the start, before any poll. */
  ticksAlone: number
  polled: boolean
  asleep: boolean
  running: Interval
  last: Interval | null
  /** Awake seconds since we last woke up within this interval; null: never in it. */
  sinceWake: number | null
  /** Gaps that late ticks ended, since the last one on time. */
  before: number
  onTime: number
  alert: boolean
}

const nothing = (): Interval => ({ awake: 0, asleep: 0, frozen: 0, off: 0, gaps: 0 })
const fresh = (): State => ({ seconds: null, at: 0, spacings: [], lastPoll: null, ticksAlone: 0, polled: false, asleep: false, running: nothing(), last: null, sinceWake: null, before: 0, onTime: 0, alert: false })

/** Sums of differences of seconds are a little off what was meant. */
const roundingSeconds = 1e-6
/** Polls that lie further apart than so many usual ones: nothing is known of when in between we were awake. */
const shortHole = 2.25
/** The wall clock may run away from the monotonic one by this much before it was set or we slept. */
const clockStepSeconds = 5
/** No watchdog polls less often: until its own pace is known, a longer hole is no silence. */
const slowestPollSeconds = 60

/**
 * Consecutive tick gaps on awake monotonic time: value = monotonic seconds, rows carry the wall clock too.
 * Time between `suspend` and `resume`, and a hole in all rows that is long for the polls’ usual pace, is no silence.
 * Who was about to tick then gets a full gap anew; a silence that was a gap already goes on where it stood.
 */
export function createTickWatch(options: TickWatchOptions, saved?: unknown): TickWatch {
  return new Watch(options, saved === undefined ? fresh() : (structuredCloneOf(saved) as State))
}

const structuredCloneOf = (saved: unknown): unknown => JSON.parse(JSON.stringify(saved))

class Watch implements TickWatch {
  constructor(
    private readonly options: TickWatchOptions,
    private state: State,
  ) {}

  save = (): unknown => structuredCloneOf(this.state)

  intervals = () => ({ running: { ...this.state.running }, last: this.state.last && { ...this.state.last } })

  step(row: Row): Verdict {
    if (row.event === 'start') this.begin(row)
    else if (row.event !== undefined || isNumber(row.value)) this.go(row)
    return { score: this.score(), alert: this.state.alert }
  }

  private score = (): number => this.state.before + this.state.running.gaps

  private begin(row: Row): void {
    const off = this.state.seconds === null ? 0 : this.wallSeconds(row)
    this.state = { ...fresh(), seconds: isNumber(row.value) ? row.value : null, at: isNumber(row.at) ? row.at : this.state.at }
    this.state.running.off = off
  }

  private go(row: Row): void {
    const seconds = this.secondsOf(row)
    if (this.state.seconds === null) this.state.at = isNumber(row.at) ? row.at : 0
    const passed = Math.max(0, seconds - (this.state.seconds ?? seconds))
    const back = (this.state.seconds ?? seconds) - seconds
    if (back > Math.max(this.lateAfter(), this.options.gapSeconds)) {
      // Out of its order when both clocks say so; else the machine was started anew.
      if (Math.abs((this.state.at - row.at) / 1000 - back) > clockStepSeconds) this.begin(row)
      return
    }
    const wall = this.wallSeconds(row)
    this.state.seconds = Math.max(seconds, this.state.seconds ?? seconds)
    if (isNumber(row.at)) this.state.at = row.at
    this.pass(row.event, passed, wall)
  }

  /** The row’s own monotonic seconds; for a row that lost them, what its wall clock says if that can be believed. */
  private secondsOf(row: Row): number {
    if (isNumber(row.value)) return row.value
    const wall = this.wallSeconds(row)
    return (this.state.seconds ?? 0) + (wall <= this.lateAfter() ? wall : 0)
  }

  private wallSeconds = (row: Row): number => (isNumber(row.at) ? Math.max(0, (row.at - this.state.at) / 1000) : 0)

  private pass(event: Row['event'], passed: number, wall: number): void {
    if (event === 'resume' || this.state.asleep) this.sleepUntilNow(Math.max(passed, wall))
    else this.watch(passed, wall)
    if (event === 'suspend') this.state.asleep = true
    if (event === 'suspend' || event === 'resume') return
    // A suspend that came to nothing: we do poll.
    this.state.asleep = false
    if (event !== 'tick') this.learn()
    this.count()
    if (event === 'tick') this.tick()
    else if (this.score() >= this.options.gaps) this.state.alert = true
  }

  private sleepUntilNow(slept: number): void {
    this.state.running.asleep += slept
    this.wake()
    this.state.asleep = false
  }

  /** Time in which we looked, unless the row comes so late that we can’t have. */
  private watch(passed: number, wall: number): void {
    const { running } = this.state
    const hole = passed > this.lateAfter()
    const usual = usualSpacing(this.state.spacings) ?? 0
    const awake = !hole ? passed : passed <= usual * shortHole ? usual : 0
    running.awake += awake
    running.frozen += passed - awake
    if (this.state.sinceWake !== null) this.state.sinceWake += awake
    if (hole) return this.wake()
    // The clock was set, or we slept while the monotonic clock stood still.
    if (wall - passed <= clockStepSeconds || running.gaps > 0 || running.awake > this.options.gapSeconds) return
    running.asleep += wall - passed
    this.wake()
  }

  private wake(): void {
    this.state.sinceWake = 0
    this.state.lastPoll = null
  }

  private lateAfter(): number {
    const { spacings, ticksAlone } = this.state
    const unknown = Math.max(this.options.gapSeconds, slowestPollSeconds)
    // Where nobody polls, the ticks are all there is to go by.
    if (ticksAlone >= 3) return Number.MAX_VALUE
    return lateAfter(spacings) ?? (ticksAlone > 0 ? 2 * unknown : unknown)
  }

  private learn(): void {
    const { seconds, lastPoll, spacings } = this.state
    if (lastPoll !== null && seconds! > lastPoll) this.state.spacings = learnSpacing(spacings, seconds! - lastPoll)
    this.state.lastPoll = seconds
    this.state.ticksAlone = 0
    this.state.polled = true
  }

  private count(): void {
    const { running, sinceWake } = this.state
    const { gapSeconds } = this.options
    if (sinceWake !== null && sinceWake <= gapSeconds && running.gaps === 0) return
    running.gaps = Math.max(running.gaps, Math.ceil((running.awake - roundingSeconds) / gapSeconds) - 1)
  }

  private tick(): void {
    if (!this.state.polled) this.state.ticksAlone = Math.min(3, this.state.ticksAlone + 1)
    const late = this.state.running.gaps > 0
    this.state.before = late ? this.score() : 0
    this.state.onTime = late ? 0 : this.state.onTime + 1
    this.state.last = this.state.running
    this.state.running = nothing()
    this.state.sinceWake = null
    if (this.state.before >= this.options.gaps) this.state.alert = true
    else if (this.state.onTime >= (this.options.ticksToClear ?? 1)) this.state.alert = false
  }
}

const isNumber = (value: number | null): value is number => value !== null && Number.isFinite(value)

import type { Detector, Row, Verdict } from './detector'
import { alertIn, excuse, goOn, noSilence, regular, ticked, type Regularity, type Silence, type TickRule } from '../tick-rule'
import { learnSpacing, lateAfter, usualSpacing } from './poll-spacing'

export interface TickWatchOptions {
  /** More awake silence than this is a gap; while it lasts, every further so many seconds are one more. */
  gapSeconds: number
  /** The alert is on at the so many-th consecutive gap. */
  gaps: number
  /** So many ticks on time in a row clear it. */
  ticksToClear?: number
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
  silence: Silence
  regularity: Regularity
}

const fresh = (): State => ({ seconds: null, at: 0, spacings: [], lastPoll: null, ticksAlone: 0, polled: false, asleep: false, silence: noSilence, regularity: regular })

/** Polls that lie further apart than so many usual ones: nothing is known of when in between we were awake. */
const shortHole = 2.25
/** The wall clock may run away from the monotonic one by this much before it was set or we slept. */
const clockStepSeconds = 5
/** No watchdog polls less often: until its own pace is known, a longer hole is no silence. */
const slowestPollSeconds = 60

/**
 * Consecutive tick gaps on awake monotonic time: value = monotonic seconds, rows carry the wall clock too.
 * Time between `suspend` and `resume`, and a hole in all rows that is long for the polls’ usual pace, is no silence.
 */
export function createTickWatch(options: TickWatchOptions, saved?: unknown): Detector {
  return new Watch(options, saved === undefined ? fresh() : (structuredCloneOf(saved) as State))
}

const structuredCloneOf = (saved: unknown): unknown => JSON.parse(JSON.stringify(saved))

class Watch implements Detector {
  private readonly rule: TickRule

  constructor(
    { gapSeconds, gaps, ticksToClear = 1 }: TickWatchOptions,
    private state: State,
  ) {
    this.rule = { gap: gapSeconds, gapsToAlert: gaps, onTimeToClear: ticksToClear }
  }

  save = (): unknown => structuredCloneOf(this.state)

  step(row: Row): Verdict {
    if (row.event === 'start') this.begin(row)
    else if (row.event !== undefined || isNumber(row.value)) this.go(row)
    const { silence, regularity } = this.state
    return { score: regularity.gaps + silence.gaps, alert: regularity.alert }
  }

  private begin(row: Row): void {
    this.state = { ...fresh(), seconds: isNumber(row.value) ? row.value : null, at: isNumber(row.at) ? row.at : this.state.at }
  }

  private go(row: Row): void {
    const seconds = this.secondsOf(row)
    if (this.state.seconds === null) this.state.at = isNumber(row.at) ? row.at : 0
    const passed = Math.max(0, seconds - (this.state.seconds ?? seconds))
    const back = (this.state.seconds ?? seconds) - seconds
    if (back > Math.max(this.lateAfter(), this.rule.gap)) {
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
    if (event === 'resume' || this.state.asleep) this.wake()
    else this.watch(passed, wall)
    this.state.asleep = event === 'suspend'
    if (event === 'suspend' || event === 'resume') return
    // A row while asleep says that the suspend came to nothing: we do poll.
    if (event === 'tick') return this.tick()
    this.learn()
    const { regularity, silence } = this.state
    this.state.regularity = { ...regularity, alert: alertIn(regularity, silence.gaps, this.rule) }
  }

  /** Time in which we looked, unless the row comes so late that we can’t have. */
  private watch(passed: number, wall: number): void {
    const { gap } = this.rule
    if (passed > this.lateAfter()) {
      const usual = usualSpacing(this.state.spacings) ?? 0
      // Awake at the beginning of it, as far as can be known: a silence goes on in that, but no first gap can be seen in it.
      return this.wake(passed <= usual * shortHole ? usual : 0)
    }
    this.state.silence = goOn(this.state.silence, passed, gap)
    const { gaps, awake } = this.state.silence
    // The clock was set, or we slept while the monotonic clock stood still.
    if (wall - passed > clockStepSeconds && gaps === 0 && awake <= gap) this.wake()
  }

  private wake(awakeBefore = 0): void {
    const { silence } = this.state
    const before = silence.gaps > 0 ? goOn(silence, awakeBefore, this.rule.gap) : { ...silence, awake: silence.awake + awakeBefore }
    this.state.silence = excuse(before, this.rule.gap)
    this.state.lastPoll = null
  }

  private lateAfter(): number {
    const { spacings, ticksAlone } = this.state
    const unknown = Math.max(this.rule.gap, slowestPollSeconds)
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

  private tick(): void {
    if (!this.state.polled) this.state.ticksAlone = Math.min(3, this.state.ticksAlone + 1)
    this.state.regularity = ticked(this.state.regularity, this.state.silence.gaps, this.rule)
    this.state.silence = noSilence
  }
}

const isNumber = (value: number | null): value is number => value !== null && Number.isFinite(value)

import type { Moment } from './moment'

/**
 * Where the console was, for any span of the past: awake, or one of these. `asleep`: the computer slept. `off`: the console didn’t
 * run. `frozen`: it ran and stood still (stopped, or blocked), while the computer may have been awake. `away`: no way to the
 * network. `clock`: somebody set the wall clock; nothing stood still.
 */
export type SpanKind = 'asleep' | 'off' | 'frozen' | 'away' | 'clock'

export interface Span {
  kind: SpanKind
  from: Moment
  to: Moment
  /** How much of it the computer slept, ms; null where nobody could see. */
  sleptMs: number | null
}

/** One span on the timeline. */
export interface Stretch {
  kind: SpanKind
  from: number
  to: number
  sleptMs: number | null
}

/** One look at all clocks at once. */
export interface Pulse {
  at: Moment
  /** ms since some moment of this run of the computer; stands still in sleep where the system’s clock does. */
  monotonicMs: number
  online: boolean
}

export interface PulseRules {
  /** How often a pulse is due, ms. */
  everyMs: number
  /** Whether the monotonic clock stands still while the computer sleeps: sleep then shows in the clocks alone. */
  clockStops: boolean
}

export interface PulseState {
  last: Pulse
  /** When the system said that it goes to sleep; null when it is up. */
  suspendedAt: Moment | null
  awaySince: Moment | null
}

/** Clocks are read one after the other, and one of them in steps of a second: less than this is no difference. */
export const clockToleranceMs = 2000
/** A pulse late by more than this wasn’t merely kept waiting. */
const lateMs = 2500
/** Where clocks can’t tell sleep from standing still: a laptop sleeps for minutes, a process is stopped for seconds. */
const surelySleepMs = 60_000

export const firstPulse = (pulse: Pulse): PulseState => ({ last: pulse, suspendedAt: null, awaySince: pulse.online ? null : pulse.at })

/** The system says that it goes to sleep. It may say so twice, and may say so for nothing. */
export const suspended = (state: PulseState, at: Moment): PulseState => ({ ...state, suspendedAt: state.suspendedAt ?? at })

/** What a pulse shows to have happened since the one before it. */
export function beat(state: PulseState, pulse: Pulse, rules: PulseRules): { state: PulseState; spans: Span[] } {
  const { last, awaySince } = state
  const stood = stoodStill(state, pulse, rules)
  const set = stood === null && Math.abs(clockStep(last.at, pulse.at)) > clockToleranceMs
  const back = awaySince !== null && pulse.online
  const spans = [
    ...(stood ? [stood] : []),
    ...(set ? [{ kind: 'clock' as const, from: last.at, to: pulse.at, sleptMs: 0 }] : []),
    ...(back ? [{ kind: 'away' as const, from: awaySince, to: pulse.at, sleptMs: 0 }] : []),
  ]
  const since = pulse.online ? null : (awaySince ?? last.at)
  return { state: { last: pulse, suspendedAt: stillSuspended(state, pulse, stood), awaySince: since }, spans }
}

function stoodStill({ last, suspendedAt }: PulseState, pulse: Pulse, { everyMs, clockStops }: PulseRules): Span | null {
  const awakeMs = pulse.monotonicMs - last.monotonicMs
  const passedMs = Math.max(awakeMs, pulse.at.sinceBootMs - last.at.sinceBootMs)
  const span = (kind: SpanKind, sleptMs: number): Span => ({ kind, from: last.at, to: pulse.at, sleptMs })
  const sleptMs = clockStops ? passedMs - awakeMs : 0
  if (sleptMs > clockToleranceMs) return span('asleep', sleptMs)
  const late = passedMs - everyMs
  if (late <= lateMs) return null
  if (suspendedAt !== null || (!clockStops && late >= surelySleepMs)) return span('asleep', late)
  return span('frozen', 0)
}

/** Word of a sleep holds until it has come and gone, or pulses go on in time for a minute. */
function stillSuspended({ suspendedAt }: PulseState, { at }: Pulse, stood: Span | null): Moment | null {
  if (suspendedAt === null || stood) return null
  return at.sinceBootMs - suspendedAt.sinceBootMs > surelySleepMs ? null : suspendedAt
}

/** How far the wall clock was moved between two moments, ms, forward being positive; 0 when the computer was started anew in between. */
export const clockStep = (from: Moment, to: Moment): number =>
  from.boot === to.boot ? to.wallMs - from.wallMs - (to.sinceBootMs - from.sinceBootMs) : 0

/** What lies between the last pulse of an earlier run of the console and now. */
export function offSpans(before: Pulse, now: Pulse, { clockStops }: PulseRules): Span[] {
  const sameRun = before.at.boot === now.at.boot && now.at.sinceBootMs >= before.at.sinceBootMs
  if (sameRun) return [{ kind: 'off', from: before.at, to: now.at, sleptMs: sleptBetween(before, now, clockStops) }]
  // Another run of the computer, or one that can’t be told from another: until its start nobody could have ticked.
  const started: Moment = { wallMs: now.at.wallMs - now.at.sinceBootMs, boot: now.at.boot, sinceBootMs: 0 }
  if (started.wallMs <= before.at.wallMs) return [{ kind: 'off', from: before.at, to: now.at, sleptMs: null }]
  const begun: Pulse = { at: started, monotonicMs: 0, online: true }
  return [
    { kind: 'off', from: before.at, to: started, sleptMs: null },
    { kind: 'off', from: started, to: now.at, sleptMs: sleptBetween(begun, now, clockStops) },
  ]
}

function sleptBetween(before: Pulse, now: Pulse, clockStops: boolean): number | null {
  if (!clockStops) return null
  const slept = now.at.sinceBootMs - before.at.sinceBootMs - (now.monotonicMs - before.monotonicMs)
  return slept > clockToleranceMs ? slept : 0
}

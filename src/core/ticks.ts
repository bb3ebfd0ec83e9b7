import { aheadMs, fetchedSilence, fetchPaceMs, mostBetween, unfetched, type Unfetched } from './fetched-log'
import type { Heartbeat } from './io'
import type { ComponentState } from './judge'
import { fill, settleGaps, type GapKind, type Interval, type Running } from './tick-gaps'
import { alertIn, gapsIn, regular, ticked, usualGapsToAlert } from './tick-rule'
import type { Timeline } from './timeline'

/** A stretch without a tick in time; times are UTC epoch ms. */
export type TickGap = {
  from: number
  to: number
  kind: GapKind
  /** How many gaps it counts as; 0 when it isn’t real. */
  gaps: number
}

/** Judged regularity of one watched scheduler; times in ms. */
export interface TickFigures {
  source: Heartbeat['source']
  name: string
  path: string | null
  lastTickAt: number | null
  ageMs: number | null
  /** Real gaps of the last 24 h, the running silence included. */
  gaps24h: number
  longestGapMs: number
  /** Real gaps one after the other, up to now. */
  streak: number
  /** More of them than are put up with, and not yet two ticks on time since. */
  failing: boolean
  /** Too soon after the start to blame anybody for it. */
  settling: boolean
  /** How long it has been silent for while it could have ticked. */
  silentMs: number
  /** `idle`: ticks come, but no work is done. `unfetched`: its log hasn’t come anew, so nothing is known of it. */
  state: 'ticking' | 'silent' | 'idle' | 'missing' | 'unreadable' | 'unfetched'
  problem: string | null
  /** The newest ones of the last 24 h, oldest first. */
  gaps: TickGap[]
  /** How far the clock of the computer it runs on is ahead of ours. */
  aheadMs: number
  /** For how long its log hasn’t come, while nothing is known of it; else null. */
  unfetched: Unfetched | null
}

export interface TickRules {
  /** More than this between ticks is a gap, and each further so much is one more. */
  gapMs: number
  /** A tick counts only if something was done since the one before. */
  proofOfWork: boolean
}

/** So many ticks on time end an incident. */
const onTimeToClear = 2
/** Gap lengths after the start before anybody is blamed: what was wrong before it can end by two ticks on time. */
const startGaps = 3
/** Gaps kept to be drawn. */
const gapsKept = 50
const dayMs = 86_400_000

/** Gather, then decide: figures of one heartbeat, by what is known of where the console was meanwhile. */
export function tickFigures(beat: Heartbeat, timeline: Timeline, rules: TickRules): TickFigures {
  const { now, since } = timeline
  const base: TickFigures = {
    source: beat.source, name: beat.name, path: beat.path, problem: beat.problem, lastTickAt: null, ageMs: null, gaps24h: 0, longestGapMs: 0,
    streak: 0, failing: false, settling: since !== null && now - since < startGaps * rules.gapMs, silentMs: 0, state: 'unreadable', gaps: [], aheadMs: 0, unfetched: null,
  }
  if (beat.problem) return base
  const all = placed(beat, timeline)
  const counted = rules.proofOfWork && beat.worked ? placed({ ...beat, ticks: beat.ticks.filter((_, i) => beat.worked![i]), lastTickAt: null }, timeline) : all
  // Ticks without work: since the first of them nothing was done.
  const ticks = counted.length > 0 ? counted : all.slice(0, 1)
  const idle = counted.length < all.length && counted.at(-1) !== all.at(-1)
  const running = runningSilence(beat, ticks.at(-1) ?? since, timeline, rules)
  const walked = walk(closed(beat, ticks, timeline, rules), running, timeline, rules)
  const last = all.at(-1) ?? null
  return {
    ...base,
    ...walked,
    lastTickAt: last,
    ageMs: last === null ? null : Math.max(0, now - (seenAt(beat, timeline) ?? last)),
    state: stateOf(last, running, idle),
    aheadMs: beat.fetched ? aheadMs(beat.fetched, timeline) : 0,
    unfetched: beat.fetched && !running.fetchedInTime ? unfetched(beat.fetched, timeline) : null,
  }
}

/** What the newest look at the schedulers found; it may come from the database, as an earlier version kept it. */
export function schedulersOf(components: readonly ComponentState[]): TickFigures[] {
  const found = components.find(({ target }) => target === 'scheduler_tick')?.sample.detail['schedulers']
  return Array.isArray(found) ? found.filter((one) => typeof one === 'object' && one !== null).map((one) => one as unknown as TickFigures) : []
}

/** When a tick of another computer came here: its own stamp is by another clock. Null where it was there before we were. */
const seenAt = ({ fetched }: Heartbeat, { placeMoment }: Timeline): number | null => (fetched && fetched.seen.length > 1 ? placeMoment(fetched.tickSeenAt) : null)

function stateOf(last: number | null, { gaps, fetchedInTime }: Running, idle: boolean): TickFigures['state'] {
  if (!fetchedInTime) return 'unfetched'
  if (last === null) return 'missing'
  if (gaps === 0) return 'ticking'
  return idle ? 'idle' : 'silent'
}

/** Ticks of this computer on the timeline; those of another one by their own stamps, as they follow each other. */
function placed(beat: Pick<Heartbeat, 'ticks' | 'lastTickAt' | 'changedAt' | 'fetched' | 'placed'>, { place, now }: Timeline): number[] {
  if (beat.fetched) return [...beat.ticks]
  const ticks = beat.ticks.length > 0 || beat.lastTickAt === null ? beat.ticks : [beat.lastTickAt]
  // One from the future says that the writer’s clock is ahead: it is as fresh as its line, no fresher.
  return (beat.placed ? ticks : place(ticks)).map((tick) => (tick > now ? Math.min(now, beat.changedAt ?? now) : tick)).toSorted((a, b) => a - b)
}

function closed(beat: Heartbeat, ticks: readonly number[], timeline: Timeline, { gapMs }: TickRules): Interval[] {
  const { fetched } = beat
  const slackMs = fetched ? settleGaps * gapMs + fetchPaceMs(fetched, timeline) : 0
  return ticks.slice(1).map((to, i) => {
    const from = ticks[i]!
    if (to - from <= gapMs) return { from, to, awakeMs: Math.max(0, to - from), gaps: 0, kind: null }
    if (!fetched) return { from, to, ...fill(from, to, timeline.stretches, beat.source, gapMs) }
    // It didn’t sleep when we did. A clock set over there shows in the stamps, but not in when they came.
    const awakeMs = Math.min(to - from, mostBetween(from, to, fetched, timeline, slackMs))
    return { from, to, awakeMs, gaps: gapsIn(awakeMs, gapMs), kind: null }
  })
}

function runningSilence(beat: Heartbeat, from: number | null, timeline: Timeline, rules: TickRules): Running {
  const { now } = timeline
  const newest = beat.ticks.at(-1)
  // How much older the newest tick that counts is than the newest there is.
  const idleMs = rules.proofOfWork && from !== null && newest !== undefined ? Math.max(0, newest - from) : 0
  if (beat.fetched) return fetchedSilence(beat.fetched, newest ?? null, idleMs, timeline, rules.gapMs)
  if (from === null) return { from: now, to: now, awakeMs: 0, gaps: 0, kind: null, fetchedInTime: true }
  return { from, to: now, ...fill(from, now, timeline.stretches, beat.source, rules.gapMs), fetchedInTime: true }
}

/** From the oldest tick to now: how many gaps follow each other, and whether they were too many. */
function walk(intervals: readonly Interval[], running: Running, timeline: Timeline, { gapMs }: TickRules) {
  const rule = { gap: gapMs, gapsToAlert: usualGapsToAlert, onTimeToClear }
  const upToLast = intervals.reduce((before, { gaps }) => ticked(before, gaps, rule), regular)
  return { streak: upToLast.gaps + running.gaps, failing: alertIn(upToLast, running.gaps, rule), silentMs: running.awakeMs, ...lastDay([...intervals, running], timeline, gapMs) }
}

/** What is counted and drawn of the last 24 h: those before now, or before the newest tick where its stamps lag behind. */
function lastDay(intervals: readonly Interval[], { now }: Timeline, gapMs: number): Pick<TickFigures, 'gaps24h' | 'longestGapMs' | 'gaps'> {
  const dayAgo = Math.min(now, intervals.at(-2)?.to ?? now) - dayMs
  const recent = intervals.filter(({ to }) => to > dayAgo)
  const real = recent.map(({ from, to, gaps }) => (from >= dayAgo ? gaps : Math.min(gaps, gapsIn(to - dayAgo, gapMs))))
  const drawn = recent.flatMap(({ from, to, gaps, kind }): TickGap[] => (gaps > 0 || kind ? [{ from, to, kind: gaps > 0 ? 'real' : kind!, gaps }] : []))
  return { gaps24h: real.reduce((sum, gaps) => sum + gaps, 0), longestGapMs: Math.max(0, ...recent.map(({ awakeMs }) => awakeMs)), gaps: drawn.slice(-gapsKept) }
}

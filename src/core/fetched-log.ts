import type { Moment } from './moment'
import { excusedAs, fill, settleGaps, type Running } from './tick-gaps'
import { gapsIn } from './tick-rule'
import type { Timeline } from './timeline'

/** What was seen of a log that is fetched from another computer: its own clock says nothing of when. */
export interface FetchedLog {
  /** Since when it has been looked at. */
  since: Moment
  /** When it was last seen to have changed; null: not since. */
  changedAt: Moment | null
  /** When its newest tick was first seen; `since` for one that was there at first. */
  tickSeenAt: Moment
  /** What tells one content from another. */
  content: string
  /** Newest ticks by their own stamps with the moment they were seen, oldest first. */
  seen: readonly { stamp: number; at: Moment }[]
}

/** Newest ticks kept: enough for the pace at which the log is fetched. */
const kept = 20

/** The next look at it. `newest` is the stamp of its last tick. */
export function lookAtFetched(before: FetchedLog | null, content: string, newest: number | null, now: Moment): FetchedLog {
  const seen = newest === null ? [] : [{ stamp: newest, at: now }]
  if (!before) return { since: now, changedAt: null, tickSeenAt: now, content, seen }
  if (content === before.content) return before
  const ticked = newest !== null && newest !== before.seen.at(-1)?.stamp
  return {
    ...before,
    content,
    changedAt: now,
    tickSeenAt: ticked ? now : before.tickSeenAt,
    seen: ticked ? [...before.seen, ...seen].slice(-kept) : before.seen,
  }
}

/** How long a log has not come anew though it could have. */
export type Unfetched = {
  /** When something of it last came, UTC epoch ms; null: not since the start. */
  lastAt: number | null
  /** ms with a network, without a break of more than a minute, since it last came, the start or the last such break. */
  forMs: number
  /** How often it used to come, ms; 0 while nothing is known. */
  paceMs: number
}

/** Nothing that is over within a minute keeps a log from being fetched for long. */
const briefMs = 60_000

export function unfetched(log: FetchedLog, timeline: Timeline): Unfetched {
  const { now, placeMoment, stretches } = timeline
  const lastAt = log.changedAt === null ? null : placeMoment(log.changedAt)
  const breaks = stretches.filter(({ kind, from, to }) => excusedAs(kind) !== null && to - from > briefMs)
  const since = Math.max(lastAt ?? placeMoment(log.since), ...breaks.map(({ to }) => to))
  return { lastAt, forMs: Math.max(0, now - since), paceMs: fetchPaceMs(log, timeline) }
}

/** How many of the newest fetches tell its pace. */
const paceOf = 4

/** How much of the log comes at once, ms: it is fetched about so often. 0 while nothing is known. */
export function fetchPaceMs({ seen }: FetchedLog, { placeMoment }: Timeline): number {
  const paces = seen.slice(-paceOf).map(({ stamp, at }, i, all) => {
    const earlier = all[i - 1]
    // A clock set over there changes the stamps; a sleep here changes what is seen: the smaller one is the pace.
    return earlier ? Math.min(Math.abs(stamp - earlier.stamp), placeMoment(at) - placeMoment(earlier.at)) : 0
  })
  return Math.max(0, ...paces)
}

/** How far the other computer’s clock is ahead of ours at least, ms; 0 when it doesn’t seem to be. */
export const aheadMs = ({ seen }: FetchedLog, { placeMoment }: Timeline): number => Math.max(0, ...seen.slice(-paceOf).map(({ stamp, at }) => stamp - placeMoment(at)))

/**
 * How long an interval between two ticks of the log can have been at most, ms: less than between the looks that found
 * them. Infinity where they weren’t watched coming.
 */
export function mostBetween(from: number, to: number, log: FetchedLog, { placeMoment }: Timeline, slackMs: number): number {
  const found = log.seen.findIndex(({ stamp }) => stamp === to)
  const earlier = log.seen[found - 1]
  if (found < 1 || !earlier || earlier.stamp !== from) return Infinity
  const between = placeMoment(log.seen[found]!.at) - placeMoment(earlier.at)
  return to - from > between + slackMs ? between : Infinity
}

/** Looks at what is remote come more often than this. */
const looksOutWithinMs = 600_000

/** Until when the log could surely have come: since the newest look that got out, the network may be gone, and nobody has noticed yet. */
const heardUntil = ({ now, reached }: Timeline): number => (reached === null || now - reached > looksOutWithinMs ? now : reached)

/**
 * Silence of a log from another computer: it counts from when its newest tick was seen, by our clock, and only once
 * fetching could have caught up with what came between, and did. `newest` is that tick by its own stamp; a tick that counts
 * came `idleMs` before it.
 */
export function fetchedSilence(log: FetchedLog, newest: number | null, idleMs: number, timeline: Timeline, gapMs: number): Running {
  const { now, placeMoment, stretches } = timeline
  const since = placeMoment(log.since)
  const seen = placeMoment(log.tickSeenAt)
  const changed = log.changedAt === null ? null : placeMoment(log.changedAt)
  const last = stretches.findLast(({ kind, to }) => excusedAs(kind) !== null && to > since)
  const up = Math.max(since, last?.to ?? -Infinity)
  const caughtUp = changed !== null && changed > up && now - up >= settleGaps * gapMs
  // Until the next fetch is overdue, nothing is known of the time since the last one.
  const overdue = changed !== null && now - changed > settleGaps * Math.max(gapMs, fetchPaceMs(log, timeline))
  const until = Math.max(seen, overdue || changed === null ? heardUntil(timeline) : changed)
  const filled = fill(seen, until, stretches, 'fetched', gapMs)
  const gaps = gapsIn(filled.awakeMs + idleMs, gapMs)
  const interval = { from: seen - idleMs, to: until, awakeMs: filled.awakeMs + idleMs }
  if (caughtUp) return { ...interval, gaps, kind: null, fetchedInTime: true }
  // What was there at first may be old: it says nothing until something new comes.
  const stale = log.tickSeenAt === log.since && newest !== null && now - newest > gapMs
  const waiting = now - seen > gapMs || stale
  return { ...interval, gaps: 0, awakeMs: 0, kind: waiting && last ? excusedAs(last.kind) : null, fetchedInTime: !waiting }
}

import type { Heartbeat } from './io'

/** Judged regularity of one watched scheduler; times in ms. */
export interface TickFigures {
  name: string
  source: Heartbeat['source']
  path: string | null
  lastTickAt: number | null
  ageMs: number | null
  /** Gaps over the limit between ticks of the last 24 h, the running silence included. */
  gaps24h: number
  longestGapMs: number
  state: 'ticking' | 'silent' | 'missing' | 'unreadable'
  problem: string | null
}

/** Gather, then decide: figures of one heartbeat at `now`, a gap being longer than `gapMs`. */
export function tickFigures(beat: Heartbeat, now: number, gapMs: number): TickFigures {
  const base = { name: beat.name, source: beat.source, path: beat.path, problem: beat.problem }
  if (beat.problem) return { ...base, lastTickAt: null, ageMs: null, gaps24h: 0, longestGapMs: 0, state: 'unreadable' }
  if (beat.lastTickAt === null)
    return { ...base, lastTickAt: null, ageMs: null, gaps24h: 0, longestGapMs: 0, state: 'missing' }
  // A tick stamped in the future (a clock stepped back) is as fresh as now, never negative.
  const ageMs = Math.max(0, now - beat.lastTickAt)
  const intervals = beat.ticks.slice(1).map((tick, i) => tick - beat.ticks[i]!)
  const spans = [...intervals, ageMs]
  return {
    ...base,
    lastTickAt: beat.lastTickAt,
    ageMs,
    gaps24h: spans.filter((span) => span > gapMs).length,
    longestGapMs: Math.max(0, ...spans),
    state: ageMs > gapMs ? 'silent' : 'ticking',
  }
}

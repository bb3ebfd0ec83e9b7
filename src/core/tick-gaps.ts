import type { SpanKind, Stretch } from './presence'
import { excuse, goOn, noSilence } from './tick-rule'

/** Why there was no tick for longer than a gap. Only `real` counts. */
export type GapKind = 'real' | 'asleep' | 'console-off' | 'frozen' | 'network-away'

/** What a stretch without a tick was filled with. */
export interface Filled {
  /** How long a tick could have come in it, ms. */
  awakeMs: number
  /** Gaps of awake silence. */
  gaps: number
  /** What it was where it was long and yet no gap; null for one that was short, or real. */
  kind: Exclude<GapKind, 'real'> | null
}

/** One interval, from one tick to the next or to now. */
export interface Interval extends Filled {
  from: number
  to: number
}

export interface Running extends Interval {
  /** False where silence only means that the log didn’t come. */
  fetchedInTime: boolean
}

/** Gap lengths after something came between before a log that is fetched is believed to be silent. */
export const settleGaps = 2

/** Whose ticks: the console’s own, those of a log written on this computer, or the fetching of one written elsewhere. */
export type Whose = 'own' | 'log' | 'fetched'

const words = { asleep: 'asleep', off: 'console-off', frozen: 'frozen', away: 'network-away', clock: null } as const satisfies Record<SpanKind, GapKind | null>

/** What a gap is that such a span explains; null: it explains none. */
export const excusedAs = (kind: SpanKind): Exclude<GapKind, 'real'> | null => words[kind]

/**
 * What keeps whom from ticking. What stops the console may well have stopped the whole computer, so a log isn’t blamed for
 * it either; that the console is off stops nobody else. Timers of a computer whose clock was set may count anew.
 */
const excuses: Record<Whose, readonly SpanKind[]> = {
  own: ['asleep', 'off', 'frozen', 'clock'],
  log: ['asleep', 'off', 'frozen', 'clock'],
  fetched: ['asleep', 'off', 'frozen', 'away'],
}

/** Cuts out of [from, to] what kept the scheduler from ticking, and judges what is left. */
export function fill(from: number, to: number, stretches: readonly Stretch[], whose: Whose, gapMs: number): Filled {
  if (to - from <= gapMs) return { awakeMs: Math.max(0, to - from), gaps: 0, kind: null }
  const spent = new Map<SpanKind, number>()
  let cursor = from
  let silence = noSilence
  for (const stretch of stretches.toSorted((a, b) => a.from - b.from)) {
    if (!excuses[whose].includes(stretch.kind) || stretch.to <= cursor || stretch.from >= to) continue
    const begin = Math.max(cursor, stretch.from)
    const lengthMs = Math.min(excusedMs(stretch, whose), Math.min(to, stretch.to) - begin)
    if (lengthMs <= 0) continue
    silence = excuse(goOn(silence, begin - cursor, gapMs), gapMs)
    cursor = begin + lengthMs
    spent.set(stretch.kind, (spent.get(stretch.kind) ?? 0) + lengthMs)
  }
  const { awake, gaps } = goOn(silence, to - cursor, gapMs)
  const [most] = [...spent].toSorted((a, b) => b[1] - a[1])
  return { awakeMs: awake, gaps, kind: gaps === 0 && most ? excusedAs(most[0]) : null }
}

/** Of a time in which the console was off, somebody else’s scheduler is excused for what the computer slept of it. */
const excusedMs = ({ kind, from, to, sleptMs }: Stretch, whose: Whose): number => (kind === 'off' && whose === 'log' ? (sleptMs ?? to - from) : to - from)

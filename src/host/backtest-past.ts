import { trailMs } from '../core/costs/trail'
import type { Rule } from '../core/plugin'
import type { PastEntry } from '../core/replay/recollection'
import type { JobAttempts } from '../core/self-heal'
import { targetsOf } from '../core/targets'
import type { Settings } from '../shared/settings'
import type { Past } from './backtest'

export type Span = { from: number; to: number }

/** So many looks are read from the database at once. */
const rowsAtOnce = 100

/** What a rule that judges looks can be tried on. */
export interface KnownPast {
  /** Since when all is known that it judges by, UTC epoch ms; Infinity: nothing is. */
  since: number
  store: Past['store']
  heals: readonly JobAttempts[] | null
}

export function pastOf({ byKept, byHeals }: Rule, { store, spending }: Past): KnownPast {
  if (!byHeals) return { since: byKept && store ? (store.grounds.keptSince(byKept) ?? Infinity) : 0, store, heals: null }
  const heals = spending?.healAttempts() ?? null
  return { since: heals && spending ? spending.ports.clock.now() - trailMs : Infinity, store, heals }
}

/** What the history tells, piece by piece, and what part of the span has been read with each. */
export function* entriesIn(span: Span, { byHeals }: Rule, store: NonNullable<Past['store']>, settings: Settings): Generator<{ read: PastEntry[]; part: number }> {
  const targets = byHeals ? ['scheduler_tick'] : targetsOf(settings).map(({ id }) => id)
  const grounds = store.grounds
  if (span.from < span.to) yield { read: grounds.asOf(targets, span.from), part: 0 }
  for (const { from, to } of pieces(span, settings)) {
    const looks = store.samples.between(targets, from, to).map((look): PastEntry => ({ of: 'look', at: look.at, look }))
    // What changed with a look comes before it.
    yield { read: [...grounds.within(from, to), ...looks].toSorted((a, b) => a.at - b.at), part: (to - span.from) / (span.to - span.from) }
  }
}

/** The span in pieces of about as many looks, by how often things are looked at now. */
function* pieces(span: Span, settings: Settings): Generator<Span> {
  const looksAMs = targetsOf(settings).reduce((sum, { everyMs }) => sum + 1 / everyMs, 0)
  const lengthMs = Math.max(1, Math.floor(rowsAtOnce / looksAMs))
  for (let { from } = span; from < span.to; from += lengthMs) yield { from, to: Math.min(span.to, from + lengthMs) }
}

import { clockToleranceMs, type SpanKind, type Stretch } from './presence'
import { fill } from './tick-gaps'

/** A moment at which the clock was set: between `from` and `to` on the timeline. */
export interface Setting {
  kind: SpanKind
  from: number
  to: number
  /** What has to be added to stamps from before it, so that they are by the clock as it is set now. */
  shiftMs: number
}

export interface Past {
  now: number
  /** Newest first. */
  settings: readonly Setting[]
  stretches: readonly Stretch[]
}

export interface KnownOfStamps {
  /** Who writes them: the console stands still in more spans than others do. */
  whose?: 'own' | 'log'
  /** They weren’t there yet at this time; `preceding` is the one before them, where there is one. */
  after?: number
  preceding?: number
}

/** Time between two settings of the clock: what its stamps have to be shifted by, and where they then lie. */
interface Era {
  shiftMs: number
  from: number
  to: number
}

/** Ticks in time are no further apart. */
const usualGapMs = 70_000
/** Within spans in which nobody writes only the edges may hold a stamp: up to a pulse, or to the last one that was kept. */
const edgeMs = 8000
const keptEdgeMs = 38_000
const stoodStill: Record<'own' | 'log', readonly SpanKind[]> = { own: ['asleep', 'off', 'frozen'], log: ['asleep'] }

/**
 * Puts stamps, in the order they were written, on the timeline. Hours that were set back exist twice, so of all ways to
 * assign them to the times between two settings that is taken which leaves the fewest gaps, and no time that goes backwards.
 */
export function placeStamps(all: readonly number[], { now, settings, stretches }: Past, { whose = 'log', after = -Infinity, preceding }: KnownOfStamps): number[] {
  const recent = settings.filter(({ to }) => to > after).slice(0, mostSettings)
  if (recent.length === 0) return [...all]
  const stamps = all.slice(-mostStamps)
  const older = all.slice(0, -mostStamps).map((stamp) => stamp + recent.at(-1)!.shiftMs)
  const eras = erasOf(recent, whose)
  const between = (from: number, to: number): number => costOf(from, to, stretches, whose)
  // Newest first: for each era the least cost of this stamp and all that follow it, and the era of the next one.
  let costs: number[] = []
  const choices = stamps.toReversed().map((stamp, i) => {
    const next = stamps[stamps.length - i]
    const options = eras.map((era, e) => {
      const at = stamp + era.shiftMs
      const own = at < era.from || at > era.to ? outsideCost : at > now + clockToleranceMs ? backwardsCost : 0
      if (next === undefined) return { cost: own, era: 0 }
      // What is out of the question anyway needn't be looked at closely.
      const isOut = own >= outsideCost
      return leastOf(costs.slice(0, e + 1).map((cost, later) => own + cost + (isOut || cost >= outsideCost ? 0 : between(at, next + eras[later]!.shiftMs))))
    })
    costs = options.map(({ cost }) => cost)
    return options.map(({ era }) => era)
  })
  const first = stamps[0] ?? 0
  let era = leastOf(costs.map((cost, e) => cost + (preceding === undefined ? 0 : between(preceding, first + eras[e]!.shiftMs)))).era
  const placed = choices.toReversed().map((choice, i) => {
    const at = stamps[i]! + eras[era]!.shiftMs
    era = choice[era]!
    return at
  })
  return after === -Infinity ? [...older, ...placed] : [...older, ...placed].map((at) => Math.min(now, Math.max(after, at)))
}

function erasOf(settings: readonly Setting[], whose: 'own' | 'log'): Era[] {
  const edges = settings.map(({ kind, from, to }) => {
    if (!stoodStill[whose].includes(kind)) return { from, to }
    return { from: Math.max(from, to - edgeMs), to: Math.min(to, from + (kind === 'off' ? keptEdgeMs : edgeMs)) }
  })
  return [0, ...settings.map(({ shiftMs }) => shiftMs)].map((shiftMs, e) => ({
    shiftMs,
    from: (edges[e]?.from ?? -Infinity) - clockToleranceMs,
    to: (edges[e - 1]?.to ?? Infinity) + clockToleranceMs,
  }))
}

/** A clock that is set more often in a day is beyond help, and no day has more ticks: each one more costs time. */
const mostSettings = 40
const mostStamps = 2000
/** Where nothing fits, something has to be taken. */
const outsideCost = 1e6
const backwardsCost = 1e3

function costOf(from: number, to: number, stretches: readonly Stretch[], whose: 'own' | 'log'): number {
  if (to - from < -clockToleranceMs) return backwardsCost
  if (to - from <= usualGapMs) return 0
  const { gaps } = fill(from, to, stretches, whose, usualGapMs)
  return gaps === 0 ? 0 : 1 + gaps / 1e6
}

function leastOf(costs: readonly number[]): { cost: number; era: number } {
  const cost = Math.min(...costs)
  return { cost, era: costs.indexOf(cost) }
}

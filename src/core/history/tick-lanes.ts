import type { Band, GapSpan, TickLane } from '../../shared/timeline'
import type { Stretch } from '../presence'
import { excusedAs, type GapKind } from '../tick-gaps'
import type { TickGap } from '../ticks'
import { clustered } from './clusters'

/** Gaps of one scheduler, as they were found. */
export interface KeptGaps {
  id: string
  title: string
  /** Watched since, UTC epoch ms; null where it always was. */
  since: number | null
  gaps: readonly TickGap[]
}

export const ownScheduler = 'own'

export interface TickParts {
  kept: readonly KeptGaps[]
  /** Where the console was when it wasn’t awake. */
  stretches: readonly Stretch[]
  /** Looks at the schedulers: while there were some, they were watched. */
  looks: readonly Band[]
  /** Ticks that are still known, by scheduler. */
  ticks: ReadonlyMap<string, readonly number[]>
  slotMs: number
}

/** A lane for each scheduler, the console’s own first: its gaps are told by where the console was, those of others as they were judged then. */
export function tickLanes({ kept, stretches, looks, ticks, slotMs }: TickParts): TickLane[] {
  const watched = joined(looks)
  return kept.map(({ id, title, since, gaps }) => {
    const told = id === ownScheduler ? [...excused(stretches), ...gaps.filter(({ kind }) => kind === 'real')] : gaps
    return { id, title, watched: since === null ? watched : after(watched, since), gaps: gapSpans(told, slotMs), ticks: [...(ticks.get(id) ?? [])] }
  })
}

const after = (spans: readonly { from: number; to: number }[], since: number) => spans.filter(({ to }) => to > since).map(({ from, to }) => ({ from: Math.max(from, since), to }))

const excused = (stretches: readonly Stretch[]): TickGap[] =>
  stretches.flatMap(({ kind, from, to }) => {
    const gap = excusedAs(kind)
    return gap ? [{ from, to, kind: gap, gaps: 0 }] : []
  })

/** What counts is a mark that can be pressed; the rest is drawn as long as it was, so that a year of nights doesn’t look like one. */
const excusedPart = 0.25

function gapSpans(gaps: readonly TickGap[], slotMs: number): GapSpan[] {
  const likeness = { classOf: ({ kind }: TickGap): GapKind => kind, weight: ({ from, to }: TickGap) => to - from }
  const ofClass = (real: boolean) => clustered(gaps.filter(({ kind }) => (kind === 'real') === real), real ? slotMs : slotMs * excusedPart, likeness)
  return [...ofClass(false), ...ofClass(true)]
    .map(({ event: { kind }, from, to, events }) => ({ from, to, kind, count: events.length, gaps: events.reduce((sum, { gaps: own }) => sum + own, 0) }))
    .toSorted((a, b) => a.from - b.from)
}

/** Bands that touch, whatever was found in them. */
function joined(bands: readonly Band[]): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = []
  for (const { from, to } of bands) {
    const last = spans.at(-1)
    if (last && last.to >= from) last.to = Math.max(last.to, to)
    else spans.push({ from, to })
  }
  return spans
}

import type { GapSpan, IncidentSpan, RunMark, TimelineNote, TimelineView } from '../../../shared/timeline'
import type { Span } from './axis'

interface Timed {
  id: string
  from: number
  /** As `from` for a moment. */
  to: number
}

/** Something that happened, as it is told of in the strip, the table, and to a screen reader. */
export type TimelineEvent = Timed &
  ({ kind: 'incident'; incident: IncidentSpan } | { kind: 'gap'; gap: GapSpan; lane: string } | { kind: 'run'; run: RunMark } | { kind: 'note'; note: TimelineNote })

/** Everything that happened within a span, oldest first. `now`: where what goes on ends for now. */
export function eventsIn(view: TimelineView, { from, to }: Span, now: number): TimelineEvent[] {
  const all: TimelineEvent[] = [
    ...view.incidents.map((incident): TimelineEvent => ({ kind: 'incident', id: `incident-${incident.id}`, from: incident.from, to: incident.to ?? now, incident })),
    ...view.ticks.flatMap(({ id, title, gaps }) => gaps.map((gap): TimelineEvent => ({ kind: 'gap', id: `gap-${id}-${gap.kind}-${Math.round(gap.from)}`, from: gap.from, to: gap.to, gap, lane: title }))),
    ...view.runs.map((run): TimelineEvent => ({ kind: 'run', id: `run-${run.id}`, from: run.at, to: run.at, run })),
    ...view.notes.map((note): TimelineEvent => ({ kind: 'note', id: `note-${note.id}`, from: note.at, to: note.at, note })),
  ]
  return all.filter((event) => event.to >= from && event.from <= to).toSorted((a, b) => a.from - b.from || a.id.localeCompare(b.id))
}

/** Incidents that are drawn as one, each by itself; where it is read there is room for all. */
export const oneByOne = (events: readonly TimelineEvent[]): TimelineEvent[] => events.flatMap(apart).toSorted((a, b) => a.from - b.from)

function apart(event: TimelineEvent): TimelineEvent[] {
  if (event.kind !== 'incident' || event.incident.together.length === 0) return [event]
  // What is still open ends where all of them do for now.
  return event.incident.together.map((one) => ({ kind: 'incident', id: `incident-${one.id}`, from: one.from, to: one.to ?? event.to, incident: { ...one, count: 1, together: [] } }))
}

/** How many are drawn as one. */
export const countOf = (event: TimelineEvent): number => (event.kind === 'incident' ? event.incident.count : event.kind === 'gap' ? event.gap.count : event.kind === 'run' ? event.run.count : 1)

/** Which ones the Tab key stops at: all that need somebody first; a screen can’t have more stops than fit. */
export function stops(events: readonly TimelineEvent[], most: number): TimelineEvent[] {
  const weight = (event: TimelineEvent): number => {
    if (event.kind === 'incident') return 0
    if (event.kind === 'gap') return event.gap.kind === 'real' ? 1 : 4
    if (event.kind === 'note') return 2
    return event.run.outcome === 'done' ? 5 : 1
  }
  const kept = new Set(events.toSorted((a, b) => weight(a) - weight(b) || b.from - a.from).slice(0, most))
  return events.filter((event) => kept.has(event))
}

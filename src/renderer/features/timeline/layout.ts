import type { ComponentLane, IncidentSpan, TickLane, TimelineView } from '../../../shared/timeline'
import type { Answer } from './lane-source'

/** CSS pixels; every lane has room for its name and, below it, what it says at the cursor. */
export const laneHeight = 36
const openHeight = 84
const incidentRow = 16
const incidentRows = 3
export const axisHeight = 28
export const chartHeight = (rows: readonly LaneRow[]): number => (rows.at(-1)?.bottom ?? 0) + axisHeight

interface Placed {
  id: string
  top: number
  bottom: number
}

export type LaneRow = Placed &
  (
    | { kind: 'ticks'; lane: TickLane }
    | { kind: 'component'; lane: ComponentLane; opened: boolean }
    | { kind: 'incidents'; packed: PackedIncident[]; rows: number }
    | { kind: 'runs' }
    | { kind: 'notes' }
    | { kind: 'spend' }
  )

export interface PackedIncident {
  incident: IncidentSpan
  row: number
}

type Content<R> = R extends Placed ? Omit<R, 'top' | 'bottom'> : never

/** From top to bottom: what beats, what is looked at, what went wrong, what was done, what it cost. */
export function rowsOf({ view }: Pick<Answer, 'view'>, opened: ReadonlySet<string>): LaneRow[] {
  const { packed, rows } = packedIncidents(view)
  const contents: [Content<LaneRow>, number][] = [
    ...view.ticks.map((lane): [Content<LaneRow>, number] => [{ kind: 'ticks', id: `ticks-${lane.id}`, lane }, laneHeight]),
    ...view.components.map((lane): [Content<LaneRow>, number] => {
      const isOpen = opened.has(lane.target)
      return [{ kind: 'component', id: `component-${lane.target}`, lane, opened: isOpen }, isOpen ? openHeight : laneHeight]
    }),
    [{ kind: 'incidents', id: 'incidents', packed, rows }, Math.max(laneHeight, 8 + incidentRow * rows)],
    [{ kind: 'runs', id: 'runs' }, laneHeight],
    [{ kind: 'notes', id: 'notes' }, laneHeight],
    [{ kind: 'spend', id: 'spend' }, laneHeight + 20],
  ]
  let top = 0
  return contents.map(([content, height]) => {
    const row = { ...content, top, bottom: top + height } as LaneRow
    top += height
    return row
  })
}

/** Incidents below one another where they overlap; what doesn’t fit into three rows shares the last one. */
function packedIncidents({ incidents, at, from, to }: TimelineView): { packed: PackedIncident[]; rows: number } {
  // A short one still has a shape to be seen.
  const leastMs = (to - from) / 300
  const ends: number[] = []
  const packed = incidents.map((incident): PackedIncident => {
    const free = ends.findIndex((end) => end <= incident.from)
    const row = free >= 0 ? free : Math.min(ends.length, incidentRows - 1)
    ends[row] = Math.max(ends[row] ?? 0, incident.to ?? at, incident.from + leastMs)
    return { incident, row }
  })
  return { packed, rows: Math.max(1, ends.length) }
}

/** Where an incident’s bar is within its lane. */
export const incidentBox = (row: LaneRow & { kind: 'incidents' }, place: number): { top: number; height: number } => {
  const free = row.bottom - row.top - row.rows * incidentRow
  return { top: row.top + free / 2 + place * incidentRow + 2, height: incidentRow - 4 }
}

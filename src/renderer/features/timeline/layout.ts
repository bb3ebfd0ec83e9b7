import type { ComponentLane, IncidentSpan, TickLane, TimelineView } from '../../../shared/timeline'
import type { Answer } from './lane-source'

/** CSS pixels; every lane has room for its name and, below it, what it says at the cursor. */
const laneHeight = 36
const openedMore = 48
const spendMore = 20
/** In a tall window lanes are taller; beyond this they’d only be farther apart. */
const mostStretch = 1.6
const incidentRow = 16
const incidentRows = 3
/** The axis stands above all lanes: in sight however many there are. */
export const axisHeight = 28
export const chartHeight = (rows: readonly LaneRow[]): number => rows.at(-1)?.bottom ?? axisHeight

interface Placed {
  id: string
  top: number
  bottom: number
  /** Of its bands, without what is opened below them; of an incident’s bar with its air. */
  markHeight: number
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

type Content<R> = R extends Placed ? Omit<R, 'top' | 'bottom' | 'markHeight'> : never

interface Measured {
  content: Content<LaneRow>
  markHeight: number
  /** Beside the height of the marks. */
  more: number
}

/** From top to bottom: what beats, what is looked at, what went wrong, what was done, what it cost. `room`: CSS pixels there are for all of it. */
export function rowsOf({ view }: Pick<Answer, 'view'>, opened: ReadonlySet<string>, room = 0): LaneRow[] {
  const { packed, rows } = packedIncidents(view)
  const plain = (content: Content<LaneRow>, more = 0): Measured => ({ content, markHeight: laneHeight, more })
  const lanes = [
    ...view.ticks.map((lane) => plain({ kind: 'ticks', id: `ticks-${lane.id}`, lane })),
    ...view.components.map((lane) => componentLane(lane, opened)),
    { content: { kind: 'incidents', id: 'incidents', packed, rows }, markHeight: incidentRow, more: Math.max(laneHeight, 8 + incidentRow * rows) - incidentRow } satisfies Measured,
    plain({ kind: 'runs', id: 'runs' }),
    plain({ kind: 'notes', id: 'notes' }),
    plain({ kind: 'spend', id: 'spend' }, spendMore),
  ]
  return stacked(lanes, stretchOf(lanes, room))
}

const componentLane = (lane: ComponentLane, opened: ReadonlySet<string>): Measured => {
  const isOpen = opened.has(lane.target)
  return { content: { kind: 'component', id: `component-${lane.target}`, lane, opened: isOpen }, markHeight: laneHeight, more: isOpen ? openedMore : 0 }
}

/** Lanes that are opened don’t make the others narrower. */
function stretchOf(lanes: readonly Measured[], room: number): number {
  const natural = lanes.reduce((sum, { content, markHeight, more }) => sum + markHeight + (content.kind === 'component' ? 0 : more), 0)
  return Math.min(mostStretch, Math.max(1, (room - axisHeight) / natural))
}

function stacked(lanes: readonly Measured[], stretch: number): LaneRow[] {
  let top = axisHeight
  return lanes.map(({ content, markHeight, more }) => {
    const marks = Math.round(markHeight * stretch)
    const row = { ...content, top, bottom: top + marks + Math.round(more * stretch), markHeight: marks } as LaneRow
    top = row.bottom
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
export const incidentBox = ({ top, bottom, rows, markHeight }: LaneRow & { kind: 'incidents' }, place: number): { top: number; height: number } => ({
  top: top + (bottom - top - rows * markHeight) / 2 + place * markHeight + 2,
  height: markHeight - 4,
})

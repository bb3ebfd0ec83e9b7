import { lengthOf, type Span } from './axis'
import type { TimelineEvent } from './events'
import { incidentBox, type LaneRow } from './layout'

export interface EventBox {
  left: number
  top: number
  width: number
  height: number
}

/** What is drawn of a moment, and so what can be pressed. */
const markWidth = 14
const tolerance = 4

/** Where an event is drawn, CSS pixels; null where it has no lane or isn’t in sight. */
export function boxOfEvent(event: TimelineEvent, rows: readonly LaneRow[], span: Span, width: number): EventBox | null {
  const row = rows.find((one) => isLaneOf(one, event))
  if (!row) return null
  const left = ((event.from - span.from) / lengthOf(span)) * width
  const right = ((event.to - span.from) / lengthOf(span)) * width
  if (right < -markWidth || left > width) return null
  const isMark = event.kind === 'run' || event.kind === 'note'
  const begin = Math.max(0, isMark ? left - (event.kind === 'run' ? markWidth / 2 : 3) : left)
  const wide = isMark ? markWidth : Math.max(6, Math.min(width, right) - begin)
  return { left: begin, width: wide, ...heightIn(row, event) }
}

function isLaneOf(row: LaneRow, event: TimelineEvent): boolean {
  if (event.kind === 'gap') return row.kind === 'ticks' && row.lane.title === event.lane
  return row.kind === (event.kind === 'incident' ? 'incidents' : event.kind === 'run' ? 'runs' : 'notes')
}

function heightIn(row: LaneRow, event: TimelineEvent): { top: number; height: number } {
  if (row.kind === 'incidents' && event.kind === 'incident') return incidentBox(row, row.packed.find(({ incident }) => incident === event.incident)?.row ?? 0)
  return { top: row.top + 4, height: row.markHeight - 8 }
}

/** The event at a place: of several the one that is hardest to hit. */
export function eventAt(events: readonly TimelineEvent[], x: number, y: number, rows: readonly LaneRow[], span: Span, width: number): TimelineEvent | null {
  const hits = events.flatMap((event) => {
    const box = boxOfEvent(event, rows, span, width)
    const isHit = box && x >= box.left - tolerance && x <= box.left + box.width + tolerance && y >= box.top - 2 && y <= box.top + box.height + 2
    return isHit ? [{ event, width: box.width }] : []
  })
  return hits.toSorted((a, b) => a.width - b.width)[0]?.event ?? null
}

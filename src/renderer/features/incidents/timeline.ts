import { duration } from '../../../shared/format'
import type { Incident, Status } from '../../../shared/model'
import { type IncidentState, snoozedUntil } from '../../parts/incident-state'
import { lasted } from '../../parts/time'
import { texts } from '../../texts'

export interface TimelineRow {
  at: number
  what: string
  /** The shape before it. */
  mark: Status | Extract<IncidentState, 'acknowledged' | 'snoozed'>
}

const words = texts.incidents

/** What became of an incident, oldest first. */
export function timelineOf(incident: Incident, now: number): TimelineRow[] {
  const { openedAt, escalatedAt, acknowledgedAt, resolvedAt, severity } = incident
  const begun = escalatedAt === null ? severity : 'warning'
  const worsened = severity === 'fail' ? words.escalated : words.moreUrgent
  const rows: (TimelineRow | null)[] = [
    { at: openedAt, what: words.openedAs[begun], mark: begun },
    escalatedAt === null ? null : { at: escalatedAt, what: worsened, mark: severity },
    acknowledgedAt === null ? null : { at: acknowledgedAt, what: words.acknowledged, mark: 'acknowledged' },
    ...snoozeRows(incident, resolvedAt ?? now),
    resolvedAt === null ? null : { at: resolvedAt, what: words.resolvedAfter(lasted(openedAt, resolvedAt)), mark: 'ok' },
  ]
  return rows.filter((row) => row !== null).toSorted((a, b) => a.at - b.at)
}

function snoozeRows(incident: Incident, end: number): TimelineRow[] {
  if (!incident.snooze) return []
  const { from, forMs } = incident.snooze
  const until = snoozedUntil(incident)
  const begun: TimelineRow = { at: from.wallMs, what: forMs === null ? words.snoozedToTheEnd : words.snoozedFor(duration(forMs)), mark: 'snoozed' }
  return until !== null && until <= end ? [begun, { at: until, what: words.snoozeOver, mark: 'off' }] : [begun]
}

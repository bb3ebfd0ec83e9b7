import type { IncidentBefore, IncidentStep } from '../../shared/incidents'
import type { EngineEvent, Incident } from '../../shared/model'

/** What an event of the engine adds to the story of its incident. */
export function stepOf({ type, at: toldAt, incident, by = null }: Omit<EngineEvent, 'by'> & { by?: EngineEvent['by'] | null }): IncidentStep {
  const at = happenedAt(type, incident) ?? toldAt
  if (type === 'snoozed') return { type, at, by, forMs: incident.snooze?.forMs ?? null }
  if (type === 'acknowledged' || type === 'resumed') return { type, at, by }
  return { type, at, severity: incident.severity }
}

/** An event is told a moment after the incident was changed, which knows it exactly. */
function happenedAt(type: EngineEvent['type'], { openedAt, escalatedAt, acknowledgedAt, snooze, resolvedAt }: Incident): number | null {
  const moments = { opened: openedAt, escalated: escalatedAt, acknowledged: acknowledgedAt, snoozed: snooze?.from.wallMs ?? null, resumed: null, resolved: resolvedAt }
  return moments[type]
}

/**
 * The story of an incident, oldest first: what was kept step by step, and what the incident itself knows where that is missing, as
 * it is from before steps were kept, or after a full disk.
 */
export function storyOf(incident: Incident, kept: readonly IncidentStep[]): IncidentStep[] {
  const missing = known(incident).filter(({ type, at }) => !kept.some((step) => step.type === type && (step.at === at || type === 'opened')))
  return [...missing, ...kept].toSorted((a, b) => a.at - b.at || order(a) - order(b))
}

function known({ openedAt, escalatedAt, acknowledgedAt, snooze, resolvedAt, severity }: Incident): IncidentStep[] {
  const steps: (IncidentStep | null)[] = [
    { type: 'opened', at: openedAt, severity: escalatedAt === null ? severity : 'warning' },
    escalatedAt === null ? null : { type: 'escalated', at: escalatedAt, severity },
    acknowledgedAt === null ? null : { type: 'acknowledged', at: acknowledgedAt, by: null },
    snooze && { type: 'snoozed', at: snooze.from.wallMs, by: null, forMs: snooze.forMs },
    resolvedAt === null ? null : { type: 'resolved', at: resolvedAt, severity },
  ]
  return steps.filter((step) => step !== null)
}

/** What happens at one moment happens in this order. */
const order = ({ type }: IncidentStep): number => (type === 'opened' ? 0 : type === 'resolved' ? 2 : 1)

/** What is known of earlier ones of the same identity, within so many days before. */
export function incidentBefore(earlier: readonly Pick<Incident, 'openedAt' | 'resolvedAt'>[], days: number): IncidentBefore {
  const lengths = earlier.flatMap(({ openedAt, resolvedAt }) => (resolvedAt === null ? [] : [resolvedAt - openedAt])).toSorted((a, b) => a - b)
  const middle = (lengths.length - 1) / 2
  const medianMs = lengths.length === 0 ? null : (lengths[Math.floor(middle)]! + lengths[Math.ceil(middle)]!) / 2
  return { days, count: earlier.length, medianMs, lastAt: earlier.length === 0 ? null : Math.max(...earlier.map(({ openedAt }) => openedAt)) }
}

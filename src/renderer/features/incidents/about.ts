import type { Incident } from '../../../shared/model'
import { stateOf, stateWords } from '../../parts/incident-state'
import { lasted } from '../../parts/time'
import { texts } from '../../texts'

/** How long it has lasted, or did. */
export function spanWords({ openedAt, resolvedAt }: Pick<Incident, 'openedAt' | 'resolvedAt'>, now: number): string {
  if (resolvedAt !== null) return texts.incidents.lasted(lasted(openedAt, resolvedAt))
  return texts.incidents.forSoLong(lasted(openedAt, Math.max(now, openedAt + 1000)))
}

/** The quiet line under a title: "acknowledged · failing · Stripe", "resolved · lasted 12 min · Stripe". */
export function aboutIncident(incident: Incident, component: string, now: number): string {
  const over = stateOf(incident, now) === 'resolved'
  const where = incident.title.includes(component) ? null : component
  return [stateWords(incident, now), over ? spanWords(incident, now) : texts.status[incident.severity], where].filter(Boolean).join(' · ')
}

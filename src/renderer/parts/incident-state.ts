import type { Incident } from '../../shared/model'
import { texts } from '../texts'
import { untilTime } from './time'

export type IncidentState = 'open' | 'acknowledged' | 'snoozed' | 'resolved'

type Acts = Pick<Incident, 'resolvedAt' | 'acknowledgedAt' | 'snooze'>

/** When a snooze ends, UTC epoch ms; null without one, and for one that lasts until the incident ends. */
export const snoozedUntil = ({ snooze }: Pick<Incident, 'snooze'>): number | null => (snooze === null || snooze.forMs === null ? null : snooze.from.wallMs + snooze.forMs)

/** What has been done about it. A snooze that is over leaves it open; the host's own clock decides what is sent. */
export function stateOf(incident: Acts, now: number): IncidentState {
  if (incident.resolvedAt !== null) return 'resolved'
  if (incident.acknowledgedAt !== null) return 'acknowledged'
  if (incident.snooze === null) return 'open'
  const until = snoozedUntil(incident)
  return until === null || now < until ? 'snoozed' : 'open'
}

/** "open", "acknowledged", "snoozed until 14:30", "resolved". */
export function stateWords(incident: Acts, now: number): string {
  const state = stateOf(incident, now)
  if (state !== 'snoozed') return texts.incidents.states[state]
  const until = snoozedUntil(incident)
  return until === null ? texts.incidents.snoozedUntilItEnds : texts.incidents.snoozedUntil(untilTime(until, now))
}

/** Nobody has dealt with it yet. */
export const needsSomebody = (incident: Acts, now: number): boolean => stateOf(incident, now) === 'open'

/** What nobody has dealt with first, then failing before warning, then the newest. */
export const mostUrgent =
  (now: number) =>
  (a: Incident, b: Incident): number =>
    Number(needsSomebody(b, now)) - Number(needsSomebody(a, now)) || Number(b.severity === 'fail') - Number(a.severity === 'fail') || b.openedAt - a.openedAt

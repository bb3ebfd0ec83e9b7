import type { EngineEvent, Incident } from '../shared/model'
import type { Moment } from './moment'
import type { Finding, Rule } from './plugin'
import { msBetween } from './moment'
import type { Settings } from '../shared/settings'

/**
 *              finding                        finding worse: severity ↑, both of these end
 *   (nothing) ─────────► open ◄──────────────────────────────────────┐
 *                         │ ├─ acknowledge ─► acknowledged ──────────┤
 *                         │ └─ snooze ──────► snoozed ── time over ──┘
 *                         ▼ (from each of them)
 *                      resolved   by: no finding any more · its target is gone · its rule is another one now
 *
 * Acknowledged and snoozed silence messages, never measurements. Maintenance, quiet hours and mute do too, but they are of
 * the settings and the moment, not of an incident (core/silence.ts).
 */
export type IncidentState = 'open' | 'acknowledged' | 'snoozed' | 'resolved'

export function stateOf({ resolvedAt, acknowledgedAt, snooze }: Incident, now: Moment): IncidentState {
  if (resolvedAt !== null) return 'resolved'
  if (acknowledgedAt !== null) return 'acknowledged'
  return snooze && (snooze.forMs === null || msBetween(snooze.from, now) < snooze.forMs) ? 'snoozed' : 'open'
}

export const identityOf = (rule: string, target: string): string => `${rule}:${target}`

/** What a rule judges by: another one, and what it found before says nothing any more. */
export const markOf = (rule: Rule, settings: Settings): string => `${rule.id} ${JSON.stringify(rule.judgesBy?.(settings) ?? null)}`

type Step = { incident: Incident; event: EngineEvent['type'] | null }

/** A finding that nothing is open for. `at` is UTC epoch ms. */
export function open(rule: Rule, finding: Finding, mark: string, at: number): Step {
  const identity = identityOf(rule.id, finding.target)
  const incident: Incident = {
    ...finding,
    id: `${identity}@${at}`,
    identity,
    rule: rule.id,
    component: rule.componentOf(finding.target),
    mark,
    openedAt: at,
    escalatedAt: null,
    acknowledgedAt: null,
    snooze: null,
    resolvedAt: null,
  }
  return { incident, event: 'opened' }
}

/** The same finding again: its words may be others; its severity and urgency only ever rise while it is open. */
export function renew(before: Incident, finding: Finding, at: number): Step {
  const { title, message, hint, code } = finding
  const said = { ...before, title, message, hint, code }
  if (!isWorse(finding, before)) return { incident: said, event: null }
  const { severity, urgency } = finding.severity === 'fail' ? finding : { ...finding, severity: before.severity }
  // Whoever has seen the warning hasn't seen this.
  return { incident: { ...said, severity, ...(urgency === undefined ? {} : { urgency }), escalatedAt: at, acknowledgedAt: null, snooze: null }, event: 'escalated' }
}

type Gravity = Pick<Incident, 'severity' | 'urgency'>

/** Whether what was a warning fails now, or something has become more urgent than it was. */
export const isWorse = (now: Gravity, before: Gravity): boolean =>
  (now.severity === 'fail' && before.severity === 'warning') || (now.urgency ?? 0) > (before.urgency ?? 0)

/** What is open, as a finding again: what it was about is still what it is about. */
export const unchanged = ({ target, severity, urgency, title, message, hint, code }: Incident): Finding => ({ target, severity, ...(urgency === undefined ? {} : { urgency }), title, message, hint, code })

export const resolve = (incident: Incident, at: number): Step => ({ incident: { ...incident, resolvedAt: at }, event: 'resolved' })

/** Seen by somebody: no more is said of it until it ends or gets worse. Null when it was already, or is over. */
export const acknowledge = (incident: Incident, at: number): Step | null =>
  incident.resolvedAt !== null || incident.acknowledgedAt !== null ? null : { incident: { ...incident, acknowledgedAt: at, snooze: null }, event: 'acknowledged' }

/** Nothing is said of it for a while, or until it ends (`forMs` null). Null when it is over. */
export const snooze = (incident: Incident, from: Moment, forMs: number | null): Step | null =>
  incident.resolvedAt !== null ? null : { incident: { ...incident, snooze: { from, forMs }, acknowledgedAt: null }, event: 'snoozed' }

/** Takes both back. Null when there is nothing to take back. */
export const resume = (incident: Incident): Step | null =>
  incident.resolvedAt !== null || (incident.snooze === null && incident.acknowledgedAt === null) ? null : { incident: { ...incident, snooze: null, acknowledgedAt: null }, event: 'resumed' }

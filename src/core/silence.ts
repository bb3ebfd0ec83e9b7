import type { Incident } from '../shared/model'
import type { Settings } from '../shared/settings'
import { endOfDailySpan, minutesOf } from './local-time'
import { msBetween, type Moment } from './moment'
import type { Silence } from './telling'

/** All messages silenced by hand, from the tray: since when, and for how long. */
export interface Mute {
  from: Moment
  forMs: number
}

export interface Silencing {
  alerts: Settings['alerts']
  mute: Mute | null
  now: Moment
}

/** What is left of a span that began at a moment, ms; 0 when it is over. */
export const leftOf = (from: Moment, forMs: number, now: Moment): number => Math.max(0, forMs - msBetween(from, now))

/** Why nothing is said of an incident for now; null when something may be. Measuring goes on whatever this says. */
export function silenceOf(incident: Incident, { alerts, mute, now }: Silencing): Silence | null {
  if (incident.acknowledgedAt !== null) return { why: 'acknowledged', endsInMs: null }
  const { snooze } = incident
  if (snooze) {
    const left = snooze.forMs === null ? null : leftOf(snooze.from, snooze.forMs, now)
    if (left !== 0) return { why: 'snoozed', endsInMs: left }
  }
  const muted = mute ? leftOf(mute.from, mute.forMs, now) : 0
  if (muted > 0) return { why: 'muted', endsInMs: muted }
  return maintenance(incident, alerts, now.wallMs) ?? quiet(incident, alerts, now.wallMs)
}

function maintenance({ target, component }: Incident, { maintenance: windows }: Settings['alerts'], wallMs: number): Silence | null {
  const ends = windows
    .filter(({ from, to, targets }) => from <= wallMs && wallMs < to && (targets.length === 0 || targets.includes(component) || targets.includes(target)))
    .map(({ to }) => to - wallMs)
  return ends.length === 0 ? null : { why: 'maintenance', endsInMs: Math.max(...ends) }
}

function quiet({ severity }: Incident, { quietHours }: Settings['alerts'], wallMs: number): Silence | null {
  if (!quietHours || (quietHours.failuresToo === false && severity === 'fail')) return null
  const from = minutesOf(quietHours.from)
  const to = minutesOf(quietHours.to)
  if (from === null || to === null) return null
  const endsInMs = endOfDailySpan(wallMs, from, to, quietHours.zone)
  return endsInMs === null ? null : { why: 'quiet', endsInMs }
}

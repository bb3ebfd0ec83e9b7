import type { Incident } from '../../../shared/model'
import type { Settings } from '../../../shared/settings'
import { snoozedUntil, stateOf } from '../../parts/incident-state'
import { untilTime } from '../../parts/time'
import { texts } from '../../texts'

export interface Silencing {
  alerts: Pick<Settings['alerts'], 'quietHours' | 'maintenance'>
  mutedUntil: number | null
}

const words = texts.incidents.heldBack

/** Why nothing is sent about an incident for now, in words; null when something may be. The host decides, this only tells. */
export function heldBack(incident: Incident, { alerts, mutedUntil }: Silencing, now: number): string | null {
  const state = stateOf(incident, now)
  if (state === 'resolved') return null
  if (state === 'acknowledged') return words.acknowledged
  if (state === 'snoozed') return snoozeWords(snoozedUntil(incident), now)
  if (mutedUntil !== null && now < mutedUntil) return words.muted(untilTime(mutedUntil, now))
  return maintenanceWords(incident, alerts.maintenance, now) ?? quietWords(incident, alerts.quietHours, now)
}

const snoozeWords = (until: number | null, now: number): string => (until === null ? words.snoozedToTheEnd : words.snoozed(untilTime(until, now)))

function maintenanceWords({ target, component }: Incident, windows: Silencing['alerts']['maintenance'], now: number): string | null {
  const [longest] = windows
    .filter(({ from, to, targets }) => from <= now && now < to && (targets.length === 0 || targets.includes(component) || targets.includes(target)))
    .toSorted((a, b) => b.to - a.to)
  return longest ? words.maintenance(longest.title, untilTime(longest.to, now)) : null
}

function quietWords({ severity }: Incident, hours: Silencing['alerts']['quietHours'], now: number): string | null {
  if (!hours || (severity === 'fail' && !hours.failuresToo)) return null
  const { from, to, zone } = hours
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(now)
  const inside = from <= to ? time >= from && time < to : time >= from || time < to
  return inside ? words.quiet(to, zone) : null
}

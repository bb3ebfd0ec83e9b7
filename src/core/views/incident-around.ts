import type { Incident } from '../../shared/model'

const minuteMs = 60_000
/** So much of its length is shown before it and after it, within bounds. */
const airPart = 0.5
const leastAirMs = 15 * minuteMs
const mostAirMs = 12 * 60 * minuteMs

/** The span an incident is shown in: with some of what was before and after it, never beyond now. */
export function aroundOf({ openedAt, resolvedAt }: Pick<Incident, 'openedAt' | 'resolvedAt'>, now: number): { from: number; to: number } {
  const end = Math.max(openedAt, resolvedAt ?? now)
  const airMs = Math.min(mostAirMs, Math.max(leastAirMs, airPart * (end - openedAt)))
  return { from: Math.max(0, Math.round(openedAt - airMs)), to: Math.max(openedAt + 1, Math.round(Math.min(end + airMs, now))) }
}

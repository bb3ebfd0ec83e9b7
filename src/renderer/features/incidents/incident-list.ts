import type { Incident } from '../../../shared/model'
import { mostUrgent } from '../../parts/incident-state'

/**
 * The open ones as the live snapshot has them, the past ones as recorded. What was recorded as open and isn't live any more
 * has just been resolved; it waits for the newer list.
 */
export function merged(open: readonly Incident[], recorded: readonly Incident[], now: number): { current: Incident[]; past: Incident[] } {
  return {
    current: open.toSorted(mostUrgent(now)),
    past: recorded.filter((incident) => incident.resolvedAt !== null).toSorted((a, b) => b.openedAt - a.openedAt),
  }
}

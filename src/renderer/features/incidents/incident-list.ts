import type { Incident } from '../../../shared/model'

/**
 * The open ones as the live snapshot has them, the past ones as recorded. What was recorded as open and isn't live any more
 * has just been resolved; it waits for the newer list.
 */
export function merged(open: readonly Incident[], recorded: readonly Incident[]): { current: Incident[]; past: Incident[] } {
  const newestFirst = (a: Incident, b: Incident): number => b.openedAt - a.openedAt
  const gravest = (a: Incident, b: Incident): number => Number(b.severity === 'fail') - Number(a.severity === 'fail') || newestFirst(a, b)
  return {
    current: open.toSorted(gravest),
    past: recorded.filter((incident) => incident.resolvedAt !== null).toSorted(newestFirst),
  }
}

import type { Incident, Point } from '../../../shared/model'

/** Whether the looks at hand go back to an incident: one that is open is always among the newest. */
export function reaches(history: readonly Point[], { resolvedAt }: Pick<Incident, 'resolvedAt'>): boolean {
  const [first] = history
  return first !== undefined && (resolvedAt === null || first.at <= resolvedAt)
}

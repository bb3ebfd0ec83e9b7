import type { Action, ComponentView, Incident, Snapshot, Status } from '../../shared/model'

const gravity: Record<Status, number> = { fail: 4, warning: 3, unknown: 2, ok: 1, off: 0 }

/** The component that needs a hand most; the first of equals, in the order they are always shown. */
export function worstComponent(components: readonly ComponentView[]): ComponentView | null {
  let worst: ComponentView | null = null
  for (const component of components) {
    if (gravity[component.status] < gravity.unknown) continue
    if (worst === null || gravity[component.status] > gravity[worst.status]) worst = component
  }
  return worst
}

/** What the button beside the headline does. */
export function headlineAction(snapshot: Snapshot): { action: Action; about: string } | null {
  const worst = worstComponent(snapshot.components)
  return worst?.action ? { action: worst.action, about: worst.title } : null
}

/** Whether the headline is a problem; a first look still under way isn't. */
export function needsHand(snapshot: Snapshot): boolean {
  if (snapshot.overall === 'ok') return false
  return snapshot.overall !== 'unknown' || snapshot.components.some((component) => component.checkedAt !== null)
}

/** The next step of an incident: its component's, as long as that still has the problem. */
export function incidentAction(incident: Incident, components: readonly ComponentView[]): Action | null {
  if (incident.resolvedAt !== null) return null
  const component = components.find((one) => one.target === incident.target)
  return component && component.status !== 'ok' ? component.action : null
}

import { isRefusal } from '../../shared/refusals'
import type { Action, ComponentView, Incident, Note, Snapshot, Status } from '../../shared/model'

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

/** The next step of a component; of a user's own check, to that check's form. */
export function actionOf({ action, target, builtIn }: Pick<ComponentView, 'action' | 'target' | 'builtIn'>): Action | null {
  if (builtIn || action?.do.kind !== 'settings' || action.do.section !== 'checks') return action
  return { ...action, do: { kind: 'settings', section: `checks/${target}` } }
}

/** What the button beside the headline does. */
export function headlineAction(snapshot: Snapshot): { action: Action; about: string } | null {
  const worst = worstComponent(snapshot.components)
  const action = worst && actionOf(worst)
  return action ? { action, about: worst.title } : null
}

/** What the banner says of our own network; the other notes are the overview's. */
export const networkNote = ({ notes }: Pick<Snapshot, 'notes'>): Note | null => notes.find((note) => note.id === 'network') ?? null

/** Channels that take nothing any more: nobody would hear of anything else, so they are said on every page. */
export const channelNotes = ({ notes }: Pick<Snapshot, 'notes'>): Note[] => notes.filter((note) => note.id.startsWith('channel-'))

/** What the overview says of the console itself: all that the banner and the mark of a demo don’t. */
export const otherNotes = ({ notes }: Pick<Snapshot, 'notes'>): Note[] => notes.filter((note) => note.id !== 'network' && note.id !== 'demo' && !note.id.startsWith('channel-'))

/** Whether the headline is a problem; a first look still under way isn't. */
export function needsHand(snapshot: Snapshot): boolean {
  if (snapshot.overall === 'ok') return false
  // The strip of the channels says it already, and more.
  if (snapshot.incidents.length > 0 && snapshot.incidents.every(isRefusal) && !snapshot.components.some(({ status }) => status === 'warning' || status === 'fail')) return false
  return snapshot.overall !== 'unknown' || snapshot.components.some((component) => component.checkedAt !== null)
}

/** The next step of an incident: its component's, as long as that still has the problem. */
export function incidentAction(incident: Incident, components: readonly ComponentView[]): Action | null {
  if (incident.resolvedAt !== null) return null
  const component = components.find((one) => one.target === incident.component)
  return component && component.status !== 'ok' ? actionOf(component) : null
}

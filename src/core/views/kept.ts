import type { ComponentView, Snapshot } from '../../shared/model'
import { headlineOf, overallOf } from './overall'
import { isStale, staleFinding } from './stale'

/** What of a snapshot is worth keeping for the next start: what is going on has ended by then, and details are found again. */
export function keepable(snapshot: Snapshot): Snapshot {
  return { ...snapshot, run: null, components: snapshot.components.map((component) => ({ ...component, detail: {} })) }
}

/** A kept snapshot as it reads now: a status too old to be believed is unknown, as everywhere else. */
export function keptView(kept: Snapshot, now: number): Snapshot {
  const components = kept.components.map((component) => agedComponent(component, now))
  const overall = overallOf(components, kept.incidents.length)
  return { ...kept, components, overall, headline: headlineOf(overall, components, kept.incidents) }
}

function agedComponent(component: ComponentView, now: number): ComponentView {
  const { checkedAt, nextAt, status } = component
  if (checkedAt === null || status === 'off') return component
  const isOld = isStale(checkedAt, nextAt === null ? null : nextAt - checkedAt, now)
  return isOld ? { ...component, ...staleFinding, since: checkedAt, action: null } : component
}

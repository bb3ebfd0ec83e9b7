import type { IncidentFilter } from '../../../shared/incidents'
import type { ComponentView, Incident } from '../../../shared/model'

export const stateChoices = ['all', 'open', 'resolved'] as const
export type StateChoice = (typeof stateChoices)[number]

export const noFilter: IncidentFilter = { state: null, component: null, severity: null, text: '' }

export const filterWith = (filter: IncidentFilter, state: StateChoice): IncidentFilter => ({ ...filter, state: state === 'all' ? null : state })

/** Whether anything is left out. */
export const isFiltered = ({ state, component, severity, text }: IncidentFilter): boolean => state !== null || component !== null || severity !== null || text.trim() !== ''

/** What incidents can be about, by id: what is looked at now, then what the listed ones were about, and what is chosen already. */
export function componentChoices(components: readonly ComponentView[], listed: readonly Incident[], chosen: string | null): Map<string, string> {
  const choices = new Map(components.map(({ target, title }) => [target, title]))
  for (const component of [...listed.map((incident) => incident.component), ...(chosen === null ? [] : [chosen])]) if (!choices.has(component)) choices.set(component, component)
  return choices
}

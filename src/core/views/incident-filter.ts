import type { IncidentFilter } from '../../shared/incidents'
import type { Incident } from '../../shared/model'

/** Whether an incident is one of those looked for. Words are found in any case and any order. */
export function incidentFits(filter: IncidentFilter): (incident: Incident) => boolean {
  const wanted = wordsOf(filter.text)
  return (incident) =>
    (filter.state === null || (filter.state === 'open') === (incident.resolvedAt === null)) &&
    (filter.component === null || filter.component === incident.component) &&
    (filter.severity === null || filter.severity === incident.severity) &&
    (wanted.length === 0 || saysAll(incident, wanted))
}

function saysAll({ title, message, hint, target, component, rule, code }: Incident, wanted: readonly string[]): boolean {
  const said = [title, message, hint, target, component, rule, code].join('\n').toLocaleLowerCase()
  return wanted.every((word) => said.includes(word))
}

const wordsOf = (text: string): string[] => text.toLocaleLowerCase().split(/\s+/).filter(Boolean)

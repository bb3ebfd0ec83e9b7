import { plural } from '../../shared/format'
import type { ComponentView, Incident, Overall, Status } from '../../shared/model'
import { isRefusal } from '../../shared/refusals'
import { statusWord, worse } from '../../shared/status'

/** Any failing component fails the whole; a warning or an open incident warns; nothing looked at is unknown. */
export function overallOf(components: readonly { status: Status }[], openIncidents: number): Overall {
  let overall: Overall = 'unknown'
  for (const { status } of components) {
    if (status === 'fail' || status === 'warning' || status === 'ok') overall = worse(overall, status)
  }
  return openIncidents > 0 ? worse(overall, 'warning') : overall
}

/** The message with the component's name in front, unless it speaks of itself already. */
export function sentenceOf({ title, message, status }: Pick<ComponentView, 'title' | 'message' | 'status'>): string {
  if (message === '') return `${title}: ${statusWord[status]}`
  return message.includes(title) ? message : `${title}: ${message}`
}

/** The one sentence on top: the worst thing first, in words. */
export function headlineOf(overall: Overall, components: readonly ComponentView[], incidents: readonly Incident[]): string {
  const failing = components.filter((component) => component.status === 'fail')
  const warning = components.filter((component) => component.status === 'warning')
  const [first] = failing.length > 0 ? failing : warning
  if (first) {
    const others = failing.length + warning.length - 1
    const also = others > 0 ? ` (and ${others} more)` : ''
    return `${sentenceOf(first)}${also}`
  }
  // A channel’s refusal has a note of its own.
  const others = incidents.filter((incident) => !isRefusal(incident))
  const [worst, ...more] = others.length > 0 ? others : incidents
  if (worst) return `${worst.title}${more.length > 0 ? ` (and ${more.length} more)` : ''}`
  const lost = components.filter((component) => component.status === 'unknown' && component.checkedAt !== null)
  if (overall === 'unknown') return lost[0]?.message ?? 'Nothing has been looked at yet.'
  const well = components.filter((component) => component.status === 'ok').length
  if (lost.length > 0) return `${plural(well, 'component')} well, ${lost.length} can’t be judged: ${lost[0]!.message}`
  return `All well: ${plural(well, 'component')} watched.`
}

import type { Incident } from '../../../shared/model'
import { mostUrgent } from '../../parts/incident-state'
import { dayName } from './day-name'

/** A line of the list: an incident, or the heading of those below it. */
export type ListItem = { kind: 'heading'; id: string; title: string; count: number | null } | { kind: 'incident'; id: string; incident: Incident }

export interface Listed {
  /** As the live snapshot has them, where they fit the filter. */
  open: readonly Incident[]
  /** Newest first. */
  past: readonly Incident[]
  /** Whether more past ones follow: the last day isn’t whole then. */
  more: boolean
}

/** The open ones, what needs somebody first; then the past ones by the day they opened, of this computer’s calendar. */
export function listItems({ open, past, more }: Listed, now: number, openTitle: string): ListItem[] {
  const items: ListItem[] = []
  if (open.length > 0) items.push({ kind: 'heading', id: 'open', title: openTitle, count: open.length }, ...open.toSorted(mostUrgent(now)).map(item))
  const days = byDay(past, now)
  days.forEach(([title, incidents], place) => {
    // How many more the last day has is known when it is whole.
    const isWhole = !more || place < days.length - 1
    items.push({ kind: 'heading', id: `day ${title}`, title, count: isWhole ? incidents.length : null }, ...incidents.map(item))
  })
  return items
}

function byDay(past: readonly Incident[], now: number): [string, Incident[]][] {
  const days = new Map<string, Incident[]>()
  for (const incident of past) {
    const title = dayName(incident.openedAt, now)
    const day = days.get(title)
    if (day) day.push(incident)
    else days.set(title, [incident])
  }
  return [...days]
}

const item = (incident: Incident): ListItem => ({ kind: 'incident', id: incident.id, incident })

/** The next incident up or down from one; from none, the first or the last. Null at the ends. */
export function neighbour(items: readonly ListItem[], id: string | null, step: 1 | -1): string | null {
  const incidents = items.filter(({ kind }) => kind === 'incident')
  const place = incidents.findIndex((one) => one.id === id)
  const next = place < 0 ? incidents.at(step === 1 ? 0 : -1) : incidents[place + step]
  return next?.id ?? null
}

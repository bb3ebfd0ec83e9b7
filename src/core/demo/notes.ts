import { hourMs } from '../history/hours'
import type { TimelineNote } from '../../shared/timeline'
import { dayMs, type Past } from './past'

const said = ['Changed the Stripe key', 'Moved the logs to the new disk', 'Turned the research agent off for a day']

/** Deployments each few days, and a word of somebody’s now and then. */
export function notesOf({ first, now, random }: Past): TimelineNote[] {
  const found: TimelineNote[] = []
  for (let day = first, count = 0; day < now; day += random.whole(4, 8) * dayMs, count++) {
    const at = Math.round(day + random.between(9, 17) * hourMs)
    if (at >= now) break
    const isNote = count % 5 === 4
    found.push({ id: `note-${count}`, at, kind: isNote ? 'note' : 'deployment', text: isNote ? said[count % said.length]! : `EchoPilot 2.${Math.floor(count / 4)}.${count % 4}`, source: isNote ? 'window' : 'api' })
  }
  return found
}

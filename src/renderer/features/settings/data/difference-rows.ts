import type { Difference } from '../../../../shared/ipc'
import { texts } from '../../../texts'

export interface DifferenceRow {
  place: string
  before: string
  after: string
  /** What importing does to it. */
  effect: 'added' | 'removed' | 'changed'
}

/** Nobody reads further in a table; the whole text is in its tip. */
const longestShown = 160

export const shortened = (text: string): string => (text.length > longestShown ? `${text.slice(0, longestShown - 1)}…` : text)

/** A value of the settings file, as people write it: no quotation marks, no null. */
function readable(json: string | null): string {
  const words = texts.settings.data
  if (json === null || json === 'null') return words.nothing
  if (json === 'true' || json === 'false') return json === 'true' ? words.on : words.off
  return /^"[^"\\]*"$/.test(json) ? json.slice(1, -1) || words.empty : json
}

/** `checks.<id>.<field>`; ids have no dots. */
const checkPlace = /^(checks\.[^.]+)\./

/** What a file would change, as a table shows it; a check that comes or goes as a whole is one row. */
export function differenceRows(changes: readonly Difference[]): DifferenceRow[] {
  const groups = new Map<string, Difference[]>()
  for (const change of changes) {
    const place = checkPlace.exec(change.place)?.[1] ?? change.place
    groups.set(place, [...(groups.get(place) ?? []), change])
  }
  return [...groups].flatMap(([place, group]) => wholeCheck(place, group) ?? group.map(rowOf))
}

const rowOf = ({ place, before, after }: Difference): DifferenceRow => ({
  place,
  before: readable(before),
  after: readable(after),
  effect: before === null ? 'added' : after === null ? 'removed' : 'changed',
})

function wholeCheck(place: string, fields: readonly Difference[]): DifferenceRow | null {
  const title = fields.find((field) => field.place === `${place}.title`)
  if (!title || !checkPlace.test(title.place)) return null
  const { nothing } = texts.settings.data
  if (fields.every(({ before }) => before === null)) return { place, before: nothing, after: readable(title.after), effect: 'added' }
  return fields.every(({ after }) => after === null) ? { place, before: readable(title.before), after: nothing, effect: 'removed' } : null
}

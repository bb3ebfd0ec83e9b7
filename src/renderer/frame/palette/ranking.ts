import { type Entry, type GroupId, groupIds } from './entry'
import { fit, type Mark } from './fit'

export interface Found {
  entry: Entry
  /** Where its title fits what was typed. */
  marks: readonly Mark[]
}

export interface FoundGroup {
  id: GroupId
  found: readonly Found[]
}

/** More of one kind nobody reads: typing on is faster. */
const mostInGroup = 8
const mostRecent = 5
/** What was chosen before is meant before others that fit as well. */
const recentBonus = 4
/** What can be set is seldom meant where something that is there, or happens, fits about as well. More than length and habit weigh together. */
const settingMalus = 14

/** What is shown before anything is typed: what was chosen lately, then what is always useful. */
export function suggested(entries: readonly Entry[], recent: readonly string[]): FoundGroup[] {
  const known = new Map(entries.map((entry) => [entry.id, entry]))
  const lately = recent.flatMap((id) => known.get(id) ?? []).slice(0, mostRecent)
  const rest = entries.filter((entry) => !entry.quiet && !lately.includes(entry))
  return grouped([...lately.map((entry) => ({ ...entry, group: 'recent' as const })), ...rest].map((entry) => ({ entry, marks: [], score: 0 })))
}

/** What fits, the group with the best first; within one the best first, and of equals the one that was listed first. */
export function ranked(query: string, entries: readonly Entry[], recent: readonly string[]): FoundGroup[] {
  const found = entries.flatMap((entry) => {
    const fits = fit(query, entry.title, entry.others)
    return fits ? [{ entry, marks: fits.marks, score: fits.score + weightOf(entry, recent) }] : []
  })
  return grouped(found.toSorted((a, b) => b.score - a.score))
}

const weightOf = ({ id, group }: Entry, recent: readonly string[]): number => (recent.includes(id) ? recentBonus : 0) - (group === 'settings' ? settingMalus : 0)

type Scored = Found & { score: number }

/** Keeps the order within each group; a group stands where its first entry would. */
function grouped(found: readonly Scored[]): FoundGroup[] {
  const groups = groupIds.map((id) => ({ id, found: found.filter(({ entry }) => entry.group === id).slice(0, mostInGroup) }))
  return groups.filter((group) => group.found.length > 0).toSorted((a, b) => b.found[0]!.score - a.found[0]!.score)
}

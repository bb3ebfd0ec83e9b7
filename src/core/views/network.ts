import { plural } from '../../shared/format'
import type { ComponentView, Note } from '../../shared/model'

const ours = new Set(['offline', 'network_blocked'])

/** The note below, by its id. */
const noteId = 'network'

/** Whether the console finds that nothing gets out of this network. */
export const isCutOff = (notes: readonly Pick<Note, 'id'>[]): boolean => notes.some(({ id }) => id === noteId)

/** When something remote last answered, whatever it said, UTC epoch ms; null where nothing did. */
export function reachedAt(components: readonly Pick<ComponentView, 'reach' | 'look' | 'code' | 'checkedAt'>[]): number | null {
  const answered = components.filter(({ reach, look, code }) => reach === 'remote' && look !== 'off' && look !== 'unknown' && code !== 'transport')
  const newest = Math.max(...answered.map(({ checkedAt }) => checkedAt ?? -Infinity))
  return Number.isFinite(newest) ? newest : null
}

/** When our own network hides every remote component, one note says so in place of many rows; null otherwise. */
export function networkNote(components: readonly ComponentView[]): Note | null {
  const remote = components.filter((component) => component.reach === 'remote' && component.status !== 'off' && component.checkedAt !== null)
  const hidden = remote.filter((component) => component.look === 'unknown' && component.code !== null && ours.has(component.code))
  const [first] = hidden
  if (!first || hidden.length < remote.length) return null
  return {
    id: noteId,
    severity: 'warning',
    message: `${first.message} ${plural(hidden.length, 'component')} can’t be judged meanwhile.`,
    hint: first.hint,
    action: null,
  }
}

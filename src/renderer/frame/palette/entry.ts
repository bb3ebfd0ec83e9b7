import type { Incident, Status } from '../../../shared/model'
import type { Icon } from '../../parts/icons'

/** In the order in which they are listed where none fits better than another. */
export const groupIds = ['recent', 'incidents', 'components', 'pages', 'actions', 'settings', 'past', 'logs'] as const
export type GroupId = (typeof groupIds)[number]

/** What stands before it: a state by its shape, or a picture. */
export type EntryMark = { status: Status } | { incident: Incident } | { icon: Icon }

/** Something that can be found and chosen. */
export interface Entry {
  /** The same each time, so that it is known again among the recent ones; also names its keys in the list of keys. */
  id: string
  group: GroupId
  title: string
  mark: EntryMark
  /** Where it is, or what it is at. */
  aside?: string
  /** Other words it is found by. */
  others?: string
  /** Only for those who look for it. */
  quiet?: boolean
  run: () => void
}

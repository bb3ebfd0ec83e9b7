import type { RoomKind } from '../../../../shared/data'

/** Those of which there is something; the biggest first. */
export const shownKinds = (room: readonly RoomKind[]): RoomKind[] => room.filter(({ bytes, count }) => bytes > 0 && count !== 0).toSorted((a, b) => b.bytes - a.bytes)

const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })

/** “23 Nov 2026”, local. */
export const dayOf = (at: number): string => days.format(at)

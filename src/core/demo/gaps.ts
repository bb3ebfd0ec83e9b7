import { excusedAs } from '../tick-gaps'
import type { TickGap } from '../ticks'
import type { Past } from './past'

/** Stretches in which a scheduler on this computer didn’t tick, by what kept it from it; oldest first. */
export function gapsOf({ trouble, away }: Past): TickGap[] {
  const silent = trouble.filter(({ target }) => target === 'scheduler_tick').map(({ from, to }): TickGap => ({ from, to, kind: 'real', gaps: Math.ceil((to - from) / 70_000) - 1 }))
  const excused = away.flatMap(({ kind, from, to }): TickGap[] => {
    const as = kind === 'asleep' || kind === 'frozen' ? excusedAs(kind) : null
    return as ? [{ from, to, kind: as, gaps: 0 }] : []
  })
  return [...silent, ...excused].toSorted((a, b) => a.from - b.from)
}

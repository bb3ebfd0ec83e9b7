import type { Band, LookCounts, LookStatus } from '../../shared/timeline'
import { addedCounts } from './hours'

/** The looks of one slot: when the first and the last was, and what they found. */
export interface Cell {
  firstAt: number
  lastAt: number
  counts: LookCounts
}

export interface BandRules {
  /** How often the target is looked at, ms. */
  everyMs: number
  /** Nothing is known from here on: now. */
  until: number
}

/** What was found holds until the next look, as long as that comes within so many intervals. */
const holdsIntervals = 3

const statuses: readonly LookStatus[] = ['ok', 'warning', 'fail', 'unknown']
/** Places in the counts, from the worst on. */
const worstFirst: readonly (0 | 1 | 2 | 3)[] = [2, 1, 3, 0]

const worstOf = (counts: LookCounts): LookStatus => statuses[worstFirst.find((place) => counts[place] > 0) ?? 3]!
const mostOf = (counts: LookCounts): LookStatus => statuses[worstFirst.reduce((most, place) => (counts[place] > counts[most] ? place : most))]!

/** Cells, oldest first, as bands: what follows without a gap and is all of one kind is one. */
export function bandsOf(cells: readonly Cell[], { everyMs, until }: BandRules): Band[] {
  const bands: Band[] = []
  cells.forEach(({ firstAt, lastAt, counts }, index) => {
    const next = cells[index + 1]?.firstAt ?? Infinity
    const holds = next - lastAt <= holdsIntervals * everyMs ? next : Math.min(lastAt + everyMs, next)
    const band: Band = { from: firstAt, to: Math.max(firstAt, Math.min(holds, until)), base: mostOf(counts), worst: worstOf(counts), counts }
    const before = bands.at(-1)
    if (before && goesOn(before, band)) bands[bands.length - 1] = { ...before, to: band.to, counts: addedCounts(before.counts, counts) }
    else bands.push(band)
  })
  return bands
}

/** A mixture stays where it is, so that its mark does. */
const goesOn = (before: Band, band: Band): boolean => before.to >= band.from && before.base === band.base && before.worst === band.worst && band.base === band.worst

import type { Unit } from '../../shared/model'
import type { TimelineLine } from '../../shared/timeline'
import { bySlot, folded, merged, type Fold, type Look } from './hours'

/** Hours that are folded already, and looks that aren’t yet; both oldest first. */
export interface Measured {
  hours: readonly Fold[]
  looks: readonly Look[]
}

/** What was measured, a point a slot of `stepMs` with its least and most: a peak of one look is in it however coarse it is. */
export function lineOf({ hours, looks }: Measured, unit: Unit, stepMs: number): TimelineLine {
  const line: TimelineLine = { unit, at: [], low: [], middle: [], high: [] }
  for (const fold of [...coarser(hours, stepMs), ...bySlot(looks, stepMs).map(folded)]) {
    const spread = fold.value ?? fold.latency
    if (!spread) continue
    line.at.push((fold.firstAt + fold.lastAt) / 2)
    line.low.push(spread.min)
    line.middle.push('mean' in spread ? spread.mean : spread.median)
    line.high.push(spread.max)
  }
  return line
}

const coarser = (hours: readonly Fold[], stepMs: number): Fold[] => bySlot(hours.map((fold) => ({ at: fold.firstAt, fold })), stepMs).map((slot) => slot.map(({ fold }) => fold).reduce(merged))

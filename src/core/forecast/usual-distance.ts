import { z } from 'zod'

/** The mean distance of values above and below what was expected of them, each of its own side, older ones fading. */
export const distancesSchema = z.object({ above: z.number(), aboveRows: z.number(), below: z.number(), belowRows: z.number() })
export type UsualDistances = z.infer<typeof distancesSchema>

export const newDistances = (): UsualDistances => ({ above: 0, aboveRows: 0, below: 0, belowRows: 0 })

/** Learns a signed distance; a side remembers about `memory` of its rows. */
export function learnDistance(distances: UsualDistances, distance: number, memory: number): void {
  if (distance > 0) {
    distances.aboveRows = Math.min(memory, distances.aboveRows + 1)
    distances.above += (distance - distances.above) / distances.aboveRows
  } else if (distance < 0) {
    distances.belowRows = Math.min(memory, distances.belowRows + 1)
    distances.below += (-distance - distances.below) / distances.belowRows
  }
}

/** A signed distance in usual ones of its side; 0 where none is known. */
export function inUsualDistances(distances: UsualDistances, distance: number): number {
  const usual = distance > 0 ? distances.above : distances.below
  return usual > 0 ? Math.abs(distance) / usual : 0
}

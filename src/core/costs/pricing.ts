import type { Pico } from './money'
import type { Grade } from '../../shared/model'
import type { Tokens } from './usage'

/**
 * Calls whose cost is linear in their tokens: one model, one time slot (never over a whole hour of UTC, so one price, also of a model
 * whose price goes by the hour of the day), one service tier, and all on the same side of every long-context threshold. Their sum is priced
 * at once and is exact.
 */
export interface PriceGroup {
  provider: string
  model: string
  serviceTier: string | null
  batch: boolean
  region: string | null
  /** Greatest threshold of the model that each call's input exceeded; 0 for none. From `stepOf`. */
  step: number
  /** Any moment of the slot, UTC epoch ms. */
  at: number
  tokens: Tokens
  calls: number
  inconsistent: boolean
}

export interface PricedGroup {
  /** null: unpriced. */
  pico: Pico | null
  /** Equal to `pico` where that is sure. */
  low: Pico
  high: Pico
  grade: Exclude<Grade, 'reported'>
}

import { z } from 'zod'

/** The range of values seen so far, shrinking towards its middle so that the remote past is forgotten. */
export const rangeSchema = z.object({ low: z.number(), high: z.number() }).nullable()
export type DecayingRange = z.infer<typeof rangeSchema>

/** How far outside the range a value lies, in widths of the range: 0 within. A range without width knows nothing. */
export function outside(range: DecayingRange, value: number): number {
  if (!range || !(range.high > range.low)) return 0
  return Math.max(value - range.high, range.low - value, 0) / (range.high - range.low)
}

/** The range after one more value, `keep` (just below 1) of its width being left after a row. */
export function widen(range: DecayingRange, value: number, keep: number): NonNullable<DecayingRange> {
  if (!range) return { low: value, high: value }
  const shrunk = ((range.high - range.low) / 2) * (1 - keep)
  return { low: Math.min(range.low + shrunk, value), high: Math.max(range.high - shrunk, value) }
}

/** The value, brought to at most `margin` widths outside the range. */
export function within(range: DecayingRange, value: number, margin: number): number {
  if (!range || !(range.high > range.low)) return value
  const slack = margin * (range.high - range.low)
  return Math.min(Math.max(value, range.low - slack), range.high + slack)
}

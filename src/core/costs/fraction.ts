import { scaleBy, type Pico } from './money'

/** An exact number: a price's multiplier, a sum of such prices. The denominator is positive. */
export interface Fraction {
  over: bigint
  under: bigint
}

export const exactly = (number: bigint): Fraction => ({ over: number, under: 1n })

export const times = (a: Fraction, b: Fraction): Fraction => ({ over: a.over * b.over, under: a.under * b.under })

export const plus = (a: Fraction, b: Fraction): Fraction =>
  a.under === b.under ? { over: a.over + b.over, under: a.under } : { over: a.over * b.under + b.over * a.under, under: a.under * b.under }

export const atMost = (a: Fraction, b: Fraction): boolean => a.over * b.under <= b.over * a.under

/** To the whole pico dollar, half to even. */
export const rounded = ({ over, under }: Fraction): Pico => scaleBy(over, 1n, under)

/** "0.5", "2", "5/3" → an exact number; null for anything else, and for a division by nothing. */
export function parseFraction(text: string): Fraction | null {
  const match = /^(\d{1,9})(?:\.(\d{1,9})|\/(\d{1,9}))?$/.exec(text)
  if (!match) return null
  const [, over = '', decimals = '', under = '1'] = match
  const fraction = { over: BigInt(over + decimals), under: BigInt(under) * 10n ** BigInt(decimals.length) }
  return fraction.under === 0n ? null : fraction
}

/** The same of a figure that was checked before: anything else is a bug. */
export function fractionOf(text: string): Fraction {
  const fraction = parseFraction(text)
  if (!fraction) throw new RangeError(`not a multiplier: ${JSON.stringify(text)}; write it like "0.9" or "5/3"`)
  return fraction
}

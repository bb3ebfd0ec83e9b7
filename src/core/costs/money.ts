/**
 * Money is an integer count of 1e-12 US dollars ("pico"), as a bigint: list prices have at most six decimals per
 * million tokens, so one token is exact and sums never drift.
 */
export type Pico = bigint

export { roundParts, roundTo, toDecimal } from '../../shared/money'

const scale = 12
const one = 10n ** BigInt(scale)

/** "4.17" → 4170000000000n. Throws on anything that isn't a plain decimal of at most twelve places. */
export function parseUsd(text: string): Pico {
  const match = /^(-?)(\d+)(?:\.(\d{1,12}))?$/.exec(text.trim())
  if (!match) throw new RangeError(`not a dollar amount: ${JSON.stringify(text)}; write it like "0.031611"`)
  const [, sign, whole = '0', fraction = ''] = match
  const value = BigInt(whole) * one + BigInt(fraction.padEnd(scale, '0'))
  return sign ? -value : value
}

/** 4170000000000n → "4.17": exact, no trailing zeros beyond the cents. */
export function formatUsd(amount: Pico): string {
  const sign = amount < 0n ? '-' : ''
  const digits = (amount < 0n ? -amount : amount).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, -scale)
  const fraction = digits.slice(-scale).replace(/0+$/, '').padEnd(2, '0')
  return `${sign}${whole}.${fraction}`
}

/** amount × numerator / denominator, rounded half to even: the one place where a fraction of a pico is decided. */
export function scaleBy(amount: Pico, numerator: bigint, denominator: bigint): Pico {
  const product = amount * numerator
  const quotient = product / denominator
  const rest = product - quotient * denominator
  const twice = (rest < 0n ? -rest : rest) * 2n
  const magnitude = denominator < 0n ? -denominator : denominator
  const away = product < 0n !== denominator < 0n ? -1n : 1n
  if (twice > magnitude || (twice === magnitude && quotient % 2n !== 0n)) return quotient + away
  return quotient
}

/** CPU seconds at a rate per vCPU-hour. Seconds are taken to the microsecond, finer than any clock we read. */
export function cpuCost(seconds: number, perHour: Pico): Pico {
  return scaleBy(perHour, BigInt(Math.round(seconds * 1e6)), 3_600_000_000n)
}

import { roundParts, roundTo, toDecimal } from '../../shared/money'

/**
 * Exact dollars for display. Amounts come as decimal strings; they are added and rounded as whole numbers of 1e-12 USD,
 * and shown parts are rounded so that they add up to the shown total.
 */
const places = 12

/** '4.17' → 4170000000000n */
export function pico(decimal: string): bigint {
  const [, sign = '', whole = '0', part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? []
  const digits = BigInt(whole + part.slice(0, places).padEnd(places, '0'))
  return sign ? -digits : digits
}

/** 4170000000000n → '4.170000000000', to the last place. */
export const exact = (amount: bigint): string => toDecimal(amount, places)

/** Below this a figure is a crowd of zeros: it reads "< $0.0001". */
const mostDecimals = 4

/** Where sums are glanced at, a real cost of less than a cent reads "< 1¢", as people say it. */
export const glanceDecimals = 2

/** Decimals that keep two significant digits of a small amount, so that a real cost never reads $0.00. */
export function decimalsFor(amount: bigint, most = mostDecimals): number {
  const size = amount < 0n ? -amount : amount
  if (size === 0n || size >= 10n ** BigInt(places - 2)) return 2
  return Math.min(most, places - size.toString().length + 2)
}

/** `rounded` is what is shown of `amount`. */
function written(rounded: bigint, decimals: number, amount: bigint): string {
  if (rounded === 0n && amount > 0n && decimals === glanceDecimals) return '< 1¢'
  if (rounded === 0n && amount > 0n) return `< ${written(10n ** BigInt(places - decimals), decimals, amount)}`
  if (rounded === 0n) return '$0'
  const text = new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  return text.format(Number(toDecimal(rounded, decimals)))
}

/** An amount to be glanced at, to the cent. */
export function glance(decimal: string): string {
  const amount = pico(decimal)
  return written(roundTo(amount, glanceDecimals), glanceDecimals, amount)
}

/** `finest`: the least decimals, where small amounts stand below one another. */
export function dollars(decimal: string, finest = 2): string {
  const amount = pico(decimal)
  const decimals = Math.max(finest, decimalsFor(amount))
  return written(roundTo(amount, decimals), decimals, amount)
}

/**
 * The total and its parts with the same decimals; the largest remainders take the units that rounding left over. `groups` names
 * the parts shown as one, by their places: a part reads the same wherever it is shown. `most`: decimals of small sums.
 */
export function dollarParts(
  total: string,
  parts: readonly string[],
  groups: readonly (readonly number[])[] = parts.map((_, index) => [index]),
  most = mostDecimals,
): { total: string; parts: string[] } {
  const whole = pico(total)
  const decimals = decimalsFor(whole, most)
  const amounts = parts.map(pico)
  const rounded = roundParts(amounts, whole, decimals)
  const sum = (of: readonly bigint[], group: readonly number[]): bigint => group.reduce((all, index) => all + of[index]!, 0n)
  return {
    total: written(roundTo(whole, decimals), decimals, whole),
    parts: groups.map((group) => written(sum(rounded, group), decimals, sum(amounts, group))),
  }
}

/** Share of `part` in `whole`, 0 to 1. */
export function share(part: string, whole: string): number {
  const all = Number(whole)
  return all > 0 ? Math.min(1, Math.max(0, Number(part) / all)) : 0
}

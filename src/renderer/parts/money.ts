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

/** Below this a figure is a crowd of zeros: it reads "< $0.0001". */
const mostDecimals = 4

/** Decimals that keep two significant digits of a small amount, so that a real cost never reads $0.00. */
export function decimalsFor(amount: bigint): number {
  const size = amount < 0n ? -amount : amount
  if (size === 0n || size >= 10n ** BigInt(places - 2)) return 2
  return Math.min(mostDecimals, places - size.toString().length + 2)
}

function roundedUnits(amount: bigint, decimals: number): bigint {
  const unit = 10n ** BigInt(places - decimals)
  const half = amount < 0n ? -unit / 2n : unit / 2n
  return (amount + half) / unit
}

function written(units: bigint, decimals: number, amount: bigint): string {
  if (units === 0n && amount > 0n) return `< ${written(1n, decimals, amount)}`
  if (units === 0n) return '$0'
  const text = new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: 'USD',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  return text.format(Number(units) / 10 ** decimals)
}

export function dollars(decimal: string): string {
  const amount = pico(decimal)
  const decimals = decimalsFor(amount)
  return written(roundedUnits(amount, decimals), decimals, amount)
}

/** The total and its parts with the same decimals; the largest remainders take the units that rounding left over. */
export function dollarParts(total: string, parts: readonly string[]): { total: string; parts: string[] } {
  const decimals = decimalsFor(pico(total))
  const unit = 10n ** BigInt(places - decimals)
  const wanted = roundedUnits(pico(total), decimals)
  const amounts = parts.map(pico)
  const floors = amounts.map((amount) => amount / unit)
  let left = wanted - floors.reduce((sum, units) => sum + units, 0n)
  const byRemainder = amounts.map((amount, index) => ({ index, rest: amount % unit })).toSorted((a, b) => Number(b.rest - a.rest))
  for (const { index } of byRemainder) {
    if (left <= 0n) break
    floors[index] = floors[index]! + 1n
    left -= 1n
  }
  return {
    total: written(wanted, decimals, pico(total)),
    parts: floors.map((units, index) => written(units, decimals, amounts[index]!)),
  }
}

/** Share of `part` in `whole`, 0 to 1. */
export function share(part: string, whole: string): number {
  const all = Number(whole)
  return all > 0 ? Math.min(1, Math.max(0, Number(part) / all)) : 0
}

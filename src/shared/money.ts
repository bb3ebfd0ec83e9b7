/** Arithmetic of money that is shown, for the main process and the window alike. Amounts are whole numbers of 1e-12 US dollars. */

const scale = 12

/** What one unit of the last of `places` decimals is, in pico dollars. */
const unitOf = (places: number): bigint => {
  if (!Number.isInteger(places) || places < 0 || places > scale) throw new RangeError(`from 0 to ${scale} decimals, not ${places}`)
  return 10n ** BigInt(scale - places)
}

/** Like `/`, but towards minus infinity, so that what is left is never negative. */
const floorDivide = (amount: bigint, unit: bigint): bigint => (amount - (((amount % unit) + unit) % unit)) / unit

/** `amount` at `places` decimals, a half going to the even digit: still in pico dollars. */
export function roundTo(amount: bigint, places: number): bigint {
  const unit = unitOf(places)
  const below = floorDivide(amount, unit)
  const twice = (amount - below * unit) * 2n
  const up = twice > unit || (twice === unit && below % 2n !== 0n)
  return (up ? below + 1n : below) * unit
}

/** 4_175_000_000_000n at two places → "4.18": as many decimals as asked for, a half going to the even digit. */
export function toDecimal(amount: bigint, places: number): string {
  const units = roundTo(amount, places) / unitOf(places)
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0')
  const sign = units < 0n ? '-' : ''
  return places === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`
}

/**
 * Parts at `places` decimals that add up to their rounded total: each is rounded down, and those with the largest remainders
 * take what is left. Parts that don’t add up to `total` to begin with are each rounded by themselves.
 */
export function roundParts(parts: readonly bigint[], total: bigint, places: number): bigint[] {
  if (parts.reduce((sum, part) => sum + part, 0n) !== total) return parts.map((part) => roundTo(part, places))
  const unit = unitOf(places)
  const floors = parts.map((part) => floorDivide(part, unit) * unit)
  const left = (roundTo(total, places) - floors.reduce((sum, part) => sum + part, 0n)) / unit
  const rests = parts.map((part, index) => ({ index, rest: part - floors[index]! }))
  const largest = rests.toSorted((a, b) => (a.rest === b.rest ? a.index - b.index : b.rest > a.rest ? 1 : -1))
  for (const { index } of largest.slice(0, Number(left))) floors[index]! += unit
  return floors
}

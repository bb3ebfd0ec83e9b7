import { scaleBy, type Pico } from '../costs/money'

const places = 12
/** Beyond this many digits before the point nothing is money. */
const mostDigits = 30

/**
 * A JSON number, or a decimal in text, as a count of 1e-12 of its unit: by the shortest decimal that names it, so that 0.1 is a
 * tenth. What is finer than that is rounded half to even. null: it is no number.
 */
export function picoOf(value: number | string): Pico | null {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?(?:e([+-]?\d{1,4}))?$/i.exec(String(value).trim())
  if (!match) return null
  const [, sign, whole = '', fraction = '', exponent = '0'] = match
  const power = places + Number(exponent) - fraction.length
  if (whole.length + Number(exponent) > mostDigits) return null
  const digits = BigInt(whole + fraction)
  const size = power >= 0 ? digits * 10n ** BigInt(power) : scaleBy(digits, 1n, 10n ** BigInt(-power))
  return sign === '-' ? -size : size
}

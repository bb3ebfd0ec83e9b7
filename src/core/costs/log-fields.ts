/** Careful readers for the fields of log lines: each takes anything, none throws. */

export type Fields = Readonly<Record<string, unknown>>

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value as an object; one without any field when it is none. */
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {})

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** A text that isn’t empty. */
export const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** The first of the fields that holds a text. */
export function textOf(fields: Fields, ...names: readonly string[]): string | null {
  for (const name of names) {
    const found = text(fields[name])
    if (found !== null) return found
  }
  return null
}

/** A finite number of seconds that isn’t negative. */
export const seconds = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null)

const startsWithDay = /^\d{4}-\d\d-\d\d/
const endsWithZone = /([zZ]|[+-]\d\d:?\d\d)$/

/** RFC 3339, or epoch seconds or ms as a number → UTC epoch ms. */
export function parseTime(value: unknown): number | null {
  if (typeof value === 'number' && Number.isFinite(value)) return value < 1e11 ? Math.round(value * 1000) : Math.round(value)
  if (typeof value !== 'string' || !startsWithDay.test(value)) return null
  // A time without a zone is UTC: loggers on servers write it so, and local time would move with the reader.
  const at = Date.parse(endsWithZone.test(value) ? value : `${value}Z`)
  return Number.isNaN(at) ? null : at
}

const plainDecimal = /^\d+(\.\d{1,12})?$/
const anyDecimal = /^\d+(\.\d+)?([eE][+-]?\d+)?$/
/** No call costs as much; above it a number has no exact cents. */
const mostUsd = 1e9

/** An amount in dollars, as a number or a decimal string → a plain decimal of at most twelve places; null for anything else. */
export function dollars(value: unknown): string | null {
  if (typeof value === 'string') return anyDecimal.test(value) && Number(value) < mostUsd ? plain(value) : null
  return typeof value === 'number' && value >= 0 && value < mostUsd ? plain(String(value)) : null
}

/** What has more places than money here is rounded. */
const plain = (amount: string): string => (plainDecimal.test(amount) ? amount : Number(amount).toFixed(12).replace(/\.?0+$/, ''))

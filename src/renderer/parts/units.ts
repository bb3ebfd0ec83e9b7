import { bytes, latency, percent, plural } from '../../shared/format'
import type { Unit } from '../../shared/model'

const written: Record<Unit, (value: number) => string> = {
  ms: latency,
  percent,
  gaps: (value) => plural(value, 'gap'),
  days: (value) => plural(Math.floor(value), 'day'),
  count: (value) => value.toLocaleString('en-US', { maximumFractionDigits: 1 }),
  bytes,
}

/** A component's value, in words. */
export const valueText = (unit: Unit, value: number): string => written[unit](value)

/** Where the scale of its line ends, if it has an end. */
export const scaleTop = (unit: Unit): number | undefined => (unit === 'percent' ? 100 : undefined)

import type { Status } from '../../shared/model'
import type { LookCounts } from '../../shared/timeline'

/** One look, as raw samples keep it. */
export interface Look {
  at: number
  status: Status
  latencyMs: number | null
  value: number | null
}

export interface LatencySpread {
  count: number
  min: number
  median: number
  p95: number
  max: number
}

export interface ValueSpread {
  count: number
  min: number
  mean: number
  max: number
}

/** What looks of one target within some time come to. `latency` and `value` are null where nothing was measured. */
export interface Fold {
  firstAt: number
  lastAt: number
  counts: LookCounts
  latency: LatencySpread | null
  value: ValueSpread | null
}

export const hourMs = 3_600_000
/** The UTC hour that holds `at`, by its first moment. */
export const hourOf = (at: number): number => at - (((at % hourMs) + hourMs) % hourMs)

const places: Record<Status, 0 | 1 | 2 | 3> = { ok: 0, warning: 1, fail: 2, unknown: 3, off: 3 }
export const noCounts = (): LookCounts => [0, 0, 0, 0]
export const addedCounts = (a: LookCounts, b: LookCounts): LookCounts => [a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]]

/** Of at least one look, oldest first. */
export function folded(looks: readonly Look[]): Fold {
  const counts = noCounts()
  for (const { status } of looks) counts[places[status]]++
  return { firstAt: looks[0]!.at, lastAt: looks.at(-1)!.at, counts, latency: latencySpread(measured(looks, 'latencyMs')), value: valueSpread(measured(looks, 'value')) }
}

const measured = (looks: readonly Look[], what: 'latencyMs' | 'value'): number[] => looks.flatMap((look) => look[what] ?? [])

/** The smallest that at least such a part of them doesn’t exceed. */
const quantile = (sorted: readonly number[], part: number): number => sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)]!

function latencySpread(values: readonly number[]): LatencySpread | null {
  if (values.length === 0) return null
  const sorted = values.toSorted((a, b) => a - b)
  return { count: sorted.length, min: sorted[0]!, median: quantile(sorted, 0.5), p95: quantile(sorted, 0.95), max: sorted.at(-1)! }
}

function valueSpread(values: readonly number[]): ValueSpread | null {
  if (values.length === 0) return null
  // Around the first, so that many large values lose nothing by being added.
  const [first = 0] = values
  const mean = first + values.reduce((sum, value) => sum + (value - first), 0) / values.length
  return { count: values.length, min: Math.min(...values), mean, max: Math.max(...values) }
}

/** Two folds as one. Counts and ends are exact; the middle of two is their middles, weighed by how many each stands for. */
export function merged(a: Fold, b: Fold): Fold {
  return {
    firstAt: Math.min(a.firstAt, b.firstAt),
    lastAt: Math.max(a.lastAt, b.lastAt),
    counts: addedCounts(a.counts, b.counts),
    latency: both(a.latency, b.latency, (one, two) => ({ ...ends(one, two), median: weighed(one, two, 'median'), p95: weighed(one, two, 'p95') })),
    value: both(a.value, b.value, (one, two) => ({ ...ends(one, two), mean: weighed(one, two, 'mean') })),
  }
}

const both = <S>(a: S | null, b: S | null, join: (a: S, b: S) => S): S | null => (a && b ? join(a, b) : (a ?? b))

const ends = <S extends { count: number; min: number; max: number }>(a: S, b: S) => ({ count: a.count + b.count, min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) })

const weighed = <K extends string>(a: Record<K, number> & { count: number }, b: Record<K, number> & { count: number }, what: K): number =>
  a[what] + ((b[what] - a[what]) * b.count) / (a.count + b.count)

/** Looks, oldest first, cut where another slot of `stepMs` begins. */
export function bySlot<L extends { at: number }>(looks: readonly L[], stepMs: number): L[][] {
  const slots: L[][] = []
  let slot = NaN
  for (const look of looks) {
    const own = Math.floor(look.at / stepMs)
    if (own === slot) slots.at(-1)!.push(look)
    else slots.push([look])
    slot = own
  }
  return slots
}

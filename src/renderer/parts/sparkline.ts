import type { Point } from '../../shared/model'

/** A stretch of neighbouring points; a gap lies between two stretches. */
export interface Stretch {
  from: number
  to: number
  line: string
  /** A lone point has no line: it is drawn as a dot. */
  dot: { x: number; y: number } | null
}

export interface Geometry {
  stretches: Stretch[]
  /** Where nothing is known, as x ranges. */
  gaps: { from: number; to: number }[]
  low: number
  high: number
}

export interface Box {
  width: number
  height: number
  /** Room for the line's own thickness. */
  inset: number
}

/** A look missing for longer than this many usual distances is a gap. */
const gapAfter = 2.5

/** The usual distance between looks: the median, so that a few gaps don't widen it. */
export function usualStep(points: readonly Point[]): number {
  const steps = points.slice(1).map((point, index) => point.at - points[index]!.at)
  steps.sort((a, b) => a - b)
  return steps[Math.floor(steps.length / 2)] ?? 0
}

/** From zero to the highest value, or to `top` where the scale has an end of its own: noise isn't blown up into mountains. */
export function range(values: readonly number[], top?: number): { low: number; high: number } {
  const high = top ?? Math.max(0, ...values)
  return { low: Math.min(0, ...values), high: high > 0 ? high : 1 }
}

type Known = Point & { value: number }

/** Neighbouring known points; a point without a value or a long silence ends a stretch. */
export function split(points: readonly Point[], step = usualStep(points)): Known[][] {
  const stretches: Known[][] = []
  let last: Known | null = null
  for (const point of points) {
    if (point.value === null) {
      last = null
      continue
    }
    const known = point as Known
    const joins = last !== null && (step === 0 || known.at - last.at <= step * gapAfter)
    if (joins) stretches[stretches.length - 1]!.push(known)
    else stretches.push([known])
    last = known
  }
  return stretches
}

const rounded = (value: number): number => Math.round(value * 10) / 10

export function geometry(points: readonly Point[], box: Box, top?: number): Geometry {
  const span = fullSpan(points)
  const runs = split(points)
  const { low, high } = range(
    runs.flat().map((point) => point.value),
    top,
  )
  const inner = { width: box.width - 2 * box.inset, height: box.height - 2 * box.inset }
  const x = (at: number): number => rounded(box.inset + (span.length > 0 ? ((at - span.from) / span.length) * inner.width : inner.width))
  const y = (value: number): number => rounded(box.inset + (1 - (value - low) / (high - low)) * inner.height)

  const stretches = runs.map((run): Stretch => {
    const first = run[0]!
    const last = run[run.length - 1]!
    return {
      from: x(first.at),
      to: x(last.at),
      line: run.length > 1 ? run.map((point, index) => `${index === 0 ? 'M' : 'L'}${x(point.at)} ${y(point.value)}`).join('') : '',
      dot: run.length === 1 ? { x: x(first.at), y: y(first.value) } : null,
    }
  })
  const gaps = stretches.slice(1).map((stretch, index) => ({ from: stretches[index]!.to, to: stretch.from }))
  return { stretches, gaps, low, high }
}

function fullSpan(points: readonly Point[]): { from: number; length: number } {
  const from = points[0]?.at ?? 0
  return { from, length: (points[points.length - 1]?.at ?? 0) - from }
}

/** Evenly thinned to at most `limit` points, the newest always kept: a sparkline has no more pixels than that. */
export function thinned(points: readonly Point[], limit: number): readonly Point[] {
  if (points.length <= limit) return points
  const every = points.length / limit
  return Array.from({ length: limit }, (_, index) => points[points.length - 1 - Math.floor((limit - 1 - index) * every)]!)
}

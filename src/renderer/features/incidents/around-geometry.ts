import type { IncidentAround } from '../../../shared/incidents'
import type { GapSpan, LookStatus } from '../../../shared/timeline'

/** The chart’s place, CSS pixels. */
export interface Box {
  width: number
  height: number
}

export interface Drawing {
  /** Where a moment lies. */
  x: (at: number) => number
  /** Path of the middle; broken where nothing was measured. */
  line: string
  /** Path around the least and the most of each point; '' where they are one. */
  spread: string
  low: number
  high: number
  /** Whether anything was measured. */
  measured: boolean
  gaps: { kind: GapSpan['kind']; x: number; width: number }[]
  bands: { worst: LookStatus; x: number; width: number }[]
}

/** Room above the highest point, so that its line isn’t cut. */
const airAbove = 4
/** A stretch so many times longer than is usual between two points is a gap. */
const gapFactor = 4
const leastBandPixels = 2
/** Between a flag and the scale. */
const leastAside = 4

/** Looks around an incident, as shapes in a box. `top`: where the scale ends, if it has an end. */
export function drawingOf({ from, to, line, bands, gaps }: IncidentAround, { width, height }: Box, top?: number): Drawing {
  const x = (at: number): number => (Math.min(to, Math.max(from, at)) - from) * (width / (to - from))
  const { low, high } = scaleOf(line.low, line.high, top)
  const y = (value: number): number => height - (Math.min(high, value) - low) * ((height - airAbove) / (high - low))
  const pieces = stretches(line.at)
  const path = (places: readonly number[], values: readonly number[]): string => places.map((place, i) => `${i === 0 ? 'M' : 'L'}${short(x(line.at[place]!))} ${short(y(values[place]!))}`).join('')
  const around = (places: readonly number[]): string => `${path(places, line.high)}${path(places.toReversed(), line.low).replace('M', 'L')}Z`
  const hasSpread = line.at.some((_, place) => line.high[place]! > line.low[place]!)
  return {
    x,
    low,
    high,
    measured: line.at.length > 0,
    // A point alone is a line of no length, which a round end makes a dot.
    line: pieces.map((places) => (places.length === 1 ? `${path(places, line.middle)}h0` : path(places, line.middle))).join(''),
    spread: hasSpread ? pieces.filter((places) => places.length > 1).map(around).join('') : '',
    gaps: gaps.filter((gap) => gap.to > from && gap.from < to).map(({ kind, ...gap }) => ({ kind, ...placed(gap, x, 0) })),
    bands: bands.filter((band) => band.to >= from && band.from <= to).map(({ worst, ...band }) => ({ worst, ...placed(band, x, leastBandPixels) })),
  }
}

const flagWidth = 7

/** A note’s flag on its pole. At the right end it flies to the left: the scale’s figures are there. */
export function flagPath(x: number, height: number, width: number): string {
  const way = x + flagWidth + leastAside > width ? -1 : 1
  return `M${x} ${height}V0h${way * flagWidth}l${way * -2} 3.5 ${way * 2} 3.5h${way * -flagWidth}`
}

const placed = (span: { from: number; to: number }, x: (at: number) => number, least: number) => ({ x: x(span.from), width: Math.max(least, x(span.to) - x(span.from)) })
const short = (value: number): string => String(Math.round(value * 10) / 10)

function scaleOf(lows: readonly number[], highs: readonly number[], top?: number): { low: number; high: number } {
  if (lows.length === 0) return { low: 0, high: 1 }
  const high = top ?? Math.max(...highs)
  const least = Math.min(...lows)
  // What is near nothing is drawn from nothing.
  const low = least < high / 2 ? Math.min(0, least) : least
  return { low, high: high > low ? high : low + 1 }
}

/** Points, by their places, cut where the way to the next one is much longer than usual. */
function stretches(at: readonly number[]): number[][] {
  const steps = at.slice(1).map((next, place) => next - at[place]!)
  const usual = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0
  const pieces: number[][] = []
  at.forEach((_, place) => {
    if (place === 0 || steps[place - 1]! > gapFactor * usual) pieces.push([place])
    else pieces.at(-1)!.push(place)
  })
  return pieces
}

/** Room of “23 Nov, 09:14” and of “09:14”, with some between them. */
const labelPixels = { day: 104, time: 60 }
const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** From here on the axis tells days too. */
export const twoDaysMs = 48 * hourMs
const stepsMs = [minuteMs, 5 * minuteMs, 15 * minuteMs, 30 * minuteMs, hourMs, 3 * hourMs, 6 * hourMs, 12 * hourMs, 24 * hourMs, 7 * 24 * hourMs, 30 * 24 * hourMs]

/** Whole moments for the axis: as many as have room. `offsetMs`: of the zone from UTC. */
export function axisTimes({ from, to }: { from: number; to: number }, width: number, offsetMs: number): number[] {
  const most = Math.max(1, Math.floor(width / (to - from > twoDaysMs ? labelPixels.day : labelPixels.time)))
  const step = stepsMs.find((one) => (to - from) / one <= most) ?? stepsMs.at(-1)!
  const first = Math.ceil((from + offsetMs) / step) * step - offsetMs
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, place) => first + place * step)
}

/** How long each class of gap lasted within the span, the longest first; those of no length are left out. */
export function gapTotals({ from, to, gaps }: Pick<IncidentAround, 'from' | 'to' | 'gaps'>): { kind: GapSpan['kind']; ms: number }[] {
  const totals = new Map<GapSpan['kind'], number>()
  for (const { kind, ...gap } of gaps) totals.set(kind, (totals.get(kind) ?? 0) + Math.max(0, Math.min(to, gap.to) - Math.max(from, gap.from)))
  return [...totals].map(([kind, ms]) => ({ kind, ms })).filter(({ ms }) => ms > 0).toSorted((a, b) => b.ms - a.ms)
}

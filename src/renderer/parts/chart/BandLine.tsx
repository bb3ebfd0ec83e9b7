import { useCallback } from 'react'
import type uPlot from 'uplot'
import type { ChartColours } from './chart-colours'
import { type ColumnProps, ColumnPlot, type Drawing } from './ColumnPlot'

/** What has been, what is to come, and between what; null where there is none. */
export interface Course {
  actual: readonly (number | null)[]
  projected: readonly (number | null)[]
  low: readonly (number | null)[]
  high: readonly (number | null)[]
}

/** A line not to be crossed. */
export interface Limit {
  value: number
  name: string
}

interface Props extends ColumnProps {
  /** Keep both while nothing in them changes. */
  course: Course
  limit: Limit | null
}

/** A line that goes on as a dashed one within a band, and what it may come to at most. */
export function BandLine({ course, limit, ...column }: Props) {
  const draw = useCallback((colours: ChartColours) => drawingOf(course, limit, colours), [course, limit])
  return <ColumnPlot {...column} draw={draw} />
}

function drawingOf({ actual, projected, low, high }: Course, limit: Limit | null, colours: ChartColours): Drawing {
  const top = Math.max(0, limit?.value ?? 0, ...[actual, projected, high].flat().map((value) => value ?? 0))
  const line = { stroke: colours.accent, width: 2, points: { show: false } }
  const edge = { stroke: 'transparent', points: { show: false } }
  return {
    low: 0,
    high: top === 0 ? 1 : top * 1.08,
    // The band first: what comes later lies above it.
    series: [edge, edge, { ...line, dash: [4, 4] }, line],
    rows: [high, low, projected, actual],
    bands: [{ series: [1, 2], fill: colours.track }],
    paint: (plot) => limit && paintLimit(plot, limit, colours),
    cursorLine: true,
  }
}

function paintLimit(plot: uPlot, limit: Limit, { ink, font }: ChartColours): void {
  const { ctx, bbox } = plot
  const ratio = devicePixelRatio
  const y = Math.round(plot.valToPos(limit.value, 'y', true))
  const above = y - bbox.top > 20 * ratio
  ctx.save()
  ctx.fillStyle = ink
  ctx.fillRect(bbox.left, y, bbox.width, Math.max(1, Math.round(ratio)))
  ctx.font = `${12 * ratio}px ${font}`
  ctx.textAlign = 'left'
  ctx.textBaseline = above ? 'bottom' : 'top'
  ctx.fillText(limit.name, bbox.left + 4 * ratio, y + (above ? -3 : 4) * ratio)
  ctx.restore()
}

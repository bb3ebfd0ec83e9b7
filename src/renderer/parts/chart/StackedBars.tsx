import { useCallback } from 'react'
import type uPlot from 'uplot'
import type { ChartColours } from './chart-colours'
import { type ColumnProps, ColumnPlot, type Drawing } from './ColumnPlot'
import { fillOf, paintBlock } from './paint'
import { blocksOf, type Layer, scaleOf } from './stack'

interface Props extends ColumnProps {
  /** Keep them while nothing in them changes. */
  layers: readonly Layer[]
}

/** Of a column's place. */
const columnShare = 0.72
const widestColumn = 56

/** Columns of parts on one another. */
export function StackedBars({ layers, ...column }: Props) {
  const count = column.names.length
  const draw = useCallback(
    (colours: ChartColours): Drawing => ({
      ...scaleOf(layers, count),
      series: [{ paths: () => null, points: { show: false } }],
      rows: [Array.from({ length: count }, () => 0)],
      paint: (plot) => paint(plot, layers, colours),
      cursorLine: false,
    }),
    [layers, count],
  )
  return <ColumnPlot {...column} draw={draw} />
}

/** All columns; the one under the cursor on a ground of its own. */
function paint(plot: uPlot, layers: readonly Layer[], colours: ChartColours): void {
  const { ctx, bbox, data } = plot
  const ratio = devicePixelRatio
  const place = bbox.width / data[0].length
  const width = Math.max(1, Math.round(Math.min(place * columnShare, widestColumn * ratio)))
  const fills = layers.map(({ texture }) => fillOf(ctx, texture, colours, ratio))
  const y = (value: number): number => Math.round(plot.valToPos(value, 'y', true))
  ctx.save()
  for (const column of data[0]) {
    const middle = plot.valToPos(column, 'x', true)
    if (column === plot.cursor.idx) {
      ctx.fillStyle = colours.hover
      ctx.fillRect(middle - place / 2, bbox.top, place, bbox.height)
    }
    for (const { layer, from, to } of blocksOf(layers, column)) {
      const top = y(Math.max(from, to))
      const box = { x: Math.round(middle - width / 2), y: top, width, height: y(Math.min(from, to)) - top }
      paintBlock(ctx, box, layers[layer]!.texture, fills[layer]!, colours, ratio)
    }
  }
  ctx.restore()
}

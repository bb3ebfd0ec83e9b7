import { useMemo } from 'react'
import type uPlot from 'uplot'
import { nameAxis, scaleAxis } from './axes'
import { type ChartColours, useChartColours } from './chart-colours'
import { ChartFrame } from './ChartFrame'
import { Plot, type PlotOptions } from './Plot'
import { namedEvery } from './stack'

export interface ColumnProps {
  label: string
  /** The columns' names, as short as they can be. */
  names: readonly string[]
  /** CSS pixels. */
  height: number
  column: number | null
  /** A new function makes a new plot: keep it. */
  onColumn: (column: number | null) => void
  /** What is behind a column, asked for by a click or Enter; keep it as well. */
  onOpen?: ((column: number) => void) | undefined
  /** What the column under the cursor holds, in words. */
  said: string
  /** A figure of the scale, and the step between two; keep it as well. */
  scaleText: (value: number, step: number) => string
}

/** What is drawn over the columns: `rows` holds a value a column for each of `series`. */
export interface Drawing {
  low: number
  high: number
  series: uPlot.Series[]
  rows: (readonly (number | null)[])[]
  bands?: uPlot.Band[]
  paint: (plot: uPlot) => void
  /** A line through the column under the cursor. */
  cursorLine: boolean
}

interface Props extends ColumnProps {
  /** Keep it while nothing in it changes. */
  draw: (colours: ChartColours) => Drawing
}

/** Room one name takes, CSS pixels. */
const nameWidth = 52

/** Columns side by side, evenly: days aren't equally long where clocks change. */
export function ColumnPlot({ label, names, height, column, onColumn, onOpen, said, scaleText, draw }: Props) {
  const colours = useChartColours()
  const drawing = useMemo(() => draw(colours), [draw, colours])
  const options = useMemo(() => optionsFor({ names, scaleText, onColumn, onOpen }, drawing, colours), [names, drawing, colours, scaleText, onColumn, onOpen])
  const data = useMemo((): uPlot.AlignedData => [names.map((_, index) => index), ...drawing.rows.map((row) => [...row])], [names, drawing])
  return (
    <ChartFrame label={label} count={names.length} column={column} onColumn={onColumn} onOpen={onOpen} said={said}>
      <Plot data={data} options={options} height={height} at={column} />
    </ChartFrame>
  )
}

type Behaviour = Pick<ColumnProps, 'names' | 'scaleText' | 'onColumn' | 'onOpen'>

function optionsFor({ names, scaleText, onColumn, onOpen }: Behaviour, drawing: Drawing, colours: ChartColours): PlotOptions {
  const named = (plot: uPlot): number[] => {
    const every = namedEvery(names.length, plot.width, nameWidth)
    return names.flatMap((_, index) => (index % every === 0 ? [index] : []))
  }
  return {
    legend: { show: false },
    cursor: { x: drawing.cursorLine, y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: { x: { time: false, range: [-0.5, names.length - 0.5] }, y: { range: [drawing.low, drawing.high] } },
    axes: [nameAxis(colours, named, (index) => names[index] ?? ''), scaleAxis(colours, scaleText)],
    series: [{}, ...drawing.series],
    ...(drawing.bands ? { bands: drawing.bands } : {}),
    padding: [8, 8, 0, 0],
    hooks: {
      ready: [(plot) => plot.over.addEventListener('click', () => typeof plot.cursor.idx === 'number' && onOpen?.(plot.cursor.idx))],
      draw: [drawing.paint],
      setCursor: [
        (plot) => {
          // What the pointer did; where else it is put, that is known already.
          if (plot.cursor.event) onColumn(plot.cursor.idx ?? null)
          plot.redraw(false)
        },
      ],
    },
  }
}

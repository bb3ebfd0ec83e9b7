import type { Axis } from 'uplot'
import type { ChartColours } from './chart-colours'

/** CSS pixels: of one figure of a scale, of the least room they get, and of the names below. */
const figureWidth = 7.5
const leastScale = 44
const namesHeight = 26

const looks = ({ quiet, line, font }: ChartColours) => ({ stroke: quiet, font: `12px ${font}`, ticks: { show: false }, grid: { stroke: line, width: 1 } })

/** The scale at the left; `text` gets a value and the step between two. */
export const scaleAxis = (colours: ChartColours, text: (value: number, step: number) => string): Axis => ({
  ...looks(colours),
  size: (_plot, figures) => Math.max(leastScale, Math.ceil(Math.max(0, ...(figures ?? []).map((figure) => figure.length)) * figureWidth) + 8),
  gap: 6,
  space: 36,
  values: (_plot, splits, _axis, _space, step) => splits.map((value) => text(value, step)),
})

/** Names under columns: as many as there is room for. */
export const nameAxis = (colours: ChartColours, splits: NonNullable<Axis['splits']>, name: (index: number) => string): Axis => ({
  ...looks(colours),
  size: namesHeight,
  gap: 6,
  grid: { show: false },
  splits,
  values: (_plot, places) => places.map(name),
})

import { restTexture, type Texture, textures } from './textures'

export interface Layer {
  /** Index of the series it draws; null for all that have no layer of their own. */
  series: number | null
  texture: Texture
  values: readonly number[]
}

/** One part of a column, from `from` to `to` on the scale. */
export interface Block {
  layer: number
  from: number
  to: number
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)

/**
 * The largest series a layer each, in the order they come, and one for the rest; a rest of a single series is that series.
 * `mixed` says which series are a mixture already: they belong to the rest.
 */
export function layersOf(series: readonly (readonly number[])[], mixed: (index: number) => boolean = () => false): Layer[] {
  const drawn = series.map((values, index) => ({ index, values, size: sum(values.map(Math.abs)) })).filter(({ size }) => size > 0)
  const pure = drawn.filter(({ index }) => !mixed(index))
  const room = drawn.length === pure.length && pure.length === textures.length + 1 ? pure.length : textures.length
  const own = pure.toSorted((a, b) => b.size - a.size).slice(0, room)
  const rest = drawn.filter((one) => !own.includes(one))
  const layers: Layer[] = own.toSorted((a, b) => a.index - b.index).map(({ index, values }, place) => ({ series: index, texture: textures[place] ?? restTexture, values }))
  if (rest.length > 0) layers.push({ series: null, texture: restTexture, values: rest[0]!.values.map((_, column) => sum(rest.map(({ values }) => values[column] ?? 0))) })
  return layers
}

/** The blocks of one column: what is above zero stands upwards, what is below (a fee given back) hangs down. */
export function blocksOf(layers: readonly Layer[], column: number): Block[] {
  let above = 0
  let below = 0
  return layers.flatMap(({ values }, layer) => {
    const value = values[column] ?? 0
    if (value === 0) return []
    const from = value > 0 ? above : below
    const to = from + value
    if (value > 0) above = to
    else below = to
    return [{ layer, from, to }]
  })
}

/** Ends of the scale that hold every column, with a little air; never an empty span. */
export function scaleOf(layers: readonly Layer[], columns: number): { low: number; high: number } {
  const ends = Array.from({ length: columns }, (_, column) => blocksOf(layers, column)).flat().map(({ to }) => to)
  const high = Math.max(0, ...ends)
  const low = Math.min(0, ...ends)
  const air = (high - low) * 0.06
  return high === low ? { low: 0, high: 1 } : { low: low < 0 ? low - air : 0, high: high > 0 ? high + air : 0 }
}

/** Every how many columns one is named, so that names of `nameWidth` don't touch. */
export const namedEvery = (columns: number, width: number, nameWidth: number): number => Math.max(1, Math.ceil((columns * nameWidth) / Math.max(1, width)))

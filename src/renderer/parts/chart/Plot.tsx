import { useEffect, useRef } from 'react'
import uPlot, { type AlignedData, type Options } from 'uplot'
import 'uplot/dist/uPlot.min.css'
import styles from './chart.module.css'

export type PlotOptions = Omit<Options, 'width' | 'height'>

interface Props {
  data: AlignedData
  /** A new object makes a new plot: keep it while nothing in it changes. */
  options: PlotOptions
  /** CSS pixels; as wide as its place. */
  height: number
  /** The x value under the cursor; null: nowhere. */
  at: number | null
}

/** Off the canvas. */
const nowhere = -10

/** Puts the cursor on a value, wherever the pointer is. */
function showCursor(plot: uPlot, at: number | null): void {
  const { idx } = plot.cursor
  if ((typeof idx === 'number' ? plot.data[0][idx] : null) === at) return
  plot.setCursor({ left: at === null ? nowhere : plot.valToPos(at, 'x'), top: at === null ? nowhere : 0 })
}

/** A canvas of uPlot's that follows its place in size and its data in time. Holds a year of minutes as well as a week of days. */
export function Plot({ data, options, height, at }: Props) {
  const plot = useRef<uPlot | null>(null)
  const box = useRef<HTMLDivElement>(null)
  const wanted = useRef(at)
  useEffect(() => {
    const place = box.current!
    const made = new uPlot({ ...options, width: place.clientWidth, height }, data, place)
    plot.current = made
    // Where a value stands is known once it has been drawn, which uPlot does in a microtask of its own.
    const followCursor = (): void => queueMicrotask(() => plot.current === made && showCursor(made, wanted.current))
    followCursor()
    const sizes = new ResizeObserver(() => {
      if (place.clientWidth === made.width) return
      made.setSize({ width: place.clientWidth, height })
      followCursor()
    })
    sizes.observe(place)
    return () => {
      sizes.disconnect()
      made.destroy()
      plot.current = null
    }
    // oxlint-disable-next-line react/exhaustive-deps -- newer data go into the plot that is there, below
  }, [options, height])
  useEffect(() => plot.current?.setData(data), [data])
  useEffect(() => {
    wanted.current = at
    if (plot.current?.status) showCursor(plot.current, at)
  }, [at])
  return <div ref={box} className={styles.plot} aria-hidden />
}

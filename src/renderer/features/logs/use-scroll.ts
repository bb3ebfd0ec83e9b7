import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { clampTop, lastTop, rowHeight, scrollOf, topOf } from './scroll'

export interface Scroll {
  box: RefObject<HTMLDivElement | null>
  /** The first row in sight, with how much of it is above the edge. */
  top: number
  height: number
  /** Leaves it as it is whether the end is followed. */
  scrollTo: (top: number) => void
}

/** Near enough to the end to count as there. */
const nearEnd = 0.5
/** A wheel that counts in lines moves three of them. */
const lineModePx = 3 * rowHeight

/** Where the list stands. It sticks to the end while `following`; wheel and bar leading away from the end or back to it is told. */
export function useScroll(rows: number, following: boolean, onFollow: (following: boolean) => void): Scroll {
  const box = useRef<HTMLDivElement | null>(null)
  const [height, setHeight] = useState(0)
  const [kept, setTop] = useState(0)
  const extent = { rows, height }
  const top = following ? lastTop(extent) : clampTop(kept, extent)
  const state = useRef({ extent, top, onFollow, bar: noBar })
  useLayoutEffect(() => {
    const element = box.current
    if (element) element.scrollTop = scrollOf(top, extent)
    state.current = { extent, top, onFollow, bar: element ? barOf(element) : noBar }
  })
  useEffect(() => {
    const move = (to: number): void => {
      setTop(to)
      state.current.onFollow(to >= lastTop(state.current.extent) - nearEnd)
    }
    return listenTo(box.current, setHeight, state, move)
  }, [])
  return { box, top, height, scrollTo: setTop }
}

/** How the scrollbar stood when it was set last. */
interface Bar {
  at: number
  height: number
  content: number
}

const noBar: Bar = { at: 0, height: 0, content: 0 }
const barOf = (box: HTMLDivElement): Bar => ({ at: box.scrollTop, height: box.clientHeight, content: box.scrollHeight })

interface Standing {
  extent: { rows: number; height: number }
  top: number
  bar: Bar
}

/** The wheel moves by rows, however long the list is; the bar moves by its share of the whole. */
function listenTo(box: HTMLDivElement | null, onHeight: (height: number) => void, state: { readonly current: Standing }, onMove: (top: number) => void): (() => void) | undefined {
  if (!box) return undefined
  const wheel = (event: WheelEvent): void => {
    if (event.ctrlKey || event.deltaY === 0) return
    event.preventDefault()
    onMove(state.current.top + (event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? lineModePx : 1)) / rowHeight)
  }
  const scrolled = (): void => {
    const [{ bar, extent }, now] = [state.current, barOf(box)]
    // With another size the browser moves the bar itself; what was set here is heard of, too.
    const isByHand = now.height === bar.height && now.content === bar.content && Math.abs(now.at - bar.at) > 1
    if (isByHand) onMove(topOf(now.at, extent))
  }
  const resized = new ResizeObserver(() => onHeight(box.clientHeight))
  box.addEventListener('wheel', wheel, { passive: false })
  box.addEventListener('scroll', scrolled)
  resized.observe(box)
  return () => {
    box.removeEventListener('wheel', wheel)
    box.removeEventListener('scroll', scrolled)
    resized.disconnect()
  }
}

import { type RefObject, useEffect, useState } from 'react'

/** Before it is known, a screen of them. */
const atFirst = { top: 0, bottom: 900 }

/** Which part of the list is in sight, CSS pixels from its beginning. */
export function useSight(list: RefObject<HTMLElement | null>): { top: number; bottom: number } {
  const [sight, setSight] = useState(atFirst)
  useEffect(() => {
    const drawn = list.current!
    const look = (): void => {
      // Another one may do it since the window was made wider.
      const scroller = scrollerOf(drawn)
      const top = scroller.getBoundingClientRect().top - drawn.getBoundingClientRect().top
      setSight((before) => (before.top === top && before.bottom === top + scroller.clientHeight ? before : { top, bottom: top + scroller.clientHeight }))
    }
    look()
    const resized = new ResizeObserver(look)
    resized.observe(document.documentElement)
    resized.observe(drawn)
    document.addEventListener('scroll', look, { passive: true, capture: true })
    return () => {
      resized.disconnect()
      document.removeEventListener('scroll', look, { capture: true })
    }
  }, [list])
  return sight
}

function scrollerOf(element: HTMLElement): HTMLElement {
  let found = element.parentElement
  while (found?.parentElement && !/auto|scroll/.test(getComputedStyle(found).overflowY)) found = found.parentElement
  return found ?? document.documentElement
}

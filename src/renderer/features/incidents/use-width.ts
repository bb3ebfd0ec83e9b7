import { type RefObject, useEffect, useRef, useState } from 'react'

/** How wide an element is, whole CSS pixels; 0 before it is known. */
export function useWidth<E extends HTMLElement>(): { box: RefObject<E | null>; width: number } {
  const box = useRef<E>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const sizes = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)))
    sizes.observe(box.current!)
    return () => sizes.disconnect()
  }, [])
  return { box, width }
}

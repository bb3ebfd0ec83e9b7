import { type PointerEvent, type RefObject, useEffect, useRef } from 'react'
import { lengthOf } from './axis'
import type { Camera } from './camera'

export interface Pointing {
  onPointerDown: (event: PointerEvent<HTMLElement>) => void
  onPointerMove: (event: PointerEvent<HTMLElement>) => void
  onPointerUp: (event: PointerEvent<HTMLElement>) => void
  onPointerCancel: (event: PointerEvent<HTMLElement>) => void
  onPointerLeave: () => void
}

/** A press that moves less than this is a click. */
const dragPixels = 4
const wheelZoom = 0.0016
/** A pinch on a touchpad comes as a wheel of small steps. */
const pinchZoom = 0.01

/** Wheel and pinch zoom at the pointer, a drag pans, a click is told of. */
export function usePointing(place: RefObject<HTMLElement | null>, camera: Camera, width: number, onClick: (x: number, y: number) => void): Pointing {
  const held = useRef(new Map<number, { x: number; y: number }>())
  const dragged = useRef(false)
  useWheel(place, camera, width)
  const at = (x: number): number => camera.looking.span.from + (x / width) * lengthOf(camera.looking.span)
  const where = (event: PointerEvent<HTMLElement>): { x: number; y: number } => {
    const box = event.currentTarget.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }
  const end = (event: PointerEvent<HTMLElement>): void => {
    held.current.delete(event.pointerId)
  }
  return {
    onPointerDown: (event) => {
      if (event.button !== 0) return
      if (held.current.size === 0) dragged.current = false
      held.current.set(event.pointerId, where(event))
    },
    onPointerMove: (event) => {
      const now = where(event)
      const before = held.current.get(event.pointerId)
      if (!before) return camera.point(at(now.x))
      if (!dragged.current && Math.abs(now.x - before.x) < dragPixels) return
      if (!dragged.current) event.currentTarget.setPointerCapture(event.pointerId)
      dragged.current = true
      const other = [...held.current].find(([id]) => id !== event.pointerId)?.[1]
      if (other) camera.zoom(Math.abs(before.x - other.x) / Math.max(8, Math.abs(now.x - other.x)), at((now.x + other.x) / 2))
      else camera.pan((before.x - now.x) / width)
      held.current.set(event.pointerId, now)
    },
    onPointerUp: (event) => {
      const wasClick = held.current.has(event.pointerId) && !dragged.current
      end(event)
      const { x, y } = where(event)
      if (wasClick) onClick(x, y)
    },
    onPointerCancel: end,
    onPointerLeave: () => camera.point(null),
  }
}

/** By hand, since React’s wheel listeners can’t keep the page from scrolling. */
function useWheel(place: RefObject<HTMLElement | null>, camera: Camera, width: number): void {
  useEffect(() => {
    const element = place.current
    if (!element || width === 0) return
    const wheel = (event: WheelEvent): void => {
      event.preventDefault()
      const sideways = event.shiftKey ? event.deltaY : event.deltaX
      if (Math.abs(sideways) > Math.abs(event.deltaY) || event.shiftKey) return camera.pan(sideways / width)
      const { span } = camera.looking
      const at = span.from + ((event.clientX - element.getBoundingClientRect().left) / width) * lengthOf(span)
      camera.zoom(Math.exp(event.deltaY * (event.ctrlKey ? pinchZoom : wheelZoom)), at)
    }
    element.addEventListener('wheel', wheel, { passive: false })
    return () => element.removeEventListener('wheel', wheel)
  }, [place, camera, width])
}

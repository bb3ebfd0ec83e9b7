import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Span } from './axis'
import type { Camera, Looking } from './camera'

/** What is looked at, as it changes. */
export const useLooking = (camera: Camera): Looking => useSyncExternalStore(camera.subscribe, camera.get)

/** As long as somebody still moves, nothing beside the picture has to follow. */
const settleMs = 150

/** What is looked at once it has stood still for a moment. */
export function useSettledSpan(camera: Camera): Span {
  const [span, setSpan] = useState(camera.looking.span)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = camera.subscribe(() => {
      clearTimeout(timer)
      timer = setTimeout(() => setSpan(camera.looking.span), settleMs)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [camera])
  return span
}

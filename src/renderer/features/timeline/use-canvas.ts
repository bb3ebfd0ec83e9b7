import { type RefObject, useEffect, useRef } from 'react'
import { currentTime } from '../../clock'
import type { Camera } from './camera'
import type { Answer } from './lane-source'
import { chartHeight, type LaneRow } from './layout'
import { paint } from './paint'
import type { Palette } from './palette'
import { Fills } from './textures'

interface Drawn {
  camera: Camera
  answer: Answer | null
  rows: readonly LaneRow[]
  palette: Palette
  width: number
}

/** Paints the lanes, at most once a frame, whenever what is looked at or what is known has changed. */
export function useCanvas({ camera, answer, rows, palette, width }: Drawn): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const element = canvas.current
    if (!element || !answer || width === 0) return
    const height = chartHeight(rows)
    const ratio = devicePixelRatio
    element.width = Math.round(width * ratio)
    element.height = Math.round(height * ratio)
    const context = element.getContext('2d')!
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    const fills = new Fills(context, palette, ratio)
    const draw = (): void => paint({ context, fills, width, height, span: camera.looking.span, now: currentTime(), rows, answer })
    let frame = 0
    const soon = (): void => {
      if (frame === 0) frame = requestAnimationFrame(() => ((frame = 0), draw()))
    }
    // A canvas is empty once its size was set: at once, so that nothing flickers.
    draw()
    let { span } = camera.looking
    const stop = camera.subscribe(() => {
      if (camera.looking.span === span) return
      span = camera.looking.span
      soon()
    })
    return () => {
      cancelAnimationFrame(frame)
      stop()
    }
  }, [camera, answer, rows, palette, width])
  return canvas
}

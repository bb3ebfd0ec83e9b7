import type { LaneRow } from './layout'
import { type Look, toneOf } from './palette'
import { type Scene, xOf } from './scene'

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** A mark of one moment is seen, however long the span. */
export const leastWidth = 3
/** Where it is in the lane; null: not in sight. */
export function boxOf(scene: Scene, row: Pick<LaneRow, 'top' | 'markHeight'>, { from, to }: { from: number; to: number }, { part }: Look, least = leastWidth): Box | null {
  const left = xOf(scene, from)
  const right = xOf(scene, to)
  if (right < -leastWidth || left > scene.width) return null
  const height = Math.max(3, Math.round(part * row.markHeight))
  const x = Math.max(-2, left)
  return { x, y: Math.round(row.top + (row.markHeight - height) / 2), width: Math.max(least, Math.min(scene.width + 2, right) - x), height }
}

export function fillBox({ context, fills }: Scene, { x, y, width, height }: Box, look: Look): void {
  context.fillStyle = fills.of(look)
  context.fillRect(x, y, width, height)
  if (look.texture === 'solid') return
  context.strokeStyle = toneOf(look, fills.palette)
  context.lineWidth = 1
  context.strokeRect(x + 0.5, y + 0.5, Math.max(1, width - 1), height - 1)
}

import type { ComponentLane, TimelineLine } from '../../../shared/timeline'
import { scaleTop, valueText } from '../../parts/units'
import type { LaneRow } from './layout'
import { type Scene, xOf } from './scene'

/** Latency or value below the states: from the least to the most, and the middle as a line. */
export function paintLine(scene: Scene, row: LaneRow, line: TimelineLine, lane: ComponentLane): void {
  const { context, fills } = scene
  const top = row.top + row.markHeight
  const bottom = row.bottom - 6
  const high = scaleTop(lane.unit) ?? usualHigh(line)
  const y = (value: number): number => bottom - Math.min(1, high > 0 ? value / high : 0) * (bottom - top)
  const gapMs = 3 * Math.max(scene.answer.view.stepMs, 300_000)
  context.strokeStyle = fills.palette.solid
  context.lineWidth = 1.5
  context.lineJoin = 'round'
  context.beginPath()
  const middle = new Path2D()
  line.at.forEach((at, index) => {
    const x = xOf(scene, at)
    if (x < -50 || x > scene.width + 50) return
    context.moveTo(x, y(line.low[index]!))
    context.lineTo(x, y(line.high[index]!))
    const before = line.at[index - 1]
    if (before === undefined || at - before > gapMs) middle.moveTo(x, y(line.middle[index]!))
    else middle.lineTo(x, y(line.middle[index]!))
  })
  context.globalAlpha = 0.35
  context.stroke()
  context.globalAlpha = 1
  context.strokeStyle = fills.palette.ink
  context.lineWidth = 1.25
  context.stroke(middle)
  context.fillStyle = fills.palette.quiet
  context.font = `11px ${fills.palette.font}`
  context.textAlign = 'left'
  context.textBaseline = 'top'
  if (line.at.length > 0) context.fillText(valueText(line.unit, high), 6, top)
}

/** Where the scale ends: above nearly all that was measured, so that one peak doesn’t press the rest to the ground; it is cut off. */
function usualHigh({ high, middle }: TimelineLine): number {
  const at = (values: readonly number[], part: number): number => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * part)] ?? 0
  return Math.max(2 * at(middle, 0.5), 1.1 * at(high, 0.97))
}

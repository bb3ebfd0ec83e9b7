import { texts } from '../../texts'
import { axisStep, axisTicks, type AxisStep, type AxisTick } from './axis'
import { firstLabel, tickLabel } from './axis-labels'
import { axisHeight, type LaneRow } from './layout'
import { paintIncidents } from './paint-incidents'
import { paintComponent, paintTicks } from './paint-lanes'
import { paintNotes, paintRuns, paintSpend } from './paint-marks'
import { type Scene, xOf } from './scene'

/** Room one label of the axis takes. */
const labelWidth = 64

export function paint(scene: Scene): void {
  const { context, width, height, span } = scene
  context.clearRect(0, 0, width, height)
  const step = axisStep(span, width, labelWidth)
  paintBefore(scene)
  paintGrid(scene, step)
  for (const row of scene.rows) paintRow(scene, row)
  paintNow(scene)
}

function paintRow(scene: Scene, row: LaneRow): void {
  if (row.kind === 'ticks') paintTicks(scene, row)
  else if (row.kind === 'component') paintComponent(scene, row)
  else if (row.kind === 'incidents') paintIncidents(scene, row)
  else if (row.kind === 'runs') paintRuns(scene, row)
  else if (row.kind === 'notes') paintNotes(scene, row)
  else paintSpend(scene, row)
}

/** Before anything was known the lanes have a ground of their own. */
function paintBefore(scene: Scene): void {
  const { context, height, fills, answer } = scene
  const { firstAt } = answer.view
  const end = firstAt === null ? xOf(scene, scene.now) : xOf(scene, firstAt)
  if (end <= 0) return
  context.fillStyle = fills.palette.hover
  context.fillRect(0, axisHeight, end, height - axisHeight)
  if (firstAt === null || end < 140) return
  context.fillStyle = fills.palette.quiet
  context.textAlign = 'right'
  context.textBaseline = 'top'
  context.font = `12px ${fills.palette.font}`
  context.fillText(texts.timeline.nothingBefore, end - 8, axisHeight + 6)
}

function paintGrid(scene: Scene, step: AxisStep): void {
  const { context, width, height, span, fills, rows } = scene
  const { palette } = fills
  context.fillStyle = palette.line
  for (const { top } of rows) context.fillRect(0, Math.round(top) - 1, width, 1)
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  const ticks = axisTicks(span, step)
  for (const { at, major } of ticks) {
    context.fillStyle = major ? palette.edge : palette.line
    context.fillRect(Math.round(xOf(scene, at)), axisHeight - 5, 1, height)
  }
  paintLabels(scene, step, ticks, axisHeight / 2)
}

/** As many as there is room for; a greater unit’s name goes before its neighbour’s. */
function paintLabels(scene: Scene, step: AxisStep, ticks: readonly AxisTick[], y: number): void {
  const { context, width, fills } = scene
  const { palette } = fills
  let namesGreater = !ticks.some(({ major }) => major)
  let free = -Infinity
  for (const [index, { at, major }] of ticks.entries()) {
    const x = Math.round(xOf(scene, at))
    const next = ticks[index + 1]
    if (x < free || (!major && next?.major && xOf(scene, next.at) - x < labelWidth)) continue
    const label = namesGreater ? firstLabel(at, step) : tickLabel(at, step, major)
    context.font = `${major || namesGreater ? '600 ' : ''}12px ${palette.font}`
    const size = context.measureText(label).width
    if (x + 4 + size > width) continue
    context.fillStyle = major || namesGreater ? palette.ink : palette.quiet
    context.fillText(label, x + 4, y)
    free = x + size + 16
    namesGreater = false
  }
}

function paintNow(scene: Scene): void {
  const { context, width, height, fills, now } = scene
  const x = Math.round(xOf(scene, now))
  if (x < 0 || x > width) return
  context.fillStyle = fills.palette.accent
  context.fillRect(x, axisHeight, 1, height - axisHeight)
  context.beginPath()
  context.moveTo(x - 4, axisHeight - 6)
  context.lineTo(x + 5, axisHeight - 6)
  context.lineTo(x + 0.5, axisHeight)
  context.fill()
}

import type { Band, GapSpan } from '../../../shared/timeline'
import { texts } from '../../texts'
import { type Box, boxOf, fillBox, leastWidth } from './boxes'
import type { LaneRow } from './layout'
import { gapLooks, stateLooks, toneOf } from './palette'
import { paintLine } from './paint-line'
import { type Scene, xOf } from './scene'

type Row<K extends LaneRow['kind']> = LaneRow & { kind: K }

/** Wider than this a mixture is drawn as what it is: somewhere in here. */
const wideMixture = 8

export function paintTicks(scene: Scene, row: Row<'ticks'>): void {
  const { context, fills } = scene
  for (const span of row.lane.watched) {
    const box = boxOf(scene, row, span, stateLooks.ok)
    if (box) fillBox(scene, box, stateLooks.ok)
  }
  // What counts is drawn over what doesn’t.
  for (const gap of row.lane.gaps.toSorted((a, b) => Number(a.kind === 'real') - Number(b.kind === 'real'))) paintGap(scene, row, gap)
  context.fillStyle = fills.palette.states.ok
  for (const tick of row.lane.ticks) {
    const x = Math.round(xOf(scene, tick))
    if (x >= 0 && x <= scene.width) context.fillRect(x, Math.round(row.top + row.markHeight / 2) - 6, 1, 12)
  }
}

function paintGap(scene: Scene, row: Row<'ticks'>, gap: GapSpan): void {
  const { context, fills } = scene
  const look = gapLooks[gap.kind]
  const box = boxOf(scene, row, gap, look, gap.kind === 'real' ? leastWidth : 1)
  if (!box) return
  context.fillStyle = fills.palette.ground
  context.fillRect(box.x, row.top + 4, box.width, row.markHeight - 8)
  // Too narrow for a texture: a year of nights is a quiet rhythm.
  if (box.width < 4 && gap.kind !== 'real') return
  fillBox(scene, box, look)
  writeInside(scene, box, gap.kind === 'real' ? texts.timeline.gapCount(gap.gaps) : texts.schedulers.kinds[gap.kind])
}

/** A word within a box that is wide enough, on a ground that makes it readable. */
function writeInside({ context, fills }: Scene, { x, y, width, height }: Box, word: string): void {
  if (width < 48) return
  const { palette } = fills
  context.font = `12px ${palette.font}`
  const size = context.measureText(word).width
  if (size + 16 > width) return
  const left = x + (width - size) / 2
  context.fillStyle = palette.ground
  context.fillRect(left - 4, y, size + 8, height)
  context.fillStyle = palette.ink
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  context.fillText(word, left, y + height / 2 + 0.5)
}

export function paintComponent(scene: Scene, row: Row<'component'>): void {
  for (const band of row.lane.bands) paintBand(scene, row, band)
  const told = row.opened ? scene.answer.lines[row.lane.target] : undefined
  if (told) paintLine(scene, row, told.line, row.lane)
}

function paintBand(scene: Scene, row: Row<'component'>, band: Band): void {
  const box = boxOf(scene, row, band, stateLooks[band.base])
  if (!box) return
  fillBox(scene, box, stateLooks[band.base])
  if (band.worst === band.base) return
  const look = stateLooks[band.worst]
  const worst = boxOf(scene, row, band, look)!
  const { context, fills } = scene
  if (worst.width <= wideMixture) return fillBox(scene, worst, look)
  // Somewhere in here: its frame alone.
  context.strokeStyle = toneOf(look, fills.palette)
  context.lineWidth = 2
  context.strokeRect(worst.x + 1, worst.y + 1, worst.width - 2, worst.height - 2)
}

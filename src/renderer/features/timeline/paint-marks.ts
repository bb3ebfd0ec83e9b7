import type { RunMark, TimelineNote } from '../../../shared/timeline'
import type { LaneRow } from './layout'
import { type Scene, xOf } from './scene'

type Row<K extends LaneRow['kind']> = LaneRow & { kind: K }

/** The shape of each job’s mark, around 0, 8 pixels wide. */
export const runShapes: Readonly<Record<string, string>> = {
  'daily-probe': 'M0-4A4 4 0 1 1 0 4A4 4 0 1 1 0-4Z',
  'ceo-brief': 'M0-5L5 0L0 5L-5 0Z',
  'weekly-summary': 'M-4-4H4V4H-4Z',
}
export const otherRun = 'M-1-3H1V3H-1Z'
/** What went wrong is crossed, whichever job it was. */
export const failedRun = 'M-5-5L5 5M5-5L-5 5'

const paths = new Map<string, Path2D>()

function pathOf(shape: string): Path2D {
  let path = paths.get(shape)
  if (!path) paths.set(shape, (path = new Path2D(shape)))
  return path
}

const shapeOf = ({ job }: RunMark): string => runShapes[job] ?? otherRun

/** Room a mark of its own shape takes; where they are closer, those that went well are strokes. */
const shapeRoom = 9

/** Quiet where all went well; what failed is drawn last, over the others. */
export function paintRuns(scene: Scene, row: Row<'runs'>): void {
  const { context, fills, answer, width, span } = scene
  const { palette } = fills
  const middle = (row.top + row.bottom) / 2
  const seen = answer.view.runs.filter(({ at }) => at >= span.from && at <= span.to)
  const isDense = seen.length * shapeRoom > width
  for (const run of seen.toSorted((a, b) => Number(a.outcome === 'failed') - Number(b.outcome === 'failed'))) {
    const x = xOf(scene, run.at)
    const failed = run.outcome === 'failed' || run.outcome === 'interrupted'
    context.save()
    context.translate(Math.round(x), middle)
    context.lineWidth = failed ? 2 : 1.25
    context.strokeStyle = context.fillStyle = failed ? palette.fail : palette.solid
    const path = pathOf(failed ? failedRun : isDense ? otherRun : shapeOf(run))
    // Late ones are hollow.
    if (failed || run.late) context.stroke(path)
    else context.fill(path)
    context.restore()
  }
}

export const flagShapes: Readonly<Record<TimelineNote['kind'], string>> = { deployment: 'M0-10L9-6L0-2Z', note: 'M0-10H9V-3H0Z' }

/** Closer than this, poles through all lanes would be a fence. */
const poleRoom = 36

/** Flags whose poles stand through all lanes: what changed after a deployment is seen at its line. */
export function paintNotes(scene: Scene, row: Row<'notes'>): void {
  const { context, fills, answer, width } = scene
  const { palette } = fills
  const marks = answer.view.notes.map((note) => ({ note, x: Math.round(xOf(scene, note.at)) })).filter(({ x }) => x >= -160 && x <= width)
  context.font = `12px ${palette.font}`
  context.textBaseline = 'middle'
  context.textAlign = 'left'
  const isSparse = marks.length * poleRoom < width
  marks.forEach(({ note, x }, index) => {
    context.fillStyle = palette.accent
    context.globalAlpha = 0.3
    if (isSparse) context.fillRect(x, 0, 1, row.top)
    context.globalAlpha = 1
    context.fillRect(x, row.top, 1, row.bottom - row.top - 6)
    context.save()
    context.translate(x, row.bottom - 12)
    const flag = pathOf(flagShapes[note.kind])
    context.strokeStyle = palette.accent
    context.lineWidth = 1.25
    if (note.kind === 'deployment') context.fill(flag)
    else context.stroke(flag)
    context.restore()
    const room = (marks[index + 1]?.x ?? width) - x - 20
    if (room < 40) return
    context.fillStyle = palette.ink
    context.fillText(cut(context, note.text, room), x + 14, row.bottom - 18)
  })
}

/** Less of a text than this says nothing. */
const leastLetters = 12

/** As much of a text as there is room for; nothing where that is too little. */
function cut(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text
  let end = text.length
  while (end > 0 && context.measureText(`${text.slice(0, end)}…`).width > room) end--
  return end >= leastLetters ? `${text.slice(0, end)}…` : ''
}

/** Less than this is no mountain. */
const leastScaleUsd = 0.01

/** Bars from the lane’s foot, the largest in sight as high as the lane. */
export function paintSpend(scene: Scene, row: Row<'spend'>): void {
  const { context, fills, answer, width, span } = scene
  const bars = (answer.spend?.bars ?? []).filter(({ from, to }) => to > span.from && from < span.to)
  const most = Math.max(leastScaleUsd, ...bars.map(({ usd }) => Number(usd)))
  const room = row.bottom - row.top - 10
  context.fillStyle = fills.palette.accent
  for (const { from, to, usd } of bars) {
    const left = Math.round(xOf(scene, from))
    const right = Math.round(xOf(scene, Math.min(to, scene.now)))
    if (right < 0 || left > width) continue
    const height = Math.max(1, (Number(usd) / most) * room)
    // A hair between neighbours where there is room for one.
    context.fillRect(left, row.bottom - 2 - height, Math.max(1, right - left - (right - left > 3 ? 1 : 0)), height)
  }
}

import { texts } from '../../texts'
import { fillBox } from './boxes'
import { incidentBox, type LaneRow } from './layout'
import { stateLooks } from './palette'
import { type Scene, xOf } from './scene'

export function paintIncidents(scene: Scene, row: LaneRow & { kind: 'incidents' }): void {
  const { context, fills, now, width } = scene
  for (const { incident, row: place } of row.packed) {
    const left = xOf(scene, incident.from)
    const right = xOf(scene, incident.to ?? now)
    if (right < -4 || left > width) continue
    const { top, height } = incidentBox(row, place)
    const look = stateLooks[incident.severity]
    const box = { x: Math.max(-4, left), y: top, width: Math.max(4, Math.min(right, width + 4) - Math.max(-4, left)), height }
    fillBox(scene, box, look)
    if (box.width < 70) continue
    context.save()
    context.beginPath()
    context.rect(box.x + 6, box.y, box.width - 8, box.height)
    context.clip()
    context.font = `600 11px ${fills.palette.font}`
    const label = incident.count > 1 ? texts.timeline.several(incident.title, incident.count) : incident.title
    context.fillStyle = fills.palette.ground
    context.fillRect(box.x + 6, box.y + 1, context.measureText(label).width + 8, box.height - 2)
    context.fillStyle = fills.palette.ink
    context.textAlign = 'left'
    context.textBaseline = 'middle'
    context.fillText(label, box.x + 10, box.y + box.height / 2 + 0.5)
    context.restore()
  }
}

import { duration } from '../../shared/format'
import type { Snapshot, Status } from '../../shared/model'
import { statusShape } from '../../shared/status'
import { sentenceOf } from './overall'

export interface TrayView {
  icon: Snapshot['overall']
  tooltip: string
  /** The reasons in words; each opens the window. */
  reasons: string[]
  /** "Messages are muted for 3 h 20 min more"; null when they aren't. */
  muted: string | null
}

const needsWords: Status[] = ['fail', 'warning']

export function trayView(snapshot: Snapshot): TrayView {
  const reasons = snapshot.components
    .filter((component) => needsWords.includes(component.status))
    .map((component) => `${statusShape[component.status]} ${sentenceOf(component)}`)
  const fromIncidents = snapshot.incidents
    .filter((incident) => incident.rule !== 'component-failing')
    .map((incident) => `${statusShape[incident.severity]} ${incident.title}`)
  return {
    icon: snapshot.overall,
    tooltip: `EchoPilot ${statusShape[snapshot.overall]} ${snapshot.headline}`,
    reasons: [...reasons, ...fromIncidents],
    muted: snapshot.mutedUntil === null ? null : `Messages are muted for ${duration(snapshot.mutedUntil - snapshot.at)} more`,
  }
}

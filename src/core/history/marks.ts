import type { Incident, JobRun } from '../../shared/model'
import type { IncidentSpan, RunMark } from '../../shared/timeline'
import { clustered } from './clusters'

/** Incidents as they can be told apart, the worse one standing for those too close together. `now`: where open ones end for now. */
export function incidentSpans(incidents: readonly Incident[], slotMs: number, now: number): IncidentSpan[] {
  const spans = incidents.map((incident) => ({ incident, from: incident.openedAt, to: incident.resolvedAt ?? now }))
  const likeness = { classOf: () => '', weight: ({ incident }: (typeof spans)[number]) => (incident.severity === 'fail' ? 2 : 1) + (incident.resolvedAt === null ? 2 : 0) }
  return clustered(spans, slotMs, likeness).map(({ event: { incident }, from, to, events }) => ({
    ...oneIncident(incident),
    from,
    to: incident.resolvedAt === null ? null : to,
    count: events.length,
    together: events.length === 1 ? [] : events.map((each) => oneIncident(each.incident)),
  }))
}

const oneIncident = ({ id, title, severity, component, openedAt, resolvedAt }: Incident): IncidentSpan['together'][number] => ({ id, title, severity, component, from: openedAt, to: resolvedAt })

const weights: Record<JobRun['outcome'], number> = { failed: 3, interrupted: 2, running: 1, done: 0 }

/** Runs as marks, those of a job that are too close together as one; one that went wrong stands for the others. */
export function runMarks(runs: readonly JobRun[], slotMs: number, titleOf: (job: string) => string): RunMark[] {
  const marks = runs.map((run) => ({ run, from: run.startedAt, to: run.startedAt }))
  const likeness = { classOf: ({ run }: (typeof marks)[number]) => run.job, weight: ({ run }: (typeof marks)[number]) => weights[run.outcome] }
  return clustered(marks, slotMs, likeness).map(({ event: { run }, events }) => ({
    id: run.id,
    job: run.job,
    title: titleOf(run.job),
    at: run.startedAt,
    finishedAt: run.finishedAt,
    outcome: run.outcome,
    late: run.late,
    message: run.message,
    count: events.length,
  }))
}

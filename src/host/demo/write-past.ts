import { gapsOf } from '../../core/demo/gaps'
import type { HourOfLooks } from '../../core/demo/looks'
import { notesOf } from '../../core/demo/notes'
import { dayMs, type Past } from '../../core/demo/past'
import { runsOf } from '../../core/demo/runs'
import { sampleOf } from '../../core/demo/samples'
import { folded, hourMs } from '../../core/history/hours'
import type { Incident } from '../../shared/model'
import type { Store } from '../store/store'

/** Looks of this long are kept one by one; older ones by the hour, as retention leaves them. */
const rawDays = 30

/** An hour of looks as retention would have left it. */
export function writeLooks(store: Store, { now }: Past, { hour, target, looks }: HourOfLooks): void {
  const rawFrom = Math.floor((now - rawDays * dayMs) / hourMs) * hourMs
  if (hour < rawFrom) store.history.saveHour(target.id, { hour, ...folded(looks) })
  else store.samples.add(looks.map((look) => sampleOf(target, look)))
}

/** Everything that isn’t a look. */
export function writeEvents(store: Store, past: Past, { incidents, scheduler }: { incidents: readonly Incident[]; scheduler?: string | undefined }): void {
  for (const incident of incidents) store.incidents.save(incident)
  for (const { kind, from, to } of past.away) store.presence.addSpan({ kind, from: momentBefore(from), to: momentBefore(to), sleptMs: kind === 'asleep' ? to - from : 0 })
  for (const run of runsOf(past)) store.runs.start(run)
  for (const note of notesOf(past)) store.notes.save(note)
  if (scheduler !== undefined) writeGaps(store, past, scheduler)
}

/** A moment of an earlier run of a computer. */
export const momentBefore = (wallMs: number) => ({ wallMs, boot: 'before', sinceBootMs: wallMs })

function writeGaps(store: Store, past: Past, scheduler: string): void {
  store.history.replaceTickGaps({ id: scheduler, gaps: gapsOf(past) })
  store.setMeta('schedulers', JSON.stringify({ [scheduler]: { title: 'EchoPilot’s scheduler', since: past.first } }))
}

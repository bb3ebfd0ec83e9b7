import type { JobRun } from '../../shared/model'
import type { DueView, JobDays, RunView } from '../../shared/schedule'
import type { Stretch } from '../presence'
import { cronOf, lateAfterMs, latestDue, nextDue, type Job } from '../schedule'
import { latenessOf } from './lateness'

export interface JobPast {
  /** Runs that were due in these days, in any order. */
  runs: readonly JobRun[]
  /** Where the console was when it wasn’t awake. */
  stretches: readonly Stretch[]
  /** Nothing was due before the console was first started, UTC epoch ms. */
  installedAt: number
  now: number
}

const dayMs = 86_400_000
const shownDays = 14

/** A run with the reason for its being late. */
export const runView = (run: JobRun, stretches: readonly Stretch[]): RunView => ({ ...run, lateness: run.late ? latenessOf(run.dueAt, stretches) : null })

/** The last two weeks of a job: each time it was due, and what came of it. */
export function jobDays(job: Job, past: JobPast): JobDays {
  const today = Math.floor(past.now / dayMs) * dayMs
  const first = today - (shownDays - 1) * dayMs
  const scheduled = new Map(past.runs.filter((run) => run.job === job.id && !run.manual).map((run) => [run.dueAt, run]))
  const due = dueTimes(job, Math.max(first, past.installedAt), past.now).map((dueAt) => dueView(dueAt, scheduled.get(dueAt) ?? null, job, past))
  const days = Array.from({ length: shownDays }, (_, place) => first + place * dayMs)
  return { job: job.id, cron: cronOf(job.timing), days: days.map((day) => ({ day, due: due.filter(({ dueAt }) => dueAt >= day && dueAt < day + dayMs) })) }
}

/** Oldest first. */
function dueTimes({ timing }: Job, from: number, now: number): number[] {
  const times: number[] = []
  for (let dueAt = nextDue(timing, from - 1); dueAt <= now; dueAt = nextDue(timing, dueAt)) times.push(dueAt)
  return times
}

function dueView(dueAt: number, run: JobRun | null, job: Job, { stretches, now }: JobPast): DueView {
  if (run) return { dueAt, state: run.outcome, run: runView(run, stretches), lateness: run.late ? latenessOf(dueAt, stretches) : null }
  // The newest one is made up for, and a timer may be a moment late; those before it never are.
  const canStillRun = dueAt === latestDue(job.timing, now) && (job.catchUp || now - dueAt <= lateAfterMs)
  return { dueAt, state: canStillRun ? 'waiting' : 'missed', run: null, lateness: latenessOf(dueAt, stretches) }
}

import { isLate, jobs, latestDue, type Job } from '../schedule'
import type { JobRun } from '../../shared/model'
import { absentAt, dayMs, type Past } from './past'

/** Each recorded run of the past, oldest first: late where nobody was there when it was due, and now and then failed. */
export function runsOf(past: Past): JobRun[] {
  const found: JobRun[] = []
  for (let day = past.first + dayMs; day < past.now + dayMs; day += dayMs)
    for (const job of jobs.filter(({ recorded }) => recorded)) {
      const dueAt = latestDue(job.timing, Math.min(day, past.now))
      if (dueAt >= day - dayMs) found.push(...runOf(job, dueAt, past))
    }
  return found.toSorted((a, b) => a.startedAt - b.startedAt)
}

function runOf({ id }: Job, dueAt: number, past: Past): JobRun[] {
  const absent = absentAt(past, dueAt)
  const startedAt = Math.round(absent ? absent.to + 4000 : dueAt)
  const failed = past.random.chance(0.01)
  if (startedAt >= past.now) return []
  const late = isLate({ dueAt, startedAt })
  return [{ id: `${id}-${dueAt}`, job: id, dueAt, startedAt, finishedAt: startedAt + 2400, outcome: failed ? 'failed' : 'done', late, manual: false, message: failed ? 'The database was busy.' : null }]
}

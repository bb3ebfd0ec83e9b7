import type { JobView } from '../../../shared/model'

const shown = 4

/** The jobs that run next, soonest first. */
export function upcoming(jobs: readonly JobView[]): (JobView & { nextAt: number })[] {
  return jobs
    .filter((job): job is JobView & { nextAt: number } => job.nextAt !== null)
    .toSorted((a, b) => a.nextAt - b.nextAt)
    .slice(0, shown)
}

import type { Engine } from '../host/engine'
import type { Handlers } from '../shared/ipc'
import { ok } from '../shared/result'

type JobCalls = Extract<keyof Handlers, `jobs.${string}`>

/** What the Schedule page asks for. */
export function jobHandlers({ scheduler, jobDesk }: Pick<Engine, 'scheduler' | 'jobDesk'>): Pick<Handlers, JobCalls> {
  return {
    'jobs.run': ({ job }) => scheduler.runNow(job),
    'jobs.history': async ({ limit, after }) => ok(jobDesk.page(after, limit)),
    'jobs.days': async () => ok(jobDesk.days()),
  }
}

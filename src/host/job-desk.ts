import { jobDays, runView } from '../core/views/job-days'
import type { Clock } from '../core/io'
import type { Job } from '../core/schedule'
import { timelineOf, type Presence } from '../core/timeline'
import type { JobDays, RunCursor, RunPage } from '../shared/schedule'
import type { Store } from './store/store'

export interface JobDeskPorts {
  jobs: readonly Job[]
  store: Store
  clock: Clock
  presence(): Presence
}

const dayMs = 86_400_000
/** As many as the page draws, and one for the part of a day. */
const daysRead = 15

/** What the window asks about the past of jobs. */
export class JobDesk {
  constructor(private readonly ports: JobDeskPorts) {}

  /** Newest first. */
  page(after: RunCursor | null, limit: number): RunPage {
    const found = this.ports.store.runs.page(after, limit)
    const oldest = Math.min(...found.map(({ dueAt }) => dueAt))
    const stretches = found.some(({ late }) => late) ? this.stretches(oldest) : []
    const last = found.length === limit ? found.at(-1) : undefined
    return { rows: found.map((run) => runView(run, stretches)), next: last ? { startedAt: last.startedAt, dueAt: last.dueAt, id: last.id } : null }
  }

  /** The last two weeks of each job whose runs are kept. */
  days(): JobDays[] {
    const { jobs, store, clock } = this.ports
    const now = clock.now()
    const since = now - daysRead * dayMs
    const past = { now, runs: store.runs.dueSince(since), stretches: this.stretches(since), installedAt: Number(store.meta('installed_at') ?? now) }
    return jobs.filter(({ recorded }) => recorded).map((job) => jobDays(job, past))
  }

  private stretches(since: number) {
    const { presence, store } = this.ports
    return timelineOf({ ...presence(), spans: store.history.spansSince(since) }).stretches
  }
}

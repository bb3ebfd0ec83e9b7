import { randomUUID } from 'node:crypto'
import type { Clock } from '../core/io'
import { cronOf, inWords, isLate, latestDue, missed, nextDue, type Job } from '../core/schedule'
import { fault } from '../shared/faults'
import type { JobRun, JobView } from '../shared/model'
import { err, ok, type Result } from '../shared/result'
import type { Store } from './store/store'

/** What a job is told about its run; what it returns is kept with the run. */
export type Work = (run: Pick<JobRun, 'dueAt' | 'late' | 'manual'>) => Promise<string | null>

export interface SchedulerPorts {
  jobs: readonly Job[]
  work: Record<string, Work>
  store: Store
  clock: Clock
  onChange(): void
  onBug(where: string, error: unknown): void
}

/** A busy second at the full minute must not cost the minute's tick. */
const toleratedMs = 30_000

/** node-cron says when, in UTC; the record in the database says whether: no run is made twice for one due time. */
export class Scheduler {
  private stops: (() => void)[] = []
  private round = 0
  private catchingUp: Promise<void> = Promise.resolve()

  constructor(private readonly ports: SchedulerPorts) {}

  async start(): Promise<void> {
    this.ports.store.runs.closeInterrupted()
    await this.arm()
    void this.catchUp()
  }

  /**
   * The wall clock was set. node-cron waits for the moment it has computed: after a clock was set back by an hour, it would
   * be silent for an hour.
   */
  clockSet(): void {
    if (this.stops.length === 0) return
    this.stop()
    void this.arm().catch((error: unknown) => this.ports.onBug('scheduler', error))
  }

  private async arm(): Promise<void> {
    const round = ++this.round
    const { schedule } = await import('node-cron')
    // Stopped, or armed anew, while the library was loading.
    if (round !== this.round) return
    for (const job of this.ports.jobs) {
      // node-cron's own word about a missed time is of no use here: catching up is ours.
      const options = { timezone: 'Etc/UTC', name: job.id, suppressMissedWarning: true, missedExecutionTolerance: toleratedMs }
      const task = schedule(cronOf(job.timing), () => this.onTime(job), options)
      this.stops.push(() => void task.destroy())
    }
  }

  private async onTime(job: Job): Promise<void> {
    const { clock } = this.ports
    // The brief of 08:00 reads the probe of 07:55, also when the machine wakes at 08:00.
    if (job.catchUp) await this.catchUp()
    // On wake the timer may fire far from its time: the due time it stands for is the newest one.
    await this.run(job, latestDue(job.timing, clock.now() + 500), false)
    if (job.timing.every === 'minute') await this.catchUp()
  }

  /** Makes up for what was missed while asleep or off, once each, in the order it was due. */
  catchUp(): Promise<void> {
    this.catchingUp = this.catchingUp.then(async () => {
      const { jobs, store, clock } = this.ports
      for (const { job, dueAt } of missed(jobs, store.runs.lastDue(), this.installedAt(), clock.now())) {
        await this.run(job, dueAt, false)
      }
    }).catch((error: unknown) => this.ports.onBug('catch-up', error))
    return this.catchingUp
  }

  /** *Run now*: recorded as manual, and no substitute for the scheduled run. */
  async runNow(id: string): Promise<Result<JobRun>> {
    const job = this.ports.jobs.find((candidate) => candidate.id === id && candidate.recorded)
    if (!job) return err(fault('invalid_input', `There is no job “${id}” to run.`, `Jobs: ${this.ports.jobs.filter((other) => other.recorded).map((other) => other.id).join(', ')}.`))
    const run = await this.run(job, this.ports.clock.now(), true)
    return run ? ok(run) : err(fault('internal', 'The run could not be recorded.', 'The log has the details.'))
  }

  views(): JobView[] {
    const { jobs, store, clock, work } = this.ports
    return jobs.map((job) => ({
      id: job.id,
      title: job.title,
      when: inWords(job.timing),
      nextAt: nextDue(job.timing, clock.now()),
      last: job.recorded ? store.runs.last(job.id) : null,
      runnable: job.recorded && job.id in work,
    }))
  }

  stop(): void {
    this.round++
    for (const stop of this.stops) stop()
    this.stops = []
  }

  private installedAt(): number {
    return Number(this.ports.store.meta('installed_at') ?? this.ports.clock.now())
  }

  private async run(job: Job, dueAt: number, manual: boolean): Promise<JobRun | null> {
    const { store, clock, work, onBug, onChange } = this.ports
    const startedAt = clock.now()
    const late = !manual && isLate({ dueAt, startedAt })
    const run: JobRun = { id: randomUUID(), job: job.id, dueAt, startedAt, finishedAt: null, outcome: 'running', late, manual, message: null }
    try {
      if (job.recorded && !store.runs.start(run)) return null
      if (job.recorded) onChange()
      run.message = (await work[job.id]?.({ dueAt, late, manual })) ?? null
      run.outcome = 'done'
    } catch (error) {
      run.outcome = 'failed'
      run.message = 'Something broke inside the console; the log has the details.'
      onBug(`job ${job.id}`, error)
    }
    run.finishedAt = clock.now()
    try {
      if (job.recorded) store.runs.finish(run)
    } catch (error) {
      // A full disk, or the console ended meanwhile: the next start finds the run interrupted.
      onBug(`job ${job.id}`, error)
    }
    if (job.recorded) onChange()
    return run
  }
}

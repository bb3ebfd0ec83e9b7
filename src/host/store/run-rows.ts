import type { JobRun } from '../../shared/model'
import type { RunCursor } from '../../shared/schedule'
import type { Row } from './driver'
import type { Store } from './store'

/** Runs of jobs, of any age. */
export class RunRows {
  constructor(private readonly store: Store) {}

  /** Records a run's start. False when a scheduled run of that job for that due time is already recorded. */
  start(run: JobRun): boolean {
    if (!run.manual && this.store.sql('SELECT 1 AS found FROM job_runs WHERE job = ? AND due_at = ? AND manual = 0').get(run.job, run.dueAt))
      return false
    this.store.sql('INSERT INTO job_runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
      run.id, run.job, run.dueAt, run.startedAt, run.finishedAt, run.outcome, Number(run.late), Number(run.manual), run.message,
    )
    return true
  }

  finish(run: JobRun): void {
    this.store.sql('UPDATE job_runs SET finished_at = ?, outcome = ?, message = ? WHERE id = ?').run(run.finishedAt, run.outcome, run.message, run.id)
  }

  /** Runs that were under way when the console ended will never finish: says so once, at start. */
  closeInterrupted(): void {
    this.store.sql("UPDATE job_runs SET outcome = 'interrupted', message = 'The console ended during the run.' WHERE outcome = 'running'").run()
  }

  /** Newest first. */
  newest(limit: number): JobRun[] {
    return this.store.sql('SELECT * FROM job_runs ORDER BY started_at DESC, due_at DESC LIMIT ?').all(limit).map(runOf)
  }

  since(at: number): JobRun[] {
    return this.store.sql('SELECT * FROM job_runs WHERE started_at >= ? ORDER BY started_at').all(at).map(runOf)
  }

  /** Due time of each job's newest scheduled run. */
  lastDue(): Map<string, number> {
    const rows = this.store.sql('SELECT job, MAX(due_at) AS due_at FROM job_runs WHERE manual = 0 GROUP BY job').all()
    return new Map(rows.map((row) => [row['job'] as string, row['due_at'] as number]))
  }

  last(job: string): JobRun | null {
    const row = this.store.sql('SELECT * FROM job_runs WHERE job = ? ORDER BY started_at DESC LIMIT 1').get(job)
    return row ? runOf(row) : null
  }

  /** The next ones that started before `after`, newest first; null begins at the newest. */
  page(after: RunCursor | null, limit: number): JobRun[] {
    const { startedAt, dueAt, id } = after ?? { startedAt: Number.MAX_SAFE_INTEGER, dueAt: 0, id: '' }
    return this.store
      .sql('SELECT * FROM job_runs WHERE (started_at, due_at, id) < (?, ?, ?) ORDER BY started_at DESC, due_at DESC, id DESC LIMIT ?')
      .all(startedAt, dueAt, id, limit)
      .map(runOf)
  }

  /** Scheduled runs whose due time is `at` or later. */
  dueSince(at: number): JobRun[] {
    return this.store.sql('SELECT * FROM job_runs WHERE manual = 0 AND due_at >= ?').all(at).map(runOf)
  }
}

export const runOf = (row: Row): JobRun => ({
  id: row['id'] as string,
  job: row['job'] as string,
  dueAt: row['due_at'] as number,
  startedAt: row['started_at'] as number,
  finishedAt: row['finished_at'] as number | null,
  outcome: row['outcome'] as JobRun['outcome'],
  late: row['late'] === 1,
  manual: row['manual'] === 1,
  message: row['message'] as string | null,
})

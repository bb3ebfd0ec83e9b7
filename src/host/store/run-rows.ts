import type { JobRun } from '../../shared/model'
import type { RunCursor } from '../../shared/schedule'
import { runOf, type Store } from './store'

/** Runs of jobs, of any age. */
export class RunRows {
  constructor(private readonly store: Store) {}

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

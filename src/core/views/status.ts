import type { Snapshot } from '../../shared/model'

/** Body of `GET /api/status` and of `echopilot status --json`: the snapshot's figures without its history. Times are RFC 3339. */
export function statusReport({ at, startedAt, overall, headline, components, incidents, costs, jobs, notes, api }: Snapshot) {
  return {
    ok: overall !== 'fail',
    status: overall,
    headline,
    ts: stamp(at),
    started_at: stamp(startedAt),
    api: api.url,
    components: components.map(({ target, title, status, message, figure, checkedAt }) => ({ target, title, status, message, figure, checked_at: stamp(checkedAt) })),
    incidents: incidents.map(({ id, severity, title, openedAt }) => ({ id, severity, title, opened_at: stamp(openedAt) })),
    week_usd: costs?.week.totalUsd ?? null,
    jobs: jobs.map(({ id, when, nextAt, last }) => ({ id, when, next_at: stamp(nextAt), last_outcome: last?.outcome ?? null, last_at: stamp(last?.startedAt ?? null) })),
    notes: notes.map(({ message, hint }) => ({ message, hint })),
  }
}

export type StatusReport = ReturnType<typeof statusReport>

const stamp = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString())

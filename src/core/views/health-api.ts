import type { ComponentView, Overall, Reading, Status } from '../../shared/model'
import type { EngineState } from '../engine'
import { overallOf } from './overall'
import { targetsOf } from '../targets'
import type { Settings } from '../../shared/settings'
import { componentView } from './component'

/** Body of `GET /api/system-health`, of `echopilot probe --json`, and what a health_probe.log line is cut from. */
export interface HealthReport {
  ok: boolean
  status: Overall
  ts: string
  /** true: this look was good. false: it failed. null: off, or we couldn't look; never counts against `ok`. */
  components: Record<string, boolean | null>
  issues: HealthIssue[]
  details: Record<string, HealthDetail>
}

export interface HealthIssue {
  component: string
  severity: 'warning' | 'fail' | 'unknown'
  code: string
  message: string
  hint: string | null
  since: string
}

export interface HealthDetail {
  /** Its name for people. */
  title: string
  /** What kind of look it is. */
  kind: string
  status: Status
  code: string | null
  latency_ms: number | null
  age_s: number | null
  figure: string | null
  /** What happened, in words; empty when there is nothing to say. */
  message: string
  detail: Reading['detail']
}

const looked = (status: Status): boolean | null => (status === 'fail' ? false : status === 'ok' || status === 'warning' ? true : null)

/** A look too old to be believed is one we couldn't make. */
const lookOf = (view: ComponentView): Status => (view.code === 'stale' ? 'unknown' : view.look)

const isUnwell = (status: Status): boolean => status === 'warning' || status === 'fail'

export function healthReport(state: EngineState, settings: Settings, now: number): HealthReport {
  const views = targetsOf(settings).map((target) => componentView(target, state.components.get(target.id), now))
  const components = Object.fromEntries(views.map((view) => [view.target, looked(lookOf(view))]))
  const issues = views
    .map((view) => ({ view, look: lookOf(view) }))
    .filter(({ view, look }) => look === 'fail' || look === 'warning' || isUnwell(view.status) || (look === 'unknown' && view.checkedAt !== null))
    .map(({ view, look }) => ({
      component: view.target,
      severity: view.status === 'fail' ? ('fail' as const) : look === 'unknown' ? ('unknown' as const) : ('warning' as const),
      code: view.code ?? (look === 'ok' ? 'recovering' : 'could_not_look'),
      message: view.message,
      hint: view.hint,
      since: new Date(view.since ?? now).toISOString(),
    }))
  const details = views.map((view): [string, HealthDetail] => [
    view.target,
    {
      title: view.title,
      kind: view.kind,
      status: view.status,
      code: view.code,
      latency_ms: view.latencyMs,
      age_s: view.checkedAt === null ? null : Math.max(0, Math.round((now - view.checkedAt) / 1000)),
      figure: view.figure,
      message: view.message,
      detail: view.detail,
    },
  ])
  return {
    ok: Object.values(components).every((good) => good !== false),
    status: overallOf(views, state.open.size),
    ts: new Date(now).toISOString(),
    components,
    issues,
    details: Object.fromEntries(details),
  }
}

/** One line of logs/health_probe.log. */
export function probeLogLine(report: HealthReport, reason: string): Record<string, unknown> {
  const { ts, ok, status, components, issues, details } = report
  const latencyMs = Object.fromEntries(Object.entries(details).map(([target, { latency_ms }]) => [target, latency_ms]))
  return { ts, ok, components, issues, status, reason, latency_ms: latencyMs }
}

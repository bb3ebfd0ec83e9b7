import { z } from 'zod'
import { catalogue, type FaultCode } from './faults'

/**
 * The vocabulary every side shares. Times are UTC epoch milliseconds (`…At`, `at`), durations end in `Ms`,
 * money is a decimal string in US dollars (`…Usd`), exact to 1e-12.
 */

export const status = z.enum(['ok', 'warning', 'fail', 'unknown', 'off'])
/** `unknown`: we could not look. `off`: not configured. Neither is a failure of the thing looked at. */
export type Status = z.infer<typeof status>

export const overall = z.enum(['ok', 'warning', 'fail', 'unknown'])
export type Overall = z.infer<typeof overall>

const codes = Object.keys(catalogue) as [FaultCode, ...FaultCode[]]
export const faultCode = z.enum(codes)

const json: z.ZodType<Json> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(json), z.record(z.string(), json)]),
)
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
export const detail = z.record(z.string(), json)
export type Detail = z.infer<typeof detail>

/** The five built-in targets, in the order they are always shown. */
export const builtInTargets = ['notion', 'drive', 'stripe', 'scheduler_tick', 'disk_ok'] as const

/** What one look at a target found. A probe returns this and nothing else. */
export const reading = z.object({
  status,
  code: faultCode.nullable(),
  /** What happened, in plain words; empty when there is nothing to say. */
  message: z.string(),
  /** What the user does next. */
  hint: z.string().nullable(),
  /** The figure worth a glance ("61 % of 476 GB"). */
  figure: z.string().nullable(),
  /** What the sparkline draws: latency in ms, used percent, or tick gaps. */
  value: z.number().nullable(),
  detail,
  /** The wait the target asked for, in ms. */
  retryAfterMs: z.number().optional(),
})
export type Reading = z.infer<typeof reading>

/** A reading, stamped by the runner. */
export const sample = reading.extend({
  target: z.string(),
  kind: z.string(),
  at: z.number(),
  latencyMs: z.number().nullable(),
})
export type Sample = z.infer<typeof sample>

export const severity = z.enum(['warning', 'fail'])
export type Severity = z.infer<typeof severity>

export const incident = z.object({
  id: z.string(),
  /** rule + target: what cooldown and hysteresis are kept by. */
  identity: z.string(),
  rule: z.string(),
  target: z.string(),
  severity,
  title: z.string(),
  message: z.string(),
  hint: z.string().nullable(),
  code: faultCode.nullable(),
  openedAt: z.number(),
  escalatedAt: z.number().nullable(),
  resolvedAt: z.number().nullable(),
})
export type Incident = z.infer<typeof incident>

/** One change worth telling; each is logged and may become a message. */
export const engineEvent = z.object({
  type: z.enum(['opened', 'escalated', 'resolved']),
  at: z.number(),
  incident,
})
export type EngineEvent = z.infer<typeof engineEvent>

/** What a click on a problem does. Links are ids, so that a window can never open an address of its own. */
export const action = z.object({
  label: z.string(),
  do: z.union([
    z.object({ kind: z.literal('settings'), section: z.string() }),
    z.object({ kind: z.literal('link'), link: z.string() }),
    z.object({ kind: z.literal('probe'), target: z.string() }),
  ]),
})
export type Action = z.infer<typeof action>

export const point = z.object({ at: z.number(), status, value: z.number().nullable() })
export type Point = z.infer<typeof point>

export const componentView = z.object({
  target: z.string(),
  kind: z.string(),
  title: z.string(),
  /** Judged state: confirmed over several looks, and `unknown` once too old. */
  status,
  /** What the last single look found. */
  look: status,
  code: faultCode.nullable(),
  message: z.string(),
  hint: z.string().nullable(),
  figure: z.string().nullable(),
  latencyMs: z.number().nullable(),
  checkedAt: z.number().nullable(),
  /** Since when the judged state holds. */
  since: z.number().nullable(),
  /** When the next look is due. */
  nextAt: z.number().nullable(),
  history: z.array(point),
  detail,
  action: action.nullable(),
})
export type ComponentView = z.infer<typeof componentView>

export const runProgress = z.object({
  reason: z.enum(['button', 'schedule', 'api', 'start']),
  startedAt: z.number(),
  targets: z.record(z.string(), z.enum(['looking', 'done'])),
})
export type RunProgress = z.infer<typeof runProgress>

export const grade = z.enum(['reported', 'computed', 'estimated', 'unpriced'])
/** Ordered from the surest to the least: a sum has the grade of its weakest part. */
export type Grade = z.infer<typeof grade>

export const costBreakdown = z.object({
  totalUsd: z.string(),
  cpuUsd: z.string(),
  cpuHours: z.number(),
  llmUsd: z.string(),
  /** null: Stripe's fees are not read, so nothing is said of them. */
  stripeUsd: z.string().nullable(),
  grade,
})
export type CostBreakdown = z.infer<typeof costBreakdown>

export const costSummary = z.object({
  at: z.number(),
  today: costBreakdown,
  week: costBreakdown,
  lastWeek: costBreakdown,
  month: costBreakdown,
  /** What the figures are made from, in words. */
  sources: z.array(z.string()),
  unpriced: z.array(z.object({ provider: z.string(), model: z.string(), calls: z.number(), tokens: z.number() })),
  badLines: z.number(),
})
export type CostSummary = z.infer<typeof costSummary>

export const jobRun = z.object({
  id: z.string(),
  job: z.string(),
  dueAt: z.number(),
  startedAt: z.number(),
  finishedAt: z.number().nullable(),
  outcome: z.enum(['running', 'done', 'failed', 'interrupted']),
  /** Ran well after it was due: the machine slept, or the console was off. */
  late: z.boolean(),
  manual: z.boolean(),
  message: z.string().nullable(),
})
export type JobRun = z.infer<typeof jobRun>

export const jobView = z.object({
  id: z.string(),
  title: z.string(),
  /** "daily at 07:55 UTC" */
  when: z.string(),
  nextAt: z.number().nullable(),
  last: jobRun.nullable(),
  runnable: z.boolean(),
})
export type JobView = z.infer<typeof jobView>

export const checklistItem = z.object({
  id: z.string(),
  title: z.string(),
  done: z.boolean(),
  /** Why it matters, or what is wrong with it. */
  why: z.string(),
  action: action.nullable(),
})
export type ChecklistItem = z.infer<typeof checklistItem>

/** Something the console says about itself. */
export const note = z.object({
  id: z.string(),
  severity: z.enum(['info', 'warning', 'fail']),
  message: z.string(),
  hint: z.string().nullable(),
  action: action.nullable(),
})
export type Note = z.infer<typeof note>

export const brief = z.object({
  at: z.number(),
  overall,
  /** One sentence: the state now. */
  headline: z.string(),
  sections: z.array(z.object({ title: z.string(), lines: z.array(z.string()) })),
})
export type Brief = z.infer<typeof brief>

/** Everything the tray and the window show: a projection of one state, latest wins. */
export const snapshot = z.object({
  at: z.number(),
  startedAt: z.number(),
  overall,
  /** The one sentence on top: what is wrong first, or that all is well. */
  headline: z.string(),
  components: z.array(componentView),
  run: runProgress.nullable(),
  incidents: z.array(incident),
  costs: costSummary.nullable(),
  jobs: z.array(jobView),
  checklist: z.array(checklistItem),
  notes: z.array(note),
  brief: brief.nullable(),
  api: z.object({ url: z.string().nullable(), port: z.number().nullable(), wantedPort: z.number() }),
})
export type Snapshot = z.infer<typeof snapshot>

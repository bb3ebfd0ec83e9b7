import { z } from 'zod'
import { catalogue, ways, type FaultCode } from './faults'

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
  /** Whether looking again helps, where this case differs from its code. */
  retry: z.enum(['no', 'soon', 'later']).optional(),
  way: z.enum(ways).optional(),
})
export type Reading = z.infer<typeof reading>

/** A reading, stamped by the runner. */
export const sample = reading.extend({
  target: z.string(),
  kind: z.string(),
  at: z.number(),
  latencyMs: z.number().nullable(),
  /** Tells one credential from another without naming it; null where none is used. */
  credential: z.string().nullable().optional(),
})
export type Sample = z.infer<typeof sample>

export const severity = z.enum(['warning', 'fail'])
export type Severity = z.infer<typeof severity>

/** A moment by two clocks: wall time, and the time since this computer was started, which nobody can set. */
export const moment = z.object({ wallMs: z.number(), boot: z.string(), sinceBootMs: z.number() })

export const incident = z.object({
  id: z.string(),
  /** rule + target: what cooldown and hysteresis are kept by. */
  identity: z.string(),
  rule: z.string(),
  target: z.string(),
  /** The component whose look it hangs on: the target itself, or what the target is part of. */
  component: z.string(),
  /** What its rule judged by; one that is judged otherwise is another incident. */
  mark: z.string(),
  severity,
  /** Within one severity, higher is more urgent: how close an end is. */
  urgency: z.number().optional(),
  title: z.string(),
  message: z.string(),
  hint: z.string().nullable(),
  code: faultCode.nullable(),
  openedAt: z.number(),
  escalatedAt: z.number().nullable(),
  acknowledgedAt: z.number().nullable(),
  /** `forMs` null: until it ends. */
  snooze: z.object({ from: moment, forMs: z.number().nullable() }).nullable(),
  resolvedAt: z.number().nullable(),
})
export type Incident = z.infer<typeof incident>

/** Where somebody did something about an incident. */
export const actedIn = z.enum(['window', 'telegram'])
export type ActedIn = z.infer<typeof actedIn>

/** One change worth telling; each is logged and may become a message. */
export const engineEvent = z.object({
  type: z.enum(['opened', 'escalated', 'acknowledged', 'snoozed', 'resumed', 'resolved']),
  at: z.number(),
  incident,
  /** Of what somebody did. */
  by: actedIn.optional(),
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

/** What a component's `value` counts, for the sparkline and its words. */
export const unit = z.enum(['ms', 'percent', 'gaps', 'days', 'count', 'bytes'])
export type Unit = z.infer<typeof unit>

/** `remote` shares the fate of this computer's way to the internet. */
export const reach = z.enum(['local', 'remote'])
export type Reach = z.infer<typeof reach>

export const componentView = z.object({
  target: z.string(),
  kind: z.string(),
  title: z.string(),
  /** One of the five every console has; the others are added in Settings. */
  builtIn: z.boolean(),
  reach,
  unit,
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
  /** What it is at least and at most: calls without a known price are in these alone. */
  lowUsd: z.string(),
  highUsd: z.string(),
  cpuUsd: z.string(),
  cpuHours: z.number(),
  llmUsd: z.string(),
  /** null: Stripe's fees are not read, so nothing is said of them. */
  stripeUsd: z.string().nullable(),
  /** What the Finance table tells beside all that. */
  financeUsd: z.string(),
  grade,
})
export type CostBreakdown = z.infer<typeof costBreakdown>

export const costSummary = z.object({
  at: z.number(),
  today: costBreakdown,
  week: costBreakdown,
  lastWeek: costBreakdown,
  /** Last week up to the same moment of the week, as it was; null when nothing is known of last week. */
  lastWeekSoFar: costBreakdown.nullable(),
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

/** One time a rule would have fired. Times are UTC epoch ms; `resolvedAt` null: still open at the end. */
export const firing = z.object({ target: z.string(), severity, title: z.string(), openedAt: z.number(), resolvedAt: z.number().nullable() })

/** What is known of one series' future, or of how strange its present is, and how its forecaster has done. */
export const forecastView = z.object({
  /** disk-24:/ · disk-72:/ · latency:notion · anomaly:shop-db */
  series: z.string(),
  kind: z.enum(['disk-24', 'disk-72', 'latency', 'anomaly']),
  /** The mount, or the component. */
  target: z.string(),
  alert: z.boolean(),
  /** Hours until the disk is full; null for never, and for what isn't a disk. */
  hours: z.number().nullable(),
  /** Between which hours that will probably be; null with `hours`. */
  between: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** The newest value: used percent, latency in ms, or what the check measures; of an anomaly that is told of, the unusual one. */
  value: z.number(),
  record: z.object({
    /** Times it said that something was coming. */
    claims: z.number(),
    /** Claims that came true. */
    hits: z.number(),
    /** Times it came without a claim. */
    missed: z.number(),
    /** How long before, ms, over all hits. */
    leadMs: z.number(),
    /** The claim that stands now, since when; UTC epoch ms. */
    since: z.number().nullable(),
    /** It has come, and hasn't gone again. */
    there: z.boolean(),
  }),
})
export type ForecastView = z.infer<typeof forecastView>

/** A message about an incident, as one channel has it. */
export const sentMessage = z.object({
  id: z.number(),
  channel: z.string(),
  channelTitle: z.string(),
  createdAt: z.number(),
  title: z.string(),
  state: z.enum(['waiting', 'delivered', 'refused']),
  attempts: z.number(),
  /** What the other side calls it: a Telegram message id, "shown". */
  receipt: z.string().nullable(),
  problem: z.string().nullable(),
})
export type SentMessage = z.infer<typeof sentMessage>

export const channelView = z.object({
  id: z.string(),
  title: z.string(),
  /** Set up and switched on. */
  wanted: z.boolean(),
  /** Messages that wait in its lane. */
  waiting: z.number(),
  /** Why it takes nothing any more, and what to do; null when it does. */
  refusal: z.object({ at: z.number(), message: z.string(), hint: z.string().nullable() }).nullable(),
})
export type ChannelView = z.infer<typeof channelView>

/** Something the console says about itself. */
/** A table in Notion that is shared with the connection. */
export const notionDataSource = z.object({ id: z.string(), title: z.string() })
export type NotionDataSource = z.infer<typeof notionDataSource>

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
  /** Until when all messages are silenced, UTC epoch ms; null when they aren't. */
  mutedUntil: z.number().nullable(),
  api: z.object({ url: z.string().nullable(), port: z.number().nullable(), wantedPort: z.number() }),
})
export type Snapshot = z.infer<typeof snapshot>

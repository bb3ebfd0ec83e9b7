import { z } from 'zod'
import { grade } from './model'

/** What the Costs page shows. Money is exact decimal dollars as a string; times UTC epoch ms; spans half-open. */

export const amount = z.object({
  usd: z.string(),
  low: z.string(),
  high: z.string(),
  grade,
})
export type Amount = z.infer<typeof amount>

export const costDimension = z.enum(['kind', 'provider', 'model', 'job', 'agent'])
export type CostDimension = z.infer<typeof costDimension>

const spanName = z.enum(['day', 'week', 'month', 'year'])

/** A span by its name, or by its ends; `before` counts whole spans back from the present one. */
export const costSpan = z.union([
  z.object({ period: spanName, before: z.number().int().min(0).max(1000) }),
  z.object({ from: z.number().int(), to: z.number().int() }),
])

export const costQuestion = z.object({ span: costSpan, by: costDimension })
export type CostQuestion = z.infer<typeof costQuestion>

export const costRow = amount.extend({
  /** '' for what has none: CPU time has no model. */
  name: z.string(),
  calls: z.number(),
  tokens: z.number(),
  /** The same stretch of the span before; null when nothing is known of it. */
  before: z.string().nullable(),
  unpricedCalls: z.number(),
})
export type CostRow = z.infer<typeof costRow>

export const budgetView = z.object({
  id: z.string(),
  title: z.string(),
  usd: z.string(),
  spent: z.string(),
  /** 0–1 and above. */
  part: z.number(),
  /** How much of its span has gone by, 0–1. */
  elapsed: z.number(),
  /** What it will have come to at its end; null when too little is known. */
  projected: amount.nullable(),
  /** ok: within. tight: will probably be exceeded. over: is exceeded. */
  state: z.enum(['ok', 'tight', 'over']),
  /** In words: how fast it is spent against what it allows. */
  words: z.string(),
  /** When it will be used up at the present pace; null when not before its end. */
  usedUpAt: z.number().nullable(),
})
export type BudgetView = z.infer<typeof budgetView>

export const anomalyView = z.object({
  /** What cost more than usual: a day, a model, a job. */
  dimension: z.enum(['day', 'model', 'job']),
  name: z.string(),
  day: z.string(),
  usd: z.string(),
  usual: z.string(),
  words: z.string(),
})

export const agentRunView = z.object({
  job: z.string(),
  agent: z.string().nullable(),
  runId: z.string().nullable(),
  startedAt: z.number(),
  finishedAt: z.number().nullable(),
  outcome: z.enum(['running', 'finished', 'failed']),
  llmUsd: z.string(),
  cpuUsd: z.string(),
  /** Net of what its charges brought, after Stripe's fees; null when it earned nothing or that isn't known yet. */
  earnedUsd: z.string().nullable(),
  /** Earned less all costs; null with `earnedUsd`. */
  marginUsd: z.string().nullable(),
  grade,
})

/** Why our figure and the provider's bill differ; the parts add up to the difference exactly. */
export const bridgeView = z.object({
  provider: z.string(),
  from: z.number(),
  to: z.number(),
  ours: z.string(),
  billed: z.string(),
  difference: z.string(),
  parts: z.array(z.object({ cause: z.enum(['not-in-our-logs', 'rate', 'mix', 'day-boundary']), usd: z.string(), words: z.string() })),
})
export type BridgeView = z.infer<typeof bridgeView>

export const costSource = z.object({
  id: z.enum(['logs', 'own', 'stripe', 'finance', 'openai']),
  title: z.string(),
  state: z.enum(['ok', 'reading', 'stale', 'problem', 'off']),
  /** "12 files, 48,210 calls, newest 2 min ago" */
  words: z.string(),
  hint: z.string().nullable(),
  at: z.number().nullable(),
})
export type CostSource = z.infer<typeof costSource>

export const costsView = z.object({
  at: z.number(),
  zone: z.string(),
  span: z.object({ from: z.number(), to: z.number(), period: spanName.nullable(), label: z.string() }),
  total: amount,
  /** The same stretch of the span before, and that span whole; null when nothing is known of it. */
  before: z.object({ soFar: amount, whole: amount }).nullable(),
  kinds: z.array(costRow),
  rows: z.array(costRow),
  /** For the stacked chart: columns of days (of hours within one day), and in each the rows' amounts in their order. */
  chart: z.object({ step: z.enum(['hour', 'day', 'week', 'month']), at: z.array(z.number()), series: z.array(z.object({ name: z.string(), usd: z.array(z.string()) })) }),
  unpriced: z.array(z.object({ provider: z.string(), model: z.string(), calls: z.number(), tokens: z.number(), low: z.string(), high: z.string() })),
  lines: z.object({ rows: z.number(), duplicates: z.number(), ambiguous: z.number(), bad: z.number(), foreign: z.number() }),
  badFiles: z.array(z.object({ path: z.string(), bad: z.number(), lines: z.array(z.object({ line: z.number(), why: z.string() })), problem: z.string().nullable() })),
  budgets: z.array(budgetView),
  /** Of the present month; null when too little is known. `path`: cumulated by day. */
  forecast: z
    .object({ month: z.string(), usd: z.string(), low: z.string(), high: z.string(), path: z.array(z.object({ day: z.string(), usd: z.string(), low: z.string(), high: z.string(), actual: z.boolean() })), priceChanges: z.array(z.object({ from: z.string(), model: z.string(), words: z.string() })) })
    .nullable(),
  anomalies: z.array(anomalyView),
  runs: z.array(agentRunView),
  bridge: z.array(bridgeView),
  /** What failures cost: retries and self-heals, with the incident they belong to where there is one. */
  failures: z.object({ usd: z.string(), rows: z.array(z.object({ job: z.string(), attempts: z.number(), usd: z.string(), incident: z.string().nullable() })) }),
  sources: z.array(costSource),
  /** Which prices were used. */
  prices: z.object({ source: z.string(), version: z.string(), sha256: z.string(), overlay: z.string().nullable() }),
  /** Of the first reading of logs; null when none is under way. `held`: it was put off until somebody asks for it. */
  reading: z.object({ part: z.number(), words: z.string(), held: z.boolean() }).nullable(),
})
export type CostsView = z.infer<typeof costsView>

export const callView = z.object({
  at: z.number(),
  provider: z.string(),
  model: z.string(),
  job: z.string().nullable(),
  agent: z.string().nullable(),
  serviceTier: z.string().nullable(),
  tokensIn: z.number(),
  tokensCached: z.number(),
  tokensOut: z.number(),
  usd: z.string().nullable(),
  grade,
  requestId: z.string().nullable(),
  path: z.string(),
  line: z.number(),
})
export const callsQuestion = z.object({ span: costSpan, where: z.partialRecord(z.enum(['provider', 'model', 'job', 'agent']), z.string()) })
export const callsView = z.object({ rows: z.array(callView), more: z.boolean() })
export type CallsView = z.infer<typeof callsView>

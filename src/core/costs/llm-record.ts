import type { Unreadable } from '../plugin'
import { dollars, fieldsOf, textOf, type Fields } from './log-fields'
import type { LogRecord } from './record'
import { reportedCost } from './reported-cost'
import { noTokens, normaliseUsage } from './usage'

/** What a line tells of a model call, as it stands there. */
export interface Told {
  /** UTC epoch ms; null when the line has no time. */
  at: number | null
  provider: string | null
  model: string | null
  /** In the provider’s own shape. */
  usage: unknown
  requestId: string | null
  job?: string | null
  agent?: string | null
  serviceTier?: string | null
  batch?: boolean
  region?: string | null
  /** What it cost in dollars, a number or a decimal string; undefined or null when the line doesn’t say. */
  costUsd?: unknown
}

export type LlmRecord = Extract<LogRecord, { kind: 'llm' }>

/**
 * A told call as a record, or what it lacks; the first of time, model (or provider), amount, usage. Every format makes its calls here, so
 * that a call means the same wherever it was written down.
 */
export function llmRecord(told: Told): LlmRecord | Unreadable {
  const { at, provider, model } = told
  if (at === null) return { unreadable: 'no-time' }
  if (provider === null || model === null) return { unreadable: 'no-model' }
  const said = told.costUsd ?? null
  const reportedUsd = said === null ? reportedCost(provider, told.usage) : dollars(said)
  if (said !== null && reportedUsd === null) return { unreadable: 'bad-amount' }
  // A bill without tokens we understand is still a bill.
  const usage = normaliseUsage(provider, told.usage) ?? (reportedUsd === null ? null : noTokens)
  if (!usage) return { unreadable: 'no-usage' }
  return { kind: 'llm', at, call: { ...whoAsked(told, fieldsOf(told.usage)), provider: provider.toLowerCase(), model, usage, reportedUsd } }
}

/** Anthropic and Gemini tell in `usage` how a request was served. */
const whoAsked = (told: Told, usage: Fields) => ({
  requestId: told.requestId,
  job: told.job ?? null,
  agent: told.agent ?? null,
  serviceTier: usage['speed'] === 'fast' ? 'fast' : (told.serviceTier ?? textOf(usage, 'service_tier', 'serviceTier', 'trafficType')?.toLowerCase() ?? null),
  batch: told.batch ?? false,
  region: told.region ?? regionOf(textOf(usage, 'inference_geo')),
})

/** Only a named place is priced otherwise. */
const regionOf = (place: string | null): string | null => (place === 'global' || place === 'not_available' ? null : place)

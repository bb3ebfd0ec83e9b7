import { z } from 'zod'
import { picoOf } from '../../core/bills/decimal'
import type { Pico } from '../../core/costs/money'
import type { Span } from '../../core/costs/periods'
import type { OpenaiPort } from '../../core/io'
import { ok, type Result } from '../../shared/result'
import { systemClock } from '../io/clock'
import { callProvider, clientTimeoutMs, type CallRules } from './call'
import type { Page } from './page'

/** The client, with its own retries and messages off. An admin key opens the organization's pages and nothing else. */
export async function openaiClient(key: string, rules: CallRules, fetch: typeof globalThis.fetch) {
  const { OpenAI } = await import('openai')
  return new OpenAI({ apiKey: key, adminAPIKey: key, fetch, maxRetries: 0, timeout: clientTimeoutMs(rules), logLevel: 'off' })
}

type Client = Awaited<ReturnType<typeof openaiClient>>

const daySeconds = 86_400

const callWith =
  (rules: CallRules) =>
  <T>(key: string, ask: (client: Client) => Promise<T>, accept: (answer: T) => boolean): Promise<Result<T>> =>
    callProvider('openai', rules, async (fetch) => ask(await openaiClient(key, rules, fetch)), accept)

export function openaiPort(rules: CallRules): OpenaiPort {
  const call = callWith(rules)
  return {
    async models(key) {
      const answer = await call(key, (client) => client.models.list(), (page) => page?.object === 'list' && Array.isArray(page.data))
      return answer.ok ? ok({ count: answer.value.data.length }) : answer
    },
    async costs(adminKey) {
      const yesterday = Math.floor(systemClock.now() / 1000) - daySeconds
      const answer = await call(adminKey, (client) => client.admin.organization.usage.costs({ start_time: yesterday, limit: 1 }), (page) => page?.object === 'page' && Array.isArray(page.data))
      return answer.ok ? ok(undefined) : answer
    },
  }
}

/** What a UTC day was billed for one thing of one project. `day` is its first moment, UTC epoch ms. */
export interface OpenaiCost {
  day: number
  lineItem: string
  project: string
  /** 1e-12 of the currency’s unit. */
  pico: Pico
  /** Upper case. */
  currency: string
  quantity: number | null
  unit: string | null
}

/** What a UTC day’s calls of one model took. */
export interface OpenaiUsage {
  day: number
  model: string
  batch: boolean
  serviceTier: string
  requests: number
  /** A total, cache included. */
  input: number
  cachedInput: number
  cacheWrite: number
  output: number
}

const count = z.number().int().nonnegative()
const text = z.string().nullish().transform((value) => value ?? '')
/** Numbers with more digits than a number holds have come as text. */
const money = z.union([z.number(), z.string()]).transform((value, context) => {
  const pico = picoOf(value)
  if (pico === null) context.addIssue({ code: 'custom', message: 'no amount' })
  return pico ?? 0n
})
const cost = z.object({
  object: z.literal('organization.costs.result'), amount: z.object({ value: money, currency: z.string() }), line_item: text, project_id: text,
  quantity: z.number().nullish(), quantity_unit: z.string().nullish(),
})
const usage = z.object({
  object: z.literal('organization.usage.completions.result'), input_tokens: count, output_tokens: count, num_model_requests: count,
  input_cached_tokens: count.default(0), input_cache_write_tokens: count.default(0), model: text, batch: z.boolean().nullish(), service_tier: text,
})

export interface OpenaiBills {
  costs(adminKey: string, asked: { span: Span; cursor: string | null }): Promise<Result<Page<OpenaiCost>>>
  usage(adminKey: string, asked: { span: Span; cursor: string | null }): Promise<Result<Page<OpenaiUsage>>>
}

/** Most daily buckets one page of the usage may hold. */
export const mostDays = 31

export function openaiBills(rules: CallRules): OpenaiBills {
  const call = callWith(rules)
  /** The days of the span, by the schema of what they hold; an answer of another form is no success. */
  async function buckets<T>(key: string, row: z.ZodType<T>, ask: (client: Client) => Promise<unknown>): Promise<Result<Page<{ day: number; row: T }>>> {
    const schema = z.object({ object: z.literal('page'), has_more: z.boolean(), next_page: z.string().nullish(), data: z.array(z.object({ start_time: z.number().int(), results: z.array(row) })) })
    const answer = await call(key, ask, (page) => schema.safeParse(page).success)
    if (!answer.ok) return answer
    const { data, has_more: more, next_page: next } = schema.parse(answer.value)
    return ok({ rows: data.flatMap(({ start_time: start, results }) => results.map((result) => ({ day: start * 1000, row: result }))), next: more ? (next ?? null) : null })
  }
  const asked = ({ from, to }: Span, cursor: string | null) => ({ start_time: from / 1000, end_time: to / 1000, bucket_width: '1d' as const, limit: mostDays, ...(cursor === null ? {} : { page: cursor }) })
  return {
    async costs(key, { span, cursor }) {
      const page = await buckets(key, cost, (client) => client.admin.organization.usage.costs({ ...asked(span, cursor), group_by: ['line_item', 'project_id'] }))
      return page.ok ? ok({ ...page.value, rows: page.value.rows.map(({ day, row }) => costOf(day, row)) }) : page
    },
    async usage(key, { span, cursor }) {
      const page = await buckets(key, usage, (client) => client.admin.organization.usage.completions({ ...asked(span, cursor), group_by: ['model', 'batch', 'service_tier'] }))
      return page.ok ? ok({ ...page.value, rows: page.value.rows.map(({ day, row }) => usageOf(day, row)) }) : page
    },
  }
}

const costOf = (day: number, { amount, line_item: lineItem, project_id: project, quantity, quantity_unit: unit }: z.infer<typeof cost>): OpenaiCost => ({
  day, lineItem, project, pico: amount.value, currency: amount.currency.toUpperCase(), quantity: quantity ?? null, unit: unit ?? null,
})

const usageOf = (day: number, row: z.infer<typeof usage>): OpenaiUsage => ({
  day, model: row.model, batch: row.batch ?? false, serviceTier: row.service_tier, requests: row.num_model_requests,
  input: row.input_tokens, cachedInput: row.input_cached_tokens, cacheWrite: row.input_cache_write_tokens, output: row.output_tokens,
})

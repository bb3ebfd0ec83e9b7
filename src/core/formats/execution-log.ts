import type { HealOutcome, LogRecord } from '../costs/record'
import { noTokens, normaliseUsage } from '../costs/usage'
import { defineFormat } from '../plugin'

type Fields = Record<string, unknown>

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const seconds = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null

/** RFC 3339 or epoch seconds/ms, as EchoPilot's loggers write it → UTC epoch ms. */
export function parseTime(value: unknown): number | null {
  if (typeof value === 'number' && Number.isFinite(value)) return value < 1e11 ? Math.round(value * 1000) : Math.round(value)
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d/.test(value)) return null
  // A time without a zone is UTC: loggers on servers write it so, and local time would move with the reader.
  const zoned = /([zZ]|[+-]\d\d:?\d\d)$/.test(value) ? value : `${value}Z`
  const at = Date.parse(zoned)
  return Number.isNaN(at) ? null : at
}

const dollars = (value: unknown): string | null => {
  if (typeof value === 'string') return /^\d+(\.\d{1,12})?$/.test(value) ? value : null
  // Above this a number has no cents, and is no call's cost.
  if (typeof value !== 'number' || !(value >= 0 && value < 1e9)) return null
  return value.toFixed(12).replace(/0+$/, '').replace(/\.$/, '')
}

/** Our execution log and EchoPilot's scheduler log: docs/events.md. */
export default defineFormat({
  id: 'execution-log',
  title: 'EchoPilot execution log',
  read(value) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
    const line = value as Fields
    const at = parseTime(line['ts'])
    const event = text(line['event'])
    if (at === null || event === null) return null
    if (event === 'tick') return { kind: 'tick', at, cpuSeconds: seconds(line['cpu_seconds']), ...workOf(line) }
    if (event === 'llm_call') return llmCall(line, at)
    if (event === 'self_heal') return { kind: 'heal', at, job: jobOf(line), attempt: seconds(line['attempt']), outcome: outcomeOf(line['outcome']) }
    const step = steps[event as keyof typeof steps]
    return step ? jobStep(line, at, step) : { kind: 'other', at }
  },
})

const steps = { job_started: 'started', job_finished: 'finished', job_failed: 'failed' } as const

const jobOf = (line: Fields): string => text(line['job_id']) ?? 'unnamed'

function jobStep(line: Fields, at: number, step: (typeof steps)[keyof typeof steps]): LogRecord {
  const used = seconds(line['cpu_seconds'])
  const job = jobOf(line)
  if (step === 'started' || used === null) return { kind: 'job', at, job, step }
  return { kind: 'cpu', at, job, agent: text(line['agent']), runId: text(line['run_id']), seconds: used, ...(step === 'failed' ? { failed: true as const } : {}) }
}

/** Fields in which schedulers say how much a tick did. */
const workFields = ['jobs', 'processed', 'jobs_run', 'jobs_processed', 'tasks', 'work']

function workOf(line: Fields): { worked?: boolean } {
  const said = workFields.map((field) => line[field]).filter((value) => value !== undefined)
  return said.length === 0 ? {} : { worked: said.some(isSome) }
}

const isSome = (value: unknown): boolean => (typeof value === 'number' ? value > 0 : Array.isArray(value) ? value.length > 0 : value === true)

const healedWords = /^(healed|ok|success|succeeded|successful|fixed|recovered|resolved|passed|done|finished)$/i
const failedWords = /^(fail|failed|failure|error|errored|unhealed|gave_up|given_up|abandoned|aborted|exhausted|timeout|timed_out)$/i

function outcomeOf(value: unknown): HealOutcome {
  if (typeof value === 'boolean') return value ? 'healed' : 'failed'
  const word = text(value)?.trim().replace(/[ -]/g, '_') ?? ''
  return healedWords.test(word) ? 'healed' : failedWords.test(word) ? 'failed' : 'unknown'
}

function llmCall(line: Fields, at: number) {
  const provider = text(line['provider'])
  const model = text(line['model'])
  const reportedUsd = dollars(line['cost_usd'])
  // A bill without tokens we understand is still a bill.
  const usage = provider && (normaliseUsage(provider.toLowerCase(), line['usage']) ?? (reportedUsd === null ? null : noTokens))
  if (!provider || !model || !usage) return null
  return {
    kind: 'llm' as const,
    at,
    call: {
      provider: provider.toLowerCase(),
      model,
      usage,
      requestId: text(line['request_id']),
      job: text(line['job_id']),
      agent: text(line['agent']),
      serviceTier: text(line['service_tier']),
      batch: line['batch'] === true,
      reportedUsd,
    },
  }
}

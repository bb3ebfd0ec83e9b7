import { answerIn, executionEvents, isAnthropicBody, isOpenaiBody } from '../costs/answers'
import { isFields, listOf, parseTime, seconds, text, type Fields } from '../costs/log-fields'
import { llmRecord } from '../costs/llm-record'
import type { HealOutcome, LogRecord } from '../costs/record'
import { defineFormat } from '../plugin'

/**
 * Our execution log and EchoPilot's scheduler log: docs/events.md. A line is ours when `event` is a text and `ts` a time, or `event` one of
 * `executionEvents` (then a missing time is told). An event we don't know is ours, too, unless it holds an API's answer.
 *
 * Of an `llm_call` count, and nothing else: `ts`, `provider`, `model`, `usage`, `request_id`, `job_id`, `agent`, `service_tier`, `batch` (only
 * `true` is true), `region`, `cost_usd`. What the fields of `usage` mean is told by costs/llm-record.ts and costs/usage.ts.
 */
export default defineFormat({
  id: 'execution-log',
  title: 'EchoPilot execution log',
  marks: ['event'],
  read(value) {
    const event = isFields(value) ? text(value['event']) : null
    if (!isFields(value) || event === null) return null
    const at = parseTime(value['ts'])
    if (at === null) return executionEvents.includes(event) ? { unreadable: 'no-time' } : null
    if (event === 'llm_call') return llmCall(value, at)
    return otherEvent(event, value, at)
  },
})

function otherEvent(event: string, line: Fields, at: number): LogRecord | null {
  switch (event) {
    case 'tick':
      return { kind: 'tick', at, cpuSeconds: seconds(line['cpu_seconds']), ...workOf(line) }
    case 'self_heal':
      return { kind: 'heal', at, job: jobOf(line), attempt: seconds(line['attempt']), outcome: outcomeOf(line['outcome']) }
    case 'charge':
      return charge(line, at)
    case 'process_cpu':
      return processCpu(line, at)
    case 'job_started':
    case 'job_finished':
    case 'job_failed':
      return jobStep(line, at, steps[event])
    default:
      return answerIn(line, (body) => isOpenaiBody(body) || isAnthropicBody(body)) ? null : { kind: 'other', at }
  }
}

const llmCall = (line: Fields, at: number) =>
  llmRecord({
    at,
    provider: text(line['provider']),
    model: text(line['model']),
    usage: line['usage'],
    requestId: text(line['request_id']),
    job: text(line['job_id']),
    agent: text(line['agent']),
    serviceTier: text(line['service_tier']),
    batch: line['batch'] === true,
    region: text(line['region']),
    costUsd: line['cost_usd'],
  })

const steps = { job_started: 'started', job_finished: 'finished', job_failed: 'failed' } as const

const jobOf = (line: Fields): string => text(line['job_id']) ?? 'unnamed'

function jobStep(line: Fields, at: number, step: (typeof steps)[keyof typeof steps]): LogRecord {
  const cpuSeconds = seconds(line['cpu_seconds'])
  const run = { at, job: jobOf(line), agent: text(line['agent']), runId: text(line['run_id']) }
  if (step === 'started' || cpuSeconds === null) return { kind: 'job', ...run, step }
  const pid = line['pid']
  return { kind: 'cpu', ...run, seconds: cpuSeconds, ...wallOf(line), ...(step === 'failed' ? { failed: true as const } : {}), ...(Number.isSafeInteger(pid) ? { pid: pid as number } : {}) }
}

function wallOf(line: Fields): { wallSeconds?: number } {
  const wallSeconds = seconds(line['wall_seconds'])
  return wallSeconds === null ? {} : { wallSeconds }
}

/** What the console read off a watched program. */
function processCpu(line: Fields, at: number): LogRecord {
  const [cpuSeconds, agent] = [seconds(line['cpu_seconds']), text(line['process'])]
  return cpuSeconds === null || agent === null ? { kind: 'other', at } : { kind: 'cpu', at, job: '', agent, runId: null, seconds: cpuSeconds, ...wallOf(line) }
}

function charge(line: Fields, at: number): LogRecord {
  const id = text(line['charge_id'])
  return id === null ? { kind: 'other', at } : { kind: 'charge', at, charge: id, job: text(line['job_id']), runId: text(line['run_id']) }
}

/** Fields in which schedulers say how much a tick did. */
const workFields = ['jobs', 'processed', 'jobs_run', 'jobs_processed', 'tasks', 'work']

function workOf(line: Fields): { worked?: boolean } {
  const said = workFields.map((field) => line[field]).filter((value) => value !== undefined)
  return said.length === 0 ? {} : { worked: said.some(isSome) }
}

const isSome = (value: unknown): boolean => (typeof value === 'number' ? value > 0 : value === true || listOf(value).length > 0)

const healedWords = /^(healed|ok|success|succeeded|successful|fixed|recovered|resolved|passed|done|finished)$/i
const failedWords = /^(fail|failed|failure|error|errored|unhealed|gave_up|given_up|abandoned|aborted|exhausted|timeout|timed_out)$/i

function outcomeOf(value: unknown): HealOutcome {
  if (typeof value === 'boolean') return value ? 'healed' : 'failed'
  const word = text(value)?.trim().replace(/[ -]/g, '_') ?? ''
  return healedWords.test(word) ? 'healed' : failedWords.test(word) ? 'failed' : 'unknown'
}

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
    if (event === 'tick') return { kind: 'tick', at, cpuSeconds: seconds(line['cpu_seconds']) }
    if (event === 'llm_call') return llmCall(line, at)
    const used = seconds(line['cpu_seconds'])
    if ((event === 'job_finished' || event === 'job_failed') && used !== null)
      return { kind: 'cpu', at, job: text(line['job_id']) ?? 'unnamed', agent: text(line['agent']), runId: text(line['run_id']), seconds: used }
    return { kind: 'other', at }
  },
})

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

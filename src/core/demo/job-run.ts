import type { DemoJob, UsualCall } from './jobs'
import type { Random } from './random'

export type LogLine = Record<string, unknown> & { ts: string; event: string }

/** A model call as it was: what a bill is made from, too. */
export interface MadeCall {
  at: number
  provider: string
  model: string
  job: string
  input: number
  cached: number
  output: number
}

export interface MadeRun {
  lines: LogLine[]
  calls: MadeCall[]
}

export interface RunOptions {
  /** Tells this run from all others of its log. */
  id: string
  at: number
  random: Random
  /** How much more than usual it asks for. */
  times?: number
  /** How often it was healed, and whether that helped; it isn’t healed when left out. */
  heals?: { attempts: number; outcome: 'success' | 'failed' }
}

const stamp = (at: number): string => new Date(at).toISOString()

/** One run of a job, as EchoPilot’s execution log tells it. */
export function runOfJob(job: DemoJob, options: RunOptions): MadeRun {
  const { at, id, random, heals } = options
  const base = { job_id: job.id, run_id: id, agent: job.agent }
  const tries = 1 + (heals?.attempts ?? 0)
  const run: MadeRun = { lines: [{ ts: stamp(at), event: 'job_started', ...base }], calls: [] }
  let now = at
  for (let attempt = 1; attempt <= tries; attempt++) {
    now = addCalls(run, job, { ...options, id: `${id}-${attempt}`, at: now })
    const good = attempt === tries && heals?.outcome !== 'failed'
    const cpu = Math.round(job.cpuSeconds * random.between(0.6, 1.5) * 100) / 100
    run.lines.push({ ts: stamp(now), event: good ? 'job_finished' : 'job_failed', ...base, cpu_seconds: cpu, wall_seconds: Math.round((now - at) / 100) / 10 })
    if (attempt < tries) run.lines.push({ ts: stamp((now += 1500)), event: 'self_heal', job_id: job.id, attempt, outcome: attempt === tries - 1 ? heals!.outcome : 'failed' })
  }
  return run
}

/** Says when the last of them was answered. */
function addCalls(run: MadeRun, job: DemoJob, { id, at, random, times = 1 }: RunOptions): number {
  let now = at + random.whole(200, 900)
  const count = Math.round(random.whole(...job.calls) * times)
  for (let number = 0; number < count; number++) {
    now += random.whole(700, 6500)
    const call = callOf(random.pick(job.usual), { at: now, job: job.id, random })
    run.calls.push(call)
    run.lines.push({ ts: stamp(now), event: 'llm_call', provider: call.provider, model: call.model, request_id: `req_${id}_${number}`, job_id: job.id, agent: job.agent, usage: usageOf(call) })
  }
  return now + random.whole(100, 400)
}

function callOf({ provider, model, input, output, cached }: UsualCall, { at, job, random }: { at: number; job: string; random: Random }): MadeCall {
  const asked = Math.round(input * random.between(0.45, 1.7))
  return { at, provider, model, job, input: asked, cached: Math.round(asked * cached * random.between(0.4, 1.3)), output: Math.round(output * random.between(0.4, 1.9)) }
}

/** In each provider’s own shape. */
function usageOf({ provider, input, cached, output }: MadeCall): Record<string, unknown> {
  if (provider === 'anthropic') return { input_tokens: input - cached, cache_read_input_tokens: cached, cache_creation_input_tokens: 0, output_tokens: output }
  if (provider === 'google') return { promptTokenCount: input, candidatesTokenCount: output, totalTokenCount: input + output }
  return { input_tokens: input, input_tokens_details: { cached_tokens: cached }, output_tokens: output, output_tokens_details: { reasoning_tokens: Math.round(output * 0.3) }, total_tokens: input + output }
}

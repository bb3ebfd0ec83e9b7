import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noTokens } from '../../../../src/core/costs/usage'
import format from '../../../../src/core/formats/execution-log'
import { linesOf } from '../../../fixtures/logs/lines'

const ts = '2026-11-23T10:00:00Z'
const at = Date.UTC(2026, 10, 23, 10)
const usage = { prompt_tokens: 1000, completion_tokens: 100 }
const read = (line: unknown) => format.read(line, {})
const llm = (extra: object = {}) => read({ ts, event: 'llm_call', provider: 'OpenAI', model: 'gpt-4o-mini', usage, ...extra })

describe('the execution log', () => {
  it.each<[string, unknown, unknown]>([
    ['EchoPilot’s own tick', { event: 'tick', ts: '2026-11-23T10:00:00.000000' }, { kind: 'tick', at, cpuSeconds: null }],
    ['a tick in epoch seconds', { event: 'tick', ts: at / 1000 }, { kind: 'tick', at, cpuSeconds: null }],
    ['our tick, with its CPU time', { event: 'tick', ts, cpu_seconds: 0.25 }, { kind: 'tick', at, cpuSeconds: 0.25 }],
    ['a tick whose CPU time is no time', { event: 'tick', ts, cpu_seconds: -1 }, { kind: 'tick', at, cpuSeconds: null }],
    [
      'a job that finished',
      { event: 'job_finished', ts, job_id: 'invoice', run_id: 'r1', agent: 'billing', cpu_seconds: 2.5 },
      { kind: 'cpu', at, job: 'invoice', runId: 'r1', agent: 'billing', seconds: 2.5 },
    ],
    ['a tick that says how much it did', { event: 'tick', ts, jobs: 2 }, { kind: 'tick', at, cpuSeconds: null, worked: true }],
    ['a tick that did nothing', { event: 'tick', ts, processed: 0, jobs: [] }, { kind: 'tick', at, cpuSeconds: null, worked: false }],
    ['a job that failed used time too', { event: 'job_failed', ts, cpu_seconds: 1 }, { kind: 'cpu', at, job: 'unnamed', runId: null, agent: null, seconds: 1, failed: true }],
    [
      'a job that tells how long it took',
      { event: 'job_finished', ts, job_id: 'invoice', cpu_seconds: 2.5, wall_seconds: 4 },
      { kind: 'cpu', at, job: 'invoice', runId: null, agent: null, seconds: 2.5, wallSeconds: 4 },
    ],
    ['a job without its time', { event: 'job_finished', ts, job_id: 'invoice', run_id: 'r1' }, { kind: 'job', at, job: 'invoice', agent: null, runId: 'r1', step: 'finished' }],
    ['a failure without its time', { event: 'job_failed', ts, job_id: 'invoice', agent: 'billing' }, { kind: 'job', at, job: 'invoice', agent: 'billing', runId: null, step: 'failed' }],
    ['a job that only started', { event: 'job_started', ts, job_id: 'invoice', cpu_seconds: 9 }, { kind: 'job', at, job: 'invoice', agent: null, runId: null, step: 'started' }],
    ['a self-heal', { event: 'self_heal', ts, job_id: 'invoice', attempt: 1, outcome: 'success' }, { kind: 'heal', at, job: 'invoice', attempt: 1, outcome: 'healed' }],
    ['a self-heal that failed', { event: 'self_heal', ts, job_id: 'invoice', attempt: 2, outcome: 'gave up' }, { kind: 'heal', at, job: 'invoice', attempt: 2, outcome: 'failed' }],
    ['a self-heal told by a switch', { event: 'self_heal', ts, job_id: 'invoice', outcome: true }, { kind: 'heal', at, job: 'invoice', attempt: null, outcome: 'healed' }],
    ['a self-heal that tells too little', { event: 'self_heal', ts, outcome: 'hm' }, { kind: 'heal', at, job: 'unnamed', attempt: null, outcome: 'unknown' }],
    ['a job that tells whose time it was', { event: 'job_finished', ts, job_id: 'invoice', cpu_seconds: 1, pid: 4711 }, { kind: 'cpu', at, job: 'invoice', runId: null, agent: null, seconds: 1, pid: 4711 }],
    ['what was read off a watched program', { event: 'process_cpu', ts, process: 'worker.py', pid: 4711, cpu_seconds: 1.25, wall_seconds: 60 }, { kind: 'cpu', at, job: '', runId: null, agent: 'worker.py', seconds: 1.25, wallSeconds: 60 }],
    ['a watched program without a name', { event: 'process_cpu', ts, cpu_seconds: 1.25 }, { kind: 'other', at }],
    ['a charge', { event: 'charge', ts, charge_id: 'ch_1', job_id: 'invoice', run_id: 'r1' }, { kind: 'charge', at, charge: 'ch_1', job: 'invoice', runId: 'r1' }],
    ['a charge of no job', { event: 'charge', ts, charge_id: 'ch_1' }, { kind: 'charge', at, charge: 'ch_1', job: null, runId: null }],
    ['a charge without its id', { event: 'charge', ts }, { kind: 'other', at }],
    ['an event we don’t know', { event: 'hello', ts }, { kind: 'other', at }],
    ['an event we don’t know that holds an API’s answer is its format’s', { event: 'answered', ts, response: { object: 'chat.completion' } }, null],
    ['no time', { event: 'tick' }, { unreadable: 'no-time' }],
    ['a call without a time', { event: 'llm_call', usage }, { unreadable: 'no-time' }],
    ['no time for an event we don’t know', { event: 'hello' }, null],
    ['no event', { ts }, null],
    ['an empty event', { ts, event: '' }, null],
    ['a list', [{ event: 'tick', ts }], null],
    ['null', null, null],
    ['a word', 'tick', null],
  ])('%s', (_name, line, expected) => {
    expect(read(line)).toEqual(expected)
  })

  it('reads a model call whole', () => {
    expect(llm({ request_id: 'req-1', job_id: 'invoice', agent: 'billing', service_tier: 'flex', batch: true, region: 'eu', cost_usd: 0.1 })).toEqual({
      kind: 'llm',
      at,
      call: {
        provider: 'openai',
        model: 'gpt-4o-mini',
        usage: { ...noTokens, uncachedIn: 1000, textOut: 100, totalIn: 1000, totalOut: 100 },
        requestId: 'req-1',
        job: 'invoice',
        agent: 'billing',
        serviceTier: 'flex',
        batch: true,
        region: 'eu',
        reportedUsd: '0.1',
      },
    })
  })

  it('needs no more than provider, model and usage', () => {
    expect(llm()).toMatchObject({ call: { requestId: null, job: null, agent: null, serviceTier: null, batch: false, region: null, reportedUsd: null } })
  })

  it('takes how a request was served from its usage, where that tells it', () => {
    const anthropic = { input_tokens: 1, output_tokens: 1 }
    const call = (extra: object) => llm({ provider: 'anthropic', usage: { ...anthropic, ...extra } })
    expect(call({ service_tier: 'Priority', inference_geo: 'us' })).toMatchObject({ call: { serviceTier: 'priority', region: 'us' } })
    expect(call({ service_tier: 'standard', inference_geo: 'global', speed: 'fast' })).toMatchObject({ call: { serviceTier: 'fast', region: null } })
    const gemini = { promptTokenCount: 1, trafficType: 'ON_DEMAND_FLEX' }
    expect(llm({ provider: 'google', usage: gemini })).toMatchObject({ call: { serviceTier: 'on_demand_flex' } })
    expect(llm({ provider: 'google', usage: gemini, service_tier: 'standard' })).toMatchObject({ call: { serviceTier: 'standard' } })
  })

  it.each([
    ['no provider', { provider: '' }, 'no-model'],
    ['no model', { model: null }, 'no-model'],
    ['no usage, as of a request that failed', { usage: undefined }, 'no-usage'],
    ['a usage we can’t read', { usage: { tokens: 5 } }, 'no-usage'],
    ['a cost that is no amount', { cost_usd: 'free' }, 'bad-amount'],
    ['a cost that is no amount, and no usage', { cost_usd: {}, usage: null }, 'bad-amount'],
  ])('a call with %s is told, not passed over', (_name, extra, unreadable) => {
    expect(llm(extra)).toEqual({ unreadable })
  })

  it('keeps a bill whose tokens we can’t read', () => {
    expect(llm({ usage: { tokens: 5 }, cost_usd: '0.25' })).toMatchObject({ call: { reportedUsd: '0.25', usage: noTokens } })
  })

  it('takes the bill that is inside the usage, unless the line has one', () => {
    const ticked = { ...usage, cost_in_usd_ticks: 37_756_000 }
    expect(llm({ provider: 'xai', usage: ticked })).toMatchObject({ call: { reportedUsd: '0.0037756' } })
    expect(llm({ provider: 'xai', usage: ticked, cost_usd: '1' })).toMatchObject({ call: { reportedUsd: '1' } })
  })

  it('reads a log as EchoPilot writes it', () => {
    expect(linesOf('execution-log').map((line) => read(line))).toMatchObject([
      { kind: 'tick' },
      { kind: 'tick', at: at + 60_000, worked: true },
      { kind: 'job', step: 'started', runId: 'r1' },
      { kind: 'llm', call: { usage: { uncachedIn: 176, cacheRead: 1024, textOut: 108, reasoningOut: 192 } } },
      { kind: 'llm', call: { provider: 'xai', reportedUsd: '0.0037756' } },
      { kind: 'cpu', failed: true, wallSeconds: 4.125 },
      { kind: 'heal', outcome: 'healed' },
      { kind: 'charge', charge: 'ch_3QabcDEF', runId: 'r2' },
      { kind: 'other' },
    ])
  })

  it('never throws, whatever a line holds', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void read(value)))
    const field = fc.constantFrom('ts', 'event', 'provider', 'model', 'usage', 'cost_usd', 'cpu_seconds')
    fc.assert(fc.property(fc.dictionary(field, fc.jsonValue()), (broken) => void read({ ts, event: 'llm_call', ...broken })))
  })
})

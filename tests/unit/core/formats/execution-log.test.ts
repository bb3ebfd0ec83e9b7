import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import format, { parseTime } from '../../../../src/core/formats/execution-log'
import { noTokens } from '../../../../src/core/costs/usage'

const ts = '2026-11-23T10:00:00Z'
const at = Date.UTC(2026, 10, 23, 10)
const usage = { prompt_tokens: 1000, completion_tokens: 100 }
const llm = (extra: object = {}) => format.read({ ts, event: 'llm_call', provider: 'OpenAI', model: 'gpt-4o-mini', usage, ...extra })

describe('parseTime', () => {
  it.each<[unknown, number | null]>([
    [ts, at],
    ['2026-11-23T10:00:00.250Z', at + 250],
    ['2026-11-23T10:00:00z', at],
    ['2026-11-23T11:00:00+01:00', at],
    ['2026-11-23T05:30:00-0430', at],
    ['2026-11-23T10:00:00', at],
    ['2026-11-23 10:00:00', at],
    ['2026-11-23T10:00:00.123456', at + 123],
    ['2026-11-23T10:00:00.123456+00:00', at + 123],
    ['2026-11-23', Date.UTC(2026, 10, 23)],
    [at, at],
    [at / 1000, at],
    [at / 1000 + 0.25, at + 250],
    [0, 0],
    ['yesterday', null],
    ['', null],
    ['5', null],
    ['2026-13-45T10:00:00Z', null],
    [Number.NaN, null],
    [Number.POSITIVE_INFINITY, null],
    [null, null],
    [undefined, null],
    [{}, null],
    [true, null],
  ])('%j → %s', (value, expected) => {
    expect(parseTime(value)).toBe(expected)
  })

  it('reads back what it is told in any of the forms', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2001, 0), max: Date.UTC(2099, 0) }), (time) => {
        const text = new Date(time).toISOString()
        expect(parseTime(text)).toBe(time)
        expect(parseTime(text.slice(0, -1))).toBe(time)
        expect(parseTime(time)).toBe(time)
        expect(parseTime(time / 1000)).toBe(time)
      }),
    )
  })
})

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
    ['a job without its time', { event: 'job_finished', ts, job_id: 'invoice' }, { kind: 'job', at, job: 'invoice', step: 'finished' }],
    ['a failure without its time', { event: 'job_failed', ts, job_id: 'invoice' }, { kind: 'job', at, job: 'invoice', step: 'failed' }],
    ['a job that only started', { event: 'job_started', ts, job_id: 'invoice', cpu_seconds: 9 }, { kind: 'job', at, job: 'invoice', step: 'started' }],
    ['a self-heal', { event: 'self_heal', ts, job_id: 'invoice', attempt: 1, outcome: 'success' }, { kind: 'heal', at, job: 'invoice', attempt: 1, outcome: 'healed' }],
    ['a self-heal that failed', { event: 'self_heal', ts, job_id: 'invoice', attempt: 2, outcome: 'gave up' }, { kind: 'heal', at, job: 'invoice', attempt: 2, outcome: 'failed' }],
    ['a self-heal told by a switch', { event: 'self_heal', ts, job_id: 'invoice', outcome: true }, { kind: 'heal', at, job: 'invoice', attempt: null, outcome: 'healed' }],
    ['a self-heal that tells too little', { event: 'self_heal', ts, outcome: 'hm' }, { kind: 'heal', at, job: 'unnamed', attempt: null, outcome: 'unknown' }],
    ['a charge', { event: 'charge', ts, charge_id: 'ch_1', job_id: 'invoice' }, { kind: 'other', at }],
    ['an event we don’t know', { event: 'hello', ts }, { kind: 'other', at }],
    ['no time', { event: 'tick' }, null],
    ['no event', { ts }, null],
    ['an empty event', { ts, event: '' }, null],
    ['a list', [{ event: 'tick', ts }], null],
    ['null', null, null],
    ['a word', 'tick', null],
  ])('%s', (_name, line, expected) => {
    expect(format.read(line)).toEqual(expected)
  })

  it('reads a model call whole', () => {
    expect(llm({ request_id: 'req-1', job_id: 'invoice', agent: 'billing', service_tier: 'flex', batch: true, cost_usd: 0.1 })).toEqual({
      kind: 'llm',
      at,
      call: {
        provider: 'openai',
        model: 'gpt-4o-mini',
        usage: { ...noTokens, uncachedIn: 1000, out: 100, totalIn: 1000 },
        requestId: 'req-1',
        job: 'invoice',
        agent: 'billing',
        serviceTier: 'flex',
        batch: true,
        reportedUsd: '0.1',
      },
    })
  })

  it('needs no more than provider, model and usage', () => {
    expect(llm()).toMatchObject({ call: { requestId: null, job: null, agent: null, serviceTier: null, batch: false, reportedUsd: null } })
  })

  it.each([
    ['no provider', { provider: '' }],
    ['no model', { model: null }],
    ['no usage, as of a request that failed', { usage: undefined }],
    ['a usage we can’t read', { usage: { tokens: 5 } }],
  ])('%s is no call', (_name, extra) => {
    expect(llm(extra)).toBeNull()
  })

  it('keeps a bill whose tokens we can’t read', () => {
    expect(llm({ usage: { tokens: 5 }, cost_usd: '0.25' })).toMatchObject({ call: { reportedUsd: '0.25', usage: noTokens } })
  })

  it.each<[unknown, string | null]>([
    ['0.1', '0.1'],
    ['12', '12'],
    [0.1, '0.1'],
    [0, '0'],
    [3, '3'],
    [1e-7, '0.0000001'],
    [0.000001234567, '0.000001234567'],
    [1e-13, '0'],
    [-1, null],
    [1e21, null],
    [Number.NaN, null],
    ['1e-7', null],
    ['-1', null],
    ['free', null],
    [null, null],
  ])('a cost of %j is %j', (cost_usd, reportedUsd) => {
    expect(llm({ cost_usd })).toMatchObject({ call: { reportedUsd } })
  })

  it('never throws, whatever a line holds', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void format.read(value)))
    const field = fc.constantFrom('ts', 'event', 'provider', 'model', 'usage', 'cost_usd', 'cpu_seconds')
    fc.assert(fc.property(fc.dictionary(field, fc.jsonValue()), (broken) => void format.read({ ts, event: 'llm_call', ...broken })))
  })
})

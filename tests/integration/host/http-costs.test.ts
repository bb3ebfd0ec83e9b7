import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseUsd } from '../../../src/core/costs/money'
import { startEngine, type Running } from '../engine'
import { freshFolder } from '../support'

interface Answer {
  status: number
  type: string
  text: string
  body: Record<string, unknown>
}

async function ask({ url, paths }: Running, path: string, init: { lines?: string; type?: string; token?: boolean } = {}): Promise<Answer> {
  const { lines, type = 'application/x-ndjson', token = true } = init
  const headers = { 'content-type': type, ...(token && { authorization: `Bearer ${readFileSync(paths.token, 'utf8').trim()}` }) }
  const answer = await fetch(new URL(path, url), lines === undefined ? {} : { method: 'POST', headers, body: lines })
  const text = await answer.text()
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text, body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {} }
}

const call = (id: string, usd: string, extra: object = {}): string =>
  `${JSON.stringify({ ts: '2026-11-02T10:00:01Z', event: 'llm_call', provider: 'openai', model: 'some-model', usage: { prompt_tokens: 1000, completion_tokens: 100 }, request_id: id, cost_usd: usd, ...extra })}\n`
const job = `${JSON.stringify({ ts: '2026-11-02T10:00:00Z', event: 'job_finished', job_id: 'j', run_id: 'r', cpu_seconds: 720 })}\n`
const november = 'from=2026-11-01&to=2026-12-01'

/** An engine that watches a folder with these lines. */
async function watching(...lines: string[]): Promise<Running> {
  const logs = freshFolder()
  writeFileSync(join(logs, 'execution.log'), lines.join(''))
  return startEngine({ env: { ECHOPILOT_LOG_DIR: logs } })
}

describe('GET /api/runtime-costs', () => {
  it('is what PRODUCT says, from a watched log', async () => {
    const running = await watching(job, call('q', '0.05'))
    const { status, body } = await ask(running, `/api/runtime-costs?${november}`)
    expect(status).toBe(200)
    // 720 s at $0.031611 an hour, and the nickel.
    expect(body).toMatchObject({
      ok: true,
      data: { from: '2026-11-01T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z', total_usd: 0.0563222, total: '0.0563222', breakdown: { cpu_hours: 0.2, cpu_usd: 0.0063222, openai_usd: 0.05, stripe_fees: 0, stripe: null } },
    })
    for (const period of ['day', 'week', 'month']) expect((await ask(running, `/api/runtime-costs?period=${period}`)).body).toMatchObject({ ok: true, data: { total: expect.stringMatching(/^\d+\.\d{2,}$/) } })
  })

  it('splits as asked, and the parts add up', async () => {
    const running = await watching(job, call('a', '0.05', { job_id: 'x' }), call('b', '0.000000000001', { job_id: 'y', agent: 'writer' }), call('c', '1', { ts: '2026-11-03T23:30:00Z', job_id: 'x' }))
    const { body } = await ask(running, `/api/runtime-costs?${november}&by=job,agent,day&zone=Europe/Berlin`)
    const { total, by } = body['data'] as { total: string; by: { usd: string }[] }
    expect(by).toMatchObject([
      { job: 'j', agent: '', day: '2026-11-02', usd: '0.0063222' },
      { job: 'x', agent: '', day: '2026-11-02', usd: '0.05' },
      { job: 'x', agent: '', day: '2026-11-04', usd: '1.00' },
      { job: 'y', agent: 'writer', day: '2026-11-02', usd: '0.000000000001' },
    ])
    expect(by.reduce((sum, { usd }) => sum + parseUsd(usd), 0n)).toBe(parseUsd(total))
  })

  it.each(['?period=year', '?from=yesterday&to=today', '?from=2026-12-01&to=2026-11-01', '?to=2026-11-01', '?by=colour', '?zone=Mars/Base', '?zone=Asia/Kathmandu'])('%s is a mistake that is explained', async (query) => {
    const { status, body } = await ask(await startEngine(), `/api/runtime-costs${query}`)
    expect(body).toEqual({ ok: false, error: { code: 'invalid_input', message: expect.stringContaining('“'), hint: expect.stringContaining('?period=day, week or month, or ?from=2026-11-01&to=2026-12-01') } })
    expect(status).toBe(400)
  })
})

describe('GET /api/costs/export', () => {
  it('is a table as a file', async () => {
    const { status, type, text } = await ask(await watching(call('a', '0.05')), `/api/costs/export?${november}&by=day,model`)
    expect([status, type]).toEqual([200, 'text/csv; charset=utf-8'])
    expect(text).toBe('day,model,calls,tokens,cpu_seconds,usd,low_usd,high_usd,grade,unpriced_calls\r\n2026-11-02,some-model,1,1100,0,0.05,0.05,0.05,reported,0\r\n')
  })

  it('or the whole answer', async () => {
    const { type, body } = await ask(await watching(call('a', '0.05')), `/api/costs/export?${november}&format=json`)
    expect(type).toBe('application/json; charset=utf-8')
    expect(body).toMatchObject({ total: '0.05', models: [{ model: 'some-model', usd: '0.05' }] })
  })

  it('of no other kind', async () => {
    expect((await ask(await startEngine(), '/api/costs/export?format=xlsx')).body).toMatchObject({ error: { message: '“format=xlsx” isn’t known.' } })
  })
})

describe('POST /api/events', () => {
  it('keeps the good lines, names the others, and counts what is sent twice once', async () => {
    const running = await startEngine()
    const lines = `${call('a', '0.05')}not json\n\n{"level":30}\n${call('b', '0.02')}{"event":"llm_call","provider":"openai","model":"m","usage":{"prompt_tokens":1,"completion_tokens":1}}`
    const { status, body } = await ask(running, '/api/events', { lines })
    expect([status, body]).toEqual([200, { ok: false, accepted: 2, rejected: [{ line: 2, why: 'not-json' }, { line: 4, why: 'unknown-format' }, { line: 6, why: 'no-time' }] }])
    expect((await ask(running, '/api/events', { lines: call('a', '0.05') })).body).toEqual({ ok: true, accepted: 1, rejected: [] })
    expect(readFileSync(join(running.paths.logs, 'events.ndjson'), 'utf8')).toBe(call('a', '0.05') + call('b', '0.02') + call('a', '0.05'))
    expect((await ask(running, `/api/runtime-costs?${november}`)).body).toMatchObject({ data: { breakdown: { llm: '0.07' }, duplicates: 1 } })
  })

  it('a credential in a line is taken out before it is kept', async () => {
    const running = await startEngine({ env: { OPENAI_ADMIN_KEY: 'sk-admin-of-this-test-0123456789' } })
    await ask(running, '/api/events', { lines: call('a', '0.05', { note: 'sk-admin-of-this-test-0123456789' }) })
    expect(readFileSync(join(running.paths.logs, 'events.ndjson'), 'utf8')).not.toContain('of-this-test')
  })

  it.each<[string, Parameters<typeof ask>[2], number, string]>([
    ['without the token', { lines: call('a', '1'), token: false }, 401, 'token_missing'],
    ['of another type', { lines: call('a', '1'), type: 'text/plain' }, 415, 'wrong_type'],
    ['of more than 1 MiB', { lines: call('a', '1', { pad: 'x'.repeat(1024 * 1024) }) }, 413, 'too_large'],
  ])('%s: nothing is kept', async (_how, init, status, code) => {
    const running = await startEngine()
    const answer = await ask(running, '/api/events', init)
    expect([answer.status, (answer.body['error'] as { code: string }).code]).toEqual([status, code])
    expect(existsSync(join(running.paths.logs, 'events.ndjson'))).toBe(false)
  })

  it('that can’t be kept is refused, and may be sent again', async () => {
    const running = await startEngine()
    const path = join(running.paths.logs, 'events.ndjson')
    mkdirSync(path)
    const { status, body } = await ask(running, '/api/events', { lines: call('a', '0.05') })
    expect([status, body['error']]).toEqual([500, { code: 'storage_failed', message: 'The lines can’t be kept (EISDIR).', hint: expect.stringContaining('send them again') }])
  })
})

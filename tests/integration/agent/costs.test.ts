import { appendFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseUsd } from '../../../src/core/costs/money'
import { freshFolder } from '../support'
import { echopilot } from './terminal'

const lines = [
  { ts: '2026-11-02T10:00:00Z', event: 'job_finished', job_id: 'j', run_id: 'r1', cpu_seconds: 720 },
  { ts: '2026-11-02T10:00:01Z', event: 'llm_call', provider: 'openai', model: 'gpt-4o', usage: { prompt_tokens: 10_000, completion_tokens: 1000, prompt_tokens_details: { cached_tokens: 4000 } }, request_id: 'q1', job_id: 'j' },
  { ts: '2026-11-02T10:00:01Z', event: 'llm_call', provider: 'openai', model: 'gpt-4o', usage: { prompt_tokens: 10_000, completion_tokens: 1000, prompt_tokens_details: { cached_tokens: 4000 } }, request_id: 'q1', job_id: 'j' },
  { ts: '2026-11-03T23:30:01Z', event: 'llm_call', provider: 'openai', model: 'model-nobody-knows', usage: { prompt_tokens: 5, completion_tokens: 7 }, request_id: 'q2' },
  { ts: '2026-11-03T10:00:02Z', event: 'llm_call', provider: 'anthropic', model: 'some-model', usage: { input_tokens: 1, output_tokens: 1 }, request_id: 'q3', cost_usd: '0.000000000001' },
]

function logFolder(): string {
  const folder = freshFolder()
  writeFileSync(join(folder, 'execution.log'), `${lines.map((line) => JSON.stringify(line)).join('\n')}\nnot a line\n{"level":30}\n`)
  return folder
}

/** `echopilot costs`, keeping what it keeps in a folder of this test's own. */
const costs = (...args: string[]) => echopilot(['costs', '--data-dir', freshFolder(), ...args])

describe('costs of a log folder', () => {
  it('--json are exact, and say what they are made of', async () => {
    const folder = logFolder()
    const { code, json, errors } = await costs('--json', '--log-dir', folder)
    expect({ code, errors }).toEqual({ code: 0, errors: '' })
    // gpt-4o: 6,000 × $2.50/M + 4,000 cached × $1.25/M + 1,000 × $10/M = $0.03; 720 s × $0.031611/h = $0.0063222; and 1e-12.
    expect(json()).toMatchObject({
      ok: true, from: '2026-11-02T00:00:00.000Z', to: '2026-11-04T00:00:00.000Z', zone: 'UTC',
      total: '0.036322200001', total_usd: 0.036322200001, grade: 'unpriced', rows: 5, duplicates: 1, ambiguous: 0, bad_lines: 1, foreign: 1,
      breakdown: { cpu_hours: 0.2, cpu: '0.0063222', llm: '0.030000000001', stripe: null, stripe_fees: 0 },
      unpriced: [{ provider: 'openai', model: 'model-nobody-knows', calls: 1, tokens: 12 }],
      models: expect.arrayContaining([expect.objectContaining({ provider: 'openai', model: 'gpt-4o', calls: 1, tokens: 11_000, usd: '0.03' }), expect.objectContaining({ model: 'model-nobody-knows', calls: 1, usd: null })]),
      files: [{ path: join(folder, 'execution.log'), calls: 4, bad_lines: 1, problem: null }],
      prices: { version: expect.any(String), sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    })
    const { low, high, total } = json() as Record<'low' | 'high' | 'total', string>
    expect(parseUsd(low)).toBeGreaterThan(parseUsd(total))
    expect(parseUsd(high)).toBeGreaterThan(parseUsd(low))
  })

  it('split as asked, by the calendar of a zone', async () => {
    const { json } = await costs('--json', '--log-dir', logFolder(), '--by', 'day,job', '--zone', 'Europe/Berlin')
    const { by, total } = json() as { by: { usd: string }[]; total: string }
    expect(by).toMatchObject([{ day: '2026-11-02', job: 'j', usd: '0.0363222' }, { day: '2026-11-03', job: '', usd: '0.000000000001' }, { day: '2026-11-04', job: '', usd: '0.00', unpriced_calls: 1 }])
    expect(by.reduce((sum, { usd }) => sum + parseUsd(usd), 0n)).toBe(parseUsd(total))
  })

  it('of a span hold that span’s days only', async () => {
    const { json } = await costs('--json', '--log-dir', logFolder(), '--from', '2026-11-02', '--to', '2026-11-03')
    expect(json()).toMatchObject({ total: '0.0363222', grade: 'computed', unpriced: [] })
  })

  it('in words name what isn’t priced and what couldn’t be read', async () => {
    const { code, out } = await costs('--log-dir', logFolder())
    expect(code).toBe(0)
    for (const said of ['2026-11-02 to 2026-11-03 (UTC)', 'Total       $0.04  (unpriced, $0.04 to ', '    gpt-4o  $0.03', 'Not priced: openai model-nobody-knows, 1 call, ', '1 line told of a call again', '1 line could not be read.']) expect(out).toContain(said)
  })

  it('--csv are a table', async () => {
    const { out } = await costs('--csv', '--log-dir', logFolder(), '--by', 'model')
    expect(out.split('\r\n')[0]).toBe('model,calls,tokens,cpu_seconds,usd,low_usd,high_usd,grade,unpriced_calls')
    expect(out).toContain('\r\ngpt-4o,1,11000,0,0.03,0.03,0.03,computed,0\r\n')
  })

  it('of nothing are nothing', async () => {
    const { code, json } = await costs('--json', '--log-dir', freshFolder())
    expect(code).toBe(0)
    expect(json()).toMatchObject({ ok: true, total: '0.00', total_usd: 0, models: [], bad_lines: 0, files: [] })
  })

  it('may be those of a single file', async () => {
    const { json } = await costs('--json', '--log-dir', join(logFolder(), 'execution.log'))
    expect(json()).toMatchObject({ total: '0.036322200001' })
  })
})

it('costs of standard input', async () => {
  const { json } = await echopilot(['costs', '--json', '--log-dir', '-'], {}, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  expect(json()).toMatchObject({ total: '0.036322200001', files: [{ path: 'standard input', calls: 4 }] })
})

describe('what was read', () => {
  it('is kept for the next question, and goes on from there', async () => {
    const [folder, dataDir] = [logFolder(), freshFolder()]
    const ask = async (...args: string[]) => (await echopilot(['costs', '--json', '--log-dir', folder, '--data-dir', dataDir, ...args])).json()
    await ask()
    expect(readdirSync(join(dataDir, 'cost-cache')).filter((name) => name.endsWith('.db'))).toHaveLength(1)
    appendFileSync(join(folder, 'execution.log'), `${JSON.stringify({ ...lines[4], request_id: 'q4', cost_usd: '1' })}\n`)
    expect(await ask()).toMatchObject({ total: '1.036322200001', rows: 6, duplicates: 1 })
    expect(await ask('--no-cache')).toMatchObject({ total: '1.036322200001', rows: 6, duplicates: 1 })
  })

  it('isn’t with --no-cache', async () => {
    const dataDir = join(freshFolder(), 'data')
    await echopilot(['costs', '--log-dir', logFolder(), '--data-dir', dataDir, '--no-cache'])
    expect(existsSync(dataDir)).toBe(false)
  })

  it('can’t be kept in a place that is none: that is said, and the answer comes', async () => {
    const file = join(freshFolder(), 'file')
    writeFileSync(file, '')
    const { code, json, errors } = await echopilot(['costs', '--json', '--log-dir', logFolder(), '--data-dir', join(file, 'data')])
    expect({ code, errors }).toEqual({ code: 0, errors: 'What was read can’t be kept (ENOTDIR); it is read anew each time.\n' })
    expect(json()).toMatchObject({ total: '0.036322200001' })
  })
})

describe('costs of the console’s own logs', () => {
  it('are those of its folder and the watched one, and make no data folder', async () => {
    const dataDir = join(freshFolder(), 'data')
    const { json } = await echopilot(['costs', '--json', '--data-dir', dataDir, '--from', '2026-11-01', '--to', '2026-12-01'], { ECHOPILOT_LOG_DIR: logFolder() })
    expect(json()).toMatchObject({ total: '0.036322200001' })
    expect(existsSync(dataDir)).toBe(false)
  })

  it('go by the settings that are there', async () => {
    const dataDir = freshFolder()
    writeFileSync(join(dataDir, 'settings.json'), JSON.stringify({ version: 1, costs: { cpuUsdPerHour: '0.05', zone: 'Europe/Berlin' } }))
    const { json } = await echopilot(['costs', '--json', '--data-dir', dataDir, '--log-dir', logFolder()])
    expect(json()).toMatchObject({ zone: 'Europe/Berlin', breakdown: { cpu: '0.01' }, from: '2026-11-01T23:00:00.000Z' })
  })
})

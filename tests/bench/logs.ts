import { mkdirSync, mkdtempSync, openSync, closeSync, rmSync, writeSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { LogThread } from '../../src/host/logs/log-thread'
import type { LogState } from '../../src/shared/logs'
import { until } from '../integration/support'

// How long the Logs page takes for a log of millions of lines, and how long whoever asks stands still meanwhile. Prints figures and judges nothing.
// npm run build, then: node tests/integration/run-module.mjs /tests/bench/logs.ts [lines]

const script = resolve(import.meta.dirname, '../../out/main/log-worker.js')
const queries = ['timeout', '"no answer" -event:tick', 'event:job_failed', 'event:llm_call model:gpt-5', 'usage.input_tokens>12900', 'ts>"2026-11-23 08:00"', 'nothing-like-it']
const models = ['gpt-5', 'gpt-5-mini', 'claude-sonnet-4-5', 'gemini-2.5-pro']

function lineOf(n: number, lines: number): string {
  const ts = new Date(Date.UTC(2026, 10, 23, 10) - (lines - n) * 43).toISOString()
  if (n % 970 === 7) return JSON.stringify({ ts, event: 'job_failed', job_id: 'triage', error: 'A timeout after 30 s; no answer came' })
  if (n % 10 === 8) return JSON.stringify({ ts, event: 'tick', cpu_seconds: 0.01 })
  const usage = { input_tokens: 1000 + ((n * 977) % 12_000), output_tokens: 300 + ((n * 331) % 1400), input_tokens_details: { cached_tokens: n % 800 } }
  return JSON.stringify({ ts, event: 'llm_call', provider: 'openai', model: models[n % 4], request_id: `req_${n}`, job_id: 'triage', agent: 'founder', usage })
}

function write(path: string, lines: number): void {
  const file = openSync(path, 'w')
  for (let n = 0; n < lines; n += 10_000) writeSync(file, Array.from({ length: Math.min(10_000, lines - n) }, (_, more) => `${lineOf(n + more, lines)}\n`).join(''))
  closeSync(file)
}

const mb = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`
const ms = (from: number): string => `${Math.round(performance.now() - from)} ms`.padStart(9)

export async function main(lines = '2000000'): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'echopilot-bench-'))
  const around = { own: join(folder, 'own'), watched: folder, zone: 'UTC', secrets: [] }
  const path = join(folder, 'agents.jsonl')
  mkdirSync(around.own)
  write(path, Number(lines))
  process.stdout.write(`${lines} lines, ${mb(statSync(path).size)}\n`)
  let told: LogState | null = null
  const { calls } = new LogThread(script, (state) => (told = state))
  await calls.sources(around)
  const before = process.memoryUsage.rss()
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  for (const query of ['', ...queries]) {
    const begun = performance.now()
    const opened = await calls.open(around, { source: path, query })
    if (!opened.ok) throw new Error(opened.error.message)
    const { state, tail } = opened.value
    const first = query === '' ? `${tail.length} newest lines after ${ms(begun)}, ` : ''
    const view = state.phase === 'ready' ? state : await until(() => (told?.view === state.view && told.phase === 'ready' ? told : null), 'the search', 120_000)
    process.stdout.write(`${ms(begun)}  ${first}${view.rows} rows  ${query || 'all lines'}\n`)
    const paged = performance.now()
    await calls.rows(around, { view: view.view, from: Math.max(0, view.rows >> 1), count: 100 })
    process.stdout.write(`${ms(paged)}  for 100 of them in the middle\n`)
  }
  delay.disable()
  process.stdout.write(`memory beside: ${mb(process.memoryUsage.rss() - before)}; the asking thread stood still ${(delay.max / 1e6).toFixed(1)} ms at most, ${(delay.percentile(99) / 1e6).toFixed(1)} ms in 99 %\n`)
  await calls.close()
  rmSync(folder, { recursive: true })
}

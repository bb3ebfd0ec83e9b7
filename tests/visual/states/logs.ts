import { lineView } from '../../../src/core/logs/line-view'
import type { z } from 'zod'
import type { LogLine, LogSources, LogState, logOpened, logText } from '../../../src/shared/logs'
import { ago, minute, second } from './clock'

export const sources: LogSources = {
  sources: [
    { id: 'own', title: 'The console', of: 'own', bytes: 48_200, at: ago(5 * second) },
    { id: 'echopilot/scheduler.log', title: 'scheduler.log', of: 'watched', bytes: 1_204_000, at: ago(20 * second) },
    { id: 'echopilot/agents.jsonl', title: 'agents.jsonl', of: 'watched', bytes: 88_400_000, at: ago(2 * minute) },
  ],
  problem: null,
}

const events = [
  { event: 'tick' },
  { event: 'probe_finished', components: 7, duration_ms: 412 },
  { level: 'warn', event: 'component_changed', component: 'scheduler_tick', status: 'warning', message: 'EchoPilot’s scheduler is silent for 6 min.' },
  { event: 'llm_call', provider: 'openai', model: 'gpt-5', job_id: 'triage', cost_usd: '0.0123' },
  { level: 'error', event: 'message_refused', channel: 'mail', message: 'The mail server refuses the password.' },
] as const

const all = 240
const text = (row: number): string =>
  row % 17 === 16 ? 'Traceback (most recent call last): the agent was stopped' : JSON.stringify({ ts: new Date(ago((all - row) * 7 * second)).toISOString(), ...events[(row * 7 + (row % 3)) % events.length] })

export const lines: readonly LogLine[] = Array.from({ length: all }, (_, row) => lineView({ row, text: text(row), cut: false, file: row % 2 === 0 ? 'console.log' : 'scheduler.log' }, []))

export const state: LogState = { view: 1, turn: 0, rows: all, lines: all, phase: 'ready', part: 1, problem: null }
export const opened: z.infer<typeof logOpened> = { state, tail: [] }
export const empty: z.infer<typeof logOpened> = { state: { ...state, rows: 0, lines: 0 }, tail: [] }
export const whole = (row: number): z.infer<typeof logText> => ({ path: 'logs/console.log', line: row + 1, bytes: text(row).length, text: text(row), cut: false })

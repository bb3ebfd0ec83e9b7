import type { CallsView, CostQuestion, CostsView } from '../../../src/shared/costs'
import type { CostSummary } from '../../../src/shared/model'
import { call, row, source } from '../../unit/renderer/cost-fixtures'
import { costs } from '../../unit/renderer/fixtures'
import { ago, day, hour, minute, now } from './clock'

const amount = (usd: string): CostsView['total'] => ({ usd, low: usd, high: usd, grade: 'computed' })
const monday = Date.UTC(2026, 4, 11)

const rows: Readonly<Record<CostQuestion['by'], CostsView['rows']>> = {
  kind: [row('llm', '3.1', { before: '2.6', calls: 214, tokens: 1_480_000 }), row('stripe', '0.88', { before: '0.9', calls: 12, tokens: 0 }), row('cpu', '0.19', { before: '0.2', calls: 0, tokens: 0 })],
  provider: [row('openai', '2.2', { before: '1.9' }), row('anthropic', '0.9', { before: '0.7', grade: 'estimated' })],
  model: [row('gpt-5', '2.2', { calls: 140 }), row('claude-sonnet-4-5', '0.9', { calls: 70 }), row('house-model', '0', { high: '0.4', grade: 'unpriced', calls: 4, unpricedCalls: 4 })],
  job: [row('triage', '2.4'), row('invoices', '0.7'), row('', '1.07')],
  agent: [row('scout', '2.9'), row('', '1.27')],
}

const days = Array.from({ length: 3 }, (_, index) => monday + index * day)
const path = Array.from({ length: 31 }, (_, index) => {
  const usd = (0.6 * (index + 1)).toFixed(2)
  const isPast = index < 13
  return { day: `2026-05-${String(index + 1).padStart(2, '0')}`, usd, low: isPast ? usd : (Number(usd) * 0.92).toFixed(2), high: isPast ? usd : (Number(usd) * 1.1).toFixed(2), actual: isPast }
})

/** A week of all a founder pays for, with each kind of doubt in it. */
export const full = ({ by }: CostQuestion): CostsView => ({
  ...empty(),
  total: { usd: '4.17', low: '4.17', high: '4.57', grade: 'estimated' },
  before: { soFar: amount('3.72'), whole: amount('8.1') },
  kinds: rows.kind,
  rows: rows[by],
  chart: { step: 'day', at: days, series: rows[by].map(({ name, usd }) => ({ name, usd: days.map((_, index) => String((Number(usd) * (index + 2)) / 9)) })) },
  unpriced: [{ provider: 'openai', model: 'house-model', calls: 4, tokens: 9000, low: '0', high: '0.4' }],
  lines: { rows: 48_210, duplicates: 12, ambiguous: 1, bad: 3, foreign: 0 },
  badFiles: [{ path: 'echopilot/logs/agents.jsonl', bad: 3, lines: [{ line: 812, why: 'The line ends in the middle.' }], problem: null }],
  budgets: [
    { id: 'month', title: 'Monthly budget', usd: '30', spent: '7.8', part: 0.26, elapsed: 0.4, projected: { ...amount('19'), low: '17', high: '22' }, state: 'ok', words: 'Slower than it allows.', usedUpAt: null },
    { id: 'triage', title: 'Triage', usd: '5', spent: '4.6', part: 0.92, elapsed: 0.34, projected: amount('11'), state: 'tight', words: 'Three times as fast as it allows.', usedUpAt: now + 5 * hour },
  ],
  forecast: { month: '2026-05', usd: '18.6', low: '17.1', high: '20.5', path, priceChanges: [] },
  anomalies: [{ dimension: 'job', name: 'triage', day: '2026-05-12', usd: '1.9', usual: '0.5', words: 'Nearly four times as much as on other Tuesdays.' }],
  runs: [
    { job: 'triage', agent: 'scout', runId: 'run-31', startedAt: ago(2 * hour), finishedAt: ago(100 * minute), outcome: 'finished', llmUsd: '0.31', cpuUsd: '0.01', earnedUsd: '2.4', marginUsd: '2.08', grade: 'computed' },
    { job: 'invoices', agent: null, runId: 'run-30', startedAt: ago(5 * hour), finishedAt: ago(5 * hour - minute), outcome: 'failed', llmUsd: '0.05', cpuUsd: '0', earnedUsd: null, marginUsd: null, grade: 'estimated' },
  ],
  bridge: [{ provider: 'openai', from: monday, to: monday + 2 * day, ours: '2.1', billed: '2.25', difference: '0.15', parts: [{ cause: 'not-in-our-logs', usd: '0.15', words: 'Calls that no log tells of.' }] }],
  failures: { usd: '0.12', rows: [{ job: 'invoices', attempts: 3, usd: '0.12', incident: null }] },
  sources: [source({ words: '12 files, 48,210 calls', at: ago(2 * minute) }), source({ id: 'stripe', title: 'Stripe', state: 'stale', words: 'Read 3 h ago.', at: ago(3 * hour) }), source({ id: 'openai', title: 'OpenAI', state: 'off', words: 'No admin key.' })],
})

/** Nothing was read yet. */
export const empty = (): CostsView => ({
  at: now,
  zone: 'UTC',
  span: { from: monday, to: monday + 7 * day, period: 'week', label: '2026-W20' },
  total: amount('0'),
  before: null,
  kinds: [],
  rows: [],
  chart: { step: 'day', at: [], series: [] },
  unpriced: [],
  lines: { rows: 0, duplicates: 0, ambiguous: 0, bad: 0, foreign: 0 },
  badFiles: [],
  budgets: [],
  forecast: null,
  anomalies: [],
  runs: [],
  bridge: [],
  failures: { usd: '0', rows: [] },
  sources: [source({ state: 'off', words: 'No folder is watched.' })],
  prices: { source: 'genai-prices', version: '0.1.8', sha256: 'a'.repeat(64), overlay: null },
  reading: null,
})

export const calls: CallsView = {
  rows: Array.from({ length: 30 }, (_, index) => ({ ...call({ at: ago(index * 11 * minute), line: 800 - index, path: 'echopilot/logs/agents.jsonl', job: index % 3 === 0 ? null : 'triage', usd: index % 9 === 8 ? null : `0.0${(index % 5) + 1}`, grade: index % 9 === 8 ? 'unpriced' : 'computed' }), agent: 'scout', requestId: `req_${index}` })),
  more: true,
}

const part = costs({}).week
export const summary: CostSummary = {
  at: ago(minute),
  today: { ...part, totalUsd: '0.61' },
  week: { ...part, totalUsd: '4.17', llmUsd: '3.1', stripeUsd: '0.88', cpuUsd: '0.19', cpuHours: 3.8, highUsd: '4.57', grade: 'estimated' },
  lastWeek: { ...part, totalUsd: '8.1' },
  lastWeekSoFar: { ...part, totalUsd: '3.72' },
  month: { ...part, totalUsd: '7.8' },
  sources: ['12 logs', 'Stripe'],
  unpriced: [{ provider: 'openai', model: 'house-model', calls: 4, tokens: 9000 }],
  badLines: 3,
}

import type { CostRow, CostsView } from '../../../src/shared/costs'

/** Made small and well, like those of fixtures.ts. */
export const row = (name: string, usd: string, more: Partial<CostRow> = {}): CostRow => ({
  name,
  usd,
  low: usd,
  high: usd,
  grade: 'computed',
  calls: 1,
  tokens: 100,
  before: null,
  unpricedCalls: 0,
  ...more,
})

type Source = CostsView['sources'][number]
export const source = (more: Partial<Source> = {}): Source => ({ id: 'logs', title: 'Logs', state: 'ok', words: '12 files', hint: null, at: null, ...more })

type Call = { at: number } & Parameters<typeof import('../../../src/renderer/features/costs/call-view').callView>[0]
export const call = (more: Partial<Call> = {}): Call => ({
  at: 0,
  provider: 'openai',
  model: 'gpt-5',
  job: null,
  agent: null,
  serviceTier: null,
  tokensIn: 1200,
  tokensCached: 0,
  tokensOut: 60,
  usd: '0.0123',
  grade: 'computed',
  requestId: null,
  path: '/logs/agents.jsonl',
  line: 7,
  ...more,
})

type Chart = CostsView['chart']
export const chart = (series: Record<string, string[]>, step: Chart['step'] = 'day'): Chart => {
  const all = Object.entries(series).map(([name, usd]) => ({ name, usd }))
  return { step, at: (all[0]?.usd ?? []).map((_, index) => Date.UTC(2026, 10, 23 + index)), series: all }
}

import type { TokenUsage } from './usage'

/** One line of a log, as costs understand it. `at` is UTC epoch ms. */
export type LogRecord =
  | { kind: 'tick'; at: number; cpuSeconds: number | null }
  | { kind: 'cpu'; at: number; job: string; agent: string | null; runId: string | null; seconds: number }
  | { kind: 'llm'; at: number; call: LlmCall }
  | { kind: 'other'; at: number }

export interface LlmCall {
  provider: string
  model: string
  usage: TokenUsage
  /** The same id twice is the same call, told again. */
  requestId: string | null
  job: string | null
  agent: string | null
  serviceTier: string | null
  batch: boolean
  /** What the provider says it cost, decimal dollars; beats our own arithmetic. */
  reportedUsd: string | null
}

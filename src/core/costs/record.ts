import type { TokenUsage } from './usage'

/** One line of a log, as costs understand it. `at` is UTC epoch ms. */
export type LogRecord =
  /** `worked`: whether the tick itself says that something was done; left out where it says nothing of it. */
  | { kind: 'tick'; at: number; cpuSeconds: number | null; worked?: boolean }
  | { kind: 'cpu'; at: number; job: string; agent: string | null; runId: string | null; seconds: number; failed?: true }
  /** A step of a job that tells no CPU time. */
  | { kind: 'job'; at: number; job: string; step: 'started' | 'finished' | 'failed' }
  | { kind: 'heal'; at: number; job: string; attempt: number | null; outcome: HealOutcome }
  | { kind: 'llm'; at: number; call: LlmCall }
  | { kind: 'other'; at: number }

/** How an attempt at healing a job ended. */
export type HealOutcome = 'healed' | 'failed' | 'unknown'

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

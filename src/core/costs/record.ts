import type { TokenUsage } from './usage'

/** One line of a log, as costs understand it. `at` is UTC epoch ms. */
export type LogRecord =
  /** `worked`: whether the tick itself says that something was done; left out where it says nothing of it. */
  | { kind: 'tick'; at: number; cpuSeconds: number | null; worked?: boolean }
  /** The end of a run that tells its CPU time; `pid` is the process that used it. Of a watched program `job` is '', and `agent` its name. */
  | { kind: 'cpu'; at: number; job: string; agent: string | null; runId: string | null; seconds: number; wallSeconds?: number; failed?: true; pid?: number }
  /** A step of a job that tells no CPU time. */
  | { kind: 'job'; at: number; job: string; agent?: string | null; runId?: string | null; step: 'started' | 'finished' | 'failed' }
  | { kind: 'heal'; at: number; job: string; attempt: number | null; outcome: HealOutcome }
  /** What a job earned: a charge of Stripe's. */
  | { kind: 'charge'; at: number; charge: string; job: string | null; runId: string | null }
  | { kind: 'llm'; at: number; call: LlmCall }
  | { kind: 'other'; at: number }

/** How an attempt at healing a job ended. */
export type HealOutcome = 'healed' | 'failed' | 'unknown'

export interface LlmCall {
  /** As the log says it, in lower case; `pricedAs` (provider-names.ts) knows whose price list that is. */
  provider: string
  model: string
  usage: TokenUsage
  /** The same id of one provider twice is the same call, told again; the most complete telling counts. */
  requestId: string | null
  job: string | null
  agent: string | null
  /** As the response names it ("default", "flex", "priority", …); null where it says nothing. */
  serviceTier: string | null
  batch: boolean
  /** Where it was computed, when that is priced otherwise. */
  region?: string | null
  /** What the provider says it cost: a decimal number of dollars, at most twelve places; beats our own arithmetic. */
  reportedUsd: string | null
}

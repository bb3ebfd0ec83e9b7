import type { Grade } from '../../shared/model'
import type { Pico } from './money'
import type { Span } from './periods'
import type { Tokens } from './usage'

/** By what a sum can be split. Months, ISO weeks, days and hours are those of the question's zone. */
export const dimensions = ['kind', 'month', 'week', 'day', 'hour', 'provider', 'model', 'job', 'agent'] as const
export type Dimension = (typeof dimensions)[number]

export const kinds = ['llm', 'cpu', 'stripe', 'finance'] as const
/** llm: model calls. cpu: CPU time × rate. stripe: fees. finance: what the Notion table says beside those. */
export type Kind = (typeof kinds)[number]

export interface Question {
  /** Half-open, UTC epoch ms; both ends on a whole hour of the zone. */
  span: Span
  /** IANA name. */
  zone: string
  by: readonly Dimension[]
  where?: Partial<Record<Dimension, string>>
  /** Dollars per vCPU-hour. */
  cpuUsdPerHour: string
}

/** A sum of money with what is sure of it. */
export interface Sum {
  calls: number
  tokens: Tokens
  cpuSeconds: number
  /** What is known. Without unpriced calls, which are in `low` and `high` only. */
  pico: Pico
  /** What it is at least and at most: unknown models by the cheapest and dearest known one, lines told twice without an id. */
  low: Pico
  high: Pico
  unpricedCalls: number
  /** Of the weakest part. */
  grade: Grade
}

export interface AnswerRow extends Sum {
  /**
   * One entry a dimension asked by: "2026-11", "2026-W48", "2026-11-23", an hour as its first moment in ISO 8601 UTC, else the
   * name; '' where a cost has none (CPU time has no model).
   */
  key: Partial<Record<Dimension, string>>
}

export interface Unpriced {
  provider: string
  model: string
  calls: number
  tokens: number
  low: Pico
  high: Pico
}

export interface Answer {
  span: Span
  zone: string
  /** Sorted by key, so that the same question has the same answer to the byte. The rows add up to `total` exactly. */
  rows: AnswerRow[]
  total: Sum
  unpriced: Unpriced[]
  /** What was read for it; of all that is kept, not of the span alone. */
  lines: LineCounts
}

export interface LineCounts {
  /** Records that count towards costs, each telling of a call for itself. */
  rows: number
  /** Tellings of what was told already. */
  duplicates: number
  /** Lines without an id that were there twice: counted once, and in `high` as often as told. */
  ambiguous: number
  bad: number
  /** JSON lines of another program. */
  foreign: number
}

/** One model call, for the list below the sums. */
export interface CallRow {
  at: number
  provider: string
  model: string
  job: string | null
  agent: string | null
  serviceTier: string | null
  batch: boolean
  tokens: Tokens
  usd: string | null
  grade: Grade
  requestId: string | null
  /** Where it is written. */
  path: string
  line: number
}

/** A log file, as far as it was read. */
export interface FileFacts {
  path: string
  sizeBytes: number
  readBytes: number
  lines: number
  calls: number
  formats: string[]
  firstAt: number | null
  lastAt: number | null
  bad: number
  /** The first of them. */
  badLines: { line: number; why: string }[]
  /** Why it can’t be read, in words; null when it can. */
  problem: string | null
}

/** One run of a job: what it cost and what it earned. */
export interface AgentRun {
  job: string
  agent: string | null
  runId: string | null
  startedAt: number
  /** null while it goes on. */
  finishedAt: number | null
  outcome: 'running' | 'finished' | 'failed'
  calls: number
  llm: Pico
  grade: Grade
  cpuSeconds: number
  charges: string[]
}

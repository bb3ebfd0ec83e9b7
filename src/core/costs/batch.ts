import type { LogRecord } from './record'

/** What all calls of one kind share. Two calls of one series differ only in time, id and tokens. */
export interface Series {
  provider: string
  model: string
  serviceTier: string | null
  batch: boolean
  region: string | null
  job: string | null
  agent: string | null
}

/** Bits of `flags`. */
export const flag = {
  /** The line had no id; `idLow`/`idHigh` are a hash of its whole content. */
  anonymous: 1,
  inconsistent: 2,
  /** `reported` holds what the provider says it cost. */
  reported: 4,
} as const

/**
 * Model calls read from one piece of a file, as columns of `count` entries: a million objects would cost more than the reading.
 * Typed arrays so that they move between threads without a copy.
 */
export interface CallColumns {
  count: number
  /** UTC epoch ms. */
  at: Float64Array
  /** 64-bit hash of provider and id, or of the line. */
  idLow: Uint32Array
  idHigh: Uint32Array
  flags: Uint8Array
  /** Index into `series` of the batch. */
  series: Uint32Array
  /** `buckets.length` numbers a call, in the order of `buckets` (usage.ts). */
  tokens: Uint32Array
  /** Input with cache, for tiers. */
  totalIn: Uint32Array
  /** 1-based line of the file. */
  line: Uint32Array
}

export interface BadLine {
  /** 1-based. */
  line: number
  why: 'not-json' | 'too-long' | 'not-utf8' | 'no-time' | 'no-model' | 'no-usage' | 'bad-amount'
}

/** What one piece of one file held. A piece begins and ends at a line's end. */
export interface Batch {
  calls: CallColumns
  series: Series[]
  /** Pico dollars by index of the call, for those with `flag.reported`. */
  reported: Map<number, bigint>
  /** Everything that isn't a model call: few beside the calls. */
  others: { record: Exclude<LogRecord, { kind: 'llm' }>; line: number; idLow: number; idHigh: number }[]
  /** Lines that are JSON but no format claims. */
  foreign: number
  bad: BadLine[]
  /** Bad lines in all; `bad` holds the first 100. */
  badCount: number
  /** Lines ended in this piece. */
  lines: number
  /** Bytes up to and with the last line's end. */
  bytes: number
  /** Of the records. */
  firstAt: number | null
  lastAt: number | null
  /** Which formats were met. */
  formats: string[]
}

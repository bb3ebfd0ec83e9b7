import { backtest, replayable, type Firing, type StoredLook } from '../core/backtest'
import { targetsOf } from '../core/targets'
import type { Settings } from '../shared/settings'
import { systemClock } from './io/clock'
import type { Store } from './store/store'

/** Body of `GET /api/backtest`, and of `echopilot backtest --json`. */
export interface BacktestReport {
  rule: string
  /** ISO, half-open. */
  from: string
  to: string
  /** How many looks of the history it was tried on. */
  looks: number
  firings: Firing[]
}

export interface Trial {
  /** Ends it early; what it has found by then counts for nothing. */
  signal?: AbortSignal
  /** How much of the span has been read, 0–1. */
  onProgress?(part: number): void
}

type Span = { from: number; to: number }

/** So many looks are read from the database at once. */
const rowsAtOnce = 100
/** So long the trial keeps everybody else waiting. */
const turnMs = 4

/**
 * What a rule would have done in a span of the history; others have their turn all the while. Null for a rule that can't be
 * tried, and for a trial that was ended early.
 */
export async function backtestReport(id: string, span: Span, store: Store, settings: Settings, { signal, onProgress }: Trial = {}): Promise<BacktestReport | null> {
  const rule = replayable().find((candidate) => candidate.id === id)
  if (!rule) return null
  let looks = 0
  const pause = turns()
  async function* past(): AsyncGenerator<StoredLook> {
    for (const { from, to } of pieces(span, settings)) {
      await pause()
      if (signal?.aborted) return
      const read = store.looksBetween(targetsOf(settings).map((target) => target.id), from, to)
      looks += read.length
      yield* read
      onProgress?.((to - span.from) / (span.to - span.from))
    }
  }
  const firings = await backtest(rule, past(), settings, pause)
  return signal?.aborted ? null : { rule: id, from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString(), looks, firings }
}

/** The span in pieces of about as many looks, by how often things are looked at now. */
function* pieces(span: Span, settings: Settings): Generator<Span> {
  const looksAMs = targetsOf(settings).reduce((sum, { everyMs }) => sum + 1 / everyMs, 0)
  const lengthMs = Math.max(1, Math.floor(rowsAtOnce / looksAMs))
  for (let { from } = span; from < span.to; from += lengthMs) yield { from, to: Math.min(span.to, from + lengthMs) }
}

/** Lets others have their turn once this one has lasted long enough. */
function turns(): () => Promise<void> {
  let since = systemClock.monotonic()
  return async () => {
    if (systemClock.monotonic() - since < turnMs) return
    await new Promise((next) => setImmediate(next))
    since = systemClock.monotonic()
  }
}

/** Trials for a window: one of a rule at a time, each can be ended, each says how far it has come. */
export class Backtests {
  private readonly running = new Map<string, AbortController>()

  constructor(private readonly ports: { store: Store; settings(): Settings; onProgress(rule: string, part: number): void }) {}

  async run(rule: string, span: Span): Promise<BacktestReport | null> {
    this.cancel(rule)
    const ended = new AbortController()
    this.running.set(rule, ended)
    const { store, settings, onProgress } = this.ports
    let said = 0
    try {
      return await backtestReport(rule, span, store, settings(), {
        signal: ended.signal,
        onProgress(part) {
          // Whole hundredths: a bar shows no less.
          if (Math.floor(part * 100) <= said) return
          said = Math.floor(part * 100)
          onProgress(rule, part)
        },
      })
    } finally {
      if (this.running.get(rule) === ended) this.running.delete(rule)
    }
  }

  cancel(rule: string): void {
    this.running.get(rule)?.abort()
  }
}

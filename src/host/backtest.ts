import { backtest, backtestSpending, replayable, type Firing, type StoredLook } from '../core/backtest'
import type { SpendingMoment } from '../core/costs/spending-replay'
import type { Rule } from '../core/plugin'
import { targetsOf } from '../core/targets'
import type { Settings } from '../shared/settings'
import { systemClock } from './io/clock'
import type { Spending } from './spending/spending'
import { pastSpending } from './spending/spending-past'
import type { Store } from './store/store'

/** Body of `GET /api/backtest`, and of `echopilot backtest --json`. */
export interface BacktestReport {
  rule: string
  /** ISO, half-open. */
  from: string
  to: string
  /** How many looks of the history it was tried on; of a rule about money, how many hours of spending. */
  looks: number
  firings: Firing[]
}

/** Where what was is kept; null: nowhere. */
export interface Past {
  store: Pick<Store, 'looksBetween'> | null
  spending: Spending | null
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
export async function backtestReport(id: string, span: Span, past: Past, settings: Settings, trial: Trial = {}): Promise<BacktestReport | null> {
  const rule = replayable().find((candidate) => candidate.id === id)
  if (!rule) return null
  const found = await (rule.bySpending ? tryOnSpending : tryOnLooks)(rule, span, past, settings, trial)
  return trial.signal?.aborted ? null : { rule: id, from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString(), ...found }
}

type Found = Pick<BacktestReport, 'looks' | 'firings'>

async function tryOnLooks(rule: Rule, span: Span, { store }: Past, settings: Settings, { signal, onProgress }: Trial): Promise<Found> {
  let looks = 0
  const pause = turns()
  async function* past(): AsyncGenerator<StoredLook> {
    for (const { from, to } of pieces(span, settings)) {
      await pause()
      if (signal?.aborted) return
      const read = store?.looksBetween(targetsOf(settings).map((target) => target.id), from, to) ?? []
      looks += read.length
      yield* read
      onProgress?.((to - span.from) / (span.to - span.from))
    }
  }
  const firings = await backtest(rule, past(), settings, pause)
  return { looks, firings }
}

async function tryOnSpending(rule: Rule, span: Span, { spending }: Past, settings: Settings, { signal, onProgress }: Trial): Promise<Found> {
  let looks = 0
  async function* past(): AsyncGenerator<SpendingMoment> {
    if (!spending || !rule.bySpending) return
    for await (const moment of pastSpending(rule.bySpending, span, spending, (part) => onProgress?.(part))) {
      if (signal?.aborted) return
      if (moment.at >= span.from) looks++
      yield moment
    }
  }
  const firings = await backtestSpending(rule, past(), settings, turns())
  // What was open before the span began didn’t fire in it.
  return { looks, firings: firings.filter(({ openedAt }) => openedAt >= span.from) }
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

  constructor(private readonly ports: Past & { settings(): Settings; onProgress(rule: string, part: number): void }) {}

  async run(rule: string, span: Span): Promise<BacktestReport | null> {
    this.cancel(rule)
    const ended = new AbortController()
    this.running.set(rule, ended)
    const { settings, onProgress } = this.ports
    let said = 0
    try {
      return await backtestReport(rule, span, this.ports, settings(), {
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

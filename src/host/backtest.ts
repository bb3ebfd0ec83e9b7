import { backtest, backtestSpending, type Firing } from '../core/backtest'
import type { SpendingMoment } from '../core/costs/spending-replay'
import type { Rule } from '../core/plugin'
import { rules } from '../core/registry'
import { HealReplay } from '../core/replay/heal-replay'
import type { PastEntry } from '../core/replay/recollection'
import type { Settings } from '../shared/settings'
import { systemClock } from './io/clock'
import type { Spending } from './spending/spending'
import { pastSpending } from './spending/spending-past'
import { entriesIn, pastOf, type Span } from './backtest-past'
import type { Store } from './store/store'

/** Body of `GET /api/backtest`, and of `echopilot backtest --json`. */
export interface BacktestReport {
  rule: string
  /** ISO, half-open. */
  from: string
  to: string
  /** How many looks of the history it was tried on; of a rule about money, how many hours of spending. */
  looks: number
  /** ISO; null where all is known of the span that the rule judges by. Of what was before that, it knew nothing. */
  knownSince: string | null
  firings: Firing[]
}

/** Where what was is kept; null: nowhere. */
export interface Past {
  store: Pick<Store, 'samples' | 'grounds'> | null
  spending: Spending | null
}

export interface Trial {
  /** Ends it early; what it has found by then counts for nothing. */
  signal?: AbortSignal
  /** How much of the span has been read, 0–1. */
  onProgress?(part: number): void
}

/** So long the trial keeps everybody else waiting. */
const turnMs = 2

/**
 * What a rule would have done in a span of the history; others have their turn all the while. Null for an id of no rule, and for
 * a trial that was ended early.
 */
export async function backtestReport(id: string, span: Span, past: Past, settings: Settings, trial: Trial = {}): Promise<BacktestReport | null> {
  const rule = rules.find((candidate) => candidate.id === id)
  if (!rule) return null
  const found = await (rule.bySpending ? tryOnSpending : tryOnLooks)(rule, span, past, settings, trial)
  return trial.signal?.aborted ? null : { rule: id, from: isoOf(span.from), to: isoOf(span.to), ...found }
}

const isoOf = (at: number): string => new Date(at).toISOString()

type Found = Pick<BacktestReport, 'looks' | 'knownSince' | 'firings'>

async function tryOnLooks(rule: Rule, span: Span, past: Past, settings: Settings, { signal, onProgress }: Trial): Promise<Found> {
  const pause = turns()
  let looks = 0
  const { since, store, heals } = pastOf(rule, past)
  const known = { from: Math.max(span.from, since), to: span.to }
  async function* entries(): AsyncGenerator<PastEntry> {
    if (!store) return
    for (const { read, part } of entriesIn(known, rule, store, settings)) {
      await pause()
      if (signal?.aborted) return
      looks += read.filter((entry) => entry.of === 'look').length
      yield* read
      onProgress?.(part)
    }
  }
  const firings = await backtest(rule, entries(), { settings, heals: heals && new HealReplay(heals), pause })
  return { looks, knownSince: since > span.from && Number.isFinite(since) ? isoOf(since) : null, firings }
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
  const firings = await backtestSpending(rule, past(), { settings, pause: turns() })
  // What was open before the span began didn’t fire in it.
  return { looks, knownSince: null, firings: firings.filter(({ openedAt }) => openedAt >= span.from) }
}

/** Lets others have their turn once this one has lasted long enough. */
function turns(): () => Promise<void> | null {
  let since = systemClock.monotonic()
  const next = async (): Promise<void> => {
    await new Promise((done) => setImmediate(done))
    since = systemClock.monotonic()
  }
  return () => (systemClock.monotonic() - since < turnMs ? null : next())
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

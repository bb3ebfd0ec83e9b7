import { backtest, replayable, type Firing } from '../core/backtest'
import type { Settings } from '../shared/settings'
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

/** One reading of the history is at most this long: a year at a minute's step would fill the memory. */
const chunkMs = 7 * 86_400_000

const othersFirst = (): Promise<void> => new Promise((next) => setImmediate(next))

/** What a rule would have done in a span of the history; others have their turn all the while. Null for a rule that can't be tried. */
export async function backtestReport(id: string, span: { from: number; to: number }, store: Store, settings: Settings): Promise<BacktestReport | null> {
  const rule = replayable().find((candidate) => candidate.id === id)
  if (!rule) return null
  const looks = []
  for (let from = span.from; from < span.to; from += chunkMs) {
    for (const look of store.looksBetween(from, Math.min(span.to, from + chunkMs))) looks.push(look)
    await othersFirst()
  }
  return { rule: id, from: new Date(span.from).toISOString(), to: new Date(span.to).toISOString(), looks: looks.length, firings: await backtest(rule, looks, settings, othersFirst) }
}

import type { CostBreakdown, CostSummary, Grade } from '../../shared/model'
import { cpuCost, formatUsd, parseUsd, type Pico } from './money'
import { priceCall, type PriceTable } from './prices'
import type { LlmCall, LogRecord } from './record'

const dayMs = 86_400_000
export const dayOf = (at: number): number => Math.floor(at / dayMs)

/** Totals of one UTC day. Everything a question needs, so that no question reads a log again. */
export interface DayTotals {
  cpuSeconds: number
  llmPico: Pico
  grade: Grade
  calls: number
  byModel: Map<string, ModelTotals>
}

/** What one model's calls came to. Calls without a price are in `calls` and `tokens`, and counted again as unpriced. */
export interface ModelTotals {
  provider: string
  model: string
  calls: number
  pico: Pico
  tokens: number
  unpricedCalls: number
  unpricedTokens: number
}

const emptyDay = (): DayTotals => ({ cpuSeconds: 0, llmPico: 0n, grade: 'computed', calls: 0, byModel: new Map() })

const emptyModel = ({ provider, model }: Pick<ModelTotals, 'provider' | 'model'>): ModelTotals => ({
  provider,
  model,
  calls: 0,
  pico: 0n,
  tokens: 0,
  unpricedCalls: 0,
  unpricedTokens: 0,
})

const together = (a: ModelTotals, b: ModelTotals): ModelTotals => ({
  ...a,
  calls: a.calls + b.calls,
  pico: a.pico + b.pico,
  tokens: a.tokens + b.tokens,
  unpricedCalls: a.unpricedCalls + b.unpricedCalls,
  unpricedTokens: a.unpricedTokens + b.unpricedTokens,
})

const surest: Grade[] = ['reported', 'computed', 'estimated', 'unpriced']
export const weaker = (a: Grade, b: Grade): Grade => (surest.indexOf(b) > surest.indexOf(a) ? b : a)

/** Adds log records to day totals. Records may come in any order and more than once; calls with an id count once. */
export class Ledger {
  readonly days = new Map<number, DayTotals>()
  private readonly seen = new Map<string, { at: number; call: LlmCall }>()
  private readonly cpuRuns = new Set<string>()
  duplicates = 0
  rows = 0

  constructor(private readonly prices: PriceTable) {}

  add(record: LogRecord): void {
    this.rows++
    if (record.kind === 'tick' && record.cpuSeconds !== null) this.day(record.at).cpuSeconds += record.cpuSeconds
    if (record.kind === 'cpu') this.addCpu(record)
    if (record.kind === 'llm') this.addCall(record.at, record.call)
  }

  private addCpu({ at, job, runId, seconds }: Extract<LogRecord, { kind: 'cpu' }>): void {
    const key = runId && `${job}/${runId}`
    if (key && this.cpuRuns.has(key)) {
      this.duplicates++
      return
    }
    if (key) this.cpuRuns.add(key)
    this.day(at).cpuSeconds += seconds
  }

  private addCall(at: number, call: LlmCall): void {
    const id = call.requestId && `${call.provider}/${call.requestId}`
    const before = id ? this.seen.get(id) : undefined
    if (before) {
      this.duplicates++
      // A streamed call is told several times; the most complete telling wins.
      if (weight(call) <= weight(before.call)) return
      this.book(before.at, before.call, -1)
    }
    if (id) this.seen.set(id, { at, call })
    this.book(at, call, 1)
  }

  private book(at: number, call: LlmCall, sign: 1 | -1): void {
    const day = this.day(at)
    const priced = priceCall(this.prices, call, at, parseUsd)
    const pico = (priced?.pico ?? 0n) * BigInt(sign)
    day.calls += sign
    day.llmPico += pico
    day.grade = weaker(day.grade, priced?.grade ?? 'unpriced')
    const key = `${call.provider}/${call.model}`
    const model = day.byModel.get(key) ?? emptyModel(call)
    const tokens = call.usage.totalIn + call.usage.out
    model.calls += sign
    model.pico += pico
    model.tokens += sign * tokens
    if (!priced) {
      model.unpricedCalls += sign
      model.unpricedTokens += sign * tokens
    }
    day.byModel.set(key, model)
  }

  private day(at: number): DayTotals {
    const key = dayOf(at)
    let totals = this.days.get(key)
    if (!totals) this.days.set(key, (totals = emptyDay()))
    return totals
  }

  /** Exact totals over the UTC days of [from, to), in ms. */
  between(from: number, to: number, cpuUsdPerHour: string): PeriodTotals {
    const rate = parseUsd(cpuUsdPerHour)
    const totals: PeriodTotals = { cpuSeconds: 0, cpu: 0n, llm: 0n, stripe: null, total: 0n, grade: 'computed', calls: 0, models: new Map() }
    for (const [key, day] of this.days) {
      if (key < dayOf(from) || key >= dayOf(to - 1) + 1) continue
      totals.cpuSeconds += day.cpuSeconds
      totals.llm += day.llmPico
      totals.calls += day.calls
      if (day.calls > 0) totals.grade = weaker(totals.grade, day.grade)
      for (const [name, model] of day.byModel) {
        if (model.calls > 0) totals.models.set(name, together(totals.models.get(name) ?? emptyModel(model), model))
      }
    }
    totals.cpu = cpuCost(totals.cpuSeconds, rate)
    totals.total = totals.cpu + totals.llm + (totals.stripe ?? 0n)
    return totals
  }
}

export interface PeriodTotals {
  cpuSeconds: number
  cpu: Pico
  llm: Pico
  /** null while no source of Stripe's fees is read. */
  stripe: Pico | null
  total: Pico
  grade: Grade
  calls: number
  models: Map<string, ModelTotals>
}

const weight = (call: LlmCall): number => call.usage.totalIn + call.usage.out + (call.reportedUsd === null ? 0 : 0.5)

export function breakdownOf(totals: PeriodTotals): CostBreakdown {
  return {
    totalUsd: formatUsd(totals.total),
    cpuUsd: formatUsd(totals.cpu),
    cpuHours: totals.cpuSeconds / 3600,
    llmUsd: formatUsd(totals.llm),
    stripeUsd: totals.stripe === null ? null : formatUsd(totals.stripe),
    grade: totals.grade,
  }
}

export const unpricedOf = (totals: PeriodTotals): CostSummary['unpriced'] =>
  [...totals.models.values()]
    .filter((model) => model.unpricedCalls > 0)
    .map(({ provider, model, unpricedCalls, unpricedTokens }) => ({ provider, model, calls: unpricedCalls, tokens: unpricedTokens }))

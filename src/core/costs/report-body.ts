import { isZone } from '../local-time'
import { formatUsd, type Pico } from './money'
import { periodNames, momentOf, periodAt, toWholeHours, type PeriodName, type Span } from './periods'
import { dimensions, type Answer, type AnswerRow, type Dimension, type Kind } from './question'
import { groupedBy, sumOf, tokensOf } from './report-sums'
import { slotMsFor } from './slots'

/** By what the answer below wants its figures split; every other part of it is a sum of these. */
export const reportSplit = ['kind', 'provider', 'model'] as const satisfies readonly Dimension[]

export interface ReportFacts {
  now: number
  /** Split by `reportSplit`. */
  answer: Answer
  /** Split as asked; null when nothing was asked. */
  by: Answer | null
  /** Whether anything tells of Stripe's fees; else they are null rather than nothing. */
  stripeRead: boolean
  prices: { source: string; version: string; sha256: string }
}

/** Data of `GET /api/runtime-costs`, of `echopilot costs --json` and of the weekly file: numbers where readers expect numbers, exact decimal strings beside. */
export function reportData({ now, answer, by, stripeRead, prices }: ReportFacts) {
  const { span, zone, total, rows, unpriced, lines } = answer
  const calls = rows.filter(({ key }) => key.kind === 'llm')
  return {
    ts: iso(now),
    from: iso(span.from),
    to: iso(span.to),
    zone,
    total_usd: Number(formatUsd(total.pico)),
    total: formatUsd(total.pico),
    low: formatUsd(total.low),
    high: formatUsd(total.high),
    grade: total.grade,
    breakdown: breakdown(rows, stripeRead),
    providers: groupedBy(calls, ['provider']).map(figures),
    models: groupedBy(calls, ['provider', 'model']).map((row) => ({ ...figures(row), usd: row.calls > 0 && row.unpricedCalls === row.calls ? null : formatUsd(row.pico) })),
    ...(by && { by: by.rows.map(figures) }),
    unpriced: unpriced.map(({ low, high, ...rest }) => ({ ...rest, low: formatUsd(low), high: formatUsd(high) })),
    rows: lines.rows,
    duplicates: lines.duplicates,
    ambiguous: lines.ambiguous,
    bad_lines: lines.bad,
    foreign: lines.foreign,
    prices,
  }
}

export type ReportData = ReturnType<typeof reportData>

const iso = (at: number): string => new Date(at).toISOString()

function breakdown(rows: readonly AnswerRow[], stripeRead: boolean) {
  const of = (kind: Kind) => sumOf(rows.filter(({ key }) => key.kind === kind))
  const [llm, cpu, stripe, finance] = [of('llm'), of('cpu'), of('stripe'), of('finance')]
  const number = (pico: Pico) => Number(formatUsd(pico))
  return {
    cpu_hours: cpu.cpuSeconds / 3600,
    cpu_usd: number(cpu.pico),
    // All model calls, whoever made the model: the three parts of the contract add up to the total.
    openai_usd: number(llm.pico),
    stripe_fees: number(stripe.pico),
    finance_usd: number(finance.pico),
    cpu: formatUsd(cpu.pico),
    llm: formatUsd(llm.pico),
    stripe: stripeRead || stripe.pico !== 0n ? formatUsd(stripe.pico) : null,
    finance: formatUsd(finance.pico),
  }
}

const figures = (row: AnswerRow) => ({
  ...row.key,
  usd: formatUsd(row.pico),
  low: formatUsd(row.low),
  high: formatUsd(row.high),
  grade: row.grade,
  calls: row.calls,
  tokens: tokensOf(row),
  cpu_seconds: row.cpuSeconds,
  unpriced_calls: row.unpricedCalls,
})

/** What was asked for in words; every field may be left out. */
export type AskedWords = Partial<Record<'period' | 'from' | 'to' | 'by' | 'zone', string>>

export interface Asked {
  span: Span
  zone: string
  by: Dimension[]
}

/** The question behind the words; a string says which of them isn't understood. Without a span: the day that runs. */
export function readAsked(words: AskedWords, now: number, settingsZone: string): Asked | { wrong: string } {
  const zone = words.zone ?? settingsZone
  if (!isZone(zone)) return { wrong: `“zone=${zone}” isn’t a zone.` }
  if (zone !== settingsZone && slotMsFor(zone, now) < slotMsFor(settingsZone, now)) return { wrong: `“zone=${zone}” can’t be told from what is kept by the hours of ${settingsZone}.` }
  const by = (words.by ?? '').split(',').filter((name) => name !== '')
  const strange = by.find((name) => !(dimensions as readonly string[]).includes(name))
  if (strange !== undefined) return { wrong: `“by=${strange}” isn’t known.` }
  const span = readSpan(words, now, zone)
  return 'wrong' in span ? span : { span: toWholeHours(span, zone), zone, by: [...new Set(by)] as Dimension[] }
}

function readSpan({ period = 'day', from, to }: AskedWords, now: number, zone: string): Span | { wrong: string } {
  if (from === undefined && to === undefined) return (periodNames as readonly string[]).includes(period) ? periodAt(period as PeriodName, now, zone) : { wrong: `“period=${period}” isn’t known.` }
  const span = { from: momentOf(from ?? '', zone), to: to === undefined ? now : momentOf(to, zone) }
  return span.from === null || span.to === null || span.from >= span.to ? { wrong: `“from=${from ?? ''}&to=${to ?? ''}” isn’t a span of time.` } : { from: span.from, to: span.to }
}

import { scaleBy, type Pico } from './money'
import type { LlmCall } from './record'

/** Shape of resources/prices.json, made by `npm run prices`. Rates are pico dollars per token. */
export interface PriceTable {
  source: string
  version: string
  sha256: string
  providers: Record<string, { models: PricedModel[] }>
}

export interface PricedModel {
  id: string
  match: Match
  /** Newest last; each holds from its date on (UTC), the first from the beginning. */
  epochs: { from: string | null; rates: Rates }[]
}

export type Match =
  | { equals: string }
  | { starts_with: string }
  | { ends_with: string }
  | { contains: string }
  | { regex: string }
  | { or: Match[] }
  | { and: Match[] }

/** A rate, with steps that apply to the whole request once its input exceeds `above` tokens. */
export interface Rate {
  base: number
  steps?: { above: number; rate: number }[]
}

export interface Rates {
  input?: Rate
  cacheRead?: Rate
  cacheWrite?: Rate
  output?: Rate
}

export interface Priced {
  pico: Pico
  grade: 'reported' | 'computed' | 'estimated'
}

const aliases: Record<string, string> = { xai: 'x-ai', gemini: 'google', 'google-ai': 'google', vertex: 'google' }

export function matches(match: Match, model: string): boolean {
  if ('equals' in match) return model === match.equals
  if ('starts_with' in match) return model.startsWith(match.starts_with)
  if ('ends_with' in match) return model.endsWith(match.ends_with)
  if ('contains' in match) return model.includes(match.contains)
  if ('regex' in match) return new RegExp(match.regex).test(model)
  if ('or' in match) return match.or.some((part) => matches(part, model))
  return match.and.every((part) => matches(part, model))
}

export function findModel(table: PriceTable, provider: string, model: string): PricedModel | null {
  const name = provider.toLowerCase()
  const models = table.providers[aliases[name] ?? name]?.models
  const wanted = model.toLowerCase()
  return models?.find((candidate) => candidate.id === wanted) ?? models?.find((candidate) => matches(candidate.match, wanted)) ?? null
}

/** The rates in force at `at`; a change takes effect at 00:00 UTC of its day. */
export function ratesAt(model: PricedModel, at: number): Rates {
  const inForce = model.epochs.filter(({ from }) => from === null || Date.parse(`${from}T00:00:00Z`) <= at)
  return (inForce.at(-1) ?? model.epochs[0]!).rates
}

const rateFor = (rate: Rate, totalIn: number): bigint =>
  BigInt((rate.steps ?? []).filter((step) => totalIn > step.above).at(-1)?.rate ?? rate.base)

/** What one call cost; null when the model is unknown: then it is *unpriced*, never free. */
export function priceCall(table: PriceTable, call: LlmCall, at: number, parse: (usd: string) => Pico): Priced | null {
  if (call.reportedUsd !== null) return { pico: parse(call.reportedUsd), grade: 'reported' }
  const model = findModel(table, call.provider, call.model)
  if (!model) return null
  const rates = ratesAt(model, at)
  const { usage } = call
  // A cache rate the table lacks is stood in for by the input rate, and the grade says so.
  let guessed = false
  const amount = (tokens: number, rate: Rate | undefined, stand: Rate | undefined, numerator = 1n, denominator = 1n): Pico => {
    if (tokens === 0) return 0n
    if (!rate) guessed = true
    const used = rate ?? stand
    return used ? scaleBy(BigInt(tokens) * rateFor(used, usage.totalIn), numerator, denominator) : 0n
  }
  const { input, cacheRead, cacheWrite, output } = rates
  if (!input) return null
  const whole =
    amount(usage.uncachedIn, input, input) +
    amount(usage.cacheRead, cacheRead, input) +
    amount(usage.cacheWrite5m, cacheWrite, input) +
    // An hour's write costs 2× input where five minutes' costs 1.25×: 8/5 of the listed rate.
    amount(usage.cacheWrite1h, cacheWrite, input, 8n, 5n) +
    // Embeddings have no output rate, and no output.
    amount(usage.out, output, input)
  const half = call.batch || call.serviceTier === 'flex' || call.serviceTier === 'batch'
  const estimated = guessed || usage.inconsistent || call.serviceTier === 'priority' || call.serviceTier === 'fast'
  return { pico: half ? scaleBy(whole, 1n, 2n) : whole, grade: estimated ? 'estimated' : 'computed' }
}

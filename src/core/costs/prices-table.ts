/** Shape of resources/prices.json, made by `npm run prices`, with what overlays add to it. */
export interface PriceTable {
  source: string
  version: string
  /** Of `providers` as the snapshot has them. */
  sha256: string
  providers: Record<string, PricedProvider>
  /** Multipliers of overlays, in the order they were written: ours, then the user’s. */
  factors?: Factor[]
  /** Names everything overlays changed; left out where none did. */
  overlay?: string
}

export interface PricedProvider {
  /** Other names it goes by. */
  match?: Match
  /** Whose models it sells at their maker’s price where it has none of its own. */
  fallback?: string[]
  models: PricedModel[]
}

export interface PricedModel {
  id: string
  match: Match
  /** In rising order of `from`; the last that holds counts. */
  epochs: Epoch[]
  /** What overlays say instead, in the order they were written; the last that holds counts, rate by rate. */
  instead?: Held<Rates>[]
  /** Costs nothing, and its maker says so. */
  free?: true
  /** No longer sold to new callers: left out of what an unknown model may cost. */
  deprecated?: true
}

/** From 00:00 UTC of a day on, null: from the beginning; `daily`: only at this time of the day, in seconds since 00:00 UTC. */
export interface Epoch {
  from: string | null
  daily?: { from: number; to: number }
  rates: Rates
}

/** Something that holds from 00:00 UTC of `from` until 00:00 UTC of `to`; null is without end. */
export interface Held<T> {
  from: string | null
  to: string | null
  value: T
}

/** Text in lower case, as names are looked for in lower case. */
export type Match =
  | { equals: string }
  | { starts_with: string }
  | { ends_with: string }
  | { contains: string }
  | { regex: string }
  | { or: Match[] }
  | { and: Match[] }

export const tokenRates = ['input', 'cacheRead', 'cacheWrite', 'cacheWrite1h', 'audioIn', 'cacheAudioRead', 'imageIn', 'cacheImageRead', 'videoIn', 'output', 'audioOut', 'imageOut', 'videoOut', 'reasoningOut', 'citationOut'] as const
export const pieceRates = ['request', 'webSearch', 'storageSearch', 'message', 'page', 'annotatedPage', 'audioHour', 'audioInHour'] as const
export const rateNames = [...tokenRates, ...pieceRates] as const
export type TokenRate = (typeof tokenRates)[number]
export type RateName = (typeof rateNames)[number]

const ofTokens: ReadonlySet<string> = new Set(tokenRates)
export const isTokenRate = (rate: RateName): boolean => ofTokens.has(rate)

/** Pico dollars for a token (for a request, a search, a page, an hour), with steps that apply to the whole request above so many tokens of input. */
export interface Rate {
  base: number
  steps?: { above: number; rate: number }[]
}

export type Rates = Partial<Record<RateName, Rate>>

/** A multiplier of rates. `times` and its bounds are decimals or fractions: "0.5", "5/3". */
export interface Factor {
  provider: string
  /** All of the provider’s models when left out. */
  match?: Match
  /** Only for calls served so; for every call when left out. */
  tier?: string
  /** Only for calls computed in one of these places; for every call when left out. */
  regions?: string[]
  rates: RateName[]
  times: string
  /** When the figure isn’t sure. */
  low?: string
  high?: string
  from: string | null
  to: string | null
}

export function matches(match: Match, name: string): boolean {
  if ('equals' in match) return name === match.equals
  if ('starts_with' in match) return name.startsWith(match.starts_with)
  if ('ends_with' in match) return name.endsWith(match.ends_with)
  if ('contains' in match) return name.includes(match.contains)
  if ('regex' in match) return new RegExp(match.regex).test(name)
  if ('or' in match) return match.or.some((part) => matches(part, name))
  return match.and.every((part) => matches(part, name))
}

/** 00:00 UTC of a day, in epoch ms; null is before everything. */
export const startOf = (day: string | null): number => (day === null ? -Infinity : Date.parse(`${day}T00:00:00Z`))

export const holds = ({ from, to }: { from: string | null; to: string | null }, at: number): boolean => startOf(from) <= at && (to === null || at < startOf(to))

const dayMs = 86_400_000

function inForce({ from, daily }: Epoch, at: number): boolean {
  if (at < startOf(from)) return false
  if (!daily) return true
  const second = (((at % dayMs) + dayMs) % dayMs) / 1000
  return daily.from < daily.to ? second >= daily.from && second < daily.to : second >= daily.from || second < daily.to
}

/** The rates in force at `at`; a change takes effect at 00:00 UTC of its day. */
export function ratesAt({ epochs, instead }: PricedModel, at: number): Rates {
  const { rates } = epochs.findLast((epoch) => inForce(epoch, at)) ?? epochs[0]!
  return instead ? Object.assign({}, rates, ...instead.filter((one) => holds(one, at)).map(({ value }) => value)) : rates
}

/** Of a call with so much input, told by the greatest threshold it exceeded. */
export const rateOf = (rate: Rate, step: number): bigint => BigInt(rate.steps?.findLast(({ above }) => above <= step)?.rate ?? rate.base)

import { fractionOf, times, type Fraction } from './fraction'
import { isTokenRate, matches, startOf, type Factor, type PriceTable, type RateName } from './prices-table'

/** How a call was served, as far as prices depend on it. */
export interface Serving {
  /** As the table names it. */
  provider: string
  serviceTier: string | null
  batch: boolean
  region: string | null
  /** UTC epoch ms. */
  at: number
}

/** What a rate is multiplied by: what we take, and what it is at least and at most. */
export interface Multiplier {
  times: Fraction
  low: Fraction
  high: Fraction
}

/** A factor made ready: times are epoch ms, half-open. */
export interface Condition extends Pick<Factor, 'tier' | 'regions' | 'rates'> {
  from: number
  to: number
  by: Multiplier
}

const between = (low: string, taken: string, high: string): Multiplier => ({ times: fractionOf(taken), low: fractionOf(low), high: fractionOf(high) })

const one = between('1', '1', '1')

/** Where no figure is known: half is what nearly everyone takes off, and the dearest tier known is six times the list. */
const unlisted: ReadonlyMap<string, Multiplier> = new Map([
  ['batch', between('1/2', '1/2', '1')],
  ['flex', between('1/2', '1/2', '1')],
  ['priority', between('1', '2', '3')],
  ['fast', between('1', '2', '6')],
])
const unknownTier = between('1/2', '1', '6')

/** Names for "nothing special"; "auto" is what is asked for, never what is served. */
const plain = new Set(['', 'default', 'auto', 'standard', 'on_demand'])
const otherNames: ReadonlyMap<string, string> = new Map([
  ['on_demand_flex', 'flex'],
  ['on_demand_priority', 'priority'],
])
/** OpenAI answers “priority” to who asks for “fast”; at Anthropic “fast” is a mode of its own. */
const namesFastPriority = new Set(['openai', 'azure'])

/** null: served as listed. */
export function tierOf({ provider, serviceTier, batch }: Pick<Serving, 'provider' | 'serviceTier' | 'batch'>): string | null {
  const name = serviceTier?.toLowerCase().trim() ?? ''
  if (batch || name === 'batch') return 'batch'
  if (plain.has(name)) return null
  if (name === 'fast' && namesFastPriority.has(provider)) return 'priority'
  return otherNames.get(name) ?? name
}

const readied = ({ tier, regions, rates, from, to, times: taken, low = taken, high = taken }: Factor): Condition => ({
  ...(tier !== undefined && { tier }),
  ...(regions && { regions }),
  rates,
  from: startOf(from),
  to: to === null ? Infinity : startOf(to),
  by: between(low, taken, high),
})

/** What may apply to a model’s calls. `names`: any of them may be matched. */
export const conditionsFor = ({ factors = [] }: PriceTable, provider: string, names: readonly string[]): Condition[] =>
  factors.filter((factor) => factor.provider === provider && (!factor.match || names.some((name) => matches(factor.match!, name)))).map(readied)

/**
 * What the rates of a call are multiplied by, as a function of the rate. Of the factors for its tier (in its region, where they name one), of those for its
 * region and of those for every call, the last that covers the rate counts; the three are multiplied.
 */
export function multipliersOf(conditions: readonly Condition[], serving: Serving): (rate: RateName) => Multiplier {
  const tier = tierOf(serving)
  const region = serving.region?.toLowerCase() ?? ''
  const mine = conditions.filter(({ from, to, ...only }) => from <= serving.at && serving.at < to && (only.tier ?? tier) === tier && (only.regions?.includes(region) ?? true))
  if (tier === null && mine.length === 0) return () => one
  const forTier = mine.filter((condition) => condition.tier !== undefined)
  const forRegion = mine.filter((condition) => condition.tier === undefined && condition.regions !== undefined)
  const forAll = mine.filter((condition) => condition.tier === undefined && condition.regions === undefined)
  // Searches, pages and hours cost the same however they are served.
  const served = (rate: RateName): Multiplier => (tier === null || !isTokenRate(rate) ? one : (unlisted.get(tier) ?? unknownTier))
  return (rate) => product([last(forTier, rate) ?? served(rate), last(forRegion, rate), last(forAll, rate)])
}

const last = (conditions: readonly Condition[], rate: RateName): Multiplier | null => conditions.findLast(({ rates }) => rates.includes(rate))?.by ?? null

const product = (all: readonly (Multiplier | null)[]): Multiplier =>
  all.reduce<Multiplier>((a, b) => (b === null || b === one ? a : { times: times(a.times, b.times), low: times(a.low, b.low), high: times(a.high, b.high) }), one)

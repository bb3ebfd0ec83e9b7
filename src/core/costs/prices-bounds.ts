import { rateNames, ratesAt, type PricedModel, type PriceTable, type Rate, type RateName, type Rates } from './prices-table'

/** For each rate the cheapest and the dearest that any model of a provider has. */
export interface RateBounds {
  low: Rates
  high: Rates
}

const valuesOf = ({ base, steps = [] }: Rate): number[] => [base, ...steps.map(({ rate }) => rate)]

/** Given away and never sold is no price: what is unknown may cost something. */
function extremes(all: readonly Rates[], name: RateName): [low: Rate, high: Rate] | null {
  const values = all.flatMap((rates) => (rates[name] ? valuesOf(rates[name]) : [])).filter((value) => value > 0)
  if (values.length === 0) return null
  const pick = (best: (a: number, b: number) => number): Rate => ({ base: values.reduce((a, b) => best(a, b)) })
  return [pick(Math.min), pick(Math.max)]
}

function boundsOver(models: readonly PricedModel[], at: number, writes: boolean): RateBounds | null {
  // A model that writes nothing (an embedding) is no measure for one that does.
  const comparable = models.map((model) => ratesAt(model, at)).filter(({ input, output }) => input && (output || !writes))
  if (comparable.length === 0) return null
  const bounds: RateBounds = { low: {}, high: {} }
  for (const name of rateNames) {
    const found = extremes(comparable, name)
    if (found) [bounds.low[name], bounds.high[name]] = found
  }
  return bounds
}

const dayMs = 86_400_000
const kept = new WeakMap<PriceTable, Map<string, RateBounds>>()

/**
 * Between which rates a model that isn’t in the table lies at `at`: those of its provider’s models that are still sold, of everyone’s where the
 * provider isn’t known either. `writes`: whether it wrote anything. null only when the table holds no price at all.
 */
export function boundsOf(table: PriceTable, provider: string, at: number, writes: boolean): RateBounds | null {
  let known = kept.get(table)
  if (!known) kept.set(table, (known = new Map()))
  const mine = Object.hasOwn(table.providers, provider) ? provider : ''
  const key = `${mine}/${Math.floor(at / dayMs)}/${writes}`
  const before = known.get(key)
  if (before) return before
  const everyone = Object.values(table.providers).flatMap(({ models }) => models)
  const sold = (models: readonly PricedModel[]): PricedModel[] => models.filter(({ deprecated }) => !deprecated)
  const found = boundsOver(sold(table.providers[mine]?.models ?? []), at, writes) ?? boundsOver(sold(everyone), at, writes) ?? boundsOver(everyone, at, writes)
  if (found) known.set(key, found)
  return found
}

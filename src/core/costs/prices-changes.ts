import { exactly, rounded, times, type Fraction } from './fraction'
import { multipliersOf } from './prices-factors'
import { knownModel, type KnownModel } from './prices-lookup'
import { rateNames, ratesAt, startOf, type PriceTable, type Rate, type Rates } from './prices-table'

/** A change of a model’s price. */
export interface PriceChange {
  /** 00:00 UTC of its day, epoch ms. */
  at: number
  provider: string
  model: string
  /** As every call is billed: with discounts that hold for all of them, without those of a tier or region. Pico dollars. */
  before: Rates
  after: Rates
}

function scaled({ base, steps }: Rate, by: Fraction): Rate {
  const figure = (rate: number): number => Number(rounded(times(exactly(BigInt(rate)), by)))
  return { base: figure(base), ...(steps && { steps: steps.map(({ above, rate }) => ({ above, rate: figure(rate) })) }) }
}

function billedAt({ model, provider, conditions }: KnownModel, at: number): Rates {
  if (!model) return {}
  const multiplier = multipliersOf(conditions, { provider, serviceTier: null, batch: false, region: null, at })
  const listed = ratesAt(model, at)
  return Object.fromEntries(rateNames.flatMap((name) => (listed[name] ? [[name, scaled(listed[name], multiplier(name).times)]] : [])))
}

/** Days at which something about a model’s price begins or ends. */
function daysOf({ model, conditions }: KnownModel): number[] {
  if (!model) return []
  const days = [...model.epochs.map(({ from }) => from), ...(model.instead ?? []).flatMap(({ from, to }) => [from, to])].filter((day) => day !== null)
  return [...new Set([...days.map(startOf), ...conditions.flatMap(({ from, to }) => [from, to])])]
}

function changesOf(table: PriceTable, { provider, model }: { provider: string; model: string }, from: number, to: number): PriceChange[] {
  const known = knownModel(table, provider, model)
  return daysOf(known)
    .filter((at) => at > from && at < to)
    .map((at) => ({ at, provider, model, before: billedAt(known, at - 1), after: billedAt(known, at) }))
    .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after))
}

/** Changes of these models’ prices after `from` and before `to` (epoch ms), oldest first. Where a price goes by the hour, that around midnight. */
export function priceChanges(table: PriceTable, models: readonly { provider: string; model: string }[], from: number, to: number): PriceChange[] {
  return models.flatMap((model) => changesOf(table, model, from, to)).toSorted((a, b) => a.at - b.at || `${a.provider}/${a.model}`.localeCompare(`${b.provider}/${b.model}`, 'en'))
}

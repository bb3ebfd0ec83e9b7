import { conditionsFor, type Condition } from './prices-factors'
import { matches, type PricedModel, type PricedProvider, type PriceTable } from './prices-table'
import { pricedAs, providerName } from './provider-names'

/** A model as a call names it. */
export interface KnownModel {
  /** Whose conditions apply, as the table names it; what the call says where the table doesn’t know it. */
  provider: string
  /** null: it isn’t in the table. */
  model: PricedModel | null
  /** Greatest first. */
  thresholds: number[]
  conditions: Condition[]
}

function thresholdsOf({ epochs, instead = [] }: PricedModel): number[] {
  const rates = [...epochs.map((epoch) => epoch.rates), ...instead.map(({ value }) => value)]
  const all = rates.flatMap((held) => Object.values(held).flatMap(({ steps = [] }) => steps.map(({ above }) => above)))
  return [...new Set(all)].toSorted((a, b) => b - a)
}

/** "…-20250929" is told as "…-2025-09-29" too. */
const dated = (name: string): string => name.replace(/-(20\d\d)(0[1-9]|1[0-2])([0-3]\d)(?=-|:|$)/, '-$1-$2-$3')

function ownModel({ models }: PricedProvider, name: string): PricedModel | null {
  return models.find(({ id }) => id === name) ?? models.find(({ match }) => matches(match, name)) ?? models.find(({ match }) => matches(match, dated(name))) ?? null
}

/** The provider’s own entry, else that of whoever it resells. */
function modelOf({ providers }: PriceTable, provider: string, name: string): PricedModel | null {
  const held = (seller: string): PricedProvider[] => (Object.hasOwn(providers, seller) ? [providers[seller]!] : [])
  const sellers = held(provider).flatMap((seller) => [seller, ...(seller.fallback ?? []).flatMap(held)])
  for (const seller of sellers) {
    const found = ownModel(seller, name)
    if (found) return found
  }
  return null
}

/** The provider as the table names it, where it does. */
export function listedName({ providers }: PriceTable, name: string): string {
  return Object.hasOwn(providers, name) || !Object.hasOwn(providers, providerName(name)) ? name : providerName(name)
}

function sellerOf(table: PriceTable, name: string): string {
  const listed = listedName(table, name)
  if (Object.hasOwn(table.providers, listed)) return listed
  return Object.entries(table.providers).find(([, { match }]) => match && matches(match, name))?.[0] ?? providerName(name)
}

function lookUp(table: PriceTable, provider: string, model: string): KnownModel {
  const name = model.toLowerCase().trim()
  const seller = sellerOf(table, provider.toLowerCase().trim())
  const maker = pricedAs(provider, model)
  const sold = modelOf(table, seller, name)
  if (sold) return known(table, seller, [name, sold.id], sold)
  const made = modelOf(table, maker.provider, maker.model)
  if (made) return known(table, maker.provider, [maker.model, made.id], made)
  return known(table, Object.hasOwn(table.providers, seller) ? seller : maker.provider, [name, maker.model], null)
}

/** Conditions may call it as the call does, and as the table does. */
const known = (table: PriceTable, provider: string, names: string[], model: PricedModel | null): KnownModel => ({
  provider,
  model,
  thresholds: model ? thresholdsOf(model) : [],
  conditions: conditionsFor(table, provider, names),
})

interface Kept {
  count: number
  models: Map<string, Map<string, KnownModel>>
}
const kept = new WeakMap<PriceTable, Kept>()
/** Names come from logs: one that makes them up must not fill the memory. */
const mostKept = 10_000

function keptOf(table: PriceTable): Kept {
  const before = kept.get(table)
  if (before && before.count < mostKept) return before
  const fresh = { count: 0, models: new Map() }
  kept.set(table, fresh)
  return fresh
}

/** Fast after the first time: a million calls have a handful of models. */
export function knownModel(table: PriceTable, provider: string, model: string): KnownModel {
  const found = kept.get(table)?.models.get(provider)?.get(model)
  if (found) return found
  const keep = keptOf(table)
  let models = keep.models.get(provider)
  if (!models) keep.models.set(provider, (models = new Map()))
  const looked = lookUp(table, provider, model)
  models.set(model, looked)
  keep.count++
  return looked
}

/** The model’s greatest threshold that the input exceeds, at any time; 0 for none, and for a model without. */
export function stepOf(table: PriceTable, provider: string, model: string, totalIn: number): number {
  const { thresholds } = knownModel(table, provider, model)
  if (thresholds.length === 0) return 0
  return thresholds.find((above) => totalIn > above) ?? 0
}

import { formatUsd } from './money'
import { isTokenRate, rateNames, ratesAt, type PricedModel, type PriceTable, type Rate, type RateName } from './prices-table'

/** How one table differs from another. */
export interface TableDiff {
  added: ModelName[]
  removed: ModelName[]
  /** One row for each rate that isn’t the same now. */
  changed: RateDiff[]
  /** Models whose prices are the same now, and were or will be others. */
  otherTimes: ModelName[]
}

export interface ModelName {
  provider: string
  model: string
}

/** Dollars for a million tokens, or for one search, page, hour; the price above a threshold behind it: "2.50, 5.00 above 272000". null: none. */
export interface RateDiff extends ModelName {
  rate: RateName
  before: string | null
  after: string | null
}

function written(name: RateName, rate: Rate | undefined): string | null {
  if (!rate) return null
  const dollars = (pico: number): string => formatUsd(BigInt(pico) * (isTokenRate(name) ? 1_000_000n : 1n))
  return [dollars(rate.base), ...(rate.steps ?? []).map((step) => `${dollars(step.rate)} above ${step.above}`)].join(', ')
}

const modelsOf = (table: PriceTable): Map<string, { name: ModelName; model: PricedModel }> =>
  new Map(Object.entries(table.providers).flatMap(([provider, { models }]) => models.map((model) => [`${provider}/${model.id}`, { name: { provider, model: model.id }, model }] as const)))

function ratesDiff(name: ModelName, before: PricedModel, after: PricedModel, at: number): RateDiff[] {
  const [old, fresh] = [ratesAt(before, at), ratesAt(after, at)]
  return rateNames
    .map((rate) => ({ ...name, rate, before: written(rate, old[rate]), after: written(rate, fresh[rate]) }))
    .filter((row) => row.before !== row.after)
}

const timesOf = ({ epochs, instead }: PricedModel): string => JSON.stringify([epochs, instead])

/** What would be otherwise with `after` instead of `before`, by the prices at `at` (epoch ms). Sorted, so that the same tables have the same difference. */
export function diffTables(before: PriceTable, after: PriceTable, at: number): TableDiff {
  const [old, fresh] = [modelsOf(before), modelsOf(after)]
  const only = (some: typeof old, others: typeof old): ModelName[] => [...some].filter(([key]) => !others.has(key)).map(([, { name }]) => name)
  const both = [...old].flatMap(([key, { name, model }]) => {
    const now = fresh.get(key)?.model
    return now ? [{ name, rows: ratesDiff(name, model, now, at), sameTimes: timesOf(model) === timesOf(now) }] : []
  })
  const sorted = <T extends ModelName>(rows: T[]): T[] => rows.toSorted((a, b) => compare(a.provider, b.provider) || compare(a.model, b.model))
  return {
    added: sorted(only(fresh, old)),
    removed: sorted(only(old, fresh)),
    changed: sorted(both.flatMap(({ rows }) => rows)),
    otherTimes: sorted(both.filter(({ rows, sameTimes }) => rows.length === 0 && !sameTimes).map(({ name }) => name)),
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

import { parseUsd } from './money'
import type { Overlay, OverlayPrice } from './price-overlay'
import { knownModel, listedName } from './prices-lookup'
import { tokenRates, type Epoch, type Factor, type Match, type PricedModel, type PriceTable, type Rate, type Rates, type TokenRate } from './prices-table'

const matchOf = (name: string): Match => (name.endsWith('*') ? { starts_with: name.slice(0, -1) } : { equals: name })

const factorOf = ({ source: _source, models, ...factor }: Overlay['factors'][number]): Factor => {
  const { tier, regions, low, high, ...rest } = factor
  const optional = { ...(models && { match: { or: models.map(matchOf) } }), ...(tier && { tier }), ...(regions && { regions }), ...(low && { low }), ...(high && { high }) }
  return { ...rest, ...optional }
}

/** Dollars for a million tokens → pico dollars for one. */
const perToken = (usdPerMillion: string): number => Number(parseUsd(usdPerMillion) / 1_000_000n)

function tokenRate(name: TokenRate, { usdPerMillion, above }: OverlayPrice): Rate | null {
  const base = usdPerMillion[name]
  if (base === undefined) return null
  const steps = above.flatMap(({ tokens, usdPerMillion: prices }) => (prices[name] === undefined ? [] : [{ above: tokens, rate: perToken(prices[name]) }]))
  return { base: perToken(base), ...(steps.length > 0 && { steps: steps.toSorted((a, b) => a.above - b.above) }) }
}

function ratesOf(price: OverlayPrice): Rates {
  const rates: Rates = {}
  for (const name of tokenRates) {
    const rate = tokenRate(name, price)
    if (rate) rates[name] = rate
  }
  for (const [name, usd] of Object.entries(price.usdEach)) rates[name as keyof typeof price.usdEach] = { base: Number(parseUsd(usd)) }
  return rates
}

const noPrice: Epoch[] = [{ from: null, rates: {} }]

/** A model the table doesn’t name begins with what the table says for such a name: a dated snapshot with its family’s prices. */
function newModel(table: PriceTable, { provider, model: name }: OverlayPrice): PricedModel {
  const like = knownModel(table, provider, name.replace(/\*$/, '')).model
  return { id: name, match: matchOf(name), epochs: like?.epochs ?? noPrice, ...(like?.instead && { instead: like.instead }) }
}

const priced = ({ free: _paidNow, ...model }: PricedModel, price: OverlayPrice): PricedModel => ({
  ...model,
  instead: [...(model.instead ?? []), { from: price.from, to: price.to, value: ratesOf(price) }],
})

function withPrice(table: PriceTable, price: OverlayPrice): PriceTable {
  const name = listedName(table, price.provider)
  const provider = Object.hasOwn(table.providers, name) ? table.providers[name]! : { models: [] }
  const listed = provider.models.some(({ id }) => id === price.model)
  const models = listed
    ? provider.models.map((model) => (model.id === price.model ? priced(model, price) : model))
    : // First, so that its name counts before the patterns of the others.
      [priced(newModel(table, price), price), ...provider.models]
  return { ...table, providers: { ...table.providers, [name]: { ...provider, models } } }
}

/** The table with what overlays say, in their order: a later one counts before an earlier one. `fingerprint` names what all of them say. */
export function withOverlays(table: PriceTable, overlays: readonly Overlay[], fingerprint: string): PriceTable {
  const changed = overlays.flatMap(({ prices }) => prices).reduce(withPrice, table)
  return { ...changed, factors: [...(table.factors ?? []), ...overlays.flatMap(({ factors }) => factors.map((factor) => ({ ...factorOf(factor), provider: listedName(table, factor.provider) })))], overlay: fingerprint }
}

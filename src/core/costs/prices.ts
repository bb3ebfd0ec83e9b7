import type { Grade } from '../../shared/model'
import { exactly, rounded } from './fraction'
import { parseUsd, type Pico } from './money'
import { boundsOf } from './prices-bounds'
import { nothing, together, tokensCost, type Money } from './prices-buckets'
import { multipliersOf, type Multiplier } from './prices-factors'
import { knownModel, stepOf } from './prices-lookup'
import { ratesAt, type PricedModel, type PriceTable, type RateName } from './prices-table'
import type { PricedGroup, PriceGroup } from './pricing'
import type { LlmCall } from './record'

export { stepOf } from './prices-lookup'
export type { PriceTable } from './prices-table'

/** What one call cost; `pico` is null when its model has no price: then it is *unpriced*, never free. */
export type PricedCall = Omit<PricedGroup, 'grade'> & { grade: Grade }

/** Some ask for each request as well; how much hangs on what was asked, and the table has the most. */
function requestsCost(calls: number, { request }: { request?: { base: number } }): Money {
  if (!request) return nothing
  const cost = exactly(BigInt(calls) * BigInt(request.base))
  return { taken: cost, low: exactly(0n), high: cost }
}

function costOf(model: PricedModel, group: PriceGroup, multiplier: (rate: RateName) => Multiplier): Money | null {
  if (model.free) return nothing
  const rates = ratesAt(model, group.at)
  const tokens = tokensCost(group.tokens, rates, group.step, multiplier)
  return tokens && together(tokens, requestsCost(group.calls, rates))
}

/** What a model that isn’t in the table cost at least and at most. */
function unpriced(table: PriceTable, group: PriceGroup, provider: string, multiplier: (rate: RateName) => Multiplier): PricedGroup {
  const { textOut, audioOut, reasoningOut } = group.tokens
  const bounds = boundsOf(table, provider, group.at, textOut + audioOut + reasoningOut > 0)
  const low = bounds && tokensCost(group.tokens, bounds.low, 0, multiplier)
  const high = bounds && tokensCost(group.tokens, bounds.high, 0, multiplier)
  return { pico: null, low: low ? rounded(low.low) : 0n, high: high ? rounded(high.high) : 0n, grade: 'unpriced' }
}

/**
 * What calls of one kind cost: whole rates times whole tokens times exact multipliers, rounded once, half to even. What the table lacks is stood in
 * for and graded *estimated*, with `low` and `high` around it.
 */
export function priceGroup(table: PriceTable, group: PriceGroup): PricedGroup {
  const known = knownModel(table, group.provider, group.model)
  const { serviceTier, batch, region, at } = group
  const multiplier = multipliersOf(known.conditions, { provider: known.provider, serviceTier, batch, region, at })
  const cost = known.model && costOf(known.model, group, multiplier)
  if (!cost) return unpriced(table, group, known.provider, multiplier)
  const [pico, low, high] = [rounded(cost.taken), rounded(cost.low), rounded(cost.high)]
  return { pico, low, high, grade: low === high && !group.inconsistent ? 'computed' : 'estimated' }
}

/** The same by one call. What the provider says it cost beats our own arithmetic. */
export function priceCall(table: PriceTable, call: LlmCall, at: number): PricedCall {
  if (call.reportedUsd !== null) return reported(parseUsd(call.reportedUsd))
  const { provider, model, serviceTier, batch, region = null, usage } = call
  const step = stepOf(table, provider, model, usage.totalIn)
  return priceGroup(table, { provider, model, serviceTier, batch, region, step, at, tokens: usage, calls: 1, inconsistent: usage.inconsistent })
}

const reported = (pico: Pico): PricedCall => ({ pico, low: pico, high: pico, grade: 'reported' })

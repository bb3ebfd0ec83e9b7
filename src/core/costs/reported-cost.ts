import { dollars, fieldsOf, type Fields } from './log-fields'
import { formatUsd, parseUsd } from './money'
import { providerName } from './provider-names'

/** xAI counts in ticks of 1e-10 dollars. */
const picoPerTick = 100n

/** What the provider itself says in `usage` that the call cost: a plain decimal of dollars, or null. */
export function reportedCost(provider: string, usage: unknown): string | null {
  const fields = fieldsOf(usage)
  return ticks(fields['cost_in_usd_ticks']) ?? routed(provider, fields)
}

const ticks = (value: unknown): string | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? formatUsd(BigInt(value) * picoPerTick) : null

/** OpenRouter’s `cost`; with the user’s own key at the maker, that is its fee alone and the maker’s bill comes on top. */
function routed(provider: string, fields: Fields): string | null {
  if (providerName(provider) !== 'openrouter' && fields['is_byok'] === undefined && fields['cost_details'] === undefined) return null
  const cost = dollars(fields['cost'])
  const upstream = fields['is_byok'] === true ? dollars(fieldsOf(fields['cost_details'])['upstream_inference_cost']) : null
  return cost !== null && upstream !== null ? formatUsd(parseUsd(cost) + parseUsd(upstream)) : cost
}

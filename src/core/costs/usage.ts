import { fieldsOf, isFields, type Fields } from './log-fields'
import { providerName } from './provider-names'
import { anthropicShape, converseShape } from './usage-anthropic'
import { isCount, type Counted } from './usage-counts'
import { geminiShape, named } from './usage-gemini'
import { openaiShape, usageRowShape } from './usage-openai'
import { otelShape } from './usage-otel'

/**
 * Tokens of one call in disjoint buckets, so that Σ bucket × rate is its price. Whole numbers.
 * What a provider counts inside another figure is taken out of it here and nowhere else.
 */
export interface TokenUsage {
  /** Text (and whatever has no bucket of its own) that was neither read from nor written to a cache. */
  uncachedIn: number
  cacheRead: number
  cacheWrite5m: number
  cacheWrite1h: number
  audioIn: number
  imageIn: number
  /** What was written for the reader; without audio and reasoning. */
  textOut: number
  audioOut: number
  reasoningOut: number
  /** Billed by the piece: web searches and the like. */
  searches: number
  /** All input, cache included: what long-context tiers are decided by. */
  totalIn: number
  totalOut: number
  /** The provider's totals contradicted its parts; a remainder was clamped. */
  inconsistent: boolean
}

/** The buckets, in the order every column store keeps them in. */
export const buckets = ['uncachedIn', 'cacheRead', 'cacheWrite5m', 'cacheWrite1h', 'audioIn', 'imageIn', 'textOut', 'audioOut', 'reasoningOut', 'searches'] as const
export type Bucket = (typeof buckets)[number]
export type Tokens = Record<Bucket, number>

export const noTokens: TokenUsage = { uncachedIn: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, audioIn: 0, imageIn: 0, textOut: 0, audioOut: 0, reasoningOut: 0, searches: 0, totalIn: 0, totalOut: 0, inconsistent: false }

/**
 * `usage` in the provider's own shape → disjoint buckets; null when it holds no token count at all. The fields tell the shape; the name
 * of the provider (as a log says it) decides only where they don’t. A count that is no number, or none any call could have, is no count:
 * such a usage can’t be priced, rather than being one of zero tokens.
 */
export function normaliseUsage(provider: string, usage: unknown): TokenUsage | null {
  const counted = countedIn(provider, fieldsOf(usage))
  return counted && disjoint(counted)
}

function countedIn(provider: string, fields: Fields): Counted | null {
  const counts = (name: string): boolean => isCount(fields[name])
  const has = (...names: readonly string[]): boolean => names.some((name) => fields[name] !== undefined)
  if (isCount(named(fields, 'promptTokenCount'))) return geminiShape(fields)
  // Of a framework that hides what was cached, whose total may or may not hold it, nothing is known.
  if (counts('inputTokens')) return has('cachedInputTokens', 'inputTokenDetails') ? null : converseShape(fields)
  if (counts('gen_ai.usage.input_tokens') || counts('gen_ai.usage.prompt_tokens')) return otelShape(fields)
  if (counts('prompt_tokens')) return openaiShape(fields, provider)
  // Cohere counts what it read and wrote, and beside it what it bills.
  const billed = fields['billed_units']
  if (isFields(billed)) return isCount(billed['input_tokens']) ? openaiShape(billed, provider) : null
  if (!counts('input_tokens')) return null
  if (has('input_uncached_tokens', 'input_cached_tokens')) return usageRowShape(fields)
  if (has('input_tokens_details', 'input_token_details')) return openaiShape(fields, provider)
  const excludesCache = providerName(provider) === 'anthropic' || has('cache_read_input_tokens', 'cache_creation_input_tokens', 'server_tool_use')
  return excludesCache ? anthropicShape(fields) : openaiShape(fields, provider)
}

/** Takes the parts out of their totals. */
function disjoint({ input, output, contradicts, ...parts }: Counted): TokenUsage {
  const uncachedIn = input - parts.cacheRead - parts.cacheWrite5m - parts.cacheWrite1h - parts.audioIn - parts.imageIn
  const textOut = output - parts.audioOut - parts.reasoningOut
  return {
    ...parts,
    uncachedIn: Math.max(0, uncachedIn),
    textOut: Math.max(0, textOut),
    totalIn: input,
    totalOut: output,
    inconsistent: contradicts || uncachedIn < 0 || textOut < 0,
  }
}

/** Tokens in disjoint buckets, so that Σ bucket × rate is the price. Counts are whole tokens. */
export interface TokenUsage {
  uncachedIn: number
  cacheRead: number
  cacheWrite5m: number
  cacheWrite1h: number
  out: number
  /** All input, cache included: what long-context tiers are decided by. */
  totalIn: number
  /** The provider's totals contradicted its parts; a remainder was clamped. */
  inconsistent: boolean
}

export const noTokens: TokenUsage = { uncachedIn: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, out: 0, totalIn: 0, inconsistent: false }

type Fields = Record<string, unknown>

const count = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) && value > 0 ? Math.round(value) : 0)
const inside = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})

/**
 * `usage` in the provider's own shape → disjoint buckets; null when it holds no token count at all.
 * Anthropic's input excludes its cache, OpenAI's and its imitators' includes it, Gemini names things its own way.
 */
export function normaliseUsage(provider: string, usage: unknown): TokenUsage | null {
  const fields = inside(usage)
  // A count that isn't a number is no count: such a line is no call we could price, rather than one of zero tokens.
  const counts = (name: string): boolean => typeof fields[name] === 'number'
  if (counts('promptTokenCount')) return gemini(fields)
  const excludesCache =
    provider === 'anthropic' || 'cache_read_input_tokens' in fields || 'cache_creation_input_tokens' in fields
  if (excludesCache && counts('input_tokens')) return anthropic(fields)
  if (counts('prompt_tokens') || counts('input_tokens')) return openai(provider, fields)
  return null
}

function openai(provider: string, fields: Fields): TokenUsage {
  const details = inside(fields['prompt_tokens_details'] ?? fields['input_tokens_details'])
  const outDetails = inside(fields['completion_tokens_details'] ?? fields['output_tokens_details'])
  const totalIn = count(fields['prompt_tokens'] ?? fields['input_tokens'])
  const cacheRead = count(details['cached_tokens'])
  const cacheWrite5m = count(details['cache_write_tokens'])
  const rest = totalIn - cacheRead - cacheWrite5m
  // xAI leaves reasoning out of the completion count; everyone else counts it in.
  const reasoning = provider === 'xai' || provider === 'x-ai' ? count(outDetails['reasoning_tokens']) : 0
  return {
    uncachedIn: Math.max(0, rest),
    cacheRead,
    cacheWrite5m,
    cacheWrite1h: 0,
    out: count(fields['completion_tokens'] ?? fields['output_tokens']) + reasoning,
    totalIn,
    inconsistent: rest < 0,
  }
}

function anthropic(fields: Fields): TokenUsage {
  const split = inside(fields['cache_creation'])
  const written = count(fields['cache_creation_input_tokens'])
  const oneHour = count(split['ephemeral_1h_input_tokens'])
  // What the split doesn't name is the default, five minutes.
  const fiveMinutes = Math.max(count(split['ephemeral_5m_input_tokens']), written - oneHour)
  const uncachedIn = count(fields['input_tokens'])
  const cacheRead = count(fields['cache_read_input_tokens'])
  return {
    uncachedIn,
    cacheRead,
    cacheWrite5m: fiveMinutes,
    cacheWrite1h: oneHour,
    out: count(fields['output_tokens']),
    totalIn: uncachedIn + cacheRead + fiveMinutes + oneHour,
    inconsistent: oneHour > written && written > 0,
  }
}

function gemini(fields: Fields): TokenUsage {
  const totalIn = count(fields['promptTokenCount'])
  const cacheRead = count(fields['cachedContentTokenCount'])
  return {
    uncachedIn: Math.max(0, totalIn - cacheRead),
    cacheRead,
    cacheWrite5m: 0,
    cacheWrite1h: 0,
    out: count(fields['candidatesTokenCount']) + count(fields['thoughtsTokenCount']),
    totalIn,
    inconsistent: cacheRead > totalIn,
  }
}

import { fieldsOf, listOf, type Fields } from './log-fields'
import { count, nothing, type Counted } from './usage-counts'

/** Anthropic: the input leaves out what was read from and written to a cache. */
export function anthropicShape(fields: Fields): Counted {
  const split = fieldsOf(fields['cache_creation'])
  const written = count(fields['cache_creation_input_tokens'])
  const cacheWrite1h = count(split['ephemeral_1h_input_tokens'])
  // What the split doesn't name is the default, five minutes.
  const cacheWrite5m = Math.max(count(split['ephemeral_5m_input_tokens']), written - cacheWrite1h)
  const cacheRead = count(fields['cache_read_input_tokens'])
  return {
    ...nothing,
    input: count(fields['input_tokens']) + cacheRead + cacheWrite5m + cacheWrite1h,
    cacheRead,
    cacheWrite5m,
    cacheWrite1h,
    output: count(fields['output_tokens']),
    reasoningOut: count(fieldsOf(fields['output_tokens_details'])['thinking_tokens']),
    searches: count(fieldsOf(fields['server_tool_use'])['web_search_requests']),
    contradicts: written > 0 && cacheWrite5m + cacheWrite1h > written,
  }
}

/** Bedrock’s Converse: the input leaves the cache out, too. */
export function converseShape(fields: Fields): Counted {
  const hours = listOf(fields['cacheDetails']).map(fieldsOf).filter(({ ttl }) => ttl === '1h')
  const written = count(fields['cacheWriteInputTokens'])
  const cacheWrite1h = Math.min(written, hours.reduce((sum, { inputTokens }) => sum + count(inputTokens), 0))
  const cacheRead = count(fields['cacheReadInputTokens'])
  const input = count(fields['inputTokens']) + cacheRead + written
  return { ...nothing, input, cacheRead, cacheWrite5m: written - cacheWrite1h, cacheWrite1h, output: count(fields['outputTokens']) }
}

import { fieldsOf, type Fields } from './log-fields'
import { providerName } from './provider-names'
import { count, first, isCount, most, nothing, type Counted } from './usage-counts'

/** OpenAI and all that imitate it, chat and responses: the totals hold their parts. */
export function openaiShape(fields: Fields, provider: string): Counted {
  const details = fieldsOf(first(fields, 'prompt_tokens_details', 'input_tokens_details', 'input_token_details'))
  const out = fieldsOf(first(fields, 'completion_tokens_details', 'output_tokens_details', 'output_token_details'))
  const cached = fieldsOf(details['cached_tokens_details'])
  const input = count(first(fields, 'prompt_tokens', 'input_tokens'))
  const output = count(first(fields, 'completion_tokens', 'output_tokens'))
  const reasoningOut = most(out['reasoning_tokens'], fields['reasoning_output_tokens'])
  return {
    ...nothing,
    input,
    // DeepSeek, Codex, Kimi and LiteLLM tell it beside the details.
    cacheRead: most(details['cached_tokens'], fields['prompt_cache_hit_tokens'], fields['cached_input_tokens'], fields['cached_tokens'], fields['cache_read_input_tokens']),
    ...writes(fields, details),
    // What was said aloud and then cached is priced as cached.
    audioIn: Math.max(0, count(details['audio_tokens']) - count(cached['audio_tokens'])),
    imageIn: Math.max(0, count(details['image_tokens']) - count(cached['image_tokens'])),
    output: output + (isBeside(fields, provider, input, output, reasoningOut) ? reasoningOut : 0),
    audioOut: count(out['audio_tokens']),
    reasoningOut,
  }
}

/** OpenAI’s are of one price; LiteLLM hands on how long Anthropic’s last. */
function writes(fields: Fields, details: Fields) {
  const split = fieldsOf(details['cache_creation_token_details'])
  const written = most(details['cache_write_tokens'], details['cache_creation_tokens'], fields['cache_write_input_tokens'], fields['cache_creation_input_tokens'])
  const cacheWrite1h = Math.min(written, count(split['ephemeral_1h_input_tokens']))
  return { cacheWrite5m: written - cacheWrite1h, cacheWrite1h }
}

/**
 * Whether reasoning comes on top of the output. xAI’s chat leaves it out of its completion count, its responses count it in; of others the
 * sum they tell shows it (Google’s imitation of OpenAI leaves it out, too).
 */
function isBeside(fields: Fields, provider: string, input: number, output: number, reasoning: number): boolean {
  if (reasoning === 0) return false
  return fields['total_tokens'] === input + output + reasoning || (providerName(provider) === 'x-ai' && fields['completion_tokens'] !== undefined)
}

/** A row of OpenAI’s usage API. Its text, audio and image counts are of the uncached input alone. */
export function usageRowShape(fields: Fields): Counted {
  const input = count(fields['input_tokens'])
  const cacheRead = count(fields['input_cached_tokens'])
  const cacheWrite5m = count(fields['input_cache_write_tokens'])
  const uncached = fields['input_uncached_tokens']
  return {
    ...nothing,
    input,
    cacheRead,
    cacheWrite5m,
    audioIn: count(fields['input_audio_tokens']),
    imageIn: count(fields['input_image_tokens']),
    output: count(fields['output_tokens']),
    audioOut: count(fields['output_audio_tokens']),
    contradicts: isCount(uncached) && uncached + cacheRead + cacheWrite5m !== input,
  }
}

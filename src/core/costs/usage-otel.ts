import type { Fields } from './log-fields'
import { count, first, nothing, type Counted } from './usage-counts'

/** OpenTelemetry’s attributes, by the names of today and of before: the totals hold their parts. */
export function otelShape(fields: Fields): Counted {
  const of = (...names: readonly string[]): number => count(first(fields, ...names.map((name) => `gen_ai.usage.${name}`)))
  return {
    ...nothing,
    input: of('input_tokens', 'prompt_tokens'),
    cacheRead: of('cache_read.input_tokens', 'cache_read_input_tokens', 'input_tokens.cached'),
    cacheWrite5m: of('cache_creation.input_tokens', 'cache_creation_input_tokens', 'input_tokens.cache_write'),
    output: of('output_tokens', 'completion_tokens'),
    reasoningOut: of('reasoning.output_tokens', 'output_tokens.reasoning'),
  }
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noTokens, normaliseUsage, type TokenUsage } from '../../../../src/core/costs/usage'

const nothing: TokenUsage = { uncachedIn: 0, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, out: 0, totalIn: 0, inconsistent: false }
const tokens = (part: Partial<TokenUsage>): TokenUsage => ({ ...nothing, ...part })

describe('normaliseUsage: disjoint buckets from each provider’s own shape', () => {
  it.each<[string, string, unknown, TokenUsage]>([
    [
      'OpenAI chat: the prompt is a total, reasoning is inside the completion',
      'openai',
      { prompt_tokens: 1000, completion_tokens: 300, total_tokens: 1300, prompt_tokens_details: { cached_tokens: 600 }, completion_tokens_details: { reasoning_tokens: 200, rejected_prediction_tokens: 10 } },
      tokens({ uncachedIn: 400, cacheRead: 600, out: 300, totalIn: 1000 }),
    ],
    [
      'OpenAI responses: other names, cache writes are a part too',
      'openai',
      { input_tokens: 1000, output_tokens: 50, input_tokens_details: { cached_tokens: 300, cache_write_tokens: 200 }, output_tokens_details: { reasoning_tokens: 40 } },
      tokens({ uncachedIn: 500, cacheRead: 300, cacheWrite5m: 200, out: 50, totalIn: 1000 }),
    ],
    ['OpenAI: all of it cached', 'openai', { prompt_tokens: 100, completion_tokens: 1, prompt_tokens_details: { cached_tokens: 100 } }, tokens({ cacheRead: 100, out: 1, totalIn: 100 })],
    ['OpenAI without details', 'openai', { prompt_tokens: 7, completion_tokens: 3 }, tokens({ uncachedIn: 7, out: 3, totalIn: 7 })],
    ['OpenAI embeddings: no output', 'openai', { prompt_tokens: 8, total_tokens: 8 }, tokens({ uncachedIn: 8, totalIn: 8 })],
    [
      'OpenAI: more cached than there is input',
      'openai',
      { prompt_tokens: 100, completion_tokens: 1, prompt_tokens_details: { cached_tokens: 130 } },
      tokens({ uncachedIn: 0, cacheRead: 130, out: 1, totalIn: 100, inconsistent: true }),
    ],
    ['Anthropic: input excludes the cache', 'anthropic', { input_tokens: 100, output_tokens: 20, cache_read_input_tokens: 5000 }, tokens({ uncachedIn: 100, cacheRead: 5000, out: 20, totalIn: 5100 })],
    [
      'Anthropic: writes split by how long they last',
      'anthropic',
      { input_tokens: 10, output_tokens: 2, cache_creation_input_tokens: 300, cache_read_input_tokens: 0, cache_creation: { ephemeral_5m_input_tokens: 100, ephemeral_1h_input_tokens: 200 } },
      tokens({ uncachedIn: 10, cacheWrite5m: 100, cacheWrite1h: 200, out: 2, totalIn: 310 }),
    ],
    [
      'Anthropic: what the split leaves out is five minutes',
      'anthropic',
      { input_tokens: 10, output_tokens: 2, cache_creation_input_tokens: 500, cache_creation: { ephemeral_5m_input_tokens: 100, ephemeral_1h_input_tokens: 200 } },
      tokens({ uncachedIn: 10, cacheWrite5m: 300, cacheWrite1h: 200, out: 2, totalIn: 510 }),
    ],
    ['Anthropic: no split at all', 'anthropic', { input_tokens: 10, output_tokens: 2, cache_creation_input_tokens: 500 }, tokens({ uncachedIn: 10, cacheWrite5m: 500, out: 2, totalIn: 510 })],
    [
      'Anthropic: a split above its total',
      'anthropic',
      { input_tokens: 10, output_tokens: 2, cache_creation_input_tokens: 100, cache_creation: { ephemeral_1h_input_tokens: 200 } },
      tokens({ uncachedIn: 10, cacheWrite1h: 200, out: 2, totalIn: 210, inconsistent: true }),
    ],
    ['Anthropic’s shape from a reseller', 'bedrock', { input_tokens: 10, output_tokens: 2, cache_read_input_tokens: 90 }, tokens({ uncachedIn: 10, cacheRead: 90, out: 2, totalIn: 100 })],
    [
      'Gemini: thoughts come on top of the candidates',
      'google',
      { promptTokenCount: 1000, cachedContentTokenCount: 400, candidatesTokenCount: 100, thoughtsTokenCount: 250, totalTokenCount: 1350 },
      tokens({ uncachedIn: 600, cacheRead: 400, out: 350, totalIn: 1000 }),
    ],
    ['Gemini: all of it cached', 'google', { promptTokenCount: 10, cachedContentTokenCount: 10 }, tokens({ cacheRead: 10, totalIn: 10 })],
    ['Gemini: more cached than there is input', 'google', { promptTokenCount: 10, cachedContentTokenCount: 12 }, tokens({ cacheRead: 12, totalIn: 10, inconsistent: true })],
    [
      'xAI: reasoning comes on top of the completion',
      'xai',
      { prompt_tokens: 100, completion_tokens: 30, prompt_tokens_details: { cached_tokens: 40 }, completion_tokens_details: { reasoning_tokens: 70 } },
      tokens({ uncachedIn: 60, cacheRead: 40, out: 100, totalIn: 100 }),
    ],
    ['xAI by its other name', 'x-ai', { prompt_tokens: 1, completion_tokens: 30, completion_tokens_details: { reasoning_tokens: 70 } }, tokens({ uncachedIn: 1, out: 100, totalIn: 1 })],
    ['what is no count counts nothing', 'openai', { prompt_tokens: 10, completion_tokens: -5, prompt_tokens_details: { cached_tokens: null } }, tokens({ uncachedIn: 10, totalIn: 10 })],
    ['details that are no details', 'openai', { prompt_tokens: 10, completion_tokens: 1, prompt_tokens_details: 'many' }, tokens({ uncachedIn: 10, out: 1, totalIn: 10 })],
  ])('%s', (_name, provider, usage, expected) => {
    expect(normaliseUsage(provider, usage)).toEqual(expected)
  })

  it('has nothing in it where nothing is said', () => {
    expect(noTokens).toEqual(nothing)
  })

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a number', 12],
    ['an empty object', {}],
    ['another shape', { tokens: 12 }],
    ['counts that are words', { prompt_tokens: '12', completion_tokens: 'many' }],
    ['a Gemini count that is a word', { promptTokenCount: '12' }],
  ])('%s is no usage, rather than a usage of nothing', (_name, usage) => {
    expect(normaliseUsage('openai', usage)).toBeNull()
  })

  it('the input buckets add up to the total wherever the provider’s own figures do, and none is negative', () => {
    const n = fc.integer({ min: 0, max: 2_000_000 })
    fc.assert(
      fc.property(fc.constantFrom('openai', 'anthropic', 'xai', 'google'), n, n, n, n, n, (provider, input, read, write, hours, out) => {
        const usage =
          provider === 'anthropic'
            ? { input_tokens: input, cache_read_input_tokens: read, cache_creation_input_tokens: write, cache_creation: { ephemeral_1h_input_tokens: hours }, output_tokens: out }
            : provider === 'google'
              ? { promptTokenCount: input, cachedContentTokenCount: read, candidatesTokenCount: out }
              : { prompt_tokens: input, prompt_tokens_details: { cached_tokens: read, cache_write_tokens: write }, completion_tokens: out }
        const got = normaliseUsage(provider, usage)!
        const sum = got.uncachedIn + got.cacheRead + got.cacheWrite5m + got.cacheWrite1h
        if (!got.inconsistent) expect(sum).toBe(got.totalIn)
        expect(Math.min(...Object.values(got).filter((value) => typeof value === 'number'))).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

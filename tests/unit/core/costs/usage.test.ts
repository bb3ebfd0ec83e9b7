import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buckets, noTokens, normaliseUsage, type TokenUsage } from '../../../../src/core/costs/usage'

// What each provider's shape means is in shapes.test.ts; here is what holds for all of them.

const inside = ({ uncachedIn, cacheRead, cacheWrite5m, cacheWrite1h, audioIn, imageIn }: TokenUsage): number => uncachedIn + cacheRead + cacheWrite5m + cacheWrite1h + audioIn + imageIn
const out = ({ textOut, audioOut, reasoningOut }: TokenUsage): number => textOut + audioOut + reasoningOut

const n = fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 0, max: 2_000_000 }) }, fc.constantFrom(1e9, 2e9, 2 ** 32))
const modalities = fc.array(fc.record({ modality: fc.constantFrom('TEXT', 'AUDIO', 'IMAGE', 'VIDEO'), tokenCount: n }), { maxLength: 4 })
const some = <T extends object>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(model, { requiredKeys: [] })

/** Usage of every shape, its figures by chance: most contradict each other. */
const anyUsage = fc.oneof(
  some({
    prompt_tokens: n,
    completion_tokens: n,
    total_tokens: n,
    prompt_cache_hit_tokens: n,
    prompt_tokens_details: some({ cached_tokens: n, cache_write_tokens: n, audio_tokens: n, image_tokens: n }),
    completion_tokens_details: some({ reasoning_tokens: n, audio_tokens: n, rejected_prediction_tokens: n }),
  }),
  some({ input_tokens: n, output_tokens: n, input_tokens_details: some({ cached_tokens: n, cache_write_tokens: n }), output_tokens_details: some({ reasoning_tokens: n }) }),
  some({ input_tokens: n, input_cached_tokens: n, input_uncached_tokens: n, input_audio_tokens: n, output_tokens: n, output_audio_tokens: n }),
  some({
    input_tokens: n,
    cache_read_input_tokens: n,
    cache_creation_input_tokens: n,
    cache_creation: some({ ephemeral_5m_input_tokens: n, ephemeral_1h_input_tokens: n }),
    output_tokens: n,
    output_tokens_details: some({ thinking_tokens: n }),
  }),
  some({ promptTokenCount: n, cachedContentTokenCount: n, toolUsePromptTokenCount: n, candidatesTokenCount: n, thoughtsTokenCount: n, promptTokensDetails: modalities, cacheTokensDetails: modalities }),
  some({ inputTokens: n, outputTokens: n, cacheReadInputTokens: n, cacheWriteInputTokens: n, cacheDetails: fc.array(fc.record({ ttl: fc.constantFrom('5m', '1h'), inputTokens: n }), { maxLength: 2 }) }),
  some({ 'gen_ai.usage.input_tokens': n, 'gen_ai.usage.cache_read.input_tokens': n, 'gen_ai.usage.output_tokens': n, 'gen_ai.usage.reasoning.output_tokens': n }),
)
const anyProvider = fc.constantFrom('openai', 'anthropic', 'xai', 'google', 'bedrock', 'openrouter', 'someone')

function expectSound(usage: TokenUsage): void {
  // Column stores keep them in 32 bits.
  const isKept = (count: number): boolean => Number.isInteger(count) && count >= 0 && count < 2 ** 32
  for (const name of [...buckets, 'totalIn', 'totalOut'] as const) expect(usage[name]).toSatisfy(isKept)
  if (usage.inconsistent) return
  expect([inside(usage), out(usage)]).toEqual([usage.totalIn, usage.totalOut])
}

describe('normaliseUsage', () => {
  it('has buckets that add up to the totals unless it says otherwise, whatever the figures', () => {
    fc.assert(
      fc.property(anyProvider, anyUsage, (provider, usage) => {
        const got = normaliseUsage(provider, usage)
        if (got) expectSound(got)
      }),
      { numRuns: 500 },
    )
  })

  it('takes anything: words where numbers belong, nothing, too much', () => {
    const names = fc.constantFrom('prompt_tokens', 'input_tokens', 'completion_tokens', 'output_tokens', 'total_tokens', 'promptTokenCount', 'prompt_tokens_details', 'cache_creation', 'cached_tokens', 'promptTokensDetails', 'gen_ai.usage.input_tokens', 'billed_units')
    const odd = fc.oneof(fc.constantFrom<unknown>(null, undefined, '12', Number.NaN, Infinity, -5, 1e308, 1e9, 0.5, [], [null], {}, true), fc.jsonValue(), fc.dictionary(names, fc.anything()))
    fc.assert(
      fc.property(anyProvider, fc.dictionary(names, odd), (provider, usage) => {
        const got = normaliseUsage(provider, usage)
        if (got) expectSound(got)
      }),
      { numRuns: 500 },
    )
  })

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a number', 12],
    ['an empty object', {}],
    ['a list', [{ prompt_tokens: 1 }]],
    ['another shape', { tokens: 12 }],
    ['a framework’s, which may have counted the cache in or not', { inputTokens: 12, outputTokens: 3, cachedInputTokens: 8 }],
    ['counts that are words', { prompt_tokens: '12', completion_tokens: 'many' }],
    ['a Gemini count that is a word', { promptTokenCount: '12' }],
    ['more than any call could have', { prompt_tokens: 1e308, completion_tokens: 1 }],
    ['a little more than that', { prompt_tokens: 1e9 + 1, completion_tokens: 1 }],
    ['less than nothing', { prompt_tokens: -1, completion_tokens: 1 }],
  ])('%s is no usage, rather than a usage of nothing', (_name, usage) => {
    expect(normaliseUsage('openai', usage)).toBeNull()
  })

  it.each([
    ['a part that is no count', { prompt_tokens: 10, completion_tokens: -5, prompt_tokens_details: { cached_tokens: null } }, { uncachedIn: 10, totalIn: 10 }],
    ['details that are no details', { prompt_tokens: 10, completion_tokens: 1, prompt_tokens_details: 'many' }, { uncachedIn: 10, textOut: 1, totalIn: 10, totalOut: 1 }],
    ['half a token', { prompt_tokens: 10.5, completion_tokens: 1 }, { uncachedIn: 11, textOut: 1, totalIn: 11, totalOut: 1 }],
    ['a call of no tokens', { prompt_tokens: 0 }, {}],
  ])('%s', (_name, usage, expected) => {
    expect(normaliseUsage('openai', usage)).toEqual({ ...noTokens, ...expected })
  })
})

import { describe, expect, it } from 'vitest'
import { reportedCost } from '../../../../src/core/costs/reported-cost'
import { noTokens, normaliseUsage, type TokenUsage } from '../../../../src/core/costs/usage'

/** `usage` as each vendor documents it, whole, and the disjoint buckets it means. Left out: 0. */
interface Shape {
  provider: string
  usage: object
  buckets: Partial<TokenUsage>
  /** What the provider itself says it cost. */
  reported?: string
}

const shapes: Record<string, Shape> = {
  'OpenAI chat: the totals hold cache and reasoning': {
    provider: 'openai',
    usage: {
      prompt_tokens: 1300,
      completion_tokens: 310,
      total_tokens: 1610,
      prompt_tokens_details: { cached_tokens: 1024, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 192, audio_tokens: 0, accepted_prediction_tokens: 0, rejected_prediction_tokens: 0 },
    },
    buckets: { uncachedIn: 276, cacheRead: 1024, textOut: 118, reasoningOut: 192, totalIn: 1300, totalOut: 310 },
  },
  'OpenAI predicted outputs: rejected predictions are billed, and inside the completion like the accepted ones': {
    provider: 'openai',
    usage: {
      prompt_tokens: 200,
      completion_tokens: 232,
      total_tokens: 432,
      completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0, accepted_prediction_tokens: 102, rejected_prediction_tokens: 84 },
    },
    buckets: { uncachedIn: 200, textOut: 232, totalIn: 200, totalOut: 232 },
  },
  'OpenAI audio chat: what is heard and said has rates of its own': {
    provider: 'openai',
    usage: {
      prompt_tokens: 319,
      completion_tokens: 95,
      total_tokens: 414,
      prompt_tokens_details: { cached_tokens: 0, audio_tokens: 300, text_tokens: 19, image_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 70, text_tokens: 25 },
    },
    buckets: { uncachedIn: 19, audioIn: 300, textOut: 25, audioOut: 70, totalIn: 319, totalOut: 95 },
  },
  'OpenAI realtime: cached audio is priced as cached': {
    provider: 'openai',
    usage: {
      total_tokens: 600,
      input_tokens: 500,
      output_tokens: 100,
      input_token_details: { text_tokens: 200, audio_tokens: 300, image_tokens: 0, cached_tokens: 384, cached_tokens_details: { text_tokens: 128, audio_tokens: 256 } },
      output_token_details: { text_tokens: 20, audio_tokens: 80 },
    },
    buckets: { uncachedIn: 72, cacheRead: 384, audioIn: 44, textOut: 20, audioOut: 80, totalIn: 500, totalOut: 100 },
  },
  'OpenAI responses of a model that bills cache writes: they are inside the input': {
    provider: 'openai',
    usage: {
      input_tokens: 3600,
      input_tokens_details: { cached_tokens: 1500, cache_write_tokens: 2000 },
      output_tokens: 1200,
      output_tokens_details: { reasoning_tokens: 1100 },
      total_tokens: 4800,
    },
    buckets: { uncachedIn: 100, cacheRead: 1500, cacheWrite5m: 2000, textOut: 100, reasoningOut: 1100, totalIn: 3600, totalOut: 1200 },
  },
  'OpenAI embeddings: no output': {
    provider: 'openai',
    usage: { prompt_tokens: 8, total_tokens: 8 },
    buckets: { uncachedIn: 8, totalIn: 8 },
  },
  'OpenAI images': {
    provider: 'openai',
    usage: { total_tokens: 4258, input_tokens: 150, output_tokens: 4108, input_tokens_details: { text_tokens: 50, image_tokens: 100 } },
    buckets: { uncachedIn: 50, imageIn: 100, textOut: 4108, totalIn: 150, totalOut: 4108 },
  },
  'OpenAI usage API: its text tokens are the uncached ones alone': {
    provider: 'openai',
    usage: {
      object: 'organization.usage.completions.result',
      input_tokens: 10_000,
      input_cached_tokens: 6000,
      input_cache_write_tokens: 1000,
      input_uncached_tokens: 3000,
      input_text_tokens: 2500,
      input_audio_tokens: 400,
      input_image_tokens: 100,
      input_cached_text_tokens: 6000,
      output_tokens: 800,
      output_text_tokens: 700,
      output_audio_tokens: 100,
      num_model_requests: 5,
    },
    buckets: { uncachedIn: 2500, cacheRead: 6000, cacheWrite5m: 1000, audioIn: 400, imageIn: 100, textOut: 700, audioOut: 100, totalIn: 10_000, totalOut: 800 },
  },
  'Anthropic: the input leaves the cache out, a split below the total leaves the rest to five minutes': {
    provider: 'anthropic',
    usage: {
      input_tokens: 2095,
      cache_creation_input_tokens: 2051,
      cache_read_input_tokens: 20_051,
      cache_creation: { ephemeral_5m_input_tokens: 451, ephemeral_1h_input_tokens: 1000 },
      output_tokens: 503,
      server_tool_use: { web_search_requests: 2, web_fetch_requests: 1 },
      service_tier: 'standard',
    },
    buckets: { uncachedIn: 2095, cacheRead: 20_051, cacheWrite5m: 1051, cacheWrite1h: 1000, textOut: 503, searches: 2, totalIn: 24_197, totalOut: 503 },
  },
  'Anthropic without a split: five minutes': {
    provider: 'anthropic',
    usage: { input_tokens: 50, cache_creation_input_tokens: 188, cache_read_input_tokens: 0, output_tokens: 393 },
    buckets: { uncachedIn: 50, cacheWrite5m: 188, textOut: 393, totalIn: 238, totalOut: 393 },
  },
  'Anthropic thinking is inside the output': {
    provider: 'anthropic',
    usage: { input_tokens: 100, output_tokens: 950, output_tokens_details: { thinking_tokens: 900 } },
    buckets: { uncachedIn: 100, textOut: 50, reasoningOut: 900, totalIn: 100, totalOut: 950 },
  },
  'Anthropic’s shape, told by its fields, from a reseller': {
    provider: 'bedrock',
    usage: { input_tokens: 10, cache_read_input_tokens: 90, cache_creation_input_tokens: 0, output_tokens: 2 },
    buckets: { uncachedIn: 10, cacheRead: 90, textOut: 2, totalIn: 100, totalOut: 2 },
  },
  'Gemini: thoughts on top of the candidates, tools on top of the prompt, modalities inside': {
    provider: 'google',
    usage: {
      promptTokenCount: 1000,
      cachedContentTokenCount: 400,
      toolUsePromptTokenCount: 60,
      candidatesTokenCount: 100,
      thoughtsTokenCount: 250,
      totalTokenCount: 1410,
      promptTokensDetails: [
        { modality: 'TEXT', tokenCount: 500 },
        { modality: 'AUDIO', tokenCount: 300 },
        { modality: 'IMAGE', tokenCount: 200 },
      ],
      cacheTokensDetails: [
        { modality: 'AUDIO', tokenCount: 250 },
        { modality: 'TEXT', tokenCount: 150 },
      ],
      candidatesTokensDetails: [
        { modality: 'TEXT', tokenCount: 70 },
        { modality: 'AUDIO', tokenCount: 30 },
      ],
    },
    buckets: { uncachedIn: 410, cacheRead: 400, audioIn: 50, imageIn: 200, textOut: 70, audioOut: 30, reasoningOut: 250, totalIn: 1060, totalOut: 350 },
  },
  'Gemini live: “response” for “candidates”': {
    provider: 'vertex_ai',
    usage: { promptTokenCount: 100, responseTokenCount: 50, totalTokenCount: 150, responseTokensDetails: [{ modality: 'AUDIO', tokenCount: 50 }] },
    buckets: { uncachedIn: 100, audioOut: 50, totalIn: 100, totalOut: 50 },
  },
  'Gemini as Google’s library for Python dumps it': {
    provider: 'google',
    usage: { prompt_token_count: 1000, cached_content_token_count: 400, candidates_token_count: 100, thoughts_token_count: 250, prompt_tokens_details: [{ modality: 'AUDIO', token_count: 300 }] },
    buckets: { uncachedIn: 300, cacheRead: 400, audioIn: 300, textOut: 100, reasoningOut: 250, totalIn: 1000, totalOut: 350 },
  },
  'Bedrock Converse: the input leaves the cache out': {
    provider: 'bedrock',
    usage: { inputTokens: 12, outputTokens: 80, totalTokens: 2592, cacheReadInputTokens: 1500, cacheWriteInputTokens: 1000, cacheDetails: [{ ttl: '5m', inputTokens: 400 }, { ttl: '1h', inputTokens: 600 }] },
    buckets: { uncachedIn: 12, cacheRead: 1500, cacheWrite5m: 400, cacheWrite1h: 600, textOut: 80, totalIn: 2512, totalOut: 80 },
  },
  'Gemini by way of OpenAI’s shape: the sum shows that thoughts were left out': {
    provider: 'google',
    usage: { prompt_tokens: 100, completion_tokens: 30, total_tokens: 200, completion_tokens_details: { reasoning_tokens: 70 } },
    buckets: { uncachedIn: 100, textOut: 30, reasoningOut: 70, totalIn: 100, totalOut: 100 },
  },
  'xAI chat: the completion leaves reasoning out, ticks are the bill': {
    provider: 'xai',
    usage: {
      prompt_tokens: 32,
      completion_tokens: 9,
      total_tokens: 135,
      prompt_tokens_details: { text_tokens: 32, audio_tokens: 0, image_tokens: 0, cached_tokens: 6 },
      completion_tokens_details: { reasoning_tokens: 94, audio_tokens: 0, accepted_prediction_tokens: 0, rejected_prediction_tokens: 0 },
      num_sources_used: 0,
      cost_in_usd_ticks: 37_756_000,
    },
    buckets: { uncachedIn: 26, cacheRead: 6, textOut: 9, reasoningOut: 94, totalIn: 32, totalOut: 103 },
    reported: '0.0037756',
  },
  'xAI chat without a sum: by its name': {
    provider: 'xai',
    usage: { prompt_tokens: 100, completion_tokens: 30, completion_tokens_details: { reasoning_tokens: 70 } },
    buckets: { uncachedIn: 100, textOut: 30, reasoningOut: 70, totalIn: 100, totalOut: 100 },
  },
  'xAI responses: the output counts reasoning in': {
    provider: 'x-ai',
    usage: {
      input_tokens: 6853,
      input_tokens_details: { cached_tokens: 896 },
      output_tokens: 969,
      output_tokens_details: { reasoning_tokens: 701 },
      total_tokens: 7822,
      num_sources_used: 0,
      cost_in_usd_ticks: 100_479_500,
    },
    buckets: { uncachedIn: 5957, cacheRead: 896, textOut: 268, reasoningOut: 701, totalIn: 6853, totalOut: 969 },
    reported: '0.01004795',
  },
  'OpenTelemetry: the input holds the cache': {
    provider: 'anthropic',
    usage: {
      'gen_ai.usage.input_tokens': 1000,
      'gen_ai.usage.cache_read.input_tokens': 600,
      'gen_ai.usage.cache_creation.input_tokens': 100,
      'gen_ai.usage.output_tokens': 50,
      'gen_ai.usage.reasoning.output_tokens': 20,
    },
    buckets: { uncachedIn: 300, cacheRead: 600, cacheWrite5m: 100, textOut: 30, reasoningOut: 20, totalIn: 1000, totalOut: 50 },
  },
  'OpenTelemetry by its older names': {
    provider: 'openai',
    usage: { 'gen_ai.usage.prompt_tokens': 150, 'gen_ai.usage.completion_tokens': 10 },
    buckets: { uncachedIn: 150, textOut: 10, totalIn: 150, totalOut: 10 },
  },
  DeepSeek: {
    provider: 'deepseek',
    usage: { prompt_tokens: 100, prompt_cache_hit_tokens: 64, prompt_cache_miss_tokens: 36, completion_tokens: 40, total_tokens: 140, completion_tokens_details: { reasoning_tokens: 25 } },
    buckets: { uncachedIn: 36, cacheRead: 64, textOut: 15, reasoningOut: 25, totalIn: 100, totalOut: 40 },
  },
  Mistral: {
    provider: 'mistral',
    usage: { prompt_tokens: 16, total_tokens: 50, completion_tokens: 34, prompt_audio_seconds: null },
    buckets: { uncachedIn: 16, textOut: 34, totalIn: 16, totalOut: 34 },
  },
  'Cohere: what it bills, not what it read': {
    provider: 'cohere',
    usage: { billed_units: { input_tokens: 5, output_tokens: 418 }, tokens: { input_tokens: 71, output_tokens: 418 } },
    buckets: { uncachedIn: 5, textOut: 418, totalIn: 5, totalOut: 418 },
  },
  'Codex, with no details of their own': {
    provider: 'openai',
    usage: { input_tokens: 20_149, cached_input_tokens: 9984, cache_write_input_tokens: 4096, output_tokens: 205, reasoning_output_tokens: 128, total_tokens: 20_354 },
    buckets: { uncachedIn: 6069, cacheRead: 9984, cacheWrite5m: 4096, textOut: 77, reasoningOut: 128, totalIn: 20_149, totalOut: 205 },
  },
  'OpenRouter: what it charged': {
    provider: 'openrouter',
    usage: {
      completion_tokens: 2,
      completion_tokens_details: { reasoning_tokens: 0 },
      cost: 0.95,
      cost_details: { upstream_inference_cost: null },
      is_byok: false,
      prompt_tokens: 194,
      prompt_tokens_details: { cached_tokens: 0, cache_write_tokens: 100, audio_tokens: 0 },
      total_tokens: 196,
    },
    buckets: { uncachedIn: 94, cacheWrite5m: 100, textOut: 2, totalIn: 194, totalOut: 2 },
    reported: '0.95',
  },
  'OpenRouter with the user’s own key: its fee, and the maker’s bill on top': {
    provider: 'openrouter',
    usage: { prompt_tokens: 194, completion_tokens: 2, total_tokens: 196, is_byok: true, cost: 0.95, cost_details: { upstream_inference_cost: 19 } },
    buckets: { uncachedIn: 194, textOut: 2, totalIn: 194, totalOut: 2 },
    reported: '19.95',
  },
  'LiteLLM for Anthropic: one total, the cache told twice': {
    provider: 'bedrock',
    usage: {
      prompt_tokens: 5310,
      completion_tokens: 60,
      total_tokens: 5370,
      cache_creation_input_tokens: 300,
      cache_read_input_tokens: 5000,
      prompt_tokens_details: { cached_tokens: 5000, cache_creation_tokens: 300, cache_creation_token_details: { ephemeral_5m_input_tokens: 100, ephemeral_1h_input_tokens: 200 } },
    },
    buckets: { uncachedIn: 10, cacheRead: 5000, cacheWrite5m: 100, cacheWrite1h: 200, textOut: 60, totalIn: 5310, totalOut: 60 },
  },
}

describe('every shape of usage, as its vendor documents it', () => {
  it.each(Object.entries(shapes))('%s', (_name, { provider, usage, buckets, reported }) => {
    expect(normaliseUsage(provider, usage)).toEqual({ ...noTokens, ...buckets })
    expect(reportedCost(provider, usage)).toBe(reported ?? null)
  })
})

describe('figures that contradict each other are clamped at 0 and say so', () => {
  it.each<[string, string, object, Partial<TokenUsage>]>([
    ['more cached than there is input', 'openai', { prompt_tokens: 100, completion_tokens: 1, prompt_tokens_details: { cached_tokens: 130 } }, { cacheRead: 130, textOut: 1, totalIn: 100, totalOut: 1 }],
    ['more reasoning than output', 'openai', { prompt_tokens: 1, completion_tokens: 30, total_tokens: 31, completion_tokens_details: { reasoning_tokens: 70 } }, { uncachedIn: 1, reasoningOut: 70, totalIn: 1, totalOut: 30 }],
    ['Gemini, more cached than there is prompt', 'google', { promptTokenCount: 10, cachedContentTokenCount: 12 }, { cacheRead: 12, totalIn: 10 }],
    ['OpenTelemetry from a tracer that left the cache out', 'anthropic', { 'gen_ai.usage.input_tokens': 10, 'gen_ai.usage.cache_read.input_tokens': 90, 'gen_ai.usage.output_tokens': 1 }, { cacheRead: 90, textOut: 1, totalIn: 10, totalOut: 1 }],
    [
      'Anthropic, a split above its total',
      'anthropic',
      { input_tokens: 10, output_tokens: 2, cache_creation_input_tokens: 100, cache_creation: { ephemeral_1h_input_tokens: 200 } },
      { uncachedIn: 10, cacheWrite1h: 200, textOut: 2, totalIn: 210, totalOut: 2 },
    ],
    ['OpenAI usage API, parts beside the total', 'openai', { input_tokens: 100, input_cached_tokens: 10, input_uncached_tokens: 80, output_tokens: 1 }, { uncachedIn: 90, cacheRead: 10, textOut: 1, totalIn: 100, totalOut: 1 }],
  ])('%s', (_name, provider, usage, buckets) => {
    expect(normaliseUsage(provider, usage)).toEqual({ ...noTokens, ...buckets, inconsistent: true })
  })
})

describe('what a provider says it cost', () => {
  it.each<[string, string, unknown]>([
    ['ticks that are no whole number', 'xai', { cost_in_usd_ticks: 1.5 }],
    ['negative ticks', 'xai', { cost_in_usd_ticks: -1 }],
    ['ticks as a word', 'xai', { cost_in_usd_ticks: '37756000' }],
    ['a `cost` of nobody in particular', 'openai', { cost: 0.95 }],
    ['a cost that is no amount', 'openrouter', { cost: 'much' }],
    ['no usage', 'openrouter', null],
  ])('%s says nothing', (_name, provider, usage) => {
    expect(reportedCost(provider, usage)).toBeNull()
  })
})

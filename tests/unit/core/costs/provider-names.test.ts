import { describe, expect, it } from 'vitest'
import { pricedAs, providerName, providerOfModel } from '../../../../src/core/costs/provider-names'

describe('providerName', () => {
  it.each([
    ['OpenAI', 'openai'],
    ['azure/openai', 'openai'],
    ['azure.ai.openai', 'openai'],
    ['xAI', 'x-ai'],
    ['gcp.gemini', 'google'],
    ['vertex_ai', 'google'],
    ['mistral_ai', 'mistral'],
    ['claude', 'anthropic'],
    ['Groq', 'groq'],
    ['someone', 'someone'],
    ['constructor', 'constructor'],
    ['', ''],
  ])('%j is %j', (provider, expected) => {
    expect(providerName(provider)).toBe(expected)
  })
})

describe('pricedAs: whose price list, and under which name', () => {
  it.each([
    ['openai', 'gpt-5', 'openai', 'gpt-5'],
    ['openai', 'ft:gpt-4o-mini-2024-07-18:acme::abc', 'openai', 'ft:gpt-4o-mini-2024-07-18:acme::abc'],
    ['azure', 'azure/gpt-4o', 'openai', 'gpt-4o'],
    ['azure', 'DeepSeek-R1', 'deepseek', 'deepseek-r1'],
    ['bedrock', 'us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'anthropic', 'claude-sonnet-4-5-20250929'],
    ['bedrock', 'bedrock/anthropic.claude-3-haiku-20240307-v1:0', 'anthropic', 'claude-3-haiku-20240307'],
    ['aws.bedrock', 'arn:aws:bedrock:us-east-1:1:inference-profile/global.anthropic.claude-opus-4-8', 'anthropic', 'claude-opus-4-8'],
    ['bedrock', 'meta.llama3-70b-instruct-v1:0', 'meta', 'llama3-70b-instruct'],
    ['anthropic', 'anthropic/claude-opus-4-8', 'anthropic', 'claude-opus-4-8'],
    ['anthropic', 'us.anthropic.claude-opus-4-8', 'anthropic', 'claude-opus-4-8'],
    ['vertex_ai', 'claude-sonnet-4-5@20250929', 'anthropic', 'claude-sonnet-4-5-20250929'],
    ['google', 'publishers/google/models/gemini-2.5-pro', 'google', 'gemini-2.5-pro'],
    ['gemini', 'models/gemini-2.5-flash', 'google', 'gemini-2.5-flash'],
    ['openrouter', 'anthropic/claude-sonnet-4.5', 'anthropic', 'claude-sonnet-4.5'],
    ['openrouter', 'x-ai/grok-4', 'x-ai', 'grok-4'],
    ['openrouter', 'meta-llama/llama-3-70b', 'meta-llama', 'llama-3-70b'],
    ['litellm', 'gpt-5', 'openai', 'gpt-5'],
    ['groq', 'openai/gpt-oss-120b', 'groq', 'openai/gpt-oss-120b'],
    ['someone', 'Model-1', 'someone', 'model-1'],
    ['someone', '', 'someone', ''],
  ])('%s %s → %s %s', (provider, model, maker, name) => {
    expect(pricedAs(provider, model)).toEqual({ provider: maker, model: name })
  })
})

describe('providerOfModel', () => {
  it.each([
    ['gpt-5-2025-08-07', 'openai'],
    ['o3-mini', 'openai'],
    ['text-embedding-3-small', 'openai'],
    ['grok-4.3', 'x-ai'],
    ['deepseek-chat', 'deepseek'],
    ['codestral-latest', 'mistral'],
    ['command-r-plus', 'cohere'],
    ['us.anthropic.claude-opus-4-8', 'anthropic'],
    ['glm-4.6', null],
    ['', null],
  ])('%j is of %j', (model, expected) => {
    expect(providerOfModel(model)).toBe(expected)
  })
})

import { describe, expect, it } from 'vitest'
import { parseLineItem, tokensPerUnit } from '../../../../src/core/bills/openai-line-item'

describe('parseLineItem', () => {
  it.each([
    ['gpt-5-2025-08-07, input', 'gpt-5-2025-08-07', 'input', 'standard', false],
    ['gpt-5-2025-08-07, cached input', 'gpt-5-2025-08-07', 'cachedInput', 'standard', false],
    ['gpt-5.6-sol, cache writes', 'gpt-5.6-sol', 'cacheWrite', 'standard', false],
    ['gpt-5-2025-08-07, output', 'gpt-5-2025-08-07', 'output', 'standard', false],
    ['priority | gpt-5.6-sol, output, long context', 'gpt-5.6-sol', 'output', 'priority', true],
    ['flex | gpt-5-mini, input', 'gpt-5-mini', 'input', 'flex', false],
    ['gpt-5-mini, batch, input', 'gpt-5-mini', 'input', 'batch', false],
    ['GPT-6-Astra, input_tokens', 'gpt-6-astra', 'input', 'standard', false],
    ['default | gpt-5, output', 'gpt-5', 'output', 'standard', false],
    ['ft:gpt-4o-2024-08-06:acme::x, output', 'ft:gpt-4o-2024-08-06:acme::x', 'output', 'standard', false],
    ['my_model, input', 'my_model', 'input', 'standard', false],
  ])('%s', (text, model, piece, tier, longContext) => {
    expect(parseLineItem(text)).toEqual({ model, piece, tier, longContext })
  })

  it.each(['web search tool calls', 'gpt-audio-mini-2025-12-15 audio, input', 'assistants api | file search', 'Vector storage', 'whisper-1, audio', 'gpt-5, input, output', 'gpt-5, input, hologram', 'moon | gpt-5, input', 'constructor', ''])('%j is about no text tokens', (text) => {
    expect(parseLineItem(text)).toBeNull()
  })
})

it.each([[null, 1], ['tokens', 1], ['1000_tokens', 1000], ['images', null], ['duration_seconds', null]])('a quantity in %s', (unit, tokens) => {
  expect(tokensPerUnit(unit)).toBe(tokens)
})

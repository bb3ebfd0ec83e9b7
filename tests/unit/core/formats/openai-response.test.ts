import { describe, expect, it } from 'vitest'
import format from '../../../../src/core/formats/openai-response'
import { linesOf } from '../../../fixtures/logs/lines'

const at = Date.UTC(2026, 10, 23, 10)
const body = { id: 'chatcmpl-1', object: 'chat.completion', created: at / 1000, model: 'gpt-5', usage: { prompt_tokens: 10, completion_tokens: 2 }, service_tier: 'default' }
const read = (line: unknown) => format.read(line, {})

describe('bodies of OpenAI’s API', () => {
  it('are read as they came, bare, wrapped or of a batch', () => {
    expect(linesOf('openai-response').map(read)).toMatchObject([
      { at, call: { provider: 'openai', model: 'gpt-5-2025-08-07', serviceTier: 'default', batch: false, usage: { cacheRead: 1024, reasoningOut: 192 } } },
      { at: at + 1000, call: { serviceTier: 'flex', usage: { uncachedIn: 100, cacheRead: 1500, cacheWrite5m: 2000, searches: 1 } } },
      [],
      { at: at + 3000, call: { requestId: 'chatcmpl-9758Iw', batch: true } },
      [],
      [],
      { at: at + 4000, call: { model: 'text-embedding-3-small', job: 'invoice', requestId: null, usage: { uncachedIn: 8, totalOut: 0 } } },
      { at: at + 5000, call: { model: 'gpt-image-1', usage: { imageIn: 100, textOut: 4108 } } },
      { at: at + 6000, call: { model: 'gpt-4o-transcribe', usage: { uncachedIn: 4, audioIn: 10 } } },
      { call: { provider: 'openrouter', model: 'anthropic/claude-sonnet-4.5', reportedUsd: '0.0009' } },
      { call: { provider: 'x-ai', model: 'grok-4.3', reportedUsd: '0.01004795', usage: { totalOut: 969 } } },
    ])
  })

  it.each<[string, object, object]>([
    ['under `body`', { body }, { at, call: { requestId: 'chatcmpl-1' } }],
    ['under `response`, as an event of a stream', { type: 'response.completed', response: { ...body, object: 'response' } }, { at, call: { requestId: 'chatcmpl-1' } }],
    ['the last piece of a stream', { ...body, object: 'chat.completion.chunk' }, { call: { usage: { totalIn: 10 } } }],
    ['the line’s provider', { provider: 'Azure', response: body }, { call: { provider: 'azure' } }],
    ['the maker of the model', { ...body, model: 'deepseek-chat' }, { call: { provider: 'deepseek' } }],
    ['a model nobody knows', { ...body, model: 'my-model' }, { call: { provider: 'openai' } }],
    ['who ran it', { response: body, agent: 'billing', job_id: 'invoice' }, { call: { agent: 'billing', job: 'invoice' } }],
  ])('%s', (_name, line, expected) => {
    expect(read(line)).toMatchObject(expected)
  })

  it.each<[string, object, unknown]>([
    ['a piece of a stream before the last', { ...body, usage: null }, []],
    ['a failure', { object: 'response', status: 'failed', error: { code: 'server_error' }, usage: null }, []],
    ['no time anywhere', { ...body, created: undefined }, { unreadable: 'no-time' }],
    ['images, which name no model', { created: at / 1000, data: [], usage: { input_tokens: 1, output_tokens: 1 } }, { unreadable: 'no-model' }],
    ['speech billed by the second', { text: 'Hi', ts: at, model: 'whisper-1', usage: { type: 'duration', seconds: 7 } }, { unreadable: 'no-usage' }],
    ['a list of something else', { object: 'list', data: [{ object: 'model' }], usage: {} }, null],
    ['an event of the execution log', { ...body, event: 'llm_call' }, null],
  ])('%s', (_name, line, expected) => {
    expect(read(line)).toEqual(expected)
  })
})

import { describe, expect, it } from 'vitest'
import format from '../../../../src/core/formats/litellm-spend'
import { linesOf } from '../../../fixtures/logs/lines'

const at = Date.UTC(2026, 10, 23, 10)
const row = { request_id: 'r1', spend: 0.25, startTime: '2026-11-23 10:00:00', model: 'gpt-5', custom_llm_provider: 'openai', prompt_tokens: 10, completion_tokens: 2, user: 'founder' }
const read = (extra: object = {}) => format.read({ ...row, ...extra }, {})

describe('spend logs of LiteLLM', () => {
  it('are read as rows, as lists and as answers of its API', () => {
    expect(linesOf('litellm-spend').map((line) => format.read(line, {}))).toMatchObject([
      [{ at: at + 140, call: { requestId: 'chatcmpl-9ZKMURhVYSi9D6r6PJ9vLcayIK0Vm', agent: 'payments', reportedUsd: '0.0000115' } }],
      [
        { call: { provider: 'bedrock', agent: 'founder', usage: { uncachedIn: 10, cacheRead: 5000, cacheWrite5m: 100, cacheWrite1h: 200 }, reportedUsd: '0.0421' } },
        // Answered from its own cache.
        { call: { agent: 'payments-bot', reportedUsd: '0', usage: { totalIn: 13 } } },
      ],
      [],
    ])
  })

  it.each<[string, object, object]>([
    ['the team before the user', { team_id: 't1' }, { agent: 't1' }],
    ['the user', {}, { agent: 'founder' }],
    ['metadata that isn’t JSON', { metadata: '{' }, { agent: 'founder', reportedUsd: '0.25' }],
    ['no provider: by the model', { custom_llm_provider: '', model: 'anthropic/claude-opus-4-8' }, { provider: 'anthropic' }],
    ['no provider, and a model nobody knows', { custom_llm_provider: null, model: 'mine' }, { provider: 'litellm' }],
    ['spend it doesn’t know', { spend: null }, { reportedUsd: null, usage: { totalIn: 10 } }],
    ['spend without tokens', { prompt_tokens: null }, { reportedUsd: '0.25', usage: { totalIn: 0 } }],
  ])('%s', (_name, extra, call) => {
    expect(read(extra)).toMatchObject([{ call }])
  })

  it.each<[string, object, unknown]>([
    ['a request that failed', { spend: 0, status: 'failure' }, []],
    ['a failure that cost something', { status: 'failure' }, [expect.objectContaining({ kind: 'llm' })]],
    ['no time', { startTime: 'soon' }, [{ unreadable: 'no-time' }]],
    ['no model', { model: '' }, [{ unreadable: 'no-model' }]],
    ['spend that is no amount', { spend: 'much' }, [{ unreadable: 'bad-amount' }]],
    ['no id', { request_id: '' }, null],
  ])('%s', (_name, extra, expected) => {
    expect(read(extra)).toEqual(expected)
  })

  it('takes no list that holds anything else', () => {
    expect(format.read([row, { id: 1 }], {})).toBeNull()
  })
})

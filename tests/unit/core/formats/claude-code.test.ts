import { describe, expect, it } from 'vitest'
import { noTokens } from '../../../../src/core/costs/usage'
import format from '../../../../src/core/formats/claude-code'
import { linesOf } from '../../../fixtures/logs/lines'

const at = Date.UTC(2026, 10, 23, 10)
const usage = { input_tokens: 3, cache_creation_input_tokens: 5, cache_read_input_tokens: 7, output_tokens: 2 }
const message = { id: 'msg_1', model: 'claude-opus-4-8', role: 'assistant', type: 'message', usage }
const line = { type: 'assistant', timestamp: '2026-11-23T10:00:00.000Z', sessionId: 's1', requestId: 'req_1', message }
const read = (extra: object = {}) => format.read({ ...line, ...extra }, {})
const idOf = (extra: object) => (read(extra) as { call: { requestId: string | null } }).call.requestId

describe('a session of Claude Code', () => {
  it('is a call a message, the subagents’ ones too', () => {
    const [, , begun, whole, progress, , , old, relayed] = linesOf('claude-code').map((each) => format.read(each, {}))
    expect(begun).toMatchObject({ at: at + 1204, call: { requestId: 'msg_01XFDUDYJgAACzvnptvVoYEL', usage: { cacheWrite1h: 2285, textOut: 2 } } })
    // The same message, told again when more of it had come.
    expect(whole).toMatchObject({ at: at + 2650, call: { requestId: 'msg_01XFDUDYJgAACzvnptvVoYEL', usage: { textOut: 412, searches: 1 } } })
    expect(progress).toMatchObject({ at: at + 3000, call: { requestId: 'msg_01Haiku00000000000000000', model: 'claude-haiku-4-5-20251001', usage: { totalIn: 3700 } } })
    expect(old).toMatchObject({ call: { reportedUsd: '0.0123' } })
    expect(relayed).toMatchObject({ call: { requestId: `ocgo:e848fc35-0000-4000-8000-000000000003:${at + 6000}` } })
  })

  it('reads a message whole', () => {
    expect(read()).toEqual({
      kind: 'llm',
      at,
      call: {
        provider: 'anthropic',
        model: 'claude-opus-4-8',
        usage: { ...noTokens, uncachedIn: 3, cacheRead: 7, cacheWrite5m: 5, textOut: 2, totalIn: 15, totalOut: 2 },
        requestId: 'msg_1',
        job: null,
        agent: 'claude-code',
        serviceTier: null,
        batch: false,
        region: null,
        reportedUsd: null,
      },
    })
  })

  it.each<[string, object, string | null]>([
    ['a message repeated by a sidechain under another request', { requestId: 'req_2', isSidechain: true }, 'msg_1'],
    ['a message without a request id', { requestId: undefined }, 'msg_1'],
    ['a relay’s message: by its request', { message: { ...message, id: 'ocgo' } }, 'ocgo:req_1'],
    ['a relay’s message without a request: by session and time', { message: { ...message, id: 'ocgo' }, requestId: undefined }, `ocgo:s1:${at}`],
    ['no message id: by the request', { message: { ...message, id: undefined } }, 'req_1'],
    ['no id at all', { message: { ...message, id: undefined }, requestId: '' }, null],
  ])('knows %s', (_name, extra, id) => {
    expect(idOf(extra)).toBe(id)
  })

  it('needs no session where the line is a message with usage', () => {
    expect(read({ sessionId: undefined, session_id: 's1' })).toEqual(read())
  })

  it('counts what was sampled beside the answer, each by its own model', () => {
    const iterations = [
      { type: 'advisor_message', model: 'claude-opus-5', input_tokens: 900, output_tokens: 100 },
      { type: 'message', input_tokens: 3, output_tokens: 2 },
      { type: 'compaction', input_tokens: 180_000, output_tokens: 3500 },
      { type: 'compaction' },
    ]
    expect(read({ message: { ...message, usage: { ...usage, service_tier: 'priority', iterations } } })).toMatchObject([
      { call: { requestId: 'msg_1', model: 'claude-opus-4-8', usage: { totalIn: 15 } } },
      { call: { requestId: 'msg_1#1', model: 'claude-opus-5', serviceTier: 'priority', usage: { totalIn: 900, totalOut: 100 } } },
      { call: { requestId: 'msg_1#2', model: 'claude-opus-4-8', usage: { totalIn: 180_000, totalOut: 3500 } } },
      { unreadable: 'no-usage' },
    ])
    // An amount is for all of it.
    expect(read({ costUSD: 1, message: { ...message, usage: { ...usage, iterations } } })).toMatchObject({ call: { reportedUsd: '1' } })
  })

  it.each<[string, object, unknown]>([
    ['a person’s line', { type: 'user' }, []],
    ['a message no model wrote', { message: { ...message, model: '<synthetic>' } }, []],
    ['an assistant’s line without a message', { message: null }, []],
    ['progress of something else', { type: 'progress', data: { type: 'hook_progress' } }, []],
    ['a message without a time', { timestamp: 'soon' }, { unreadable: 'no-time' }],
    ['a message without a model', { message: { ...message, model: undefined } }, { unreadable: 'no-model' }],
    ['a message without usage', { message: { ...message, usage: null } }, { unreadable: 'no-usage' }],
    ['a cost that is no amount', { costUSD: -1 }, { unreadable: 'bad-amount' }],
    ['no type', { type: 7 }, null],
    ['an event of somebody else', { event: {} }, null],
    ['neither a session nor usage', { sessionId: undefined, message: {} }, null],
  ])('%s', (_name, extra, expected) => {
    expect(read(extra)).toEqual(expected)
  })
})

import { describe, expect, it } from 'vitest'
import format from '../../../../src/core/formats/anthropic-response'
import { linesOf } from '../../../fixtures/logs/lines'

const at = Date.UTC(2026, 10, 23, 10)
const message = { id: 'msg_1', type: 'message', role: 'assistant', model: 'claude-opus-4-8', usage: { input_tokens: 10, output_tokens: 2 } }
const read = (line: unknown) => format.read(line, {})

describe('messages of Anthropic’s API', () => {
  it('are read as they came, bare, wrapped or of a batch', () => {
    expect(linesOf('anthropic-response').map(read)).toMatchObject([
      { at, call: { requestId: 'msg_01XFDUDYJgAACzvnptvVoYEL', job: 'triage', serviceTier: 'standard', batch: false, usage: { cacheWrite5m: 1051, cacheWrite1h: 1000, searches: 2 } } },
      { at: at + 1000, call: { serviceTier: 'fast', region: 'us', usage: { reasoningOut: 30, textOut: 20 } } },
      [
        { at: at + 2000, call: { usage: { totalIn: 23_000 } } },
        { at: at + 2000, call: { usage: { totalIn: 180_000 } } },
      ],
      { at: at + 3000, call: { batch: true, serviceTier: 'batch' } },
      [],
      { unreadable: 'no-time' },
    ])
  })

  it.each<[string, object]>([
    ['ts', { ts: at, ...message }],
    ['timestamp', { timestamp: '2026-11-23T10:00:00Z', body: message }],
    ['created_at', { created_at: at / 1000, response: message }],
    ['the date of its headers', { headers: { date: 'Mon, 23 Nov 2026 10:00:00 GMT' }, body: message }],
    ['the date of the response’s headers', { response: { headers: { Date: 'Mon, 23 Nov 2026 10:00:00 GMT' }, body: message } }],
    ['ts before the headers', { ts: at, headers: { date: 'Mon, 23 Nov 2026 11:00:00 GMT' }, body: message }],
  ])('take their time from %s', (_name, line) => {
    expect(read(line)).toMatchObject({ at, call: { requestId: 'msg_1', provider: 'anthropic' } })
  })

  it.each<[string, object, unknown]>([
    ['headers with another date', { headers: { date: 'today' }, body: message }, { unreadable: 'no-time' }],
    ['a message without usage', { ts: at, ...message, usage: undefined }, { unreadable: 'no-usage' }],
    ['a canceled request of a batch', { custom_id: 'a', result: { type: 'canceled' } }, []],
    ['a person’s message', { ts: at, ...message, role: 'user' }, null],
    ['a line of Claude Code', { type: 'assistant', message }, null],
  ])('%s', (_name, line, expected) => {
    expect(read(line)).toEqual(expected)
  })
})

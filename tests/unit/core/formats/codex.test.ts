import { describe, expect, it } from 'vitest'
import { readLine, recordsOf, type ReadLine } from '../../../../src/core/plugin'
import format from '../../../../src/core/formats/codex'
import { linesOf } from '../../../fixtures/logs/lines'

const timestamp = '2026-11-23T10:00:00Z'
const meta = (id: string, forked_from_id?: string) => ({ timestamp, type: 'session_meta', payload: { id, forked_from_id, model_provider: 'openai' } })
const turn = (model: string) => ({ timestamp, type: 'turn_context', payload: { model } })
const counts = (input: number, output: number) => ({ input_tokens: input, cached_input_tokens: 0, output_tokens: output, reasoning_output_tokens: 0, total_tokens: input + output })
const tokens = (info: object | null, at = timestamp) => ({ timestamp: at, type: 'event_msg', payload: { type: 'token_count', info } })
const told = (total: object, last?: object) => tokens({ total_token_usage: total, last_token_usage: last })

/** A file of these lines, read from its beginning on. */
function readAll(lines: readonly unknown[]): ReadLine[] {
  const context = {}
  return lines.map((line) => readLine([format], line, context))
}
const callsIn = (lines: readonly unknown[]) => readAll(lines).flatMap((read) => recordsOf(read)).flatMap((record) => (record.kind === 'llm' ? [record.call] : []))
const sums = (lines: readonly unknown[]) => callsIn(lines).map(({ usage }) => [usage.totalIn, usage.totalOut])

describe('a session of Codex', () => {
  it('is a call a step of the total, by the model of the turn; what is drawn anew counts once', () => {
    expect(callsIn(linesOf('codex'))).toMatchObject([
      { provider: 'openai', model: 'gpt-5.6-sol', agent: 'codex', usage: { uncachedIn: 6069, cacheRead: 9984, cacheWrite5m: 4096, textOut: 77, reasoningOut: 128, totalIn: 20_149, totalOut: 205 } },
      { usage: { uncachedIn: 13_239, cacheRead: 10_496, cacheWrite5m: 0, textOut: 6, reasoningOut: 0, totalIn: 23_735, totalOut: 6 } },
    ])
  })

  it.each<[string, unknown[], number[][]]>([
    ['totals alone', [told(counts(100, 10)), told(counts(250, 15))], [[100, 10], [150, 5]]],
    ['a first total that goes back further than the file', [told(counts(1000, 90), counts(100, 10)), told(counts(1200, 95), counts(200, 5))], [[100, 10], [200, 5]]],
    ['a total that began anew', [told(counts(500, 50)), told(counts(80, 8), counts(30, 3))], [[500, 50], [30, 3]]],
    ['the last request alone', [tokens({ last_token_usage: counts(7, 1) })], [[7, 1]]],
    ['limits without tokens', [tokens(null)], []],
  ])('%s', (_name, lines, expected) => {
    expect(sums([turn('gpt-5'), ...lines])).toEqual(expected)
  })

  it('goes by the model of each turn', () => {
    expect(callsIn([turn('gpt-5'), told(counts(1, 1)), turn('gpt-5-mini'), told(counts(2, 2))]).map(({ model }) => model)).toEqual(['gpt-5', 'gpt-5-mini'])
  })

  it('knows a fork’s copy of its parent’s calls again, and its own as others', () => {
    const history = [turn('gpt-5'), told(counts(100, 10)), told(counts(250, 15))]
    const ids = (lines: unknown[]) => callsIn(lines).map(({ requestId }) => requestId)
    const parent = ids([meta('parent'), ...history, told(counts(400, 20))])
    const child = ids([meta('child', 'parent'), meta('parent'), ...history, told(counts(300, 30))])
    const grandchild = ids([meta('grandchild', 'child'), meta('child', 'parent'), meta('parent'), ...history])
    expect(child.slice(0, 2)).toEqual(parent.slice(0, 2))
    expect(grandchild).toEqual(parent.slice(0, 2))
    expect(ids([meta('child', 'parent'), ...history])).toEqual(parent.slice(0, 2))
    // A subagent’s file doesn’t say whose fork it is, but has the parent’s own line.
    expect(ids([meta('subagent'), meta('parent'), ...history])).toEqual(parent.slice(0, 2))
    expect(new Set([...parent, ...child]).size).toBe(4)
    expect(ids([meta('stranger'), ...history])).not.toContain(parent[0])
  })

  it.each<[string, unknown[], unknown]>([
    ['tokens of an older version, which told no model', [told(counts(1, 1))], { unreadable: 'no-model' }],
    ['tokens without a time', [turn('gpt-5'), tokens({ last_token_usage: counts(1, 1) }, 'soon')], { unreadable: 'no-time' }],
    ['tokens that are none', [turn('gpt-5'), tokens({ last_token_usage: { input_tokens: 'many' } })], { unreadable: 'no-usage' }],
    ['what was said', [{ timestamp, type: 'response_item', payload: { type: 'message' } }], []],
    ['a line without a payload', [{ timestamp, type: 'event_msg' }], null],
    ['a line of another kind', [{ timestamp, type: 'turn.completed', payload: {} }], null],
  ])('%s', (_name, lines, expected) => {
    expect(readAll(lines).at(-1)).toEqual(expected)
  })

  it('keeps with the file what can be kept as JSON', () => {
    const context = {}
    const lines = linesOf('codex')
    const apart = lines.flatMap((line) => {
      const kept = JSON.parse(JSON.stringify(context))
      const read = recordsOf(format.read(line, kept))
      Object.assign(context, kept)
      return read
    })
    expect(apart.map((record) => record.kind === 'llm' && record.call)).toEqual(callsIn(lines))
  })
})

import { describe, expect, it } from 'vitest'
import { parseQuery, type Term } from '../../../../src/core/logs/query'

const text = (value: string, not = false): Term => ({ not, kind: 'text', text: value })
const field = (name: string, value: string, comparison: '=' | '>' | '>=' | '<' | '<=' = '=', not = false): Term => ({ not, kind: 'field', name, comparison, value })

describe('a query', () => {
  const cases: [string, Term[]][] = [
    ['', []],
    ['   ', []],
    ['timeout', [text('timeout')]],
    ['no answer', [text('no'), text('answer')]],
    ['"no answer"', [text('no answer')]],
    ['-"no answer"', [text('no answer', true)]],
    ['-', [text('-')]],
    ['event:tick', [field('event', 'tick')]],
    ['event=tick', [field('event', 'tick')]],
    ['-model:gpt-5*', [field('model', 'gpt-5*', '=', true)]],
    ['reason:"no answer came"', [field('reason', 'no answer came')]],
    ['cpu_seconds>10', [field('cpu_seconds', '10', '>')]],
    ['cpu_seconds:>=1.5', [field('cpu_seconds', '1.5', '>=')]],
    ['usage.input_tokens<100', [field('usage.input_tokens', '100', '<')]],
    ['ts>="yesterday 14:00"', [field('ts', 'yesterday 14:00', '>=')]],
    ['url:https://a.example/b?c=d', [field('url', 'https://a.example/b?c=d')]],
    ['https://a.example', [text('https://a.example')]],
    ['10:15', [text('10:15')]],
    [String.raw`say:"a \"b\""`, [field('say', 'a "b"')]],
    ['event:llm_call model:gpt-5 triage', [field('event', 'llm_call'), field('model', 'gpt-5'), text('triage')]],
  ]
  it.each(cases)('%s', (query, terms) => {
    expect(parseQuery(query)).toEqual({ ok: true, value: terms })
  })

  const wrong: [string, RegExp][] = [
    ['event:', /“event:” needs a value, such as event:tick/],
    ['tick cpu_seconds>', /needs a value, such as cpu_seconds>10/],
    ['"no answer', /isn’t closed/],
    ['reason:"no answer', /isn’t closed/],
  ]
  it.each(wrong)('%s is refused in words', (query, words) => {
    expect(parseQuery(query)).toMatchObject({ ok: false, error: expect.stringMatching(words) })
  })
})

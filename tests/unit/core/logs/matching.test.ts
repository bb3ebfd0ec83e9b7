import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchingOf } from '../../../../src/core/logs/matching'
import { parseQuery } from '../../../../src/core/logs/query'

const here = { now: Date.UTC(2026, 10, 23, 12), zone: 'UTC' }

function matching(query: string) {
  const terms = parseQuery(query)
  if (!terms.ok) throw new Error(terms.error)
  const made = matchingOf(terms.value, here)
  if (!made.ok) throw new Error(made.error)
  return made.value
}

const asBytes = (line: string): string => Buffer.from(line, 'utf8').toString('latin1')

/** As a search does it: by the place where there is one. */
function fits(query: string, line: unknown): boolean {
  const made = matching(query)
  const bytes = asBytes(typeof line === 'string' ? line : JSON.stringify(line))
  const fit = made.test(bytes)
  if (made.place) expect(new RegExp(made.place).test(bytes) && made.testPlaced(bytes)).toBe(fit)
  return fit
}

const call = { ts: '2026-11-23T08:00:00.000Z', event: 'llm_call', model: 'gpt-5', job_id: 'triage', usage: { input_tokens: 1200, output_tokens: 300 }, ok: true, note: 'say "hi" to C:\\temp', none: null }

describe('a line fits', () => {
  const cases: [string, unknown, boolean][] = [
    ['LLM', call, true],
    ['llm triage', call, true],
    ['llm digest', call, false],
    ['-digest', call, true],
    ['-triage', call, false],
    ['event:llm_call', call, true],
    ['EVENT:LLM_CALL', call, true],
    ['event:llm', call, false],
    ['event:llm*', call, true],
    ['event:*call', call, true],
    ['model:gpt-5', { model: 'gpt-5-mini' }, false],
    ['model:gpt-5*', { model: 'gpt-5-mini' }, true],
    ['model:*', { event: 'tick' }, false],
    ['usage:*', call, true],
    ['ok:true', call, true],
    ['none:null', call, true],
    ['input_tokens:1200', call, true],
    ['input_tokens:120', call, false],
    ['input_tokens:1200', { input_tokens: '1200' }, true],
    ['input_tokens>1000', call, true],
    ['input_tokens>1200', call, false],
    ['input_tokens>=1200', call, true],
    ['input_tokens<1000 event:llm_call', call, false],
    ['usage.input_tokens>1000', call, true],
    ['usage.input_tokens:1200', call, true],
    ['other.input_tokens:1200', call, false],
    ['usage.input_tokens:1200', { 'gen_ai.usage.input_tokens': 1200 }, true],
    ['response.usage.total:5', { body: { response: { usage: { total: 5 } } } }, true],
    ['ts>07:30', call, true],
    ['ts>"2026-11-23 08:30"', call, false],
    ['ts>=2026-11-23', { ts: 1_795_420_800 }, true],
    ['ts<2026-11-23', { ts: 1_795_420_800 }, false],
    ['"say \\"hi\\""', call, true],
    ['C:\\temp', call, true],
    ['Größe', { text: 'die GRÖSSE, die größe' }, true],
    ['name:Ünal', '{"name":"\\u00dcnal"}', true],
    ['name:ünal', { name: 'Ünal' }, true],
    ['event:tick', { text: '{"event":"tick"}' }, false],
    ['error', 'plain text with an error in it', true],
    ['a.b:1', 'plain "b": 1 text', false],
  ]
  it.each(cases)('%s', (query, line, fit) => {
    expect(fits(query, line)).toBe(fit)
  })

  it('what any of its fields says', () => {
    const words = fc.stringMatching(/^[a-z_]{1,8}$/)
    fc.assert(
      fc.property(words, fc.oneof(fc.string({ minLength: 1 }).filter((value) => !/["\\*\r\n]|^\/\//.test(value)), fc.integer()), (name, value) => {
        expect(fits(`${name}:"${value}"`, { before: 1, [name]: value, after: [] })).toBe(true)
      }),
    )
  })
})

it('nothing asked for fits every line', () => {
  expect(matching('')).toMatchObject({ place: null })
  expect(fits('', 'anything')).toBe(true)
})

it('a comparison with what is no number and no time is refused in words', () => {
  const terms = parseQuery('cpu_seconds>cheap')
  expect(terms.ok && matchingOf(terms.value, here)).toMatchObject({ ok: false, error: expect.stringMatching(/needs a number or a time, such as cpu_seconds>10/) })
})

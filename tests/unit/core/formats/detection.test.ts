import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formats } from '../../../../src/core/costs/formats'
import { readLine, recordsOf } from '../../../../src/core/plugin'
import { fixtureNames, linesOf } from '../../../fixtures/logs/lines'

const claims = (line: unknown): string[] => formats.filter((format) => format.read(line, {}) !== null).map(({ id }) => id)

describe('every line is of one format', () => {
  it('has realistic lines of each format', () => {
    expect(formats.map(({ id }) => id).toSorted()).toEqual([...fixtureNames].toSorted())
  })

  it.each(fixtureNames.flatMap((name) => linesOf(name).map((line, index) => ({ name, line, number: index + 1 }))))('$name:$number is claimed by $name alone', ({ name, line }) => {
    expect(claims(line)).toEqual([name])
  })

  it('reads a file the same in whatever order the formats are asked', () => {
    const readAll = (order: typeof formats) =>
      fixtureNames.map((name) => {
        const context = {}
        return linesOf(name).flatMap((line) => recordsOf(readLine(order, line, context)))
      })
    const expected = readAll(formats)
    fc.assert(
      fc.property(fc.shuffledSubarray([...formats], { minLength: formats.length }), (order) => {
        expect(readAll(order)).toEqual(expected)
      }),
      { numRuns: 20 },
    )
  })

  it.each<[string, unknown]>([
    ['another program’s log', { level: 'info', time: 1795428000, msg: 'started' }],
    ['an event without a time', { event: 'hello' }],
    ['something with a type', { type: 'message', text: 'hi' }],
    ['a list of anything', [{ a: 1 }]],
    ['an empty list', []],
    ['data of another kind', { data: [{ id: 1 }] }],
    ['a batch line that is none', { custom_id: 'a' }],
    ['a span’s name alone', { traceId: 'a' }],
    ['a word', 'tick'],
    ['a number', 12],
    ['null', null],
  ])('%s is of none', (_name, line) => {
    expect(claims(line)).toEqual([])
  })

  it('leaves a call of the execution log to it, whatever else the line carries', () => {
    const carried = { type: 'message', role: 'assistant', sessionId: 's', object: 'response', response: { object: 'chat.completion' }, usage: { prompt_tokens: 1 } }
    expect(claims({ ...carried, event: 'llm_call', ts: '2026-11-23T10:00:00Z', provider: 'openai', model: 'gpt-5' })).toEqual(['execution-log'])
  })

  it('never throws and never changes a line, whatever it holds', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const before = structuredClone(line)
        for (const format of formats) format.read(line, {})
        expect(line).toEqual(before)
      }),
      { numRuns: 1000 },
    )
  })

  it('claims no object without one of its marks', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        if (Array.isArray(line)) return
        for (const { read, marks } of formats) if (marks && read(line, {}) !== null) expect(marks.some((path) => holds(line, path))).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
})

/** JSON by chance, and lines that were whole once. */
const anyLine = fc.oneof(
  fc.jsonValue(),
  fc.tuple(fc.constantFrom(...fixtureNames.flatMap((name) => linesOf(name))), fc.jsonValue(), fc.nat()).map(([line, value, place]) => replacedAt(line, value, place)),
)

const holds = (line: unknown, path: string): boolean =>
  path.split('.').reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined), line) !== undefined

/** The line with one of its values, found by counting, replaced. */
function replacedAt(line: unknown, value: unknown, place: number): unknown {
  const text = JSON.stringify(line)
  let seen = 0
  JSON.parse(text, () => void seen++)
  const hit = place % seen
  seen = 0
  return JSON.parse(text, (_key, each: unknown) => (seen++ === hit ? value : each))
}

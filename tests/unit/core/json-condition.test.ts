import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateCondition, parseCondition, pathInWords, shown, type Condition, type Scalar, type Step } from '../../../src/core/json-condition'

const parsed = (text: string): Condition => {
  const condition = parseCondition(text)
  if (!condition.ok) throw new Error(`“${text}”: ${condition.error}`)
  return condition.value
}
const look = (text: string, json: unknown) => evaluateCondition(parsed(text), json)

const answer = {
  status: 'ok',
  version: '2.14.0',
  data: { queue: { depth: 42, 'oldest-job': null }, paused: false, price: '42.50', since: '2026-11-23T10:00:00Z' },
  items: [{ name: 'axe' }, { name: 'box' }],
  tags: ['eu', 'prod', 3],
  'odd key.with [all]': 1,
}

describe('reading a condition', () => {
  it.each<[string, Condition]>([
    ['data.queue.depth < 100', { path: ['data', 'queue', 'depth'], operator: '<', value: 100 }],
    ['status = "ok"', { path: ['status'], operator: '=', value: 'ok' }],
    ['status=="ok"', { path: ['status'], operator: '=', value: 'ok' }],
    ['items[0].name contains "x"', { path: ['items', 0, 'name'], operator: 'contains', value: 'x' }],
    ['version exists', { path: ['version'], operator: 'exists' }],
    ['error missing', { path: ['error'], operator: 'missing' }],
    ['$.status != null', { path: ['status'], operator: '!=', value: null }],
    ['$ exists', { path: [], operator: 'exists' }],
    ['[0].id >= -1.5e3', { path: [0, 'id'], operator: '>=', value: -1500 }],
    ['a["odd key.with [all]"][ 2 ] <= 0', { path: ['a', 'odd key.with [all]', 2], operator: '<=', value: 0 }],
    ['queue-depth > 3', { path: ['queue-depth'], operator: '>', value: 3 }],
    ['exists exists', { path: ['exists'], operator: 'exists' }],
    ['existsNot = true', { path: ['existsNot'], operator: '=', value: true }],
    ['größe = "\\u00fc \\"groß\\""', { path: ['größe'], operator: '=', value: 'ü "groß"' }],
    ['\tdone = false  ', { path: ['done'], operator: '=', value: false }],
  ])('%s', (text, condition) => {
    expect(parsed(text)).toEqual(condition)
  })

  it.each([
    ['', 'a field first (character 1), such as data.queue.depth < 100'],
    ['   ', 'a field first (character 4), such as data.queue.depth < 100'],
    ['= 3', 'a field first (character 1), such as data.queue.depth < 100'],
    ['data. < 3', 'a name after “data.” (character 6), such as data.queue.depth < 100'],
    ['items[x] = 1', 'a number or a quoted name in the brackets (character 6), such as items[0].name = "ok"'],
    ['items[', 'a number or a quoted name in the brackets (character 6), such as items[0].name = "ok"'],
    ['items["\\x"] = 1', 'a number or a quoted name in the brackets (character 6), such as items[0].name = "ok"'],
    ['status', 'a comparison after “status” (character 7), such as status = "ok"'],
    ['status is "ok"', 'a comparison after “status” (character 8), such as status = "ok"'],
    ['depth <', 'a value after “<” (character 8), such as depth < 100'],
    ['status = ok', 'a number, or text in quotes, instead of ok (character 10), such as status = "ok"'],
    ['status = “ok”', 'a number, or text in quotes, instead of “ok” (character 10), such as status = "ok"'],
    ['depth < 007', 'a number, or text in quotes, instead of 007 (character 9), such as depth < 100'],
    ['depth < 1.2.3', 'a number, or text in quotes, instead of 1.2.3 (character 9), such as depth < 100'],
    ['status = "ok', 'a number, or text in quotes, instead of "ok (character 10), such as status = "ok"'],
    ['depth > true', 'a number after “>” (character 9), such as depth > 100'],
    ['depth < 100 ms', 'nothing more after the condition (character 13), such as depth < 100'],
    ['a exists b', 'nothing more after the condition (character 10), such as a exists'],
  ])('“%s” is told what it lacks', (text, message) => {
    expect(parseCondition(text)).toEqual({ ok: false, error: message })
  })

  const scalar: fc.Arbitrary<Scalar> = fc.oneof(fc.string(), fc.integer(), fc.double({ noDefaultInfinity: true, noNaN: true }).map((value) => value + 0 || 0), fc.boolean(), fc.constant(null))
  const step: fc.Arbitrary<Step> = fc.oneof(fc.string(), fc.stringMatching(/^[a-z_]{1,8}$/), fc.nat(999))
  const path = fc.array(step, { maxLength: 5 })
  const condition = fc.oneof(
    fc.record({ path, operator: fc.constantFrom('exists' as const, 'missing' as const) }),
    fc.record({ path, operator: fc.constantFrom('=' as const, '!=' as const, 'contains' as const), value: scalar }),
    fc.record({ path, operator: fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const), value: fc.oneof(fc.string(), fc.integer()) }),
  )

  it('understands whatever is written by its own rules', () => {
    fc.assert(
      fc.property(condition, (one) => {
        const text = [pathInWords(one.path), one.operator, ...('value' in one ? [JSON.stringify(one.value)] : [])].join(' ')
        expect(parsed(text)).toEqual(one)
      }),
    )
  })

  it('has an answer to any text, and a place in it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('a', '.', '[', ']', '0', '"', '\\', '$', '<', '=', '!', ' ', 'contains', 'exists') })), (text) => {
        const read = parseCondition(text)
        if (read.ok) return
        const place = Number(/\(character (\d+)\), such as ./.exec(read.error)?.[1])
        expect(place).toBeGreaterThanOrEqual(1)
        expect(place).toBeLessThanOrEqual(text.length + 1)
      }),
    )
  })

  it('shows right conditions as examples', () => {
    for (const wrong of ['', 'data.', 'items[', 'status', 'depth <', 'status = ok', 'depth > true', 'depth < 100 ms']) {
      const read = parseCondition(wrong)
      const example = read.ok ? '' : read.error.split(', such as ')[1]!
      expect(parseCondition(example)).toMatchObject({ ok: true })
    }
  })
})

describe('judging an answer', () => {
  it.each<[string, boolean, string]>([
    ['data.queue.depth < 100', true, 'data.queue.depth is 42'],
    ['data.queue.depth < 42', false, 'data.queue.depth is 42, expected < 42'],
    ['data.queue.depth <= 42', true, 'data.queue.depth is 42'],
    ['data.queue.depth > 42', false, 'data.queue.depth is 42, expected > 42'],
    ['data.queue.depth >= 42', true, 'data.queue.depth is 42'],
    ['data.price < 100', true, 'data.price is "42.50"'],
    ['status < 100', false, 'status is "ok", expected < 100'],
    ['data.since > "2026-01-01"', true, 'data.since is "2026-11-23T10:00:00Z"'],
    ['data.queue.depth > "1"', false, 'data.queue.depth is 42, expected > "1"'],
    ['status = "ok"', true, 'status is "ok"'],
    ['status = "OK"', false, 'status is "ok", expected "OK"'],
    ['status != "down"', true, 'status is "ok"'],
    ['status != "ok"', false, 'status is "ok", expected anything else'],
    ['data.price = 42.5', false, 'data.price is "42.50", expected 42.5'],
    ['data.paused = false', true, 'data.paused is false'],
    ['data.queue.oldest-job = null', true, 'data.queue.oldest-job is null'],
    ['data.queue.oldest-job exists', true, 'data.queue.oldest-job is null'],
    ['data.queue.oldest-job < 1', false, 'data.queue.oldest-job is null, expected < 1'],
    ['items[1].name contains "o"', true, 'items[1].name is "box"'],
    ['items[0].name contains "z"', false, 'items[0].name is "axe", expected to contain "z"'],
    ['version contains 14', true, 'version is "2.14.0"'],
    ['tags contains "eu"', true, 'tags is a list of 3'],
    ['tags contains 3', true, 'tags is a list of 3'],
    ['tags contains "3"', false, 'tags is a list of 3, expected to contain "3"'],
    ['data contains "queue"', false, 'data is an object, expected to contain "queue"'],
    ['items.length > 1', true, 'items.length is 2'],
    ['["odd key.with [all]"] = 1', true, '["odd key.with [all]"] is 1'],
    ['data.queue.length exists', false, 'data.queue.length is missing'],
    ['data.cue.depth < 100', false, 'data.cue is missing'],
    ['items[2].name = "x"', false, 'items[2] is missing'],
    ['status.word = "x"', false, 'status.word is missing'],
    ['error != "x"', false, 'error is missing'],
    ['error missing', true, 'error is missing'],
    ['status missing', false, 'status is "ok", expected to be missing'],
    ['constructor exists', false, 'constructor is missing'],
    ['__proto__.toString exists', false, '__proto__ is missing'],
    ['$ exists', true, '$ is an object'],
  ])('%s', (text, met, words) => {
    expect(look(text, answer)).toMatchObject({ met, words })
  })

  it.each([undefined, null, 3, 'text', true, [], {}])('never breaks on an answer that is %j', (json) => {
    expect(look('a.b[0] < 1', json)).toEqual({ met: false, found: undefined, words: expect.stringContaining('is missing') })
  })

  it('finds every value of any JSON by the path that leads there', () => {
    const places = (json: unknown, path: Step[] = []): { path: Step[]; value: unknown }[] => {
      const inner = Array.isArray(json) ? [...json.entries()] : typeof json === 'object' && json !== null ? Object.entries(json) : []
      return [{ path, value: json }, ...inner.flatMap(([key, value]) => places(value, [...path, key]))]
    }
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        for (const { path, value } of places(json)) {
          const verdict = evaluateCondition(parsed(`${pathInWords(path)} exists`), json)
          expect(verdict.met).toBe(true)
          expect(verdict.found).toBe(value)
        }
      }),
    )
  })

  it('says of any value and its opposite that one of them holds', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)), (value, wanted) => {
        const literal = JSON.stringify(wanted)
        expect(look(`a = ${literal}`, { a: value }).met).not.toBe(look(`a != ${literal}`, { a: value }).met)
      }),
    )
  })

  it('keeps its words short, whatever is found', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(shown(value).length).toBeLessThanOrEqual(90)
      }),
    )
    expect(shown('x'.repeat(500))).toBe(`"${'x'.repeat(39)}…"`)
  })
})

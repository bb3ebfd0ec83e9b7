import { describe, expect, it } from 'vitest'
import { beyondBytes, plainDesk } from '../../../../../src/core/costs/scan/desk'
import { kind } from '../../../../../src/core/costs/scan/fields'
import { WantedPaths } from '../../../../../src/core/costs/scan/keys'
import { Recogniser } from '../../../../../src/core/costs/scan/recogniser'
import { codec } from '../../../../../src/host/costs/reading/codec'

const desk = plainDesk(4096)

/** One that looks out for `type` (a word), `id`, `n` and, in the object `in`, `list` and `tier` (a word). */
function newRecogniser(): Recogniser {
  const paths = new WantedPaths()
  for (const path of ['type', 'in.tier']) paths.wordOf(path)
  for (const path of ['id', 'n', 'in.list']) paths.slotOf(path)
  paths.mark('id', 2)
  return new Recogniser(desk, paths.keys(codec.encode), paths.count, 1)
}

const put = (line: string): number => {
  const bytes = Buffer.from(`${line}\n`)
  desk.bytes.set(bytes)
  return bytes.length - 1
}

/** All that is noted of a line. */
const noted = (fields: Recogniser) => ({
  marks: fields.marks,
  values: Array.from(fields.starts, (start, slot) => {
    const is = fields.kindOf(slot)
    if (is === kind.whole) return [is, fields.values[slot]]
    return is === kind.text || is === kind.array ? [is, start, fields.ends[slot]] : [is]
  }),
})

function learnt(fields: Recogniser, line: string): void {
  const end = put(line)
  expect(fields.fieldsEnd(0)).toBe(end)
  fields.learn(0, end)
}

const line = '{"type":"a","u":"x","id":"i1","n":12,"in":{"tier":"b","list":[1,"]"],"v":{"w":null}},"z":true}'

describe('a line like an earlier one', () => {
  it.each([
    ['itself', line],
    ['other texts, longer and shorter', line.replace('"i1"', '"another and longer id, ünusual"').replace('"x"', '""')],
    ['an empty wanted text', line.replace('"i1"', '""')],
    ['other numbers', line.replace('12', '0')],
    ['a long number', line.replace('12', '123456789012345')],
    ['another list', line.replace('[1,"]"]', '[[],{"a":"\\""},-1e5]')],
    ['escapes in a text that isn’t wanted', line.replace('"x"', '"\\"\\u00e9,"')],
    ['something else that isn’t wanted', line.replace('"x"', '[{"id":5}]').replace('true', '-0.5')],
  ])('with %s is recognised, and the same is noted of it', (_what, text) => {
    const fields = newRecogniser()
    learnt(fields, line)
    const end = put(text)
    expect(fields.recognisedEnd(0)).toBe(end)
    const said = noted(fields)
    expect(fields.fieldsEnd(0)).toBe(end)
    expect(said).toEqual(noted(fields))
  })

  it.each([
    ['another word', line.replace('"a"', '"c"')],
    ['a longer word', line.replace('"b"', '"bb"')],
    ['a word of another kind', line.replace('"b"', 'null')],
    ['a longer key', line.replace('"id"', '"id2"')],
    ['another order of keys', line.replace('"id":"i1","n":12', '"n":12,"id":"i1"')],
    ['a key more', line.replace('"n":12', '"n":12,"m":1')],
    ['a key less', line.replace('"n":12,', '')],
    ['a key told twice', line.replace('"n":12', '"n":12,"n":12')],
    ['a space', line.replace('"n":', '"n": ')],
    ['a fraction', line.replace('12', '1.5')],
    ['an exponent', line.replace('12', '12e0')],
    ['a number below zero', line.replace('12', '-1')],
    ['a leading zero', line.replace('12', '012')],
    ['a number that isn’t exact', line.replace('12', '1234567890123456')],
    ['no number', line.replace('12', '')],
    ['an escape in a wanted text', line.replace('i1', 'i\\n')],
    ['a control character', line.replace('i1', 'i\t')],
    ['a text without an end', line.replace('"i1"', '"i1')],
    ['a broken list', line.replace('[1,"]"]', '[1,"]"')],
    ['an object for the list', line.replace('[1,"]"]', '{}')],
    ['nothing for a value that isn’t wanted', line.replace('"x"', '')],
    ['a broken value that isn’t wanted', line.replace('null', 'nul')],
    ['no end', line.slice(0, -1)],
    ['more after its end', `${line}}`],
    ['a carriage return', `${line}\r`],
  ])('but for %s is not', (_what, text) => {
    const fields = newRecogniser()
    learnt(fields, line)
    put(text)
    expect(fields.recognisedEnd(0)).toBe(-1)
  })

  it('is told from those that part from it later on', () => {
    const fields = newRecogniser()
    const lines = ['a', 'aa', 'b'].flatMap((word) => [line, line.replace('12', 'null'), line.replace('[1,"]"]', '{"q":0}'), line.replace('"id"', '"more":{},"id"')].map((text) => text.replace('"a"', `"${word}"`)))
    for (const text of lines) learnt(fields, text)
    for (const text of lines) expect([text, (put(text), fields.recognisedEnd(0))]).toEqual([text, text.length])
  })

  it('is recognised up to the last byte of the desk, but for those beyond', () => {
    const fields = newRecogniser()
    learnt(fields, line)
    const from = desk.bytes.length - beyondBytes - line.length - 1
    desk.bytes.copyWithin(from, 0, line.length + 1)
    expect(fields.recognisedEnd(from)).toBe(from + line.length)
  })
})

describe('what is learnt', () => {
  const wordy = (word: string) => line.replace('"a"', `"${word}"`)

  it('is little of a log in which no two lines are alike, and goes on', () => {
    const fields = newRecogniser()
    const unknown = Array.from({ length: 3000 }, (_, index) => wordy(`w${index}`)).filter((text) => {
      learnt(fields, text)
      return fields.recognisedEnd(0) === -1
    })
    expect(unknown.length).toBeGreaterThan(2500)
    for (let index = 0; index < 16; index++) learnt(fields, wordy('new'))
    expect(fields.recognisedEnd(0)).toBe(put(wordy('new')))
  })

  it('is nothing of a line with a text that is too long, or with too many values', () => {
    const fields = newRecogniser()
    for (const text of [wordy('w'.repeat(500)), `{${Array.from({ length: 200 }, (_, index) => `"k${index}":1`).join(',')}}`]) {
      learnt(fields, text)
      expect(fields.recognisedEnd(0)).toBe(-1)
    }
  })

  it('is forgotten when there is no more room, and then learnt anew', () => {
    const fields = newRecogniser()
    learnt(fields, line)
    for (let index = 0; index < 16_000; index++) learnt(fields, wordy(`${index >> 4}${'w'.repeat(380)}`))
    put(line)
    expect(fields.recognisedEnd(0)).toBe(-1)
    for (let index = 0; index < 32; index++) learnt(fields, line)
    expect(fields.recognisedEnd(0)).toBe(line.length)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DocumentScanner, mayBeDocument } from '../../../../../src/core/costs/scan/document'
import { codec } from '../../../../../src/host/costs/reading/codec'
import { mangled, noise } from './lines-arbitrary'

function elementsOf(text: string): string[] | null {
  const bytes = Buffer.from(text)
  const padded = new Uint8Array((Math.floor(bytes.length / 4) + 1) * 4)
  padded.set(bytes)
  return new DocumentScanner(padded).elements(bytes.length)?.map(({ from, to, line }) => `${line}: ${bytes.toString('utf8', from, to)}`) ?? null
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('the tokens of JSON', () => {
  it('are accepted if and only if JSON.parse accepts them', () => {
    fc.assert(
      fc.property(fc.oneof(noise, mangled, fc.json()), (text) => {
        expect(elementsOf(text) !== null).toBe(isJson(text))
      }),
      { numRuns: 5000 },
    )
  })

  it.each([
    '-0', '-', '01', '1.', '.5', '1e5', '1e', '1E+', '-1.5e-3', 'tru', 'nulll', '"\\u00zz"', '"\\u00e9"', '"\\x"', '"\u007f"', '"\u0000"', '"\t"', '"', '{"a":}', '{,}', '[1,]', '{"a":1,}', '{a:1}', '\u00a01', '', ' ',
  ])('%j', (text) => {
    expect(elementsOf(text) !== null).toBe(isJson(text))
  })

  it('are told at every place of a string', () => {
    for (let length = 0; length < 80; length++) {
      for (const special of ['\\"', '\\n', '\\u00e9', '\u0001', '\\', 'é', '#', '!', '\u007f']) {
        const text = `"${'x'.repeat(length)}${special}${'y'.repeat(length % 7)}"`
        expect([text, elementsOf(text) !== null]).toEqual([text, isJson(text)])
      }
    }
  })
})

describe('a JSON document', () => {
  it('is the elements of its list, with the lines they begin in', () => {
    expect(elementsOf('\uFEFF[\n {"a":\n1},\n\n [2] , "x"]\n')).toEqual(['2: {"a":\n1}', '5: [2]', '5: "x"'])
  })

  it('is one thing when it is no list', () => {
    expect(elementsOf('\n{"a":\n[1]}')).toEqual(['2: {"a":\n[1]}'])
    expect(elementsOf('[]')).toEqual([])
  })

  it.each([
    ['[{"a":1}]', true],
    [' \n[\n  {', true],
    ['\uFEFF[[', true],
    ['{\n  "a": 1', true],
    ['{"a":1,\n"b":2}', true],
    ['{"a":1}\n{"b":2}\n', false],
    ['{"a":1}', false],
    ['[2026-11-23] started\n', false],
    ['hello\n', false],
    ['', false],
  ])('may begin like %j: %s', (head, is) => {
    expect(mayBeDocument(Buffer.from(head), codec)).toBe(is)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { desks, readCarefully, readerOn, readFast } from './desks'
import { line } from './lines-arbitrary'

const encode = (lines: readonly string[], end: string) => Buffer.from(lines.map((text) => text + end).join(''))

describe.each(desks)('reading lines %s', (_name, desk) => {
  const reader = readerOn(desk)

  it('says what JSON.parse and the formats say, of every line', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'), (lines, end) => {
        const text = encode(lines, end)
        expect(readFast(reader, text)).toEqual(readCarefully(text))
      }),
      { numRuns: 1500 },
    )
  })

  it('says the same of bytes that aren’t UTF-8', () => {
    fc.assert(
      fc.property(line, fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0x80, max: 0xff }), (text, at, byte) => {
        const bytes = encode([text, text], '\n')
        const place = Math.floor(at * bytes.length)
        if (bytes[place] === 10) return
        bytes[place] = byte
        expect(readFast(reader, bytes)).toEqual(readCarefully(bytes))
      }),
      { numRuns: 500 },
    )
  })

  it('says the same however the bytes arrive', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), fc.integer({ min: 1, max: 700 }), (lines, atATime) => {
        const text = encode(lines, '\n')
        expect(readFast(reader, text, atATime)).toEqual(readCarefully(text))
      }),
      { numRuns: 300 },
    )
  })
})

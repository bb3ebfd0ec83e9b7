import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { desks, readCarefully, readerOn, readFast } from './desks'
import { alikeLines, line } from './lines-arbitrary'

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

  it('says the same of lines that are like others but for a slip', () => {
    fc.assert(
      fc.property(alikeLines, (lines) => {
        const text = encode(lines, '\n')
        expect(readFast(reader, text)).toEqual(readCarefully(text))
      }),
      { numRuns: 1500 },
    )
  })

  it('says the same of more kinds of lines than it keeps in mind', () => {
    const lines = Array.from({ length: 5000 }, (_, index) => `{"event":"llm_call","ts":"2026-11-23T08:00:00Z","request_id":"r${index}","provider":"openai","model":"m${index % 7}${'x'.repeat(index % 300)}","job_id":"${index % 11}","usage":{"prompt_tokens":${index}}}`)
    const text = encode(lines, '\n')
    expect(readFast(reader, text)).toEqual(readCarefully(text))
  })

  it('says the same of bytes that aren’t UTF-8', () => {
    fc.assert(
      fc.property(line, fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0x80, max: 0xff }), (text, at, byte) => {
        const bytes = encode([text, text, text], '\n')
        const place = Math.floor(at * bytes.length)
        if (bytes[place] === 10) return
        bytes[place] = byte
        expect(readFast(reader, bytes)).toEqual(readCarefully(bytes))
      }),
      { numRuns: 500 },
    )
  })

  it('says the same of an id that isn’t UTF-8', () => {
    const ids = [[0x61], [0xc3, 0xa9], [0xe9], [0xc3], [0xff, 0x61]]
    const lines = [...ids, ...ids].map((id) => Buffer.concat([Buffer.from('{"sessionId":"s","type":"assistant","timestamp":"2026-11-23T08:00:00Z","message":{"id":"msg_'), Buffer.from(id), Buffer.from('","model":"claude-opus-4-5","usage":{"input_tokens":1}}}\n')]))
    const text = Buffer.concat(lines)
    expect(readFast(reader, text)).toEqual(readCarefully(text))
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

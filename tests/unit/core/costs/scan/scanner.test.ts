import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BatchColumns } from '../../../../../src/core/costs/scan/columns'
import { beyondBytes, plainDesk } from '../../../../../src/core/costs/scan/desk'
import { LineScanner } from '../../../../../src/core/costs/scan/scanner'
import { formats } from '../../../../../src/core/costs/formats'
import { codec } from '../../../../../src/host/costs/reading/codec'
import { usualLine } from './lines-arbitrary'

const room = 8192
const desk = plainDesk(room)
const columns = new BatchColumns()
const scanner = new LineScanner(formats, codec, columns, desk)

/** Whether the line was read from its bytes. */
function isScanned(line: string): boolean {
  const bytes = Buffer.from(`${line}\n`)
  desk.bytes.set(bytes)
  return scanner.lineEnd(0, 1) === bytes.length - 1
}

describe('reading a line from its bytes', () => {
  it('needs every format to say by which keys it is known', () => {
    expect(formats.filter(({ marks }) => !marks).map(({ id }) => id)).toEqual([])
  })

  it('does for all that is usual', () => {
    const shortLine = usualLine.filter((line) => Buffer.byteLength(line) < room - beyondBytes)
    fc.assert(fc.property(shortLine, isScanned), { numRuns: 500 })
  })

  it.each([
    ['another program’s', '{"level":30,"msg":"listening","nested":{"a":[1,2,{"b":null}]}}', true],
    ['of a session, without a call', '{"sessionId":"s","type":"user","message":{"role":"user","content":"hello"}}', true],
    ['with a known key told twice', '{"sessionId":"s","sessionId":"t","type":"user"}', false],
    ['with a known key in escapes', '{"session\\u0049d":"s","type":"user"}', false],
    ['of another format', '{"resourceSpans":[]}', false],
    ['of a tick', '{"event":"tick","ts":"2026-11-23T08:00:00Z"}', false],
    ['not JSON', '{"level":30,"msg":listening}', false],
    ['no object', '[1,2]', false],
  ])('for a line %s: %s %s', (_what, line, is) => {
    expect(isScanned(line)).toBe(is)
  })
})

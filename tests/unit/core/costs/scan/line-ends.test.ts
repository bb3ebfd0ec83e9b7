import { describe, expect, it } from 'vitest'
import { maxLineBytes } from '../../../../../src/core/costs/scan/lines'
import { desks, readerOn, readFast } from './desks'

const tick = (second: number) => `{"event":"tick","ts":${second}}`
const answer = '{"sessionId":"s","type":"assistant","timestamp":"2026-11-23T08:00:00Z","message":{"id":"msg_1","model":"claude-opus-4-5","usage":{"input_tokens":1,"output_tokens":2}}}'

describe.each(desks)('line ends, read %s', (_name, desk) => {
  const reader = readerOn(desk)
  const read = (text: string, atATime?: number) => readFast(reader, Buffer.from(text), atATime)

  it('counts what ended, and leaves the rest', () => {
    const batch = read(`${tick(1)}\n\n \r\n${tick(2)}\n${answer}`)
    expect(batch).toMatchObject({ lines: 4, bytes: 2 * tick(1).length + 6, badCount: 0, foreign: 0, firstAt: 1000, lastAt: 2000 })
    expect(batch.others.map(({ line }) => line)).toEqual([1, 4])
    expect(reader.torn).toBe(answer.length)
  })

  it('takes the rest, too, when it is asked to and it is whole', () => {
    read(`\n${answer}`)
    reader.takeTorn()
    expect(reader.torn).toBe(0)
    expect(reader.finish()).toMatchObject({ lines: 1, bytes: answer.length, calls: { count: 1 } })
    read(answer.slice(0, -1))
    reader.takeTorn()
    expect(reader.torn).toBe(answer.length - 1)
    expect(reader.finish()).toMatchObject({ lines: 0, bytes: 0, badCount: 0 })
  })

  it('passes over the mark at the beginning of a file', () => {
    expect(read(`\uFEFF${answer}\n\uFEFF${answer}\n`)).toMatchObject({ badCount: 0, calls: { count: 2 } })
  })

  it.each([1, 2])('reads a line of exactly the most there may be, and skips one of %i more', (more) => {
    const long = (length: number) => `${answer.slice(0, -1)},"x":"${'y'.repeat(length - answer.length - 7)}"}`
    expect(read(`${long(maxLineBytes)}\n${answer}\n`)).toMatchObject({ badCount: 0, calls: { count: 2 } })
    const batch = read(`${long(maxLineBytes + more)}\n${answer}\n`)
    expect(batch).toMatchObject({ bad: [{ line: 1, why: 'too-long' }], lines: 2, calls: { count: 1 } })
  })

  it('skips a line that is far too long, and remembers where it is in it', () => {
    const [half, size] = ['x'.repeat(3 * maxLineBytes), 3 * maxLineBytes]
    expect(read(`${tick(1)}\n${half}`)).toMatchObject({ bad: [{ line: 2, why: 'too-long' }], badCount: 1, lines: 1, bytes: tick(1).length + 1 + size })
    const { context, nextLine } = reader
    reader.begin(nextLine, context)
    const rest = Buffer.from(`xx\n${answer}\n`)
    reader.room().set(rest)
    reader.wrote(rest.length)
    expect(reader.finish()).toMatchObject({ badCount: 0, lines: 2, bytes: rest.length, calls: { count: 1, line: Uint32Array.of(3) } })
    expect(reader.context).toEqual({})
  })

  it('keeps the first hundred bad lines and counts all', () => {
    const batch = read('{"a":\n'.repeat(150))
    expect(batch.badCount).toBe(150)
    expect(batch.bad).toHaveLength(100)
    expect(batch.bad[99]).toEqual({ line: 100, why: 'not-json' })
  })
})

import { describe, expect, it } from 'vitest'
import { beginning, continues, copiedFrom, headBytes, tailBytes, type Look, type Position } from '../../../../src/core/costs/positions'

/** A file of so many characters, as one that looks at it sees it. */
const lookAt = (content: string): Look => ({ identity: '1:1', size: content.length, mtimeMs: 0, head: content.slice(0, headBytes), tailAt: (offset) => content.slice(Math.max(0, offset - tailBytes), offset) })
const positionAt = (content: string, offset: number, own: Partial<Position> = {}): Position => ({ ...beginning(), offset, head: content.slice(0, Math.min(headBytes, offset)), tail: lookAt(content).tailAt(offset), ...own })

const old = 'a line\n'.repeat(2000)

describe('a position', () => {
  it.each([
    ['the same file', old, true],
    ['a longer one', `${old}more\n`, true],
    ['a shorter one', old.slice(0, -7), false],
    ['one with another beginning', `b${old.slice(1)}`, false],
    ['one with another end', `${old.slice(0, -2)}x\n`, false],
  ])('in what is now %s: still true is %s', (_name, content, expected) => {
    expect(continues(positionAt(old, old.length), lookAt(content))).toBe(expected)
  })

  it('at the beginning is true of every file', () => {
    expect(continues(beginning(), lookAt(''))).toBe(true)
    expect(continues(beginning(), lookAt(old))).toBe(true)
  })
})

describe('a copy', () => {
  const known = [{ position: beginning() }, { position: positionAt(old, 700) }, { position: positionAt(old, 7000) }, { position: positionAt(old, 3500, { whole: true }) }]

  it('is known by the position that reaches furthest into it', () => {
    expect(copiedFrom(known, lookAt(old))).toBe(known[2])
    expect(copiedFrom(known, lookAt(old.slice(0, 1400)))).toBe(known[1])
  })

  it('of nothing that was read is none', () => {
    expect(copiedFrom(known, lookAt('another line\n'.repeat(1000)))).toBeNull()
    expect(copiedFrom(known, lookAt(''))).toBeNull()
  })
})

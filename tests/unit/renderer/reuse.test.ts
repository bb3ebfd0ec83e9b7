import { describe, expect, it } from 'vitest'
import { reuse } from '../../../src/renderer/reuse'

describe('reuse', () => {
  it('keeps what is equal, whole', () => {
    const before = { a: [1, { b: 2 }], c: null }
    expect(reuse(before, structuredClone(before))).toBe(before)
  })
  it('keeps the equal parts of what changed', () => {
    const before = { rows: [{ id: 1, at: 5 }, { id: 2, at: 5 }], at: 1 }
    const after = reuse(before, { rows: [{ id: 1, at: 5 }, { id: 2, at: 6 }], at: 2 })
    expect(after).toEqual({ rows: [{ id: 1, at: 5 }, { id: 2, at: 6 }], at: 2 })
    expect(after.rows[0]).toBe(before.rows[0])
    expect(after.rows[1]).not.toBe(before.rows[1])
  })
  it.each([
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: 1, b: 2 }, { a: 1 }],
    [[1, 2], [1]],
    [[1], { 0: 1 }],
    [null, { a: 1 }],
    [{ a: { b: 1 } }, { a: null }],
  ])('takes the new value of %j → %j', (before, after) => {
    expect(reuse<unknown>(before, after)).toEqual(after)
  })
})

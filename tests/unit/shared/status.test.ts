import { describe, expect, it } from 'vitest'
import { overall, status } from '../../../src/shared/model'
import { statusShape, statusWord, worse } from '../../../src/shared/status'

describe('worse', () => {
  const rising = ['unknown', 'ok', 'warning', 'fail'] as const
  it('of any two is the one further up', () => {
    for (const [i, a] of rising.entries()) {
      for (const [j, b] of rising.entries()) expect(worse(a, b)).toBe(rising[Math.max(i, j)])
    }
    expect(rising.toSorted()).toEqual(overall.options.toSorted())
  })
})

describe('shape and word', () => {
  it('are the same everywhere', () => {
    expect(statusShape).toEqual({ ok: '✅', warning: '⚠️', fail: '❌', unknown: '❔', off: '○' })
    expect(statusWord).toEqual({ ok: 'ok', warning: 'warning', fail: 'failing', unknown: 'unknown', off: 'not set up' })
  })

  it('tell every state from every other', () => {
    for (const table of [statusShape, statusWord]) {
      expect(Object.keys(table).toSorted()).toEqual(status.options.toSorted())
      expect(new Set(Object.values(table)).size).toBe(status.options.length)
    }
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coveredWith, mayBeRead, windowsToRead, type BillRead } from '../../../../src/core/bills/due'
import type { Span } from '../../../../src/core/costs/periods'
import { fault } from '../../../../src/shared/faults'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const at = Date.UTC(2026, 10, 23)
const read = (own: Partial<BillRead> = {}): BillRead => ({ credential: 'k', about: 'a', triedAt: at, at, covered: null, fault: null, lacking: null, ...own })

describe('mayBeRead', () => {
  it.each<[string, BillRead | null, number, boolean]>([
    ['what was never read', null, 0, true],
    ['again within the hour', read(), hourMs - 1, false],
    ['after an hour', read(), hourMs, true],
    ['a refused credential, however late', read({ fault: fault('auth_invalid', '') }), 1000 * hourMs, false],
    ['a short-lived token that ran out', read({ fault: { ...fault('auth_invalid', ''), retry: 'soon' } }), hourMs, true],
    ['a missing permission, after an hour: it may be given meanwhile', read({ fault: fault('permission_missing', '') }), hourMs, true],
    ['… not before', read({ fault: fault('permission_missing', '') }), hourMs - 1, false],
    ['an outage, after five minutes', read({ fault: fault('server_error', '') }), 5 * minuteMs, true],
    ['… not at once', read({ fault: fault('server_error', '') }), 4 * minuteMs, false],
    ['a rate limit, not before its wait', read({ fault: fault('rate_limited', '', null, 20 * minuteMs) }), 19 * minuteMs, false],
    ['… but then', read({ fault: fault('rate_limited', '', null, 20 * minuteMs) }), 20 * minuteMs, true],
    ['when the clock was set back', read(), -hourMs, true],
    ['a refused credential, also then', read({ fault: fault('auth_invalid', '') }), -hourMs, false],
    ['with another credential', read({ credential: 'other', fault: fault('auth_invalid', '') }), 0, true],
    ['another table', read({ about: 'other' }), 0, true],
  ])('%s', (_case, before, laterMs, expected) => {
    expect(mayBeRead(before, 'k', 'a', at + laterMs)).toBe(expected)
  })
})

describe('windowsToRead', () => {
  const rule = { from: 0, to: 100, stepMs: 30, overlapMs: 5 }

  it('goes backwards from now where nothing is known', () => {
    expect(windowsToRead(null, rule)).toEqual([{ from: 70, to: 100 }, { from: 40, to: 70 }, { from: 10, to: 40 }, { from: 0, to: 10 }])
  })

  it('reads what is new first, with what may have changed, and then on backwards', () => {
    expect(windowsToRead({ from: 40, to: 60 }, rule)).toEqual([{ from: 55, to: 85 }, { from: 85, to: 100 }, { from: 10, to: 40 }, { from: 0, to: 10 }])
  })

  it('reads only what may have changed when all is known', () => {
    expect(windowsToRead({ from: 0, to: 100 }, rule)).toEqual([{ from: 95, to: 100 }])
  })

  it('begins anew where what is known is long past', () => {
    expect(windowsToRead({ from: -50, to: -20 }, rule)[0]).toEqual({ from: 70, to: 100 })
  })

  it('isn’t misled by a clock that was ahead', () => {
    expect(windowsToRead({ from: 0, to: 5000 }, rule)).toEqual([{ from: 95, to: 100 }])
  })

  it('broken off anywhere, what is covered has no gap, and in the end everything is covered', () => {
    const span = fc.tuple(fc.integer({ min: -50, max: 150 }), fc.integer({ min: 1, max: 100 })).map(([from, length]): Span => ({ from, to: from + length }))
    fc.assert(
      fc.property(fc.option(span), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 40 }), (known, stepMs, overlapMs) => {
        let covered = known
        const seen = known ? [known] : []
        for (const window of windowsToRead(known, { from: 0, to: 100, stepMs, overlapMs })) {
          covered = coveredWith(covered, window)
          seen.push(window)
          const { from, to } = covered
          const gaps = Array.from({ length: to - from }, (_, i) => from + i).filter((t) => !seen.some((one) => t >= one.from && t < one.to))
          expect(gaps).toEqual([])
        }
        expect(covered!.from).toBeLessThanOrEqual(0)
        expect(covered!.to).toBeGreaterThanOrEqual(100)
      }),
    )
  })
})

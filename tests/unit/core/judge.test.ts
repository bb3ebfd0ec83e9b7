import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogue, type FaultCode } from '../../../src/shared/faults'
import type { Status } from '../../../src/shared/model'
import { isTransient, judge, type ComponentState, type JudgePolicy } from '../../../src/core/judge'
import { minute, now, sampleOf } from './world'

const policy: JudgePolicy = { failAfter: 2, recoverAfter: 2 }

/** One letter a look: o ok, w warning, f a passing failure, c a certain one, u unknown, - off. */
const looks = { o: 'ok', w: 'warning', f: 'fail', c: 'fail', u: 'unknown', '-': 'off' } as const
type Letter = keyof typeof looks

const seen = (letter: Letter, i: number) =>
  sampleOf('notion', looks[letter], { at: now + i * minute, ...(letter === 'c' ? { code: 'auth_invalid' } : {}) })

function states(letters: string, by = policy): ComponentState[] {
  const all: ComponentState[] = []
  for (const [i, letter] of [...letters].entries()) all.push(judge(all.at(-1), seen(letter as Letter, i), by))
  return all
}
const judged = (letters: string, by = policy): Status[] => states(letters, by).map((state) => state.judged)

describe('judge', () => {
  it.each<[string, string, Status[]]>([
    ['a good first look is believed', 'o', ['ok']],
    ['one failure warns, two fail', 'off', ['ok', 'warning', 'fail']],
    ['a first failure warns too', 'ff', ['warning', 'fail']],
    ['two good ones recover', 'ffoo', ['warning', 'fail', 'warning', 'ok']],
    ['a failure between starts the count again', 'ffofoo', ['warning', 'fail', 'warning', 'warning', 'warning', 'ok']],
    ['a single failure needs two good ones as well', 'ofoo', ['ok', 'warning', 'warning', 'ok']],
    ['a certain fault fails at once', 'oc', ['ok', 'fail']],
    ['a reading may warn by itself', 'wo', ['warning', 'ok']],
    ['a warning is a good look on the way back', 'ffwo', ['warning', 'fail', 'warning', 'ok']],
    ['unknown keeps the streak of failures', 'fuf', ['warning', 'unknown', 'fail']],
    ['off keeps it too', 'f-f', ['warning', 'off', 'fail']],
    ['unknown proves no recovery', 'ffuoo', ['warning', 'fail', 'unknown', 'warning', 'ok']],
    ['unknown keeps the streak of good ones', 'ffouo', ['warning', 'fail', 'warning', 'unknown', 'ok']],
    ['unknown after well is no illness', 'ouo', ['ok', 'unknown', 'ok']],
  ])('%s: %s', (_name, letters, expected) => {
    expect(judged(letters)).toEqual(expected)
  })

  it.each([
    [{ failAfter: 1, recoverAfter: 1 }, 'ofo', ['ok', 'fail', 'ok']],
    [{ failAfter: 3, recoverAfter: 3 }, 'fffooo', ['warning', 'warning', 'fail', 'warning', 'warning', 'ok']],
    [{ failAfter: 2, recoverAfter: 3 }, 'ffouoo', ['warning', 'fail', 'warning', 'unknown', 'warning', 'ok']],
  ])('follows the policy %o', (by, letters, expected) => {
    expect(judged(letters, by)).toEqual(expected)
  })

  it('believes at once every fault that only a person can cure, and no other', () => {
    const codes = Object.keys(catalogue) as FaultCode[]
    const atOnce = codes.filter((code) => judge(undefined, sampleOf('notion', 'fail', { code }), policy).judged === 'fail')
    expect(atOnce).toEqual(codes.filter((code) => catalogue[code].retry === 'no'))
    expect(atOnce).toEqual(expect.arrayContaining(['auth_invalid', 'permission_missing', 'quota_exhausted']))
    expect(atOnce).not.toContain('transport')
    expect(judge(undefined, sampleOf('notion', 'fail', { code: null }), policy).judged).toBe('warning')
  })

  it('says since when the judged state holds', () => {
    expect(states('offf').map(({ since }) => (since - now) / minute)).toEqual([0, 1, 2, 2])
  })

  it('keeps the newest sixty points, drawn by value or else latency', () => {
    const all = states('o'.repeat(75))
    expect(all.at(-1)!.history).toHaveLength(60)
    expect(all.at(-1)!.history.at(-1)).toEqual({ at: now + 74 * minute, status: 'ok', value: 85 })
    expect(judge(undefined, sampleOf('disk_ok', 'ok', { value: 61 }), policy).history).toEqual([{ at: now, status: 'ok', value: 61 }])
  })

  const letters = fc.array(fc.constantFrom<Letter>('o', 'w', 'f', 'c', 'u', '-'), { minLength: 1, maxLength: 40 }).map((all) => all.join(''))
  const policies = fc.record({ failAfter: fc.integer({ min: 1, max: 5 }), recoverAfter: fc.integer({ min: 1, max: 5 }) })

  it('is always explained by the last looks', () => {
    // Said anew, backwards from the end, with no state carried along.
    const explained = (all: string, { failAfter, recoverAfter }: JudgePolicy): Status => {
      const last = all.at(-1) as Letter
      if (last === 'u' || last === '-') return looks[last]
      const real = all.replace(/[u-]/g, '')
      const failing = /[fc]*$/.exec(real)![0]
      if (failing !== '') return last === 'c' || failing.length >= failAfter ? 'fail' : 'warning'
      const good = /[ow]*$/.exec(real)![0]
      const everFailed = good.length < real.length
      return everFailed && good.length < recoverAfter ? 'warning' : looks[last]
    }
    fc.assert(
      fc.property(letters, policies, (all, by) => {
        expect(states(all, by).at(-1)!.judged).toBe(explained(all, by))
      }),
      { numRuns: 500 },
    )
  })

  it('never changes what it was given', () => {
    fc.assert(
      fc.property(letters, (all) => {
        const before = states(all).at(-1)!
        const copy = structuredClone(before)
        judge(before, seen('f', 99), policy)
        expect(before).toEqual(copy)
      }),
    )
  })
})

describe('isTransient', () => {
  it.each<[string, Parameters<typeof isTransient>[0], number, boolean]>([
    ['a broken connection', { status: 'fail', code: 'transport' }, 9000, true],
    ['an outage', { status: 'fail', code: 'server_error' }, 9000, true],
    ['a refused credential', { status: 'fail', code: 'auth_invalid' }, 9000, false],
    ['a full disk', { status: 'fail', code: 'disk_usage' }, 9000, false],
    ['a failure without a code', { status: 'fail', code: null }, 9000, false],
    ['a look that was good', { status: 'ok', code: null }, 9000, false],
    ['a look we couldn’t make', { status: 'unknown', code: 'transport' }, 9000, false],
    ['a short wait', { status: 'fail', code: 'rate_limited', retryAfterMs: 2000 }, 9000, true],
    ['a wait that leaves no time to look', { status: 'fail', code: 'rate_limited', retryAfterMs: 8900 }, 9000, false],
    ['a wait nobody named', { status: 'fail', code: 'rate_limited' }, 9000, false],
    ['an outage that asks for an hour', { status: 'fail', code: 'server_error', retryAfterMs: 3_600_000 }, 9000, false],
    ['an outage that asks for a second', { status: 'fail', code: 'server_error', retryAfterMs: 1000 }, 9000, true],
    ['a timeout that used up the deadline', { status: 'fail', code: 'transport' }, 0, false],
    ['hardly any time left', { status: 'fail', code: 'transport' }, 499, false],
    ['just enough time left', { status: 'fail', code: 'transport' }, 500, true],
  ])('%s', (_name, look, remainingMs, expected) => {
    expect(isTransient(look, remainingMs)).toBe(expected)
  })
})

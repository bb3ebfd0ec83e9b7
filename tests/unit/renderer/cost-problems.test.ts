import { array, assert, bigInt, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bridgeSteps } from '../../../src/renderer/features/costs/bridge'
import { callView, fileName } from '../../../src/renderer/features/costs/call-view'
import { problemsOf } from '../../../src/renderer/features/costs/problems'
import { exact } from '../../../src/renderer/parts/money'
import { call, source } from './cost-fixtures'

describe('what is missing or unsure', () => {
  const well = { sources: [source()], unpriced: [], badFiles: [], lines: { rows: 9, duplicates: 2, ambiguous: 0, bad: 0, foreign: 1 } }

  it('is nothing when all is well', () => {
    expect(problemsOf({ ...well, sources: [source(), source({ id: 'stripe', state: 'off' }), source({ id: 'openai', state: 'reading' })] })).toEqual([])
  })
  it('puts what fails first, and each with its next step', () => {
    const found = problemsOf({
      sources: [source({ id: 'openai', title: 'OpenAI', state: 'stale', words: 'last read 9 h ago' }), source({ id: 'stripe', title: 'Stripe', state: 'problem', words: 'no permission', hint: 'Allow it.' })],
      unpriced: [{ provider: 'openai', model: 'gpt-9', calls: 1, tokens: 12_345, low: '0.2', high: '4.1' }],
      badFiles: [
        { path: '/logs/agents.jsonl', bad: 2, lines: [{ line: 12, why: 'not JSON' }], problem: null },
        { path: 'C:\\logs\\b.jsonl', bad: 0, lines: [], problem: 'nobody may read it' },
      ],
      lines: { ...well.lines, ambiguous: 3 },
    })
    expect(found.map(({ status, title, next }) => [status, title, next])).toEqual([
      ['fail', 'Stripe: no permission', { settings: 'stripe', label: 'Open settings' }],
      ['fail', 'b.jsonl can’t be read: nobody may read it', { reveal: 'C:\\logs\\b.jsonl', label: 'Show in folder' }],
      ['warning', 'OpenAI: last read 9 h ago', { settings: 'openai', label: 'Open settings' }],
      ['warning', 'gpt-9 (openai) has no known price', { settings: 'costs', label: 'Add a price' }],
      ['warning', 'agents.jsonl: 2 lines can’t be read', { reveal: '/logs/agents.jsonl', label: 'Show in folder' }],
      ['off', '3 lines without an id were there twice', null],
    ])
    expect(found[3]!.about).toContain('1 call, 12,345 tokens, not in the sums. Probably between $0.20 and $4.10')
    expect(found[4]!.lines).toEqual([{ line: 12, why: 'not JSON' }])
  })
})

describe('a call', () => {
  it('is said in words, to a hundredth of a cent', () => {
    expect(callView(call({ tokensCached: 800, job: 'triage', agent: 'founder', serviceTier: 'flex' }))).toEqual({
      amount: '$0.0123',
      tokens: '1,200 (800 cached) in, 60 out',
      about: 'triage · founder · openai · flex tier',
      place: 'agents.jsonl:7',
    })
  })
  it('says what it lacks', () => {
    expect(callView(call({ usd: null }))).toMatchObject({ amount: 'no price', tokens: '1,200 in, 60 out', about: 'no job · openai' })
  })
  it.each(['/a/b.jsonl', 'C:\\a\\b.jsonl', 'b.jsonl'])('names the file of %s', (path) => {
    expect(fileName(path)).toBe('b.jsonl')
  })
})

describe('the bill beside our figure', () => {
  const causes = ['not-in-our-logs', 'rate', 'mix', 'day-boundary'] as const
  const bridge = (billed: bigint, moves: readonly bigint[]) => {
    const difference = moves.reduce((sum, move) => sum + move, 0n)
    const parts = causes.map((cause, index) => ({ cause, usd: exact(moves[index] ?? 0n), words: cause }))
    return { provider: 'OpenAI', from: 0, to: 1, ours: exact(billed + difference), billed: exact(billed), difference: exact(difference), parts }
  }

  it('goes from the one to the other', () => {
    const steps = bridgeSteps(bridge(10n ** 13n, [-(2n * 10n ** 12n), 0n, 10n ** 12n, 0n]))
    expect(steps.map(({ title, amount }) => [title, amount])).toEqual([
      ['Billed by OpenAI', '$10.00'],
      ['Calls not in our logs', '-$2.00'],
      ['Other rates', '$0'],
      ['Tier, cache and batch', '+$1.00'],
      ['Days that begin at other times', '$0'],
      ['Our figure', '$9.00'],
    ])
    expect(steps[1]).toMatchObject({ from: 0.8, to: 1 })
    expect(steps[3]).toMatchObject({ from: 0.8, to: 0.9 })
  })
  it('keeps every bar on the scale', () => {
    const move = bigInt({ min: -(10n ** 12n), max: 10n ** 12n })
    assert(
      property(bigInt({ min: 4n * 10n ** 12n, max: 10n ** 15n }), array(move, { minLength: 4, maxLength: 4 }), (billed, moves) => {
        for (const { from, to } of bridgeSteps(bridge(billed, moves))) {
          expect(from).toBeGreaterThanOrEqual(0)
          expect(to).toBeLessThanOrEqual(1)
          expect(to).toBeGreaterThanOrEqual(from)
        }
      }),
    )
  })
})

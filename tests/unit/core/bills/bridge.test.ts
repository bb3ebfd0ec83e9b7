import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bridge, causes, type Bridge } from '../../../../src/core/bills/bridge'
import type { BilledLine } from '../../../../src/core/bills/bridge-cells'
import { bridgeView } from '../../../../src/core/bills/bridge-view'
import { formatUsd, parseUsd } from '../../../../src/core/costs/money'
import { buckets, type Tokens } from '../../../../src/core/costs/usage'

const none = Object.fromEntries(buckets.map((bucket) => [bucket, 0])) as Tokens
const ours = (usd: string, tokens: Partial<Tokens>, { day = '2026-11-20', model = 'gpt-5-2025-08-07' } = {}) => ({ key: { day, model }, pico: parseUsd(usd), tokens: { ...none, ...tokens } })
const line = (lineItem: string, usd: string, quantity: number | null, own: Partial<BilledLine> = {}): BilledLine => ({ day: '2026-11-20', lineItem: lineItem.startsWith(',') ? `gpt-5-2025-08-07${lineItem}` : lineItem, pico: parseUsd(usd), quantity, unit: 'tokens', ...own })
const parts = ({ parts: found }: Pick<Bridge, 'parts'>) => Object.fromEntries(causes.filter((cause) => found[cause] !== 0n).map((cause) => [cause, formatUsd(found[cause])]))

describe('where both agree', () => {
  it('nothing is left', () => {
    const result = bridge([ours('3', { uncachedIn: 1000, textOut: 200 })], [line(', input', '1', 1000), line(', output', '2', 200)])
    expect([result.difference, parts(result), result.moved, result.unknown]).toEqual([0n, {}, 0n, []])
  })

  it('a model without its date is the dated one', () => {
    expect(parts(bridge([ours('2', { uncachedIn: 1000 }, { model: 'gpt-5' })], [line(', input', '1', 1000)]))).toEqual({ rate: '1.00' })
  })

  it('… unless there are two', () => {
    const result = bridge([ours('1', { uncachedIn: 1000 }, { model: 'gpt-5' })], [line(', input', '1', 1000), line('gpt-5-2026-01-01, input', '1', 1000)])
    expect(parts(result)).toEqual({ 'not-in-our-logs': '-1.00' })
  })
})

describe('one cause at a time', () => {
  it('calls that no log tells of', () => {
    const result = bridge([ours('1', { uncachedIn: 1000 })], [line(', input', '3', 3000)])
    expect(parts(result)).toEqual({ 'not-in-our-logs': '-2.00' })
  })

  it('calls that the bill lacks', () => {
    expect(parts(bridge([ours('1', { uncachedIn: 1000 })], []))).toEqual({ 'not-in-our-logs': '1.00' })
  })

  it('lines that no call explains', () => {
    const result = bridge([], [line('web search tool calls', '0.5', 50, { unit: null }), line('gpt-audio audio, input', '1', 5), line(', input', '2', 7, { unit: 'images' })])
    expect(parts(result)).toEqual({ 'not-in-our-logs': '-3.50' })
    expect(result.unknown.map(({ lineItem }) => lineItem)).toEqual(['gpt-5-2025-08-07, input', 'gpt-audio audio, input', 'web search tool calls'])
  })

  it('a wrong price', () => {
    expect(parts(bridge([ours('4', { uncachedIn: 1000, textOut: 100 })], [line(', input', '1', 1000), line(', output', '2', 100)]))).toEqual({ rate: '1.00' })
  })

  it('more of it billed as cached', () => {
    // At $1 a thousand, a tenth of that cached: ours has nothing cached.
    const result = bridge([ours('1', { uncachedIn: 1000 })], [line(', input', '0.5', 500), line(', cached input', '0.05', 500)])
    expect(parts(result)).toEqual({ mix: '0.45' })
  })

  it('batch that our figure takes for standard', () => {
    const result = bridge([ours('2', { uncachedIn: 2000 })], [line(', input', '1', 1000), line('batch | gpt-5-2025-08-07, input', '0.5', 1000)])
    expect(parts(result)).toEqual({ mix: '0.50' })
  })

  it('no mix, where our figure has the tiers right', () => {
    expect(parts(bridge([ours('1.5', { uncachedIn: 2000 })], [line(', input', '1', 1000), line('batch | gpt-5-2025-08-07, input', '0.5', 1000)]))).toEqual({})
  })

  it('calls around midnight even out within the span, and show on their days', () => {
    const result = bridge(
      [ours('1.1', { uncachedIn: 1100 }), ours('0.9', { uncachedIn: 900 }, { day: '2026-11-21' })],
      [line(', input', '1', 1000), line(', input', '1', 1000, { day: '2026-11-21' })],
    )
    expect([result.difference, formatUsd(result.moved), parts(result)]).toEqual([0n, '0.10', {}])
    expect(result.days.map((day) => [day.day, parts(day)])).toEqual([['2026-11-20', { 'day-boundary': '0.10' }], ['2026-11-21', { 'day-boundary': '-0.10' }]])
  })

  it('the same calls move once', () => {
    const days = ['2026-11-20', '2026-11-21', '2026-11-22']
    const result = bridge([1100, 900, 1100].map((tokens, i) => ours(String(tokens / 1000), { uncachedIn: tokens }, { day: days[i]! })), days.map((day) => line(', input', '1', 1000, { day })))
    expect(result.days.map((day) => parts(day))).toEqual([{ 'day-boundary': '0.10' }, { 'day-boundary': '-0.10' }, { 'not-in-our-logs': '0.10' }])
  })

  it('days that aren’t neighbours exchange nothing', () => {
    const result = bridge([ours('1.1', { uncachedIn: 1100 }), ours('0.9', { uncachedIn: 900 }, { day: '2026-11-23' })], [line(', input', '1', 1000), line(', input', '1', 1000, { day: '2026-11-23' })])
    expect(result.moved).toBe(0n)
  })

  it('a line without a quantity can’t be compared by tokens', () => {
    expect(parts(bridge([ours('1', { uncachedIn: 1000 })], [line(', input', '3', null)]))).toEqual({ 'not-in-our-logs': '-2.00' })
  })

  it('a thousand tokens a piece', () => {
    expect(bridge([ours('1', { uncachedIn: 1000 })], [line(', input', '1', 1, { unit: '1000_tokens' })]).parts['not-in-our-logs']).toBe(0n)
  })
})

describe('whatever both sides say', () => {
  const days = fc.constantFrom('2026-11-20', '2026-11-21', '2026-11-22', '2026-11-24')
  const models = fc.constantFrom('gpt-5-2025-08-07', 'gpt-5-mini', 'gpt-6')
  const tokens = fc.integer({ min: 0, max: 2_000_000_000 })
  const own = fc.record({
    key: fc.record({ day: days, model: models }),
    pico: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 18n }),
    tokens: fc.record(Object.fromEntries(buckets.map((bucket) => [bucket, tokens]))) as unknown as fc.Arbitrary<Tokens>,
  })
  const billed = fc.record({
    day: days,
    lineItem: fc.tuple(fc.constantFrom('', 'priority | ', 'batch | '), models, fc.constantFrom(', input', ', cached input', ', output', ', cache writes', ' audio, input', '')).map((names) => names.join('')),
    pico: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 18n }),
    quantity: fc.option(fc.double({ min: 0, max: 2e9, noNaN: true })),
    unit: fc.constantFrom(null, 'tokens', '1000_tokens', 'images'),
  })

  it('the parts add up to the difference exactly, on each day and over all, and nothing is lost', () => {
    fc.assert(
      fc.property(fc.array(own, { maxLength: 8 }), fc.array(billed, { maxLength: 12 }), (mine, lines) => {
        const result = bridge(mine, lines)
        const sum = (values: bigint[]) => values.reduce((a, b) => a + b, 0n)
        expect(result.ours).toBe(sum(mine.map(({ pico }) => pico)))
        expect(result.billed).toBe(sum(lines.map(({ pico }) => pico)))
        for (const whole of [...result.days, result]) expect(sum(causes.map((cause) => whole.parts[cause]))).toBe(whole.ours - whole.billed)
        expect(result.parts['day-boundary']).toBe(0n)
        for (const cause of causes) expect(sum(result.days.map((day) => day.parts[cause]))).toBe(result.parts[cause])
      }),
    )
  })

  it('the order they come in changes nothing', () => {
    fc.assert(
      fc.property(fc.array(own, { maxLength: 6 }), fc.array(billed, { maxLength: 8 }), (mine, lines) => {
        expect(bridge(mine.toReversed(), lines.toReversed())).toEqual(bridge(mine, lines))
      }),
    )
  })
})

it('is shown with a word on each cause', () => {
  const view = bridgeView(bridge([ours('1', { uncachedIn: 1000 })], [line(', input', '3', 3000), line('web search tool calls', '0.5', 50)]), 'openai', { from: 1, to: 2 })
  expect(view).toEqual({
    provider: 'openai', from: 1, to: 2, ours: '1.00', billed: '3.50', difference: '-2.50',
    parts: [
      { cause: 'not-in-our-logs', usd: '-2.50', words: 'Billed calls and tools that no log read here tells of. On the bill alone: web search tool calls.' },
      { cause: 'rate', usd: '0.00', words: 'Prices agree.' },
      { cause: 'mix', usd: '0.00', words: 'Cached, batch, flex and priority tokens agree.' },
      { cause: 'day-boundary', usd: '0.00', words: 'Nothing is counted to another day.' },
    ],
  })
})

import { describe, expect, it } from 'vitest'
import { namelessLast, partTitle, rangeOf, rowViews, tokensText } from '../../../src/renderer/features/costs/amounts'
import { columnTitle, datesOf, dayName, nameOf, rememberedDimension, rememberedPeriod, stepped } from '../../../src/renderer/features/costs/period'
import { changeSince } from '../../../src/renderer/parts/change'
import { row } from './cost-fixtures'

describe('an amount against an earlier one', () => {
  it.each([
    ['10', '12', 'up', '▲ 20 %'],
    ['10', '8', 'down', '▼ 20 %'],
    ['10', '10.01', 'level', '= 0 %'],
    ['0.000001', '500', 'up', '▲ > 999 %'],
  ])('%s, then %s', (before, now, direction, words) => {
    expect(changeSince(before, now)).toEqual({ direction, words })
  })
  it.each(['0', '-3'])('says nothing after %s', (before) => {
    expect(changeSince(before, '5')).toBeNull()
  })
})

describe('a row of the split', () => {
  const view = (more: Parameters<typeof row>[2], usd = '1') => rowViews('model', [row('gpt-5', usd, more)], usd)[0]!

  it('adds up to the shown total with the others', () => {
    const rows = ['0.333333', '0.333333', '0.333334'].map((usd, index) => row(`m${index}`, usd))
    expect(rowViews('model', rows, '1').map(({ amount }) => amount)).toEqual(['$0.33', '$0.33', '$0.34'])
  })
  it('never calls a sum without a price $0', () => {
    expect(view({ unpricedCalls: 3, low: '0.2', high: '4.1', grade: 'unpriced' }, '0')).toMatchObject({ amount: 'unpriced', range: '$0.20–$4.10' })
    expect(view({}, '0').amount).toBe('$0')
  })
  it.each([
    [null, null],
    ['0', 'new'],
    ['0.5', '▲ 100 %'],
  ])('against %s before: %s', (before, words) => {
    expect(view({ before })?.change?.words ?? null).toBe(words)
  })
  it('says nothing is new of what cost nothing either time', () => {
    expect(view({ before: '0' }, '0').change).toBeNull()
  })
  it('leads to its calls where it has some', () => {
    expect(view({}).where).toEqual({ model: 'gpt-5' })
    expect(view({ calls: 0 }).where).toBeNull()
    expect(rowViews('job', [row('', '1')], '1')[0]!.where).toEqual({ job: '' })
    expect(rowViews('kind', [row('llm', '1')], '1')[0]!.where).toEqual({})
  })
  it('is named for people', () => {
    expect(partTitle('kind', 'stripe')).toBe('Stripe fees')
    expect(partTitle('job', '')).toBe('Outside of jobs')
    expect(partTitle('model', 'gpt-5')).toBe('gpt-5')
  })
  it('stands last where it has no name, however large', () => {
    expect(namelessLast([row('', '9'), row('a', '3'), row('b', '1')]).map(({ name }) => name)).toEqual(['a', 'b', ''])
  })
  it.each([
    [0, '0'],
    [9_999, '9,999'],
    [18_234_000, '18.2M'],
  ])('writes %s tokens as %s', (count, words) => {
    expect(tokensText(count)).toBe(words)
  })
})

describe('a range', () => {
  it.each([
    ['1', '1', '1', null],
    ['1', '1.001', '1.004', null],
    ['1', '0.9', '1.2', '$0.90–$1.20'],
  ])('of %s from %s to %s: %s', (usd, low, high, words) => {
    expect(rangeOf({ usd, low, high })).toBe(words)
  })
})

describe('the time looked at', () => {
  const from = Date.UTC(2026, 10, 23)
  it('goes back and comes forward, never beyond now', () => {
    expect(stepped({ period: 'week', before: 0 }, 1)).toEqual({ period: 'week', before: 1 })
    expect(stepped({ period: 'week', before: 0 }, -1)).toEqual({ period: 'week', before: 0 })
    expect(stepped({ period: 'day', before: 1000 }, 1).before).toBe(1000)
  })
  it('has a name while it is near', () => {
    expect(nameOf({ period: 'day', before: 1 })).toBe('Yesterday')
    expect(nameOf({ period: 'month', before: 0 })).toBe('This month')
    expect(nameOf({ period: 'week', before: 2 })).toBeNull()
  })
  it.each([
    ['day', 1, 'Mon 23 Nov 2026'],
    ['week', 7, '23–29 Nov 2026'],
    ['month', 30, 'November 2026'],
    [null, 2, '23–24 Nov 2026'],
  ] as const)('has dates: %s', (period, days, dates) => {
    expect(datesOf({ from, to: from + days * 86_400_000, period }, 'UTC').replace(/[\u2009,]/g, '')).toBe(dates)
  })
  it('is that of the zone, not of this computer', () => {
    expect(columnTitle(Date.UTC(2026, 10, 22, 23), 'day', 'Europe/Berlin')).toContain('23 Nov')
    expect(columnTitle(Date.UTC(2026, 10, 22, 23), 'hour', 'Europe/Berlin')).toContain('00:00')
    expect(dayName('2026-11-03')).toBe('3')
  })
  it('is remembered if it can be asked for', () => {
    expect(rememberedPeriod('month')).toBe('month')
    expect(rememberedPeriod('century')).toBe('week')
    expect(rememberedDimension('job')).toBe('job')
    expect(rememberedDimension(null)).toBe('model')
  })
})

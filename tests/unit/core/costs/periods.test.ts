import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isoWeek, periodAt, periodNames, type PeriodName } from '../../../../src/core/costs/periods'
import { day } from '../world'

const at = (iso: string) => Date.parse(iso)
const date = (time: number) => new Date(time).toISOString().replace('T00:00:00.000Z', '')
const instants = fc.integer({ min: at('1990-01-01T00:00:00Z'), max: at('2100-01-01T00:00:00Z') })

describe('isoWeek', () => {
  it.each([
    ['2026-11-23T00:00:00Z', '2026-W48'],
    ['2026-11-22T23:59:59.999Z', '2026-W47'],
    ['2020-12-31T12:00:00Z', '2020-W53'],
    ['2021-01-03T23:59:59Z', '2020-W53'],
    ['2021-01-04T00:00:00Z', '2021-W01'],
    ['2024-12-29T23:59:59Z', '2024-W52'],
    ['2024-12-30T00:00:00Z', '2025-W01'],
    ['2026-01-01T00:00:00Z', '2026-W01'],
    ['2026-12-31T00:00:00Z', '2026-W53'],
    ['2027-01-03T00:00:00Z', '2026-W53'],
    ['2027-01-04T00:00:00Z', '2027-W01'],
    ['2016-01-03T00:00:00Z', '2015-W53'],
    ['2008-12-29T00:00:00Z', '2009-W01'],
    ['2028-02-29T00:00:00Z', '2028-W09'],
  ])('%s is in %s', (iso, week) => {
    expect(isoWeek(at(iso))).toBe(week)
  })

  it('is one name for a week, and another for the next', () => {
    fc.assert(
      fc.property(instants, (time) => {
        const { from, to } = periodAt('week', time)
        expect(isoWeek(from)).toBe(isoWeek(to - 1))
        expect(isoWeek(to)).not.toBe(isoWeek(time))
        expect(isoWeek(to) > isoWeek(time)).toBe(true)
      }),
    )
  })

  it('has 4 January in week 1 of every year', () => {
    for (let year = 1990; year < 2100; year++) expect(isoWeek(Date.UTC(year, 0, 4))).toBe(`${year}-W01`)
  })
})

describe('periodAt', () => {
  it.each<[PeriodName, string, string, string]>([
    ['day', '2026-11-23T23:59:59.999Z', '2026-11-23', '2026-11-24'],
    ['day', '2026-11-24T00:00:00Z', '2026-11-24', '2026-11-25'],
    ['week', '2026-11-23T00:00:00Z', '2026-11-23', '2026-11-30'],
    ['week', '2026-11-29T23:59:59Z', '2026-11-23', '2026-11-30'],
    ['week', '2027-01-01T00:00:00Z', '2026-12-28', '2027-01-04'],
    ['month', '2026-11-30T23:59:59Z', '2026-11-01', '2026-12-01'],
    ['month', '2026-12-31T23:59:59Z', '2026-12-01', '2027-01-01'],
    ['month', '2028-02-29T00:00:00Z', '2028-02-01', '2028-03-01'],
  ])('the %s of %s', (name, iso, from, to) => {
    const span = periodAt(name, at(iso))
    expect([date(span.from), date(span.to)]).toEqual([from, to])
  })

  it('is half-open: its first moment is in it, its last belongs to the next', () => {
    fc.assert(
      fc.property(fc.constantFrom(...periodNames), instants, (name, time) => {
        const span = periodAt(name, time)
        expect(span.from).toBeLessThanOrEqual(time)
        expect(time).toBeLessThan(span.to)
        expect(periodAt(name, span.from)).toEqual(span)
        expect(periodAt(name, span.to - 1)).toEqual(span)
        expect(periodAt(name, span.to).from).toBe(span.to)
      }),
    )
  })

  it('is made of whole UTC days', () => {
    fc.assert(
      fc.property(fc.constantFrom(...periodNames), instants, (name, time) => {
        const { from, to } = periodAt(name, time)
        expect([from % day, to % day]).toEqual([0, 0])
        const days = (to - from) / day
        expect(name === 'day' ? days === 1 : name === 'week' ? days === 7 : days >= 28 && days <= 31).toBe(true)
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayName, isoWeek, momentOf, periodAt, periodBefore, periodNames, slotsOf, stepNames, toWholeHours, type SpanName } from '../../../../src/core/costs/periods'
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
  it.each<[SpanName, string, string, string]>([
    ['day', '2026-11-23T23:59:59.999Z', '2026-11-23', '2026-11-24'],
    ['day', '2026-11-24T00:00:00Z', '2026-11-24', '2026-11-25'],
    ['week', '2026-11-23T00:00:00Z', '2026-11-23', '2026-11-30'],
    ['week', '2026-11-29T23:59:59Z', '2026-11-23', '2026-11-30'],
    ['week', '2027-01-01T00:00:00Z', '2026-12-28', '2027-01-04'],
    ['month', '2026-11-30T23:59:59Z', '2026-11-01', '2026-12-01'],
    ['month', '2026-12-31T23:59:59Z', '2026-12-01', '2027-01-01'],
    ['month', '2028-02-29T00:00:00Z', '2028-02-01', '2028-03-01'],
    ['year', '2028-12-31T23:59:59Z', '2028-01-01', '2029-01-01'],
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

const hour = 3_600_000
const zones = ['UTC', 'Europe/Berlin', 'America/Los_Angeles', 'Asia/Kolkata', 'America/Santiago', 'Australia/Lord_Howe', 'Pacific/Apia']

describe('in a zone', () => {
  it.each<[string, string, number, number]>([
    ['Europe/Berlin', '2026-03-29T12:00:00Z', 23, 167],
    ['Europe/Berlin', '2026-10-25T12:00:00Z', 25, 169],
    ['Europe/Berlin', '2026-11-23T12:00:00Z', 24, 168],
    ['America/Los_Angeles', '2026-03-08T20:00:00Z', 23, 167],
    // Clocks go forward at midnight: the day begins at 01:00.
    ['America/Santiago', '2026-09-06T12:00:00Z', 23, 167],
    // Clocks go back at 24:00: the day before has 25 hours.
    ['America/Asuncion', '2023-03-25T12:00:00Z', 25, 169],
    ['Asia/Kolkata', '2026-11-23T12:00:00Z', 24, 168],
  ])('%s on %s: a day of %i h in a week of %i h', (zone, iso, dayHours, weekHours) => {
    const [oneDay, oneWeek] = [periodAt('day', at(iso), zone), periodAt('week', at(iso), zone)]
    expect([(oneDay.to - oneDay.from) / hour, (oneWeek.to - oneWeek.from) / hour]).toEqual([dayHours, weekHours])
    expect(slotsOf('hour', oneDay, zone)).toHaveLength(dayHours)
    expect(slotsOf('day', oneWeek, zone)).toHaveLength(7)
  })

  it.each<[string, string, string, string]>([
    ['Europe/Berlin', '2026-11-22T22:59:59Z', '2026-11-22', '2026-W47'],
    ['Europe/Berlin', '2026-11-22T23:00:00Z', '2026-11-23', '2026-W48'],
    ['Asia/Kolkata', '2026-11-22T18:30:00Z', '2026-11-23', '2026-W48'],
    ['America/Los_Angeles', '2026-11-23T07:59:59Z', '2026-11-22', '2026-W47'],
  ])('%s at %s is %s in %s', (zone, iso, ...names) => {
    expect([dayName(at(iso), zone), isoWeek(at(iso), zone)]).toEqual(names)
  })

  it('periods touch, and steps fill them without a gap', () => {
    fc.assert(
      fc.property(fc.constantFrom(...periodNames), fc.constantFrom(...stepNames), instants, fc.constantFrom(...zones), (name, step, time, zone) => {
        const span = periodAt(name, time, zone)
        expect(span.from <= time && time < span.to).toBe(true)
        expect(periodAt(name, span.to, zone).from).toBe(span.to)
        expect(periodBefore(name, time, 1, zone).to).toBe(span.from)
        const slots = slotsOf(step, span, zone)
        expect(slots[0]!.at).toBe(span.from)
        expect(new Set(slots.map((slot) => slot.name)).size).toBe(slots.length)
      }),
      { numRuns: 40 },
    )
  })
})

describe('momentOf', () => {
  it.each([
    ['2026-11-01', 'UTC', '2026-11-01T00:00:00.000Z'],
    ['2026-11-01', 'Europe/Berlin', '2026-10-31T23:00:00.000Z'],
    ['2026-11-01', 'America/Los_Angeles', '2026-11-01T07:00:00.000Z'],
    ['2026-11-01T06:30:00+01:00', 'UTC', '2026-11-01T05:30:00.000Z'],
  ])('%s in %s is %s', (text, zone, iso) => {
    expect(momentOf(text, zone)).toBe(at(iso))
  })

  it.each(['2026-02-30', '2026-13-01', 'yesterday', '2026-11', '1764000000000', ''])('%j is no date', (text) => {
    expect(momentOf(text, 'UTC')).toBeNull()
  })
})

describe('toWholeHours', () => {
  it.each([
    ['UTC', '2026-11-23T10:20:00Z', '2026-11-23T10:30:00Z', '2026-11-23T10:00:00Z', '2026-11-23T11:00:00Z'],
    ['UTC', '2026-11-23T10:00:00Z', '2026-11-23T11:00:00Z', '2026-11-23T10:00:00Z', '2026-11-23T11:00:00Z'],
    ['Asia/Kolkata', '2026-11-23T10:20:00Z', '2026-11-23T10:30:00Z', '2026-11-23T09:30:00Z', '2026-11-23T10:30:00Z'],
  ])('in %s, %s to %s', (zone, from, to, wholeFrom, wholeTo) => {
    expect(toWholeHours({ from: at(from), to: at(to) }, zone)).toEqual({ from: at(wholeFrom), to: at(wholeTo) })
  })
})

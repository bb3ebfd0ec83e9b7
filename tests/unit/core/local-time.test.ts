import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endOfDailySpan, isZone, localMinutes, minutesOf } from '../../../src/core/local-time'

const utc = (text: string) => Date.parse(`${text}Z`)
const minute = 60_000

describe('wall-clock time', () => {
  it.each([['00:00', 0], ['07:05', 425], ['23:59', 1439], ['24:00', null], ['7:05', null], ['12:60', null], ['', null]])('%s is %s', (text, minutes) => {
    expect(minutesOf(text)).toBe(minutes)
  })

  it.each([
    ['2026-11-23T12:34:56', 'Etc/UTC', 754],
    ['2026-11-23T12:34:56', 'Asia/Kolkata', 1084],
    ['2026-11-23T23:30:00', 'Europe/Berlin', 30],
    ['2026-07-01T23:30:00', 'America/New_York', 1170],
  ])('%s in %s', (at, zone, minutes) => {
    expect(localMinutes(utc(at), zone)).toBe(minutes)
  })

  it('knows zones', () => {
    expect(['Europe/Berlin', 'UTC', 'Mars/Olympus', ''].map(isZone)).toEqual([true, true, false, false])
  })
})

describe('a daily span', () => {
  it.each<[string, string, string, string, string, number | null]>([
    ['in the evening', '2026-11-23T21:30:00', '22:00', '07:00', 'Europe/Berlin', 8.5 * 60],
    ['before it', '2026-11-23T20:30:00', '22:00', '07:00', 'Europe/Berlin', null],
    ['after midnight', '2026-11-24T02:00:00', '22:00', '07:00', 'Europe/Berlin', 240],
    ['at its end', '2026-11-24T06:00:00', '22:00', '07:00', 'Europe/Berlin', null],
    ['by day', '2026-11-23T12:00:00', '12:00', '13:00', 'Etc/UTC', 60],
    ['no span at all', '2026-11-23T12:00:00', '12:00', '12:00', 'Etc/UTC', null],
    // 25 October 2026, 03:00 → 02:00; the night is an hour longer.
    ['over the end of summer time', '2026-10-24T21:00:00', '22:00', '07:00', 'Europe/Berlin', 9 * 60],
    // 29 March 2026, 02:00 → 03:00; the night is an hour shorter.
    ['over its beginning', '2026-03-28T22:00:00', '22:00', '07:00', 'Europe/Berlin', 7 * 60],
  ])('%s', (_name, at, from, to, zone, minutes) => {
    expect(endOfDailySpan(utc(at), minutesOf(from)!, minutesOf(to)!, zone)).toBe(minutes === null ? null : minutes * minute)
  })

  it('always ends, at a moment that is outside of it', () => {
    const zones = fc.constantFrom('Etc/UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia')
    const times = fc.integer({ min: 0, max: 1439 })
    fc.assert(
      fc.property(fc.integer({ min: utc('2026-01-01T00:00:00'), max: utc('2027-12-31T00:00:00') }), times, times, zones, (at, from, to, zone) => {
        const left = endOfDailySpan(at, from, to, zone)
        if (left === null) return
        expect(left).toBeGreaterThan(0)
        expect(left).toBeLessThanOrEqual(26 * 60 * minute)
      }),
      { numRuns: 500 },
    )
  })
})

import { describe, expect, it } from 'vitest'
import { exactTime, lasted, untilTime } from '../../../src/renderer/parts/time'
import { calmAge, clockTime, dayTime, nextTime, timeOfDay, until } from '../../../src/shared/moments'

const now = Date.UTC(2026, 10, 23, 9, 14, 5)
const second = 1000
const hour = 3_600_000

describe('ages', () => {
  it.each([
    [0, 'just now'],
    [3, 'just now'],
    [9, 'just now'],
    [12, '10 s ago'],
    [43, '40 s ago'],
    [59, '50 s ago'],
    [75, '1 min ago'],
    [7300, '2 h 1 min ago'],
  ])('of %d s reads "%s"', (seconds, words) => {
    expect(calmAge(now - seconds * second, now)).toBe(words)
  })
  it('of a moment ahead, after a clock step, is now', () => {
    expect(calmAge(now + hour, now)).toBe('just now')
  })
})

describe('what comes next', () => {
  it.each([
    [-5 * second, 'due'],
    [200, 'in 10 s'],
    [7 * second, 'in 10 s'],
    [58 * second, 'in 1 min'],
    [37 * second, 'in 40 s'],
    [40 * second, 'in 40 s'],
    [12 * 60 * second, 'in 12 min'],
  ])('%d ms ahead is "%s"', (ahead, words) => {
    expect(until(now + ahead, now)).toBe(words)
  })
  it('is a countdown, then a time, then a day', () => {
    expect(nextTime(now + 600 * second, now)).toBe('in 10 min')
    expect(nextTime(Date.UTC(2026, 10, 24, 8, 0), now)).toBe('08:00 UTC')
    expect(nextTime(Date.UTC(2026, 10, 30, 0, 5), now)).toBe('Mon 00:05 UTC')
  })
})

describe('exact times', () => {
  // The tests run in Pacific/Auckland.
  it('say the local time first, then the universal', () => {
    expect(exactTime(now)).toBe('Mon, 23 Nov 2026, 22:14:05 (Pacific/Auckland)\nMon, 23 Nov 2026, 09:14:05 UTC')
  })
  it('are one line where they are the same', () => {
    expect(exactTime(now, 'UTC')).toBe('Mon, 23 Nov 2026, 09:14:05 UTC')
  })
  it('are local on the card', () => {
    expect(clockTime(now)).toBe('22:14:05')
    expect(dayTime(now)).toBe('23 Nov, 22:14')
  })
})

describe('how long it took', () => {
  it.each([
    [12, '12 ms'],
    [-5, '0 ms'],
    [1840, '1 s'],
    [5_400_000, '1 h 30 min'],
  ])('%d ms reads "%s"', (ms, words) => {
    expect(lasted(now, now + ms)).toBe(words)
  })
})

describe('until when, here in Auckland', () => {
  // 22:14 on Monday the 23rd.
  it.each([
    [hour, '23:14'],
    [4 * hour, 'Tue 02:14'],
    [-23 * hour, 'Sun 23:14'],
    [5 * 24 * hour, 'Sat 22:14'],
    [7 * 24 * hour, '30 Nov, 22:14'],
  ])('%d ms ahead is "%s"', (ahead, words) => {
    expect(untilTime(now + ahead, now)).toBe(words)
  })
  it('a time of day has its day when that is another one', () => {
    expect(timeOfDay(now - hour, now)).toBe('21:14:05')
    expect(timeOfDay(now - 24 * hour, now)).toBe('22 Nov, 22:14')
  })
})

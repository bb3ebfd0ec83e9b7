import { describe, expect, it } from 'vitest'
import { slotMsFor, SlotNames, Stretches } from '../../../../src/core/costs/slots'

const now = Date.UTC(2026, 10, 23, 12)
const hour = 3_600_000

describe('slots', () => {
  it.each([
    ['UTC', 60],
    ['Europe/Berlin', 60],
    ['America/New_York', 60],
    ['Asia/Kolkata', 30],
    ['Australia/Lord_Howe', 30],
    ['Asia/Kathmandu', 15],
    ['Pacific/Chatham', 15],
  ])('of %s are %i minutes long', (zone, minutes) => {
    expect(slotMsFor(zone, now)).toBe(minutes * 60_000)
  })

  it('are named by the hour, day, week and month they begin in', () => {
    const at = Date.UTC(2026, 11, 31, 23, 30)
    expect((['hour', 'day', 'week', 'month'] as const).map((step) => new SlotNames(step, 'Europe/Berlin').of(at))).toEqual(['2026-12-31T23:00:00.000Z', '2027-01-01', '2026-W53', '2027-01'])
  })
})

describe('stretches', () => {
  const berlin = new Stretches('Europe/Berlin')
  const midnight = Date.UTC(2026, 10, 22, 23)

  it('end with each midnight, of the zone or of UTC', () => {
    expect(berlin.at(midnight - 1)).toEqual({ from: midnight - 23 * hour, to: midnight })
    expect(berlin.at(midnight)).toEqual({ from: midnight, to: midnight + hour })
    expect(berlin.at(midnight + hour)).toEqual({ from: midnight + hour, to: midnight + 24 * hour })
    expect(new Stretches('UTC').at(now)).toEqual({ from: now - 12 * hour, to: now + 12 * hour })
  })

  it('are of their own length where clocks change', () => {
    const spring = Date.UTC(2026, 2, 29, 0)
    expect(berlin.at(spring + hour)).toEqual({ from: spring, to: spring + 22 * hour })
  })

  it.each([
    ['a day', midnight, midnight + 24 * hour, midnight, midnight + 24 * hour],
    ['a day and some hours', midnight - 2 * hour, midnight + 27 * hour, midnight, midnight + 25 * hour],
    ['some hours', midnight + 2 * hour, midnight + 5 * hour, midnight + 2 * hour, midnight + 2 * hour],
  ])('lie whole within %s', (_name, from, to, first, last) => {
    expect(berlin.within({ from, to })).toEqual({ from: first, to: last })
  })
})

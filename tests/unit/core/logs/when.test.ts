import { describe, expect, it } from 'vitest'
import { parseWhen } from '../../../../src/core/logs/when'

const now = Date.UTC(2026, 10, 23, 12, 30)
const at = (...time: [number, number, number, number, number?, number?, number?]): number => Date.UTC(...time)

describe('a moment in words', () => {
  const cases: [string, string, number][] = [
    ['now', 'UTC', now],
    ['10:15', 'UTC', at(2026, 10, 23, 10, 15)],
    ['9:05:30', 'UTC', at(2026, 10, 23, 9, 5, 30)],
    ['09:14:05.123', 'UTC', at(2026, 10, 23, 9, 14, 5, 123)],
    ['23:00', 'UTC', at(2026, 10, 22, 23)],
    ['today 23:00', 'UTC', at(2026, 10, 23, 23)],
    ['yesterday', 'UTC', at(2026, 10, 22, 0)],
    ['Yesterday, 14:00', 'UTC', at(2026, 10, 22, 14)],
    ['20 min ago', 'UTC', now - 20 * 60_000],
    ['12 March', 'UTC', at(2026, 2, 12, 0)],
    ['-2h', 'UTC', now - 2 * 3_600_000],
    ['3 days ago', 'UTC', now - 3 * 86_400_000],
    ['22 Nov 09:14:05', 'UTC', at(2026, 10, 22, 9, 14, 5)],
    ['24 Dec', 'UTC', at(2025, 11, 24, 0)],
    ['24 December 2025 8:00', 'UTC', at(2025, 11, 24, 8)],
    ['2026-11-20', 'UTC', at(2026, 10, 20, 0)],
    ['2026-11-20 10:15', 'Europe/Berlin', at(2026, 10, 20, 9, 15)],
    ['2026-11-20T10:15', 'Europe/Berlin', at(2026, 10, 20, 9, 15)],
    ['2026-11-20T10:15Z', 'Europe/Berlin', at(2026, 10, 20, 10, 15)],
    ['2026-11-20 10:15:00+02:00', 'Europe/Berlin', at(2026, 10, 20, 8, 15)],
    ['10:15 UTC', 'Pacific/Auckland', at(2026, 10, 23, 10, 15)],
    ['1795420800', 'UTC', 1_795_420_800_000],
    ['1795420800123', 'UTC', 1_795_420_800_123],
    // Clocks went back on 25 October, and forward on 29 March.
    ['2026-10-25 10:00', 'Europe/Berlin', at(2026, 9, 25, 9)],
    ['2026-03-29 10:00', 'Europe/Berlin', at(2026, 2, 29, 8)],
    ['1:00', 'Pacific/Auckland', at(2026, 10, 23, 12)],
  ]
  it.each(cases)('%s in %s', (words, zone, expected) => {
    expect(parseWhen(words, { now, zone })).toEqual({ ok: true, value: expected })
  })

  it.each(['', 'someday', '25:00', '10:75', '2026-02-30', '31 Feb', '12 Foo', 'tomorrow'])('“%s” is refused with what can be written', (words) => {
    expect(parseWhen(words, { now, zone: 'UTC' })).toMatchObject({ ok: false, error: expect.stringMatching(/isn’t a time\. Write one such as 10:15/) })
  })
})

import { describe, expect, it } from 'vitest'
import { type NabFile, normalised, scoreNab } from '../../../bench/forecast/anomaly-nab'

const minute = 60_000
/** 1,000 rows a minute apart, one window from row 500 to 599. */
const file: NabFile = {
  name: 'made.csv',
  rows: Array.from({ length: 1000 }, (_, i) => ({ at: i * minute, value: 0 })),
  windows: [[500 * minute, 599 * minute]],
}
const alertsAt = (...rows: number[]) => file.rows.map((_, i) => rows.includes(i))

describe('NAB’s standard profile', () => {
  it.each([
    ['nothing said', [], 0],
    ['the window’s first row', [500], 100],
    ['the window’s first row, and again within it', [500, 520, 580], 100],
    ['half-way', [550], 92.5],
    ['only in the probation', [10, 149], 0],
    ['long before, then right', [200, 500], 94.5],
    ['two falsely', [200, 300], -11],
  ])('%s', (_, rows, score) => {
    expect(normalised([scoreNab(file, alertsAt(...rows))])).toBeCloseTo(score, 0)
  })

  it('forgives what comes just after a window more than what comes late', () => {
    const score = (row: number) => scoreNab(file, alertsAt(500, row)).raw
    expect(score(602)).toBeGreaterThan(score(650))
    expect(score(950)).toBeCloseTo(1 - 0.11, 2)
  })
})

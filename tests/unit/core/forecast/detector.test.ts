import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Detector, Row } from '../../../../src/core/forecast/detector'
import { createDiskForecast } from '../../../../src/core/forecast/disk'
import { createTickWatch } from '../../../../src/core/forecast/tick'
import { diskKinds, diskSeries } from '../../../bench/forecast/disk-series'
import { tickWorld } from '../../../bench/forecast/tick-world'

const detectors: Record<string, { create(saved?: unknown): Detector; series: Row[][] }> = {
  disk: { create: (saved) => createDiskForecast({ horizonHours: 24 }, saved), series: diskKinds.map((kind) => diskSeries(kind, 'tuning', 3).rows.slice(0, 1500)) },
  tick: {
    create: (saved) => createTickWatch({ gapSeconds: 70, gaps: 4 }, saved),
    series: [1, 2, 3].map((seed) => tickWorld({ seed, hours: 6, everyHours: 0.2, disturbances: ['sleep', 'step', 'freeze', 'restart', 'silence', 'late'] }).rows),
  },
}

const odd = fc.oneof(fc.double(), fc.constantFrom(0, -1, 1e300, -1e300, Number.NaN, Infinity, 50, 100), fc.double({ min: 0, max: 100, noNaN: true }))
const junk: fc.Arbitrary<Row> = fc.record(
  {
    at: fc.oneof(fc.integer({ min: 0, max: 2_000_000_000_000 }), odd),
    value: fc.option(odd, { nil: null }),
    event: fc.constantFrom('tick' as const, 'poll' as const, 'suspend' as const, 'resume' as const, 'start' as const),
  },
  { requiredKeys: ['at', 'value'] },
)

describe.each(Object.entries(detectors))('%s', (_name, { create, series }) => {
  it('goes on from what was saved as if never stopped', () => {
    for (const rows of series) {
      const whole = create()
      let stopped = create()
      rows.forEach((row, i) => {
        if (i % 97 === 0) stopped = create(JSON.parse(JSON.stringify(stopped.save())))
        expect(stopped.step(row)).toEqual(whole.step(row))
      })
    }
  })

  it('saving changes nothing, and later steps don’t change what was saved', () => {
    const detector = create()
    for (const row of series[0]!.slice(0, 300)) detector.step(row)
    const saved = detector.save()
    const text = JSON.stringify(saved)
    for (const row of series[0]!.slice(300, 600)) detector.step(row)
    expect(JSON.stringify(saved)).toBe(text)
  })

  it('never throws and says figures, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(junk, { maxLength: 120 }), (rows) => {
        const detector = create()
        for (const row of rows) {
          const { score, extra = 0 } = detector.step(row)
          expect(Number.isFinite(score) && Number.isFinite(extra)).toBe(true)
        }
        const again = create(JSON.parse(JSON.stringify(detector.save())))
        expect(again.step(rows[0] ?? { at: 0, value: 0 })).toEqual(detector.step(rows[0] ?? { at: 0, value: 0 }))
      }),
    )
  })

  it('keeps a bounded memory', () => {
    const detector = create()
    let largest = 0
    for (let i = 0; i < 100_000; i++) {
      detector.step({ at: i * 60_000, value: 50 + 40 * Math.sin(i / 300) + (i % 7) / 10, ...(i % 3 === 0 ? { event: 'tick' as const } : { event: 'poll' as const }) })
      if (i % 20_000 === 19_999) largest = Math.max(largest, JSON.stringify(detector.save()).length)
    }
    expect(largest).toBeLessThan(40_000)
  })
})

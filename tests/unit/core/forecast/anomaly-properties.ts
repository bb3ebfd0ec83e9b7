import fc from 'fast-check'
import type { Detector, Row, Verdict } from '../../../../src/core/forecast/detector'

type Create = (saved?: unknown) => Detector

const values = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -10, max: 500 }),
  fc.constant(null),
  fc.constantFrom(0, -1e300, 1e300, Number.MAX_VALUE, 5e-324, Number.NaN, Number.POSITIVE_INFINITY),
)
const stamps = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 7_200_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -3_600_000, 86_400_000 * 40, -86_400_000 * 3) },
)

/** Rows as no sane source would send them: missing, repeated, out of order, absurd. */
export const junkRows: fc.Arbitrary<Row[]> = fc.array(fc.record({ step: stamps, value: values }), { minLength: 1, maxLength: 400 }).map((steps) => {
  let at = Date.UTC(2024, 1, 20)
  return steps.map(({ step, value }) => ({ at: (at += step), value }))
})

export const verdictsOf = (detector: Detector, rows: readonly Row[]): Verdict[] => rows.map((row) => detector.step(row))

const isSane = ({ score, extra }: Verdict) => Number.isFinite(score) && score >= 0 && score <= 1 && (extra === undefined || Number.isFinite(extra))

/** Nothing throws, every figure is one. */
export function neverFails(create: Create): void {
  fc.assert(fc.property(junkRows, (rows) => verdictsOf(create(), rows).every(isSane)), { numRuns: 60 })
}

/** Stopped and started again anywhere, through JSON, nothing is different. */
export function goesOnAsIfNeverStopped(create: Create, series: readonly Row[]): void {
  const check = (rows: readonly Row[], stop: number) => {
    const first = create()
    const begun = verdictsOf(first, rows.slice(0, stop))
    const second = create(JSON.parse(JSON.stringify(first.save())))
    const resumed = [...begun, ...verdictsOf(second, rows.slice(stop))]
    if (JSON.stringify(resumed) !== JSON.stringify(verdictsOf(create(), rows))) throw new Error(`differs when stopped before row ${stop}`)
  }
  fc.assert(fc.property(junkRows, fc.nat(400), (rows, stop) => check(rows, Math.min(stop, rows.length))), { numRuns: 40 })
  fc.assert(fc.property(fc.nat(series.length), (stop) => check(series, stop)), { numRuns: 4 })
}

/** The JSON of `save` after `rows` rows. */
export function savedBytes(create: Create, rows: Iterable<Row>): number {
  const detector = create()
  for (const row of rows) detector.step(row)
  return JSON.stringify(detector.save()).length
}

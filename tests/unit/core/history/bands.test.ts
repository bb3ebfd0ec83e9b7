import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bandsOf, type Cell } from '../../../../src/core/history/bands'
import type { Band, LookCounts } from '../../../../src/shared/timeline'

const rules = { everyMs: 10, until: 1000 }
const cell = (firstAt: number, counts: LookCounts, lastAt = firstAt): Cell => ({ firstAt, lastAt, counts })
const [ok, warning, fail, unknown]: LookCounts[] = [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]
const band = (from: number, to: number, base: Band['base'], counts: LookCounts, worst = base): Band => ({ from, to, base, worst, counts })

it.each<[string, Cell[], Band[]]>([
  ['nothing', [], []],
  ['one look holds for its interval', [cell(0, ok!)], [band(0, 10, 'ok', [1, 0, 0, 0])]],
  ['looks of one kind are one', [cell(0, ok!), cell(10, ok!), cell(20, ok!)], [band(0, 30, 'ok', [3, 0, 0, 0])]],
  ['up to three intervals a look holds', [cell(0, ok!), cell(30, ok!)], [band(0, 40, 'ok', [2, 0, 0, 0])]],
  ['beyond, nothing is known', [cell(0, ok!), cell(31, ok!)], [band(0, 10, 'ok', [1, 0, 0, 0]), band(31, 41, 'ok', [1, 0, 0, 0])]],
  ['another finding begins another band', [cell(0, ok!), cell(10, fail!), cell(20, warning!), cell(30, unknown!)], [band(0, 10, 'ok', ok!), band(10, 20, 'fail', fail!), band(20, 30, 'warning', warning!), band(30, 40, 'unknown', unknown!)]],
  ['a mixture keeps its place', [cell(0, [9, 0, 0, 0], 90), cell(100, [8, 0, 1, 0], 190), cell(200, [9, 0, 0, 0], 290)], [band(0, 100, 'ok', [9, 0, 0, 0]), band(100, 200, 'ok', [8, 0, 1, 0], 'fail'), band(200, 300, 'ok', [9, 0, 0, 0])]],
  ['the future is nobody’s', [cell(995, ok!)], [band(995, 1000, 'ok', ok!)]],
])('%s', (_name, cells, bands) => {
  expect(bandsOf(cells, rules)).toEqual(bands)
})

const cells = fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 20 }), fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3), fc.integer({ min: 1, max: 3 }))), { maxLength: 50 }).map((steps) => {
  let at = 0
  return steps.map(([pause, lasts, counts]) => {
    const one = cell(at + pause, counts, at + pause + lasts)
    at += pause + lasts
    return one
  })
})

it('no look is lost, no band overlaps the next, and a failure is never hidden', () => {
  fc.assert(
    fc.property(cells, (found) => {
      const bands = bandsOf(found, { everyMs: 10, until: 1e6 })
      const total = (all: readonly { counts: LookCounts }[]) => all.reduce((sum, { counts }) => sum.map((count, i) => count + counts[i]!), [0, 0, 0, 0])
      expect(total(bands)).toEqual(total(found))
      bands.slice(1).forEach(({ from }, i) => expect(from).toBeGreaterThanOrEqual(bands[i]!.to))
      for (const { counts, worst } of bands) if (counts[2] > 0) expect(worst).toBe('fail')
    }),
  )
})

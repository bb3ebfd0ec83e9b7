import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyRecord, keepRecord, type ForecastRecord } from '../../../../src/core/forecast/record'

const hour = 3_600_000
/** c: claimed, t: there; a step an hour. */
const after = (story: string): ForecastRecord =>
  story.split(' ').reduce((record, step, i) => keepRecord(record, i * hour, step.includes('c'), step.includes('t')), emptyRecord())

describe('the record of a forecaster', () => {
  it.each<[string, string, Partial<ForecastRecord>]>([
    ['nothing said, nothing came', '- - -', { claims: 0, hits: 0, missed: 0 }],
    ['said, and came four hours later', '- c c c c ct t', { claims: 1, hits: 1, missed: 0, leadMs: 4 * hour, since: null }],
    ['said, and never came', '- c c - -', { claims: 1, hits: 0, missed: 0, since: null }],
    ['said, and still open', '- c c', { claims: 1, hits: 0, since: hour }],
    ['came unsaid', '- t t -', { claims: 0, hits: 0, missed: 1 }],
    ['said only when it was there', '- t ct ct -', { claims: 0, hits: 0, missed: 1 }],
    ['said in the moment it came', '- ct', { claims: 1, hits: 1, leadMs: 0 }],
    ['twice', '- c ct - - c c ct', { claims: 2, hits: 2, leadMs: 3 * hour }],
    ['flapping is a claim each time', '- c - c - c', { claims: 3, hits: 0 }],
  ])('%s', (_name, story, expected) => {
    expect(after(story)).toMatchObject(expected)
  })

  it('adds up, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ claimed: fc.boolean(), there: fc.boolean() }), { maxLength: 200 }), (steps) => {
        let record = emptyRecord()
        let times = 0
        steps.forEach(({ claimed, there }, i) => {
          if (there && !record.there) times++
          record = keepRecord(record, i * hour, claimed, there)
        })
        expect(record.hits + record.missed).toBe(times)
        expect(record.hits).toBeLessThanOrEqual(record.claims)
        expect(record.leadMs).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})

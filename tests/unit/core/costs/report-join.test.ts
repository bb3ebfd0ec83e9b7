import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatUsd, parseUsd } from '../../../../src/core/costs/money'
import { periodAt } from '../../../../src/core/costs/periods'
import type { Dimension, Question } from '../../../../src/core/costs/question'
import { joinAnswer, logsQuestion, type BillCell } from '../../../../src/core/costs/report-join'
import { sumOf } from '../../../../src/core/costs/report-sums'
import { day, now } from '../world'
import { answerOf, anyCosts, type Cost } from './answer-of'

const span = periodAt('month', now)
const ask = (by: Dimension[], where: Question['where'] = {}): Question => ({ span, zone: 'UTC', by, where, cpuUsdPerHour: '0.03' })
const cell = (usd: string, extra: Partial<BillCell> = {}): BillCell => ({ kind: 'stripe', at: now, pico: parseUsd(usd), low: parseUsd(usd), high: parseUsd(usd), grade: 'reported', place: 'beside', ...extra })
const logs: Cost[] = [{ at: now, model: 'a', job: 'x', usd: '2', calls: 1 }, { at: now - day, model: 'b', usd: '1', calls: 1, grade: 'estimated' }, { at: now, kind: 'cpu', usd: '0.5' }]

function joined(cells: BillCell[], by: Dimension[], where: Question['where'] = {}, of = logs) {
  const question = ask(by, where)
  return joinAnswer(answerOf(of, span, logsQuestion(question).by), cells, question)
}
const shown = ({ rows, total }: ReturnType<typeof joined>, ...by: Dimension[]) => [...rows.map(({ key, pico }) => `${by.map((one) => key[one]).join(' ')} ${formatUsd(pico)}`), formatUsd(total.pico)]

describe('joinAnswer', () => {
  it('puts bills beside what the logs say', () => {
    expect(shown(joined([cell('0.59')], ['kind']), 'kind')).toEqual(['cpu 0.50', 'llm 3.00', 'stripe 0.59', '4.09'])
    expect(shown(joined([cell('0.59', { at: now - day })], ['day']), 'day')).toEqual(['2026-11-22 1.59', '2026-11-23 2.50', '4.09'])
  })

  it('lets the Finance table speak in place of the logs, and keeps what they say of models', () => {
    const cells = [cell('5', { kind: 'llm', place: 'instead' })]
    expect(shown(joined(cells, ['kind']), 'kind')).toEqual(['cpu 0.50', 'llm 5.00', '5.50'])
    expect(shown(joined(cells, ['model']), 'model')).toEqual([' 2.50', 'a 2.00', 'b 1.00', '5.50'])
    // The grade is that of what counts.
    expect(joined(cells, ['kind']).total.grade).toBe('computed')
  })

  it('keeps a row of nothing that is unpriced, and the grade of it', () => {
    const { rows, total } = joined([cell('0', { grade: 'unpriced' })], ['kind'])
    expect(rows.map(({ key, grade }) => `${key.kind} ${grade}`)).toEqual(['cpu computed', 'llm estimated', 'stripe unpriced'])
    expect(total.grade).toBe('unpriced')
    expect(joined([cell('0')], ['kind']).rows).toHaveLength(2)
  })

  it('lets a bill speak where the logs are silent, and only there', () => {
    expect(shown(joined([cell('7', { kind: 'llm', place: 'absent' })], ['kind']), 'kind')).toEqual(['cpu 0.50', 'llm 3.00', '3.50'])
    expect(shown(joined([cell('7', { kind: 'llm', place: 'absent' })], ['kind'], {}, []), 'kind')).toEqual(['llm 7.00', '7.00'])
  })

  it.each<[Question['where'], string]>([
    [{ kind: 'stripe' }, '0.59'],
    [{ kind: 'llm' }, '0.00'],
    [{ day: '2026-11-23' }, '0.59'],
    [{ day: '2026-11-22' }, '0.00'],
    [{ model: 'a' }, '0.00'],
    [{ model: '' }, '0.59'],
  ])('counts a bill where %j asks for it', (where, expected) => {
    expect(formatUsd(joined([cell('0.59')], ['kind'], where, []).total.pico)).toBe(expected)
  })

  it('counts nothing from outside the span', () => {
    expect(joined([cell('1', { at: span.from - 1 }), cell('1', { at: span.to })], [], {}, []).total.pico).toBe(0n)
  })

  it('rows add up to the total in every split, low and high too', () => {
    const place = fc.constantFrom<BillCell['place']>('beside', 'instead', 'absent')
    const anyCells = anyCosts(span.from, 30).chain((of) => fc.array(place, { minLength: of.length, maxLength: of.length }).map((places) => of.map(({ usd, kind = 'llm', at }, i) => cell(usd, { kind, at, place: places[i]! }))))
    const splits = fc.subarray<Dimension>(['kind', 'day', 'week', 'hour', 'model', 'job'])
    fc.assert(
      fc.property(anyCosts(span.from, 30), anyCells, splits, (of, cells, by) => {
        const { rows, total } = joined(cells, by, {}, of)
        const { pico, low, high } = sumOf(rows)
        expect([pico, low, high]).toEqual([total.pico, total.low, total.high])
        expect(total.pico).toBe(joined(cells, [], {}, of).total.pico)
      }),
    )
  })
})

import { describe, expect, it } from 'vitest'
import { dailySpend, dayAnomalies, type DailySpend } from '../../../../src/core/costs/anomalies'
import { SpendWatch, type HoursOf } from '../../../../src/core/costs/anomalies-watch'
import { parseUsd } from '../../../../src/core/costs/money'
import { slotsOf } from '../../../../src/core/costs/periods'
import { hourOf } from '../../../../src/core/costs/projection'
import { day, hour, now } from '../world'
import { answerOf, type Cost } from './answer-of'

const days = slotsOf('day', { from: now - 30 * day, to: now }, 'UTC').map(({ name }) => name)
const series = (usd: (i: number) => number, extra: Partial<DailySpend> = {}): DailySpend => ({ dimension: 'day', name: '', pico: days.map((_, i) => parseUsd(usd(i).toFixed(6))), ...extra })
const last = days.length - 1
const found = (one: DailySpend, whole = one) => dayAnomalies([one], whole, days, last)

describe('dayAnomalies', () => {
  it('names a day that cost far more than the days before, in words', () => {
    expect(found(series((i) => (i === last ? 12 : 2 + (i % 3) * 0.1)))).toEqual([{ dimension: 'day', name: days[last], day: days[last], usd: '12.00', usual: '2.10', words: `${days[last]} cost $12.00, usually $2.10 a day.` }])
  })

  it.each<[string, (i: number) => number]>([
    ['a day like the others', () => 2],
    ['somewhat more', (i) => (i === last ? 2.9 : 2)],
    ['much, where days differ as much', (i) => (i === last ? 9 : (i % 5) * 2)],
    ['less', (i) => (i === last ? 0 : 2)],
    ['cents', (i) => (i === last ? 0.009 : 0.001)],
    ['too short a history', (i) => (i < last - 5 ? 0 : i === last ? 50 : 1)],
    ['no history', (i) => (i === last ? 50 : 0)],
  ])('%s is none', (_what, usd) => {
    expect(found(series(usd))).toEqual([])
  })

  it('says nothing of a model whose excess is small beside everything', () => {
    const model = series((i) => (i === last ? 1 : 0.1), { dimension: 'model', name: 'a' })
    expect(found(model, series(() => 2))).toMatchObject([{ dimension: 'model', name: 'a', words: `a on ${days[last]} cost $1.00, usually $0.10 a day.` }])
    expect(found(model, series(() => 200))).toEqual([])
  })

  it('is not led astray by an earlier outlier', () => {
    expect(found(series((i) => (i === last ? 12 : i === last - 3 ? 500 : 2)))).toHaveLength(1)
  })
})

describe('dailySpend', () => {
  it('makes a series a name, days without cost too; what has no name is left out', () => {
    const costs: Cost[] = [{ at: now - day, model: 'a', usd: '1' }, { at: now - day, model: '', usd: '9' }]
    const span = { from: now - 30 * day, to: now }
    const [a, ...others] = dailySpend('model', answerOf(costs, span, ['day', 'model']).rows, days)
    expect([a!.name, a!.pico.length, a!.pico[last - 1], a!.pico[last], others]).toEqual(['a', days.length, parseUsd('1'), 0n, []])
    expect(dailySpend('day', answerOf(costs, span, ['day']).rows, days)[0]!.pico[last - 1]).toBe(parseUsd('10'))
  })
})

describe('SpendWatch', () => {
  const end = hourOf(now)
  const start = end - 30 * 24
  /** So much in each hour, a little more by day, as a series. */
  const usual = (hourNumber: number): number => (hourNumber % 24 >= 8 && hourNumber % 24 < 18 ? 1 : 0.3) * (1 + (hourNumber % 7) / 50)
  const hoursOf = (name: string, usd: (hourNumber: number) => number, from = start, to = end): HoursOf => ({
    dimension: name === '' ? 'total' : 'model',
    name,
    hours: new Map(Array.from({ length: to - from }, (_, i) => [from + i, parseUsd(usd(from + i).toFixed(6))])),
  })
  const runaway = (at: number) => usual(at) + (at >= end - 2 ? 25 : 0)

  it('sounds when hours cost far more than at their time they usually do, and says how much', () => {
    const watch = new SpendWatch()
    watch.take([hoursOf('', runaway), hoursOf('a', usual)], start, end)
    const [alarm, ...others] = watch.alarms()
    expect(others).toEqual([])
    expect(alarm).toMatchObject({ dimension: 'total', since: (end - 2) * hour })
    expect(alarm!.usd).toBeGreaterThan(10 * alarm!.usual)
  })

  it('is quiet about the usual', () => {
    const watch = new SpendWatch()
    watch.take([hoursOf('', usual)], start, end)
    expect(watch.alarms()).toEqual([])
  })

  it('ends after two calm hours', () => {
    const watch = new SpendWatch()
    watch.take([hoursOf('', (at) => usual(at) + (at === end - 2 ? 40 : 0))], start, end - 1)
    expect(watch.alarms()).toHaveLength(1)
    watch.take([hoursOf('', usual, end - 1, end + 6)], end - 1, end + 6)
    expect(watch.alarms()).toEqual([])
  })

  it('goes on from what was saved exactly as if it had never stopped', () => {
    const all = [hoursOf('', runaway), hoursOf('a', runaway)]
    const whole = new SpendWatch()
    whole.take(all, start, end)
    const first = new SpendWatch()
    first.take(all, start, end - 10)
    const second = new SpendWatch(JSON.parse(JSON.stringify(first.save())))
    second.take(all, start, end)
    expect(second.save()).toEqual(whole.save())
  })

  it('takes no hour twice', () => {
    const watch = new SpendWatch()
    watch.take([hoursOf('', usual)], start, end)
    const before = JSON.stringify(watch.save())
    watch.take([hoursOf('', () => 1000)], start, end)
    expect(JSON.stringify(watch.save())).toBe(before)
  })

  it('follows no more than twenty names; one that has cost nothing for a week gives way', () => {
    const watch = new SpendWatch()
    const names = () => (watch.save() as { followed: { series: { name: string } }[] }).followed.map(({ series: { name } }) => name)
    const many = Array.from({ length: 25 }, (_, i) => hoursOf(`m${i}`, () => 1, start, start + 2))
    watch.take([hoursOf('', usual), ...many], start, start + 2)
    expect([names().length, names().includes('m19'), names().includes('m20')]).toEqual([21, true, false])
    watch.take([hoursOf('late', () => 1, start + 100, start + 101)], start + 2, start + 101)
    expect(names()).not.toContain('late')
    watch.take([hoursOf('later', () => 1, start + 200, start + 201)], start + 101, start + 201)
    expect([names().length, names().includes('later')]).toEqual([21, true])
  })

  it.each([null, {}, { version: 2 }, { version: 1, upTo: 'yesterday' }])('begins anew with %j', (saved) => {
    expect(new SpendWatch(saved).upTo).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import { parseUsd } from '../../../../src/core/costs/money'
import { announcedPrices } from '../../../../src/core/costs/projection-prices'
import { hourlySpend, hourOf, learnProfile, projectTo, usedUpAt, type HourlySpend } from '../../../../src/core/costs/projection'
import { noSum } from '../../../../src/core/costs/report-sums'
import { monthForecast } from '../../../../src/core/costs/view-forecast'
import { day, hour, now } from '../world'
import { answerOf, type Cost } from './answer-of'
import { table } from './calls'

/** So much an hour by day and by night, for some weeks. */
function rhythm(byDay: number, byNight: number, weeks = 6): HourlySpend {
  const end = hourOf(now)
  return new Map(Array.from({ length: weeks * 168 }, (_, i) => {
    const at = end - weeks * 168 + i
    return [at, parseUsd(String(at % 24 >= 8 && at % 24 < 20 ? byDay : byNight))]
  }))
}
const profileOf = (hours: HourlySpend) => learnProfile(hours, now)!

describe('projectTo', () => {
  it('goes by the hours of the day, not by an average', () => {
    // From 10:00 to 20:00 ten day hours, then four of the night.
    expect(projectTo(profileOf(rhythm(2, 0.5)), 100, now, now + 14 * hour).usd).toBeCloseTo(100 + 20 + 2, 6)
  })

  it('is sure of a rhythm that never varies, and of nothing else', () => {
    const even = projectTo(profileOf(rhythm(1, 1)), 0, now, now + 7 * day)
    expect(even.high - even.low).toBeLessThan(0.01)
    const noisy = new Map([...rhythm(1, 1)].map(([at, pico], i) => [at, Math.floor(i / 24) % 3 === 0 ? pico * 2n : pico] as const))
    const wide = projectTo(profileOf(noisy), 10, now, now + 7 * day)
    expect(wide.low).toBeLessThan(wide.usd)
    expect(wide.high).toBeGreaterThan(wide.usd)
    // What is spent stays spent.
    expect(wide.low).toBeGreaterThanOrEqual(10)
  })

  it('needs two days of history', () => {
    const hours = [...rhythm(1, 1)]
    expect(learnProfile(new Map(hours.slice(-47)), now)).toBeNull()
    expect(learnProfile(new Map(hours.slice(-48)), now)).not.toBeNull()
    expect(learnProfile(new Map(), now)).toBeNull()
  })
})

describe('usedUpAt', () => {
  it.each<[number, number | null]>([
    [4, now + 2 * hour],
    [22, now + 14 * hour],
    [22.25, now + 14 * hour + hour / 2],
    [1000, null],
  ])('%d dollars last to %s', (left, expected) => {
    const at = usedUpAt(profileOf(rhythm(2, 0.5)), left, now, now + 2 * day)
    if (expected === null) expect(at).toBeNull()
    else expect(at).toBeCloseTo(expected, -1)
  })
})

describe('hourlySpend', () => {
  it('adds what one hour cost, whatever else it is split by', () => {
    const costs: Cost[] = [{ at: now, model: 'a', usd: '1' }, { at: now + 1, model: 'b', usd: '2' }, { at: now - hour, usd: '4' }]
    expect([...hourlySpend(answerOf(costs, { from: now - day, to: now + hour }, ['hour', 'model']).rows)].toSorted()).toEqual([[hourOf(now) - 1, parseUsd('4')], [hourOf(now), parseUsd('3')]])
  })
})

describe('announcedPrices', () => {
  const row = (model: string, usd: string) => ({ ...noSum(), key: { provider: 'openai', model }, calls: 1, pico: parseUsd(usd), tokens: { ...noSum().tokens, uncachedIn: 1_000_000 } })
  const december = Date.UTC(2026, 11, 1)

  it('weighs a change by what the model is of all', () => {
    // $2 becomes $8 a million on 1 January; half of what is spent goes to it.
    const { steps, views } = announcedPrices(table, [row('changing', '5'), row('plain', '5')], parseUsd('10'), december, Date.UTC(2027, 1, 1))
    expect(steps).toEqual([{ at: Date.UTC(2027, 0, 1), ratio: 2.5 }])
    expect(views).toEqual([{ from: '2027-01-01', model: 'changing', words: 'changing gets 300 % dearer on 2027-01-01, by what it is used for here.' }])
  })

  it.each([
    ['after the end', december, Date.UTC(2027, 0, 1)],
    ['in the past', Date.UTC(2026, 8, 1), december],
  ])('says nothing of one %s', (_when, from, to) => {
    expect(announcedPrices(table, [row('changing', '5')], parseUsd('5'), from, to)).toEqual({ steps: [], views: [] })
  })

  it('says nothing of models that aren’t used', () => {
    expect(announcedPrices(table, [], 0n, december, Date.UTC(2027, 1, 1)).views).toEqual([])
  })
})

describe('monthForecast', () => {
  const days = new Map(Array.from({ length: 22 }, (_, i) => [`2026-11-${String(i + 1).padStart(2, '0')}`, parseUsd('24')] as const).concat([['2026-11-23', parseUsd('10')]]))
  const forecast = monthForecast({ hours: rhythm(1, 1), days, steps: [], priceChanges: [] }, now, 'UTC')!

  it('ends where the month will, by way of what each day came to', () => {
    expect(forecast.month).toBe('2026-11')
    expect(Number(forecast.usd)).toBeCloseTo(720, 4)
    expect(forecast.path).toHaveLength(30)
    expect(forecast.path.at(-1)!.usd).toBe(forecast.usd)
    expect(forecast.path.slice(21, 24)).toMatchObject([
      { day: '2026-11-22', usd: '528.00', low: '528.00', actual: true },
      { day: '2026-11-23', usd: '538.00', actual: true },
      { day: '2026-11-24', usd: '576.00', actual: false },
    ])
  })

  it('is none where too little is known', () => {
    expect(monthForecast({ hours: new Map(), days, steps: [], priceChanges: [] }, now, 'UTC')).toBeNull()
  })
})

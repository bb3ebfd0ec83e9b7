import { describe, expect, it } from 'vitest'
import { budgetView } from '../../../../src/shared/costs'
import { budgetFacts, budgetsOf, type Budget } from '../../../../src/core/costs/budgets'
import { keepBudgetRecords } from '../../../../src/core/costs/budgets-record'
import { burnOf } from '../../../../src/core/costs/burn'
import { parseUsd } from '../../../../src/core/costs/money'
import { periodAt } from '../../../../src/core/costs/periods'
import { hourOf, spentIn, type HourlySpend } from '../../../../src/core/costs/projection'
import { day, hour, settingsWith } from '../world'

/** A Monday at noon, three weeks into the month. */
const now = Date.UTC(2026, 10, 23, 12)
const month = periodAt('month', now)

/** Every hour of the last weeks alike, then the last ones otherwise. */
function spending(usdAnHour: string, last: { hours: number; usdAnHour: string } = { hours: 0, usdAnHour: '0' }, weeks = 6): HourlySpend {
  const end = hourOf(now)
  return new Map(Array.from({ length: weeks * 168 }, (_, i) => [end - weeks * 168 + i, parseUsd(i >= weeks * 168 - last.hours ? last.usdAnHour : usdAnHour)]))
}

const budget = (usd: string, period: Budget['period'] = 'month'): Budget => ({ id: 'monthly', title: 'Monthly budget', usd, period, where: {} })

const facts = (usd: string, hours: HourlySpend, period: Budget['period'] = 'month') =>
  budgetFacts({ budget: budget(usd, period), hours, spent: spentIn(hours, { from: periodAt(period, now).from, to: now }) }, now, 'UTC', [])

describe('a budget', () => {
  // One dollar an hour: 540 by now, 720 by the end.
  it.each<[string, string, string]>([
    ['800', 'ok', '$540.00 of $800.00 spent; about $720.00 by the end of the month.'],
    ['600', 'tight', '$540.00 of $600.00 spent; about $720.00 by the end of the month. At this pace it is used up in 2 d 12 h.'],
    ['539', 'over', '$540.00 of $539.00 spent: $1.00 over.'],
  ])('of $%s is %s', (usd, state, words) => {
    const { burn: _burn, sure: _sure, ...view } = facts(usd, spending('1'))
    expect(budgetView.parse(view)).toMatchObject({ state, words, part: 540 / Number(usd), elapsed: 540 / 720, spent: '540.00' })
  })

  it('is not exceeded by spending it to the cent', () => {
    expect(facts('540', spending('1')).state).toBe('tight')
  })

  it('foretells nothing from a day of history, and says what is spent', () => {
    const hours = new Map([...spending('1')].slice(-30))
    expect(facts('100', hours)).toMatchObject({ projected: null, state: 'ok', spent: '30.00', words: '$30.00 of $100.00 spent.' })
  })

  it('knows announced prices: what is left costs twice as much from the 27th on', () => {
    const hours = spending('1')
    const twice = budgetFacts({ budget: budget('800'), hours, spent: parseUsd('540') }, now, 'UTC', [{ at: Date.UTC(2026, 10, 27), ratio: 2 }])
    expect(Number(twice.projected!.usd)).toBeCloseTo(720 + 96, 5)
    expect(twice.state).toBe('tight')
  })

  it.each<[Budget['period'], number]>([
    ['day', 12 / 24],
    ['week', 12 / 168],
    ['month', 540 / 720],
  ])('of a %s goes by its own period', (period, elapsed) => {
    expect(facts('1000', spending('1'), period).elapsed).toBe(elapsed)
  })
})

describe('burnOf', () => {
  const burn = (left: number, hours: HourlySpend, period: Budget['period'] = 'month') => burnOf(hours, left, period, periodAt(period, now), now)

  it.each<[string, number, HourlySpend, Partial<ReturnType<typeof burnOf>>]>([
    ['an even pace that lasts', 200, spending('1'), { fast: false, slow: false, usedUpAt: null }],
    ['an even pace that doesn’t last to the end', 150, spending('1'), { fast: false, slow: true }],
    ['a runaway of six hours: gone within a day', 200, spending('1', { hours: 6, usdAnHour: '20' }), { fast: true, usedUpAt: now + 10 * hour }],
    ['one expensive hour: the long window says that it is none', 400, spending('1', { hours: 1, usdAnHour: '20' }), { fast: false, slow: false }],
    ['nothing spent', 10, new Map(), { fast: false, slow: false, usedUpAt: null }],
  ])('%s', (_what, left, hours, expected) => {
    expect(burn(left, hours)).toMatchObject(expected)
  })

  it('a fast burn that was told of goes on until its long window is calm', () => {
    const hours = new Map(spending('1', { hours: 6, usdAnHour: '20' }))
    hours.set(hourOf(now) - 1, 0n)
    expect(burn(200, hours)).toMatchObject({ fast: false, stillFast: true })
  })

  it('what ends before it is used up is no burn', () => {
    // 12 h are left of the day.
    expect(burn(13, spending('1'), 'day')).toMatchObject({ slow: false })
    expect(burn(11, spending('1'), 'day')).toMatchObject({ slow: true, fast: false })
    expect(burn(2, spending('1'), 'day')).toMatchObject({ fast: true })
  })
})

describe('budgetsOf', () => {
  it('are the monthly one and those of parts; one of nothing is none', () => {
    const { costs } = settingsWith({
      costs: {
        monthlyBudgetUsd: '100',
        budgets: [
          { id: 'monthly', title: 'One job', usd: '5', period: 'week', of: { dimension: 'job', is: 'triage' } },
          { id: 'none', title: 'Nothing', usd: '0', period: 'day', of: null },
        ],
      },
    })
    expect(budgetsOf(costs)).toEqual([
      { id: 'monthly', title: 'Monthly budget', usd: '100', period: 'month', where: {} },
      { id: 'own:monthly', title: 'One job', usd: '5', period: 'week', where: { job: 'triage' } },
    ])
  })
})

describe('keepBudgetRecords', () => {
  it('counts what was foretold and came, what came unforetold, and forgets budgets that are gone', () => {
    const at = month.from
    const look = (state: 'ok' | 'tight' | 'over') => [{ ...facts('800', spending('1')), state }]
    let records = keepBudgetRecords({}, look('ok'), at)
    records = keepBudgetRecords(records, look('tight'), at + day)
    expect(records['monthly']).toMatchObject({ claims: 1, hits: 0, since: at + day })
    records = keepBudgetRecords(records, look('over'), at + 3 * day)
    expect(records['monthly']).toMatchObject({ claims: 1, hits: 1, leadMs: 2 * day, since: null })
    records = keepBudgetRecords(keepBudgetRecords(records, look('ok'), at + 31 * day), look('over'), at + 40 * day)
    expect(records['monthly']).toMatchObject({ claims: 1, hits: 1, missed: 1 })
    expect(keepBudgetRecords(records, [], at)).toEqual({})
  })
})

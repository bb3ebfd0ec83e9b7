import { describe, expect, it } from 'vitest'
import { backtestSpending } from '../../../../src/core/backtest'
import { rules } from '../../../../src/core/registry'
import { budgetsOf } from '../../../../src/core/costs/budgets'
import { parseUsd } from '../../../../src/core/costs/money'
import { hourOf, type HourlySpend } from '../../../../src/core/costs/projection'
import { SpendingReplay, type SpendingMoment } from '../../../../src/core/costs/spending-replay'
import { day, hour, settingsWith } from '../world'

const november = Date.UTC(2026, 10, 1)
const runaway = november + 19 * day + 9 * hour

/** The hours from the 1st of October up to a moment. */
const hours = (to: number, usdAt: (at: number) => string): HourlySpend => {
  const from = november - 31 * day
  return new Map(Array.from({ length: (to - from) / hour }, (_, i) => [hourOf(from) + i, parseUsd(usdAt(from + i * hour))]))
}

/** By day more than by night. */
const usual = (at: number): string => (new Date(at).getUTCHours() >= 8 ? '1.00' : '0.20')
const withRunaway = (at: number): string => (at >= runaway && at < runaway + 8 * hour ? '60' : usual(at))

function momentsOf(spent: HourlySpend, to: number, costs: ReturnType<typeof settingsWith>['costs']): SpendingMoment[] {
  const replay = new SpendingReplay(costs.zone)
  const known = { logged: [{ dimension: 'total' as const, name: '', hours: spent }], budgets: budgetsOf(costs).map((budget) => ({ budget, hours: spent })) }
  return Array.from({ length: (to - november) / hour + 31 * 24 }, (_, i) => replay.next(known, november - 31 * day + (i + 1) * hour)).filter((moment) => moment !== null)
}

function run(rule: string, spent: HourlySpend, to: number, own: object = {}) {
  const settings = settingsWith({ costs: { monthlyBudgetUsd: null, budgets: [], ...own } })
  return backtestSpending(rules.find(({ id }) => id === rule)!, momentsOf(spent, to, settings.costs), { settings, pause: async () => {} })
}

const december = november + 30 * day

describe('unusual costs, on the past', () => {
  it('of a month with one runaway day fire once, when its first hour is over', async () => {
    const firings = await run('cost-anomaly', hours(december, withRunaway), december)
    expect(firings).toMatchObject([{ target: 'all-costs', severity: 'warning', openedAt: runaway + hour }])
    expect(firings[0]!.resolvedAt).toBeGreaterThanOrEqual(runaway + 8 * hour)
    expect(firings[0]!.resolvedAt).toBeLessThan(runaway + day)
  })

  it('of an even month don’t fire', async () => {
    expect(await run('cost-anomaly', hours(december, usual), december)).toEqual([])
  })

  it('are tried though the rule is switched off', async () => {
    expect(await run('cost-anomaly', hours(december, withRunaway), december, { alertOnAnomalies: false })).toHaveLength(1)
  })
})

/** An even pace of a dollar an hour from the 1st of November on, a tenth of that before: more than anybody could have foretold. */
const even = (at: number): string => (at < november ? '0.10' : '1.00')
const exceededAt = november + 19 * day + 5 * hour
const budget = { monthlyBudgetUsd: String((exceededAt - november) / hour - 0.5) }

describe('a budget, on the past', () => {
  it('that is exceeded on the 20th is foretold, and fails when it is', async () => {
    const [before] = await run('cost-budget', hours(exceededAt - 30 * hour, even), exceededAt - 30 * hour, budget)
    expect(before).toMatchObject({ target: 'monthly', severity: 'warning', title: 'Monthly budget will probably be exceeded', resolvedAt: null })
    const firings = await run('cost-budget', hours(december, even), december, budget)
    expect(firings).toMatchObject([{ ...before, severity: 'fail', title: expect.not.stringContaining('probably') }])
  })

  it('is exceeded by the hour that exceeds it, and begins anew with the month', () => {
    const { costs } = settingsWith({ costs: budget })
    const after = december + 3 * hour
    const states = new Map(momentsOf(hours(after, even), after, costs).map(({ at, facts }) => [at, facts.budgets[0]!]))
    expect([exceededAt - hour, exceededAt, december].map((at) => states.get(at)!.state)).toEqual(['tight', 'over', 'over'])
    expect(states.get(december)!.spent).toBe('720.00')
    expect(states.get(december + hour)!.spent).toBe('1.00')
  })

  it('knows no future: what was found by a moment doesn’t change with what follows', () => {
    const { costs } = settingsWith({ costs: budget })
    const half = momentsOf(hours(december, withRunaway), runaway, costs)
    const otherwise = momentsOf(hours(december, (at) => (at < runaway ? usual(at) : '500')), runaway, costs)
    expect(otherwise).toEqual(half)
    expect(half.at(-1)!.at).toBe(runaway)
  })

  it('counts by the clock of its zone: in India an hour ends at half past', () => {
    const { costs } = settingsWith({ costs: { ...budget, zone: 'Asia/Kolkata' } })
    const spent = hours(december, even)
    const replay = new SpendingReplay(costs.zone)
    const known = { logged: [], budgets: budgetsOf(costs).map((one) => ({ budget: one, hours: spent })) }
    // The month begins at 18:30 UTC of the 31st of October.
    const firsts = [0, 1, 2].map((after) => replay.next(known, november - 5.5 * hour + after * hour)!.facts.budgets[0]!.spent)
    expect(firsts).toEqual(['0.10', '0.10', '0.20'])
  })
})

it('before anything cost anything nothing is known', () => {
  const replay = new SpendingReplay('UTC')
  const known = { logged: [{ dimension: 'total' as const, name: '', hours: new Map([[hourOf(november), parseUsd('1')]]) }], budgets: [] }
  expect([0, 1, 2].map((after) => replay.next(known, november + after * hour)?.at ?? null)).toEqual([null, november + hour, november + 2 * hour])
})

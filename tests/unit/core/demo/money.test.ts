import { describe, expect, it } from 'vitest'
import { BilledDays, billedUsd } from '../../../../src/core/demo/bill'
import { BudgetSizes } from '../../../../src/core/demo/budgets'
import { executionsOf, runawayDaysAgo, spendingJob, spikeOf } from '../../../../src/core/demo/executions'
import { financeOf } from '../../../../src/core/demo/finance'
import type { MadeCall } from '../../../../src/core/demo/job-run'
import { demoJobs } from '../../../../src/core/demo/jobs'
import { ledgerOf } from '../../../../src/core/demo/ledger'
import { demoLooked } from '../../../../src/core/demo/looked'
import { dayMs, pastOf } from '../../../../src/core/demo/past'
import { aboutUsd } from '../../../../src/core/demo/prices'
import { periodAt } from '../../../../src/core/costs/periods'
import { readLine, recordsOf } from '../../../../src/core/plugin'
import { formats } from '../../../../src/core/registry'
import { now } from '../world'

const options = { now, days: 90, seed: 1, looked: demoLooked }
const runs = [...executionsOf(pastOf(options), 1)].flat()
const calls = runs.flatMap((run) => run.calls)
const lines = runs.flatMap((run) => run.lines)
const usdOf = (some: readonly MadeCall[]): number => some.reduce((sum, call) => sum + aboutUsd(call), 0)
const daysAgo = (from: number, to: number) => ({ at }: { at: number }) => at < now - from * dayMs && at >= now - to * dayMs

describe('executions', () => {
  it('are the same for the same seed', () => {
    expect([...executionsOf(pastOf(options), 1)].flat().at(-1)).toEqual(runs.at(-1))
    expect([...executionsOf(pastOf({ ...options, seed: 2 }), 2)].flat().at(-1)).not.toEqual(runs.at(-1))
  })

  it('are of every job, in lines that the console reads', () => {
    expect(new Set(lines.map((line) => line['job_id']))).toEqual(new Set(demoJobs.map(({ id }) => id)))
    const read = lines.filter((_, index) => index % 97 === 0).map((line) => recordsOf(readLine(formats, line, {})))
    expect(read.every((records) => records.length > 0)).toBe(true)
    expect(new Set(read.flat().map(({ kind }) => kind))).toEqual(new Set(['job', 'llm', 'cpu', 'heal']))
  })

  it('are rarer at weekends', () => {
    const perDay = (weekend: boolean) => calls.filter(({ at }) => [0, 6].includes(new Date(at).getUTCDay()) === weekend).length / (weekend ? 2 : 5)
    expect(perDay(true)).toBeLessThan(perDay(false) * 0.8)
  })

  it('have a day that cost far more, a week of retries, and a model without a price', () => {
    const research = calls.filter(({ job }) => job === spendingJob.id)
    const within = ({ from, to }: { from: number; to: number }) => research.filter(({ at }) => at >= from && at < to)
    const spike = spikeOf(now)
    expect(usdOf(within(spike))).toBeGreaterThan(4 * usdOf(within({ from: spike.from - 7 * dayMs, to: spike.to - 7 * dayMs })))
    const heals = lines.filter(({ event }) => event === 'self_heal').map(({ ts }) => ({ at: Date.parse(ts) }))
    expect(heals.filter(daysAgo(runawayDaysAgo.to, runawayDaysAgo.from)).length).toBeGreaterThan(5 * heals.filter(daysAgo(20, 26)).length)
    expect(calls.some((call) => aboutUsd(call) === 0)).toBe(true)
  })
})

describe('what providers bill', () => {
  it('is by day and model what was called, and a little more', () => {
    const billed = new BilledDays()
    calls.forEach((call) => billed.add(call))
    const sum = billed.all().reduce((all, day) => all + billedUsd(day), 0)
    expect(sum).toBeGreaterThan(usdOf(calls))
    expect(sum).toBeLessThan(usdOf(calls) * 1.05)
    expect(billed.all().reduce((all, { requests }) => all + requests, 0)).toBe(calls.length)
  })

  it('of payments is a fee each; what is paid out is what came in', () => {
    const ledger = ledgerOf(options)
    expect(new Set(ledger.map(({ id }) => id)).size).toBe(ledger.length)
    expect(new Set(ledger.map(({ type }) => type))).toEqual(new Set(['charge', 'refund', 'payout']))
    expect(ledger.filter(({ type }) => type === 'charge').every(({ fee, amount }) => fee > 0 && fee < amount)).toBe(true)
    const balance = ledger.reduce((sum, { amount, fee }) => sum + amount - fee, 0)
    expect(balance).toBeGreaterThan(0)
  })
})

describe('budgets', () => {
  // In the middle of a month, and on its second morning.
  it.each([['2026-11-23T10:00:00Z'], ['2026-11-02T09:00:00Z']])('are one nearly used up and one over, at %s', (when) => {
    const at = { ...options, now: Date.parse(when) }
    const sizes = new BudgetSizes(at)
    const month = periodAt('month', at.now).from
    const then = [...executionsOf(pastOf(at), 1)].flat().flatMap((run) => run.calls)
    then.forEach((call) => sizes.add(call))
    const { monthlyBudgetUsd, budgets } = sizes.sizes()
    const spent = then.filter(({ at: called }) => called >= month)
    const beside = financeOf(at).filter(({ date }) => Date.parse(date) >= month).reduce((sum, { usd }) => sum + usd, 0) + ledgerOf(at).filter((row) => row.at >= month).reduce((sum, { fee }) => sum + fee / 100, 0)
    const part = (usdOf(spent) + beside) / Number(monthlyBudgetUsd)
    expect(part).toBeGreaterThan(0.85)
    expect(part).toBeLessThan(1)
    expect(usdOf(spent.filter(({ provider }) => provider === 'anthropic'))).toBeGreaterThan(Number(budgets[0]!.usd))
  })
})

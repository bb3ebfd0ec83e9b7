import { appendFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { formatUsd, parseUsd } from '../../../src/core/costs/money'
import type { BillCell } from '../../../src/core/costs/report-join'
import { rules } from '../../../src/core/registry'
import { ingest, startState } from '../../../src/core/engine'
import { noBills } from '../../../src/host/spending/bills-port'
import { SpendingWatch } from '../../../src/host/spending/spending-watch'
import { moneyFacts } from '../../../src/host/spending/spending-brief'
import { callsOf } from '../../../src/host/spending/spending-calls'
import { viewOf } from '../../../src/host/spending/spending-view'
import { writeWeeklySummary } from '../../../src/host/weekly-summary'
import { costsView, callsView } from '../../../src/shared/costs'
import { table } from '../../unit/core/costs/calls'
import { spendingOn } from '../spending'
import { freshFolder, handClock, settingsWith } from '../support'

const hour = 3_600_000
const day = 24 * hour
/** Monday 2026-11-23, 12:00 UTC. */
const clock = handClock()
const now = clock.at

interface Call {
  at: number
  usd: string
  id?: string
  model?: string
  job?: string
  provider?: string
}
let ids = 0
const call = ({ at, usd, id = `r${++ids}`, model = 'plain', job = 'triage', provider = 'openai' }: Call): string =>
  `${JSON.stringify({ ts: new Date(at).toISOString(), event: 'llm_call', provider, model, usage: { prompt_tokens: 10, completion_tokens: 1 }, request_id: id, job_id: job, cost_usd: usd })}\n`

/** A dollar an hour for some days up to now. */
const evenly = (days: number, usd = '1'): string => Array.from({ length: days * 24 }, (_, i) => call({ at: now - (i + 1) * hour, usd })).join('')

interface Own {
  costs?: object
  cells?: BillCell[]
  nets?: [string, bigint][]
}

async function spendingIn(lines: string, { costs = {}, cells = [], nets = [] }: Own = {}) {
  const [folder, logs] = [freshFolder(), freshFolder()]
  const log = join(folder, 'agent.jsonl')
  writeFileSync(log, lines)
  const settings = settingsWith({ watch: { logDir: folder }, costs })
  const bills = { ...noBills, cells: () => cells, stripeRead: () => cells.length > 0, nets: () => new Map(nets) }
  const spending = await spendingOn(clock, () => settings, { sources: [{ folder }], prices: table, bills, watch: new SpendingWatch(null), logs })
  await spending.refresh()
  return { spending, log, logs, settings }
}

const cell = (usd: string, extra: Partial<BillCell> = {}): BillCell => ({ kind: 'stripe', at: now, pico: parseUsd(usd), low: parseUsd(usd), high: parseUsd(usd), grade: 'reported', place: 'beside', ...extra })
const sum = (amounts: readonly { usd: string }[]): string => formatUsd(amounts.reduce((all, { usd }) => all + parseUsd(usd), 0n))

describe('the view of the Costs page', () => {
  it('is made of logs and bills, fits its contract, and its parts add up', async () => {
    const { spending, log } = await spendingIn(`${evenly(40)}${call({ at: now - hour, usd: '0.000000000001', model: 'other' })}not json\n`, { cells: [cell('0.59')], costs: { monthlyBudgetUsd: '600' } })
    for (const by of ['kind', 'provider', 'model', 'job', 'agent'] as const) {
      const view = costsView.parse(await viewOf(spending, { span: { period: 'month', before: 0 }, by }, []))
      expect([sum(view.rows), sum(view.kinds), sum(view.chart.series.flatMap(({ usd }) => usd.map((one) => ({ usd: one }))))]).toEqual([view.total.usd, view.total.usd, view.total.usd])
    }
    const view = await viewOf(spending, { span: { period: 'month', before: 0 }, by: 'model' }, [])
    // 22 days and 12 hours; October had 17 and a half of them, and 9 by its 23rd at noon.
    expect(view.total.usd).toBe('540.590000000001')
    expect(view.kinds.map(({ name, usd }) => [name, usd])).toEqual([['llm', '540.000000000001'], ['stripe', '0.59']])
    expect(view.before).toMatchObject({ soFar: { usd: '216.00' }, whole: { usd: '420.00' } })
    expect(view.budgets).toMatchObject([{ id: 'monthly', state: 'tight', spent: '540.590000000001' }])
    expect(view.badFiles).toMatchObject([{ path: log, bad: 1, lines: [{ line: 962, why: 'not JSON' }] }])
    expect(view.sources[0]).toMatchObject({ id: 'logs', state: 'ok', words: expect.stringMatching(/^1 file, 961 calls/) })
    expect(Number(view.forecast!.usd)).toBeCloseTo(720.59, 0)
  })

  it('shows a day that cost far more than others, and what runs earned', async () => {
    const run = [
      { ts: new Date(now - 3 * hour).toISOString(), event: 'job_started', job_id: 'shop', run_id: 'r', agent: 'seller' },
      { ts: new Date(now - 2 * hour - 1).toISOString(), event: 'charge', charge_id: 'ch_1', job_id: 'shop', run_id: 'r' },
      { ts: new Date(now - 2 * hour).toISOString(), event: 'job_finished', job_id: 'shop', run_id: 'r', agent: 'seller', cpu_seconds: 3600 },
    ].map((line) => `${JSON.stringify(line)}\n`).join('')
    const { spending } = await spendingIn(evenly(30) + call({ at: now - day, usd: '500', job: 'runaway' }) + run, { nets: [['ch_1', parseUsd('9.41')]], costs: { cpuUsdPerHour: '0.05' } })
    const view = await viewOf(spending, { span: { period: 'month', before: 0 }, by: 'job' }, [])
    expect(view.anomalies[0]).toMatchObject({ dimension: 'day', day: '2026-11-22', usd: '524.00', usual: '24.00' })
    expect(view.runs).toMatchObject([{ job: 'shop', cpuUsd: '0.05', earnedUsd: '9.41', marginUsd: '9.36' }])
  })

  it('gives the calls behind a sum', async () => {
    const { spending, log } = await spendingIn(call({ at: now - hour, usd: '2', model: 'other' }) + call({ at: now, usd: '1' }))
    const calls = callsView.parse(await callsOf(spending, { span: { period: 'day', before: 0 }, where: { model: 'other' } }))
    expect(calls).toMatchObject({ more: false, rows: [{ model: 'other', usd: '2.00', tokensIn: 10, tokensOut: 1, path: log, line: 1 }] })
  })
})

describe('what rules are told', () => {
  const judged = async (lines: string, costs: object) => {
    const { spending, settings } = await spendingIn(lines, { costs })
    const { events } = ingest(startState(), [], now, { settings, rules, spending: spending.facts() })
    return events.map(({ type, incident }) => `${type} ${incident.identity} ${incident.severity}`)
  }

  it('a budget that is exceeded becomes an incident', async () => {
    expect(await judged(evenly(30), { monthlyBudgetUsd: '500' })).toEqual(['opened cost-budget:monthly fail'])
    expect(await judged(evenly(30), { monthlyBudgetUsd: '900' })).toEqual([])
  })

  it('a job that runs away becomes one, too, by its own name', async () => {
    const runaway = Array.from({ length: 3 }, (_, i) => call({ at: now - (i + 1) * hour, usd: '40', job: 'runaway' })).join('')
    // Its history: it has always cost something.
    const before = Array.from({ length: 30 * 24 }, (_, i) => call({ at: now - (i + 1) * hour, usd: '0.05', job: 'runaway' })).join('')
    expect(await judged(evenly(30) + before + runaway, {})).toEqual(['opened cost-anomaly:job:runaway warning'])
  })

  it('a budget for one job counts that job alone', async () => {
    const of = { dimension: 'job', is: 'triage' }
    const own = (usd: string) => ({ budgets: [{ id: 'b', title: 'Triage', usd, period: 'day', of }] })
    expect(await judged(evenly(30) + call({ at: now - hour, usd: '50', job: 'x' }), own('11'))).toEqual(['opened cost-budget:own:b fail'])
    expect(await judged(evenly(30), own('30'))).toEqual([])
  })
})

it('the brief’s money: yesterday, the month’s end, and on Monday the week before', async () => {
  const { spending } = await spendingIn(evenly(20), { cells: [cell('3', { at: now - 3 * day })], costs: { monthlyBudgetUsd: '900' } })
  const money = await moneyFacts(spending)
  expect(money).toMatchObject({ yesterdayUsd: '24.00', budgets: [{ title: 'Monthly budget' }], lastWeek: { week: '2026-W47', total: '171.00', before: '168.00', dearest: [{ name: 'plain', usd: '168.00' }, { name: 'Stripe fees', usd: '3.00' }] } })
  expect(money!.forecast).not.toBeNull()
})

describe('a sealed week', () => {
  const week = 'cost-summary-2026-W47.json'
  const sealed = async () => {
    const made = await spendingIn(evenly(10))
    await writeWeeklySummary(made.spending, now)
    return { ...made, read: (name = week) => readFileSync(join(made.logs, name), 'utf8') }
  }
  const restatements = 'cost-summary-2026-W47.restatements.ndjson'

  it('holds the ISO week that is over, and what it was made from', async () => {
    const { read, log } = await sealed()
    expect(JSON.parse(read())).toMatchObject({ week: '2026-W47', zone: 'UTC', from: '2026-11-16T00:00:00.000Z', to: '2026-11-23T00:00:00.000Z', total: '168.00', by: expect.any(Array), inputs: { zone: 'UTC', cpu_usd_per_hour: '0.031611', logs: [{ path: log }] }, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
  })

  it('is the same to the byte when it is made again', async () => {
    const { spending, read, logs } = await sealed()
    const before = read()
    expect(await writeWeeklySummary(spending, now)).toBe('Nothing has changed in sealed weeks.')
    rmSync(join(logs, week))
    await writeWeeklySummary(spending, now + hour)
    expect(read()).toBe(before)
  })

  it('stays as it is when lines come late: the difference is said, once', async () => {
    const { spending, read, log } = await sealed()
    const before = read()
    appendFileSync(log, call({ at: now - 3 * day, usd: '0.12' }))
    expect(await writeWeeklySummary(spending, now)).toBe('2026-W47 restated by +0.12')
    expect(await writeWeeklySummary(spending, now)).toBe('Nothing has changed in sealed weeks.')
    expect(read()).toBe(before)
    expect(JSON.parse(read(restatements))).toMatchObject({ delta: '+0.12', total: '168.12', reason: 'lines that came later', sealed_sha256: (JSON.parse(before) as { sha256: string }).sha256 })
  })

  it('goes by the rate it was sealed with', async () => {
    const { spending, settings } = await sealed()
    settings.costs.cpuUsdPerHour = '9'
    expect(await writeWeeklySummary(spending, now)).toBe('Nothing has changed in sealed weeks.')
  })

  it('that somebody has changed is left alone, and said so', async () => {
    const { spending, logs, read } = await sealed()
    writeFileSync(join(logs, week), read().replace('"total": "168.00"', '"total": "1.00"'))
    expect(await writeWeeklySummary(spending, now)).toContain('was changed by somebody')
  })
})

it('what is learnt of habits is kept for the next start', async () => {
  const kept = new Map<string, unknown>()
  const store = { forecasts: () => Object.fromEntries(kept), saveForecasts: (known: Readonly<Record<string, unknown>>) => Object.entries(known).forEach(([name, value]) => kept.set(name, value)) }
  const folder = freshFolder()
  writeFileSync(join(folder, 'a.log'), evenly(10))
  const settings = settingsWith({ watch: { logDir: folder } })
  const start = () => spendingOn(clock, () => settings, { sources: [{ folder }], watch: new SpendingWatch(store) })
  await (await start()).refresh()
  const first = JSON.stringify(kept.get('spending'))
  expect(first).toContain('"dimension":"total"')
  // The log is gone; what was learnt of it isn’t.
  renameSync(join(folder, 'a.log'), join(folder, 'gone.txt'))
  onTestFinished(() => clock.advance(now - clock.at))
  clock.advance(hour)
  await (await start()).refresh()
  const second = kept.get('spending') as { watch: { followed: { series: { dimension: string } }[] } }
  expect(second.watch.followed.map(({ series: { dimension } }) => dimension)).toContain('total')
})

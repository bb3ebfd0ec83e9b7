import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { BacktestReport } from '../../../src/host/backtest'
import { Store } from '../../../src/host/store/store'
import { startEngine } from '../engine'
import { freshFolder, sampleOf, until } from '../support'
import { echopilot } from './terminal'

const hour = 3_600_000
const day = 24 * hour
const october = Date.UTC(2025, 9, 1)
const runaway = october + 19 * day + 9 * hour

const call = (at: number, usd: string): string =>
  `${JSON.stringify({ ts: new Date(at).toISOString(), event: 'llm_call', provider: 'openai', model: 'plain', usage: { prompt_tokens: 10 }, request_id: `r${at}`, job_id: 'triage', cost_usd: usd })}\n`

const usdAt = (at: number): string => (at >= runaway && at < runaway + 4 * hour ? '50' : new Date(at).getUTCHours() >= 8 ? '1' : '0.2')

/** A dollar an hour by day for two months up to November, but for four hours that ran away. */
function logFolder(): string {
  const folder = freshFolder()
  const hours = Array.from({ length: 61 * 24 }, (_, i) => october + 31 * day - (i + 1) * hour).toReversed()
  writeFileSync(join(folder, 'agent.jsonl'), hours.map((at) => call(at + 60_000, usdAt(at))).join(''))
  return folder
}

/** A data folder with a budget of $600 a month, and a folder of logs beside it. */
function parts() {
  const [dataDir, logs] = [freshFolder(), logFolder()]
  writeFileSync(join(dataDir, 'settings.json'), JSON.stringify({ version: 1, costs: { monthlyBudgetUsd: '600' } }))
  const env = { ECHOPILOT_LOG_DIR: logs }
  const backtest = (rule: string, ...args: string[]) => echopilot(['backtest', '--rule', rule, '--from', '2025-10-01', '--to', '2025-11-01', '--data-dir', dataDir, ...args], env)
  return { dataDir, env, backtest }
}

const anomaly = { rule: 'cost-anomaly', from: '2025-10-01T00:00:00.000Z', to: '2025-11-01T00:00:00.000Z', looks: 744, firings: [{ target: 'job:triage', severity: 'warning', openedAt: runaway + hour }] }

describe('a rule about money on the past', () => {
  it('needs nothing but logs, and leaves nothing behind', async () => {
    const { dataDir, backtest } = parts()
    const { code, json, errors } = await backtest('cost-anomaly', '--json')
    expect({ code, errors }).toEqual({ code: 0, errors: '' })
    expect(json()).toMatchObject(anomaly)
    expect(existsSync(join(dataDir, 'costs.db'))).toBe(false)
  })

  it('is told in hours', async () => {
    const { out } = await parts().backtest('cost-anomaly')
    expect(out).toMatch(/^cost-anomaly would have fired 1 time from 2025-10-01 to 2025-11-01 \(744 hours\)\.\n {2}2025-10-20 10:00 UTC {2}warning {2}Job triage costs far more than usual \(\d+ h/)
  })

  it('that was open before the span began didn’t fire in it', async () => {
    const { json } = await parts().backtest('cost-anomaly', '--json', '--from', '2025-10-20T11:00:00Z')
    expect(json()).toMatchObject({ firings: [] })
  })

  it('is what the API says, and its book says the same once the console has ended', async () => {
    const { dataDir, env, backtest } = parts()
    const { engine, url, stop } = await startEngine({ dataDir, env })
    await until(() => engine.spending.facts(), 'the logs to be read')
    const asked = async (rule: string) => (await fetch(new URL(`/api/backtest?rule=${rule}&from=2025-10-01&to=2025-11-01`, url))).json() as Promise<BacktestReport>
    const reports = [await asked('cost-anomaly'), await asked('cost-budget')]
    // $546 would have been spent, were it not for the runaway: after two hours of that nothing would be left within a day.
    expect(reports).toMatchObject([anomaly, { rule: 'cost-budget', looks: 744, firings: [{ target: 'monthly', severity: 'fail', openedAt: runaway + 2 * hour, resolvedAt: null }] }])
    expect((await backtest('cost-budget', '--json')).json()).toEqual(reports[1])
    await stop()
    for (const report of reports) expect((await backtest(report.rule, '--json')).json()).toEqual(report)
  })
})

/** The history of a console that ended an hour ago: three hours of looks at the scheduler, in the second of which its logs couldn’t be written. */
async function endedConsole() {
  const [dataDir, logs] = [freshFolder(), freshFolder()]
  const ended = Math.floor(Date.now() / hour) * hour - hour
  const { store } = await Store.open(join(dataDir, 'console.db'), ended)
  const grounds = store.grounds
  const own = { credentials: [], runs: [], logProblem: null, refusals: [] }
  store.transaction(() => {
    store.samples.add(Array.from({ length: 180 }, (_, i) => sampleOf('scheduler_tick', ended - (180 - i) * 60_000)))
    for (const [ago, logProblem] of [[3, null], [2, 'No space is left.'], [1, null]] as const) grounds.keep([], { ...own, logProblem }, ended - ago * hour)
  })
  store.close()
  const heals = ['a', 'b', 'c', 'd'].map((job_id) => `${JSON.stringify({ ts: new Date(ended - 2 * hour).toISOString(), event: 'self_heal', job_id, attempt: 1, outcome: 'failed' })}\n`)
  writeFileSync(join(logs, 'agent.log'), heals.join(''))
  return { ended, backtest: (rule: string, ...args: string[]) => echopilot(['backtest', '--rule', rule, '--data-dir', dataDir, ...args], { ECHOPILOT_LOG_DIR: logs }) }
}

describe('a rule about the console and its jobs on the past', () => {
  it('is told since when it is known', async () => {
    const { ended, backtest } = await endedConsole()
    const { out } = await backtest('console-itself')
    const stamp = (ago: number) => new Date(ended - ago * hour).toISOString().slice(0, 16).replace('T', ' ')
    expect(out.split('\n').slice(1)).toEqual([`Known since ${stamp(3)} UTC: before that, what this rule judges by wasn’t kept.`, `  ${stamp(2)} UTC  failing  The console’s logs can’t be written (1 h)`, ''])
  })

  it('is tried on the healing that logs tell of', async () => {
    const { ended, backtest } = await endedConsole()
    const { json, errors } = await backtest('self-heal', '--json')
    expect(errors).toBe('')
    expect(json()).toMatchObject({ rule: 'self-heal', looks: 180, knownSince: null, firings: [{ target: 'jobs', severity: 'warning', openedAt: ended - 2 * hour, resolvedAt: null }] })
  })
})

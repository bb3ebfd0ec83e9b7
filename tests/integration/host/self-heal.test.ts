import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { systemClock } from '../../../src/host/io/clock'
import { startEngine } from '../engine'
import { spendingOn } from '../spending'
import { freshFolder, settingsWith } from '../support'

const line = (event: string, ago: number, fields: object) => `${JSON.stringify({ event, ts: new Date(Date.now() - ago).toISOString(), ...fields })}\n`
const heal = (job_id: string, ago: number, outcome = 'failed') => line('self_heal', ago, { job_id, attempt: 1, outcome })

describe('what needed healing', () => {
  it('comes from the logs that costs are read from, once they have been', async () => {
    const folder = freshFolder()
    const log = join(folder, 'agent.log')
    const costs = await spendingOn(systemClock, () => settingsWith(), { sources: [{ folder }] })
    const usage = { prompt_tokens: 1, completion_tokens: 1 }
    expect(costs.heals()).toBeNull()
    writeFileSync(log, line('job_failed', 3000, { job_id: 'invoice' }) + line('llm_call', 2000, { provider: 'openai', model: 'x', usage, job_id: 'invoice', cost_usd: '0.5' }) + heal('invoice', 1000))
    await costs.refresh()
    expect(costs.heals()).toMatchObject({ jobs24h: 1, jobs: [{ job: 'invoice', attempts24h: 1, burned24hUsd: '0.50', grade: 'reported' }] })
    appendFileSync(log, heal('triage', 0, 'ok'))
    await costs.refresh()
    expect(costs.heals()?.jobs24h).toBe(2)
  })

  it('becomes an incident of the running console, and the window can see the jobs', async () => {
    const logDir = join(freshFolder(), 'logs')
    mkdirSync(logDir)
    writeFileSync(join(logDir, 'scheduler.log'), line('tick', 0, {}))
    writeFileSync(join(logDir, 'agent.log'), ['a', 'b', 'c', 'd'].map((job) => heal(job, 1000)).join(''))
    const { engine } = await startEngine({ env: { ECHOPILOT_LOG_DIR: logDir } })
    await engine.console.refreshCosts()
    // The first one may be the look of the start, which began before the logs were read.
    for (let i = 0; i < 2; i++) await engine.console.look({ reason: 'button', targets: ['scheduler_tick'] })
    const { incidents, components } = engine.console.snapshot()
    expect(incidents).toMatchObject([{ identity: 'self-heal:jobs', severity: 'warning', title: '4 jobs needed self-healing in 24 h' }])
    expect(components.find(({ target }) => target === 'scheduler_tick')!.detail).toMatchObject({ selfHeal: { jobs24h: 4 } })
    expect(engine.selfHealLedger()?.jobs.map(({ job }) => job)).toEqual(['a', 'b', 'c', 'd'])
  })
})

it('a wake told of several times is made up for once', async () => {
  const { engine, paths } = await startEngine()
  const ticks = () => readFileSync(join(paths.logs, 'scheduler.log'), 'utf8').trimEnd().split('\n').length
  const before = ticks()
  engine.sleep()
  engine.sleep()
  engine.wake()
  engine.wake()
  expect(ticks() - before).toBe(1)
})

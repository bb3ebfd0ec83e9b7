import { describe, expect, it } from 'vitest'
import { failuresOf } from '../../../../src/core/costs/failures'
import { runView } from '../../../../src/core/costs/margin'
import { parseUsd } from '../../../../src/core/costs/money'
import type { AgentRun } from '../../../../src/core/costs/question'
import type { HealedJob, SelfHealFigures } from '../../../../src/core/self-heal'
import { agentRunView } from '../../../../src/shared/costs'
import { day, incidentOf, now } from '../world'

const run = (extra: Partial<AgentRun> = {}): AgentRun => ({ job: 'invoice', agent: 'writer', runId: 'r1', startedAt: now, finishedAt: now + 1, outcome: 'finished', calls: 2, llm: parseUsd('0.40'), grade: 'computed', cpuSeconds: 3600, charges: ['ch_1'], ...extra })

describe('runView', () => {
  const nets = new Map([['ch_1', parseUsd('9.41')], ['ch_2', parseUsd('-1')]])
  const view = (extra: Partial<AgentRun>) => runView(run(extra), '0.05', (charge) => nets.get(charge) ?? null)

  it.each<[string, Partial<AgentRun>, string | null, string | null]>([
    ['what its charge brought, less tokens and CPU', {}, '9.41', '8.96'],
    ['a charge told twice is one', { charges: ['ch_1', 'ch_1'] }, '9.41', '8.96'],
    ['a refund among them', { charges: ['ch_1', 'ch_2'] }, '8.41', '7.96'],
    ['nothing earned is no loss of a known size', { charges: [] }, null, null],
    ['a charge Stripe hasn’t told of', { charges: ['ch_1', 'ch_3'] }, null, null],
  ])('%s', (_what, extra, earnedUsd, marginUsd) => {
    expect(agentRunView.parse(view(extra))).toMatchObject({ llmUsd: '0.40', cpuUsd: '0.05', earnedUsd, marginUsd })
  })
})

describe('failuresOf', () => {
  const healed = (job: string, burned24hUsd: string, extra: Partial<HealedJob> = {}): HealedJob => ({ job, attempts24h: 2, failedInARow24h: 1, wastedUsd: '0', burned24hUsd, lastAt: now, attempts: 2, successRate: null, burnedUsd: burned24hUsd, grade: 'computed', ...extra })
  const heals = (...jobs: HealedJob[]): SelfHealFigures => ({ jobs24h: jobs.length, jobs, total: { jobs: jobs.length, attempts: 0, successRate: null, burnedUsd: '0', grade: 'computed' } })
  const failures = (runs: AgentRun[], figures: SelfHealFigures | null = null, incidents: ReturnType<typeof incidentOf>[] = []) => failuresOf({ span: { from: now - day, to: now + day }, runs, heals: figures, incidents, cpuUsdPerHour: '0.05' })

  it('adds up failed runs by job, dearest first; good ones cost what they cost', () => {
    const failed = (job: string, usd: string) => run({ job, outcome: 'failed', llm: parseUsd(usd), cpuSeconds: 0 })
    expect(failures([failed('a', '0.10'), failed('b', '1'), failed('a', '0.20'), run()])).toEqual({
      usd: '1.30',
      rows: [
        { job: 'b', attempts: 1, usd: '1.00', incident: null },
        { job: 'a', attempts: 2, usd: '0.30', incident: null },
      ],
    })
  })

  it('counts a retry that failed once, though healing tells of it too', () => {
    const failed = run({ outcome: 'failed', llm: parseUsd('0.10'), cpuSeconds: 0 })
    expect(failures([failed], heals(healed('invoice', '0.25')))).toMatchObject({ usd: '0.25', rows: [{ job: 'invoice', attempts: 2, usd: '0.25' }] })
    expect(failures([failed], heals(healed('invoice', '0.05', { attempts24h: 1 })))).toMatchObject({ usd: '0.10', rows: [{ attempts: 1 }] })
  })

  it('leaves out healing of another time', () => {
    expect(failures([], heals(healed('invoice', '0.25', { lastAt: now - 2 * day })))).toEqual({ usd: '0.00', rows: [] })
  })

  it('names the incident it belongs to: its own, else the one about all jobs', () => {
    const figures = heals(healed('a', '0.2'), healed('b', '0.1'))
    const own = incidentOf({ id: 'own', rule: 'self-heal', target: 'job:a' })
    const all = incidentOf({ id: 'all', rule: 'self-heal', target: 'jobs' })
    expect(failures([], figures, [all, own]).rows.map(({ job, incident }) => [job, incident])).toEqual([['a', 'own'], ['b', 'all']])
    expect(failures([], figures, [incidentOf({})]).rows[0]!.incident).toBeNull()
  })
})

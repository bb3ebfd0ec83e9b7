import { describe, expect, it } from 'vitest'
import type { AgentRun } from '../../../../src/core/costs/question'
import type { SelfHealFigures } from '../../../../src/core/self-heal'
import { incidentCost, type IncidentCostFacts } from '../../../../src/core/views/incident-cost'
import { incident } from '../../renderer/fixtures'

const cent = 10_000_000_000n
const span = { from: 1000, to: 2000 }

const run = (job: string, more: Partial<AgentRun> = {}): AgentRun => ({ job, agent: null, runId: null, startedAt: 1500, finishedAt: 1600, outcome: 'failed', calls: 1, llm: 3n * cent, grade: 'computed', cpuSeconds: 0, charges: [], ...more })
const noHeals: SelfHealFigures = { jobs24h: 0, jobs: [], total: { jobs: 0, attempts: 0, successRate: null, burnedUsd: '0', grade: 'reported' } }
const healing = (job: string, burned24hUsd: string, lastAt = 1500): SelfHealFigures => ({
  ...noHeals,
  jobs: [{ job, attempts24h: 4, failedInARow24h: 4, wastedUsd: burned24hUsd, burned24hUsd, lastAt, attempts: 9, successRate: 0, burnedUsd: '9', grade: 'estimated' }],
})
const facts = (more: Partial<IncidentCostFacts> = {}): IncidentCostFacts => ({ span, runs: [], heals: noHeals, callers: null, cpuUsdPerHour: '0.04', ...more })

describe('what failures cost while an incident was open', () => {
  it.each([
    ['no log tells of a job', incident(), facts(), { link: 'unknown', usd: '0.00', grade: 'reported', rows: [] }],
    ['no log was read yet', incident(), facts({ heals: null }), { link: 'unknown', usd: '0.00', grade: 'reported', rows: [] }],
    ['jobs ran and none failed', incident(), facts({ runs: [run('triage', { outcome: 'finished' })] }), { link: 'none', usd: '0.00', grade: 'reported', rows: [] }],
    ['a job failed that has nothing to do with it', incident({ component: 'notion', target: 'notion' }), facts({ runs: [run('triage'), run('triage')] }), { link: 'meanwhile', usd: '0.06', grade: 'computed', rows: [{ job: 'triage', attempts: 2, usd: '0.06' }] }],
    ['a job that earns by Stripe failed', incident(), facts({ runs: [run('shop'), run('shop', { outcome: 'finished', charges: ['ch_1'] }), run('triage')] }), { link: 'direct', usd: '0.03', grade: 'computed', rows: [{ job: 'shop', attempts: 1, usd: '0.03' }] }],
    ['a job failed that calls the provider', incident({ component: 'my-openai' }), facts({ callers: new Set(['triage']), runs: [run('triage'), run('other')] }), { link: 'direct', usd: '0.03', grade: 'computed', rows: [{ job: 'triage', attempts: 1, usd: '0.03' }] }],
    ['only others failed', incident({ component: 'my-openai' }), facts({ callers: new Set(['triage']), runs: [run('other', { grade: 'unpriced' })] }), { link: 'meanwhile', usd: '0.03', grade: 'unpriced', rows: [{ job: 'other', attempts: 1, usd: '0.03' }] }],
    ['healing is what it is about', incident({ rule: 'self-heal', target: 'job:triage' }), facts({ heals: healing('triage', '0.5'), runs: [run('triage'), run('other')] }), { link: 'direct', usd: '0.50', grade: 'estimated', rows: [{ job: 'triage', attempts: 4, usd: '0.50' }] }],
    ['healing of all jobs', incident({ rule: 'self-heal', target: 'jobs' }), facts({ heals: healing('triage', '0.01'), runs: [run('other')] }), { link: 'direct', usd: '0.04', grade: 'estimated', rows: [{ job: 'other', attempts: 1, usd: '0.03' }, { job: 'triage', attempts: 4, usd: '0.01' }] }],
    ['a day of healing is no part of an outage of minutes', incident(), facts({ heals: healing('triage', '0.5') }), { link: 'unknown', usd: '0.00', grade: 'reported', rows: [] }],
  ])('%s', (_case, one, known, expected) => {
    expect(incidentCost(one, known)).toEqual(expected)
  })
})

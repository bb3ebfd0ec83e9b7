import { describe, expect, it } from 'vitest'
import { startState } from '../../../../src/core/engine'
import { metricsText } from '../../../../src/core/views/metrics'
import { snapshotOf } from '../../../../src/core/views/snapshot'
import { around, componentOf, costsOf, incidentOf, now } from '../world'

const teller = { agent: 'a "laptop"', kind: 'console', version: '1.2.3' } as const
const ticking = componentOf('scheduler_tick', 'warning', { detail: { schedulers: [{ lastTickAt: now - 90_000 }, { lastTickAt: now - 30_000 }, { lastTickAt: null }] } })
const text = (costs = costsOf()) => metricsText(snapshotOf(startState([incidentOf({ severity: 'fail' })], [componentOf('stripe', 'fail'), ticking]), { ...around, costs }, now), teller)
const lines = (name: string, body = text()): string[] => body.split('\n').filter((line) => line.startsWith(`${name}{`))

describe('GET /metrics', () => {
  it('says how it is by its own judgement', () => {
    expect(lines('echopilot_info')).toEqual(['echopilot_info{agent="a \\"laptop\\"",kind="console",version="1.2.3"} 1'])
    expect(lines('echopilot_status_code')).toEqual(['echopilot_status_code{agent="a \\"laptop\\""} 2'])
    expect(lines('echopilot_judged_timestamp_seconds')[0]).toMatch(new RegExp(` ${now / 1000}$`))
    expect(lines('echopilot_components_unwell')[0]).toMatch(/ 2$/)
    expect(lines('echopilot_incidents_open')).toEqual([expect.stringMatching(/severity="warning"\} 0$/), expect.stringMatching(/severity="fail"\} 1$/)])
  })

  it('the age of ticks is that of the scheduler silent for longest', () => {
    expect(lines('echopilot_tick_age_seconds')).toEqual([expect.stringMatching(/ 90$/)])
  })

  it('a component that was never looked at has a state, and no latency', () => {
    expect(lines('echopilot_component_status_code')).toHaveLength(5)
    expect(lines('echopilot_component_look_age_seconds').join('\n')).not.toContain('notion')
  })

  it('money is as exact as it is known, and what nobody told of is left out', () => {
    const costs = costsOf()
    const month = lines('echopilot_cost_usd', text({ ...costs, month: { ...costs.month, llmUsd: '3.104567890123', stripeUsd: null } })).filter((line) => line.includes('period="month"'))
    expect(month.find((line) => line.includes('part="llm"'))).toMatch(/ 3\.104567890123$/)
    expect(month.join()).not.toContain('stripe')
  })

  it('is one format: every figure has its family before it, and each family stands once', () => {
    const body = text().split('\n')
    const families = body.filter((line) => line.startsWith('# TYPE ')).map((line) => line.split(' ')[2])
    expect(new Set(families).size).toBe(families.length)
    let family = ''
    for (const line of body.slice(0, -2)) {
      if (line.startsWith('# HELP ')) family = line.split(' ')[2]!
      else if (!line.startsWith('#')) expect(line.startsWith(`${family}{`)).toBe(true)
    }
    expect(body.slice(-2)).toEqual(['# EOF', ''])
  })
})

import { describe, expect, it } from 'vitest'
import type { OwnFacts } from '../../../../src/core/own-facts'
import rule from '../../../../src/core/rules/console-itself'
import { isRefusal } from '../../../../src/shared/refusals'
import { incidentOf, ruleContext } from '../world'

const well: OwnFacts = { credentials: [], runs: [], logProblem: null, refusals: [] }
const evaluate = (own: OwnFacts | null) => rule.evaluate({ ...ruleContext(), own, components: [], openIncident: () => undefined })
const run = { job: 'daily-probe', title: 'Daily health probe', dueAt: Date.UTC(2026, 10, 23, 7, 55) }

describe('the console itself', () => {
  it('is well where nothing is wrong, or nobody has gathered it', () => {
    expect(evaluate(well)).toEqual([])
    expect(evaluate(null)).toEqual([])
  })

  it.each([
    ['missed', 'Daily health probe was missed', 'Daily health probe was due at 07:55 UTC and hasn’t been run, nor made up for.'],
    ['failed', 'Daily health probe failed', 'Daily health probe was due at 07:55 UTC and broke off.'],
  ] as const)('a run that %s is a warning', (outcome, title, message) => {
    expect(evaluate({ ...well, runs: [{ ...run, outcome }] })).toEqual([
      { target: 'job:daily-probe', severity: 'warning', title, message, hint: 'Run it now on the Schedule page; if that fails too, console.log has the details.', code: null },
    ])
  })

  it('logs that can’t be written fail', () => {
    expect(evaluate({ ...well, logProblem: '/logs/scheduler.log can’t be written (ENOSPC).' })).toMatchObject([{ target: 'logs', severity: 'fail', message: '/logs/scheduler.log can’t be written (ENOSPC).', code: 'storage_failed' }])
  })

  it('so does a channel that was refused for good, which its own message tells of', () => {
    const [refused] = evaluate({ ...well, refusals: [{ channel: 'telegram', title: 'Telegram', message: 'The bot was blocked.', hint: 'Unblock it.' }] })
    expect(refused).toEqual({ target: 'channel:telegram', severity: 'fail', title: 'Nothing more can be sent: Telegram', message: 'The bot was blocked. What is meant for it is kept.', hint: 'Unblock it.', code: 'channel_off' })
    expect(isRefusal(incidentOf({ target: refused!.target, component: rule.componentOf(refused!.target) }))).toBe(true)
    expect(isRefusal(incidentOf({ target: 'logs', component: 'console' }))).toBe(false)
    expect(isRefusal(incidentOf({ target: 'channel:telegram', component: 'notion' }))).toBe(false)
  })
})

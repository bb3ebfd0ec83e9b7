import { describe, expect, it } from 'vitest'
import type { Unfetched } from '../../../../src/core/fetched-log'
import rule from '../../../../src/core/rules/log-unfetched'
import { componentOf, hour, minute, now, ruleContext, settingsWith } from '../world'

const evaluate = (unfetched: Unfetched | null | undefined, watch = {}) => {
  const schedulers = [{ source: 'own', unfetched: null }, { source: 'log', name: 'EchoPilot’s scheduler', path: 'logs/scheduler.log', unfetched }]
  const components = [componentOf('scheduler_tick', 'unknown', { detail: { schedulers } as never })]
  return rule.evaluate({ ...ruleContext(settingsWith({ watch })), components, openIncident: () => undefined })
}
const away = (forMs: number, extra: Partial<Unfetched> = {}): Unfetched => ({ lastAt: now - 9 * hour, forMs, paceMs: 0, ...extra })

describe('a log that is no longer fetched', () => {
  it('is a warning about the copying, not about EchoPilot', () => {
    expect(evaluate(away(16 * minute))).toEqual([
      {
        target: 'log',
        severity: 'warning',
        title: 'The log of EchoPilot’s scheduler isn’t fetched any more',
        message: 'Nothing has been fetched into logs/scheduler.log for 9 h. EchoPilot’s scheduler may be fine; the copying has stopped.',
        hint: 'Check what copies the log here: its timer, its sign-in, and whether the other computer can be reached.',
        code: 'stale',
      },
    ])
    expect(evaluate(away(16 * minute, { lastAt: null }))[0]!.message).toContain('since the console started')
  })

  it.each([
    [15 * minute, {}, {}, 0],
    [15 * minute + 1, {}, {}, 1],
    [15 * minute + 1, { fetchMinutes: 30 }, {}, 0],
    [30 * minute + 1, { fetchMinutes: 30 }, {}, 1],
    // One that used to come each 20 min may be late by as much.
    [40 * minute, {}, { paceMs: 20 * minute }, 0],
    [40 * minute + 1, {}, { paceMs: 20 * minute }, 1],
  ])('after %i ms with %o and %o: %i', (forMs, watch, extra, count) => {
    expect(evaluate(away(forMs, extra), watch)).toHaveLength(count)
  })

  it('is none where it comes, is written here, or an older console kept the look', () => {
    expect(evaluate(null)).toEqual([])
    expect(evaluate(undefined)).toEqual([])
    expect(rule.evaluate({ ...ruleContext(), components: [componentOf('scheduler_tick', 'ok', { detail: { schedulers: [null, 'x'] } })], openIncident: () => undefined })).toEqual([])
  })

  it('is judged by the scheduler component, and by other settings anew', () => {
    expect(rule.componentOf('log')).toBe('scheduler_tick')
    const mark = (watch: object) => JSON.stringify(rule.judgesBy!(settingsWith({ watch })))
    expect(new Set([mark({}), mark({ logDir: '/a' }), mark({ remote: true }), mark({ fetchMinutes: 30 })]).size).toBe(4)
  })
})

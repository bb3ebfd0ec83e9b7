import { describe, expect, it } from 'vitest'
import rule from '../../../../src/core/rules/tick-gaps'
import type { TickFigures } from '../../../../src/core/ticks'
import type { Detail } from '../../../../src/shared/model'
import { componentOf, incidentOf, ruleContext, settingsWith } from '../world'

const second = 1000
const figures = (extra: Partial<TickFigures> = {}): TickFigures => ({
  source: 'log', name: 'EchoPilot’s scheduler', path: 'logs/scheduler.log', problem: null, lastTickAt: 0, ageMs: 0, gaps24h: 4, longestGapMs: 0,
  streak: 4, failing: true, settling: false, silentMs: 290 * second, state: 'silent', gaps: [], aheadMs: 0, unfetched: null, ...extra,
})
const evaluate = (schedulers: unknown[], open: string[] = []) =>
  rule.evaluate({
    ...ruleContext(),
    components: [componentOf('scheduler_tick', 'fail', { detail: { schedulers } as unknown as Detail })],
    openIncident: (target) => (open.includes(target) ? incidentOf({ rule: 'tick-gaps', target }) : undefined),
  })

describe('tick gaps', () => {
  it('names the scheduler, how long, and what to do', () => {
    expect(evaluate([figures()])).toEqual([
      {
        target: 'log', severity: 'fail', code: 'tick_silent', title: 'EchoPilot’s scheduler has gone quiet',
        message: 'No tick for 4 min: 4 gaps of more than 70 s in a row; more than 3 are too many.', hint: 'Check that EchoPilot is running; its scheduler should tick every 60 s.',
      },
    ])
  })

  it.each<[string, Partial<TickFigures>, string, string]>([
    ['missing', { state: 'missing', streak: 5 }, 'EchoPilot’s scheduler hasn’t ticked', 'No tick has come for 4 min, since it has been watched.'],
    ['idle', { state: 'idle' }, 'EchoPilot’s scheduler ticks, but does nothing', 'Its ticks come, but no job has done anything for 4 min: 4 gaps of more than 70 s in a row; more than 3 are too many.'],
    ['late', { state: 'ticking' }, 'EchoPilot’s scheduler ticks too late', 'Its last ticks came late: 4 gaps of more than 70 s in a row; more than 3 are too many.'],
    ['on time once', { state: 'ticking', streak: 0 }, 'EchoPilot’s scheduler ticks too late', 'It ticks again; one more tick on time ends this.'],
  ])('has words for one that is %s', (_name, extra, title, message) => {
    expect(evaluate([figures(extra)])).toMatchObject([{ title, message }])
  })

  it('is one for each scheduler', () => {
    expect(evaluate([figures({ source: 'own' }), figures()]).map(({ target }) => target)).toEqual(['own', 'log'])
    expect(evaluate([figures({ source: 'own' })])[0]!.hint).toBe('If it goes on, restart the console; console.log has the details.')
  })

  it('finds nothing while there are no more gaps than are put up with', () => {
    expect(evaluate([figures({ failing: false, streak: 3 })])).toEqual([])
  })

  it('waits after a start, unless it was open before', () => {
    expect(evaluate([figures({ settling: true })])).toEqual([])
    expect(evaluate([figures({ settling: true })], ['log'])).toHaveLength(1)
  })

  it('finds nothing where nothing was looked at', () => {
    expect(evaluate([])).toEqual([])
    expect(evaluate([null, 'x', {}])).toEqual([])
    expect(rule.evaluate({ ...ruleContext(), components: [], openIncident: () => undefined })).toEqual([])
  })

  it('is judged by the scheduler component, and by other settings anew', () => {
    expect(rule.componentOf('log')).toBe('scheduler_tick')
    const mark = (patch: Parameters<typeof settingsWith>[0]) => JSON.stringify(rule.judgesBy!(settingsWith(patch)))
    const marks = [mark({}), mark({ ticks: { gapSeconds: 90 } }), mark({ ticks: { proofOfWork: true } }), mark({ watch: { logDir: '/a' } }), mark({ watch: { remote: true } })]
    expect(new Set(marks).size).toBe(marks.length)
    expect(mark({ disk: { warnAbovePercent: 50 } })).toBe(marks[0])
  })
})

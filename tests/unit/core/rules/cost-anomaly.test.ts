import { describe, expect, it } from 'vitest'
import type { SpendAlarm } from '../../../../src/core/costs/anomalies-watch'
import rule from '../../../../src/core/rules/cost-anomaly'
import { incidentOf, now, ruleContext, settingsWith } from '../world'

const alarm = (extra: Partial<SpendAlarm> = {}): SpendAlarm => ({ dimension: 'job', name: 'triage', since: now, hours: 1, usd: 12, usual: 1, ...extra })

function evaluate(alarms: SpendAlarm[], open: string[] = [], costs: object = {}) {
  const openIncident = (target: string) => (open.includes(target) ? incidentOf({ rule: rule.id, target }) : undefined)
  return rule.evaluate({ ...ruleContext(settingsWith({ costs })), components: [], spending: { budgets: [], alarms }, openIncident })
}
const targets = (...args: Parameters<typeof evaluate>) => evaluate(...args).map(({ target }) => target)

describe('cost-anomaly', () => {
  it('says what costs how much more', () => {
    expect(evaluate([alarm()])).toEqual([
      {
        target: 'job:triage',
        severity: 'warning',
        title: 'Job triage costs far more than usual',
        message: '$12.00 in an hour; at this time of day and week usually $1.00.',
        hint: 'See on the Costs page which calls these are; if something repeats itself, pause its job.',
        code: null,
      },
    ])
    expect(evaluate([alarm({ dimension: 'total', name: '', hours: 4 })])).toMatchObject([{ target: 'all-costs', title: 'Everything together costs far more than usual', message: expect.stringContaining('in 4 hours') }])
  })

  it.each<[string, SpendAlarm[], string[], string[]]>([
    ['one cause by its most telling name', [alarm({ dimension: 'total', name: '' }), alarm({ dimension: 'model', name: 'a' }), alarm()], [], ['job:triage']],
    ['a model where no job explains it', [alarm({ usd: 3 }), alarm({ dimension: 'model', name: 'a' })], [], ['job:triage', 'model:a']],
    ['everything where no name explains it', [alarm({ dimension: 'total', name: '', usd: 100 }), alarm()], [], ['job:triage', 'all-costs']],
    ['what was told goes on beside what explains it', [alarm({ dimension: 'total', name: '' }), alarm()], ['all-costs'], ['job:triage', 'all-costs']],
    ['nothing', [], ['all-costs'], []],
  ])('tells %s', (_what, alarms, open, expected) => {
    expect(targets(alarms, open)).toEqual(expected)
  })

  it('is silent when switched off, and before anything was added up', () => {
    expect(targets([alarm()], [], { alertOnAnomalies: false })).toEqual([])
    expect(rule.evaluate({ ...ruleContext(), components: [], openIncident: () => undefined })).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import type { Severity } from '../../../../src/shared/model'
import type { SpendingFacts } from '../../../../src/core/costs/spending-facts'
import { emptyRecord } from '../../../../src/core/forecast/record'
import rule from '../../../../src/core/rules/cost-budget'
import { hour, incidentOf, now, ruleContext, settingsWith } from '../world'

type Budget = SpendingFacts['budgets'][number]

const calm = { fast: false, stillFast: false, slow: false, usedUpAt: null }
const budget = (extra: Partial<Budget> = {}): Budget => ({
  id: 'monthly', title: 'Monthly budget', usd: '100.00', spent: '60.00', part: 0.6, elapsed: 0.5, state: 'ok', words: '$60.00 of $100.00 spent.',
  projected: { usd: '90', low: '85', high: '95', grade: 'estimated' }, usedUpAt: null, burn: calm, sure: false, record: emptyRecord(), ...extra,
})
const projected = (usd: string) => ({ usd, low: '101', high: '130', grade: 'estimated' as const })

function evaluate(one: Budget, open: Severity | null = null, costs: object = {}) {
  const context = ruleContext(settingsWith({ costs }))
  const openIncident = () => (open === null ? undefined : incidentOf({ rule: rule.id, target: one.id, severity: open }))
  return rule.evaluate({ ...context, components: [], spending: { budgets: [one], alarms: [] }, openIncident }).map(({ severity, title }) => `${severity}: ${title}`)
}

describe('cost-budget', () => {
  it.each<[string, Partial<Budget>, Severity | null, string[]]>([
    ['within', {}, null, []],
    ['exceeded', { state: 'over' }, null, ['fail: Monthly budget is exceeded']],
    ['gone within a day', { state: 'tight', burn: { ...calm, fast: true, usedUpAt: now + 5 * hour } }, null, ['fail: Monthly budget will be used up in 5 h']],
    ['a fast burn that pauses, told of before', { burn: { ...calm, stillFast: true } }, 'fail', ['fail: Monthly budget will be used up soon']],
    ['the same, never told of', { burn: { ...calm, stillFast: true } }, null, []],
    ['the same, told of as a warning', { burn: { ...calm, stillFast: true } }, 'warning', []],
    ['will be exceeded, and the last days say so', { projected: projected('110'), burn: { ...calm, slow: true } }, null, ['warning: Monthly budget will probably be exceeded']],
    ['will be exceeded for sure', { projected: projected('110'), sure: true }, null, ['warning: Monthly budget will probably be exceeded']],
    ['foretold, but the last days are calm', { projected: projected('110') }, null, []],
    ['spent fast lately, but not foretold', { projected: projected('100'), burn: { ...calm, slow: true } }, null, []],
    ['told of, and not far enough below', { projected: projected('95.1') }, 'warning', ['warning: Monthly budget will probably be exceeded']],
    ['told of, and well below', { projected: projected('95') }, 'warning', []],
    ['too little known', { projected: null, burn: { ...calm, slow: true } }, null, []],
  ])('%s', (_what, extra, open, expected) => {
    expect(evaluate(budget(extra), open)).toEqual(expected)
  })

  it('says between what it will be, and how such forecasts have done', () => {
    const record = { ...emptyRecord(), claims: 4, hits: 2, since: now }
    const [finding] = rule.evaluate({ ...ruleContext(), components: [], openIncident: () => undefined, spending: { alarms: [], budgets: [budget({ projected: projected('110'), sure: true, record })] } })
    expect(finding!.message).toBe('$60.00 of $100.00 spent. Probably between $101.00 and $130.00. Such forecasts came true 2 of 3 times here.')
  })

  it('is silent when switched off, and before anything was added up', () => {
    expect(evaluate(budget({ state: 'over' }), null, { alertOnBurn: false })).toEqual([])
    expect(rule.evaluate({ ...ruleContext(), components: [], openIncident: () => undefined })).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import type { SpendingFacts } from '../../../../src/core/costs/spending-facts'
import { ingest, startState } from '../../../../src/core/engine'
import { emptyRecord } from '../../../../src/core/forecast/record'
import { engineRules, minute, now } from '../world'

const facts = (state: 'ok' | 'over'): SpendingFacts => ({
  alarms: [],
  budgets: [{ id: 'monthly', title: 'Monthly budget', usd: '10.00', spent: '11.00', part: 1.1, elapsed: 0.5, projected: null, state, words: '', usedUpAt: null, burn: { fast: false, stillFast: false, slow: false, usedUpAt: null }, sure: false, record: emptyRecord() }],
})

/** What follows, look by look, from how money stands. */
function eventsOf(...looks: (SpendingFacts | null)[]): string[][] {
  let state = startState()
  return looks.map((spending, i) => {
    const change = ingest(state, [], now + i * minute, { ...engineRules(), spending })
    state = change.state
    return change.events.map(({ type, incident }) => `${type} ${incident.identity} of ${incident.component}`)
  })
}

describe('an incident about money', () => {
  it('opens, and ends once costs say so', () => {
    expect(eventsOf(facts('over'), facts('over'), facts('ok'))).toEqual([['opened cost-budget:monthly of costs'], [], ['resolved cost-budget:monthly of costs']])
  })

  it('stays while nobody has added costs up: that proves no recovery', () => {
    expect(eventsOf(facts('over'), null, facts('over'))).toEqual([['opened cost-budget:monthly of costs'], [], []])
  })
})

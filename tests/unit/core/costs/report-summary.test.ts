import { describe, expect, it } from 'vitest'
import { costSummary } from '../../../../src/shared/model'
import { periodAt, periodBefore } from '../../../../src/core/costs/periods'
import { summarise } from '../../../../src/core/costs/report-summary'
import { day, hour, now } from '../world'
import { answerOf, type Cost } from './answer-of'

const costs: Cost[] = [
  { at: now, kind: 'cpu', usd: '0.01', cpuSeconds: 720 },
  { at: now, model: 'plain', usd: '2', highUsd: '2.50' },
  { at: now, kind: 'finance', usd: '1' },
  // Last week: by this hour of its Monday, and later.
  { at: now - 7 * day - hour, model: 'plain', usd: '3' },
  { at: now - 2 * day, kind: 'stripe', usd: '0.59' },
]

function summary(of: Cost[], stripeRead = true) {
  const ask = (span: { from: number; to: number }) => answerOf(of, span, ['kind'])
  const lastWeek = periodBefore('week', now, 1)
  return summarise({ at: now, today: ask(periodAt('day', now)), week: ask(periodAt('week', now)), lastWeek: ask(lastWeek), lastWeekSoFar: ask({ from: lastWeek.from, to: now - 7 * day }), month: ask(periodAt('month', now)), sources: ['CPU time'], stripeRead })
}

describe('summarise', () => {
  it('gives today, the week against the same stretch of the last one, and the month, in the shape the window expects', () => {
    const given = summary(costs)
    expect(costSummary.parse(given)).toEqual(given)
    expect(given).toMatchObject({
      at: now,
      today: { totalUsd: '3.01', lowUsd: '3.01', highUsd: '3.51', cpuUsd: '0.01', cpuHours: 0.2, llmUsd: '2.00', stripeUsd: '0.00', financeUsd: '1.00' },
      lastWeek: { totalUsd: '3.59', stripeUsd: '0.59' },
      lastWeekSoFar: { totalUsd: '3.00' },
      month: { totalUsd: '6.60' },
      sources: ['CPU time'],
    })
  })

  it('says nothing of Stripe’s fees nobody reads, nor of a week nothing is known of', () => {
    expect(summary(costs.slice(0, 3), false)).toMatchObject({ week: { stripeUsd: null }, lastWeekSoFar: null })
  })

  it('counts fees somebody else tells of, and says nothing of them where nobody does', () => {
    expect(summary(costs, false)).toMatchObject({ week: { stripeUsd: null }, lastWeek: { stripeUsd: '0.59' } })
  })
})

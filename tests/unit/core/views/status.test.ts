import { describe, expect, it } from 'vitest'
import { startState } from '../../../../src/core/engine'
import { snapshotOf } from '../../../../src/core/views/snapshot'
import { statusReport } from '../../../../src/core/views/status'
import { around, componentOf, costsOf, incidentOf, now } from '../world'

const stripe = componentOf('stripe', 'fail', { message: 'Stripe refuses the credential.', figure: null })

describe('GET /api/status', () => {
  const seen = snapshotOf(startState([incidentOf({ openedAt: now - 60_000 })], [stripe]), { ...around, costs: costsOf() }, now)
  const report = statusReport(seen)

  it('says in brief what the snapshot says', () => {
    expect(report).toMatchObject({ ok: false, status: 'fail', headline: seen.headline, ts: '2026-11-23T10:00:00.000Z', api: seen.api.url, week_usd: seen.costs!.week.totalUsd })
    expect(report.components).toHaveLength(5)
    expect(report.components[2]).toEqual({ target: 'stripe', title: 'Stripe', status: 'fail', message: 'Stripe refuses the credential.', figure: null, checked_at: new Date(stripe.sample.at).toISOString() })
    expect(report.incidents).toEqual([{ id: seen.incidents[0]!.id, severity: seen.incidents[0]!.severity, title: seen.incidents[0]!.title, opened_at: '2026-11-23T09:59:00.000Z' }])
  })

  it('leaves open what isn’t known yet', () => {
    const early = statusReport(snapshotOf(startState(), { ...around, costs: null }, now))
    expect(early).toMatchObject({ ok: true, status: 'unknown', week_usd: null, incidents: [] })
    expect(early.components.map(({ checked_at }) => checked_at)).toEqual([null, null, null, null, null])
  })

  it('has no history: it is asked for often', () => {
    expect(JSON.stringify(report)).not.toContain('history')
  })
})

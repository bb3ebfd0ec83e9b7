import { describe, expect, it } from 'vitest'
import type { OwnFacts } from '../../../../src/core/own-facts'
import failing from '../../../../src/core/rules/component-failing'
import rule from '../../../../src/core/rules/credential-age'
import type { Incident, Sample, Status } from '../../../../src/shared/model'
import { componentOf, day, hour, incidentOf, now, ruleContext } from '../world'

const signIn = (expiresAt: number, since: number | null = null): OwnFacts => ({
  credentials: [{ key: 'googleSignIn', title: 'The sign-in with Google', component: 'drive', expiresAt, since }], runs: [], logProblem: null, refusals: [],
})
const evaluate = (own: OwnFacts | null, components = [componentOf('notion', 'ok')], open?: Incident) => rule.evaluate({ ...ruleContext(), own, components, openIncident: () => open })

/** A check of a certificate that ends so much later, as its probe found it. */
function shop(leftMs: number, judged: Status, code: Sample['code'] = leftMs <= 0 ? 'certificate_invalid' : 'certificate_expiring') {
  return { ...componentOf('shop', judged, { code, hint: 'Renew it.', detail: { validFromAt: now - 80 * day, validToAt: now + leftMs } }), kind: 'tls-certificate' }
}

describe('a credential that ends', () => {
  it.each([
    [14 * day, null],
    [14 * day - 1, ['warning', 1]],
    [7 * day, ['warning', 1]],
    [7 * day - 1, ['warning', 2]],
    [day, ['warning', 2]],
    [day - 1, ['fail', 3]],
    [-hour, ['fail', 3]],
  ])('%i ms before', (leftMs, expected) => {
    expect(evaluate(signIn(now + leftMs)).map(({ severity, urgency }) => [severity, urgency])).toEqual(expected ? [expected] : [])
  })

  it('is named, with the day', () => {
    expect(evaluate(signIn(now + 3 * day))).toEqual([
      {
        target: 'credential:googleSignIn', severity: 'warning', urgency: 2, title: 'The sign-in with Google ends in 3 d', code: 'credential_expiring',
        message: 'The sign-in with Google ends in 3 d, on 2026-11-26. Without it, nothing is known of what it opens.', hint: 'Renew it in Settings before then.',
      },
    ])
    expect(evaluate(signIn(now - hour))[0]).toMatchObject({ title: 'The sign-in with Google has ended' })
    expect(rule.componentOf('credential:googleSignIn')).toBe('console')
  })

  it('of a week’s life isn’t told of on its first day', () => {
    expect(evaluate(signIn(now + 6.9 * day, now - 0.1 * day))).toEqual([])
    expect(evaluate(signIn(now + 3 * day, now - 4 * day))).toMatchObject([{ severity: 'warning', urgency: 1 }])
  })

  it('that has ended is the one cause of what it opened being refused', () => {
    const refused = componentOf('drive', 'fail', { code: 'auth_invalid' })
    const opened = (own: OwnFacts) => failing.evaluate({ ...ruleContext(), own, components: [refused], openIncident: () => undefined })
    expect(opened(signIn(now - hour))).toEqual([])
    expect(opened(signIn(now + hour))).toHaveLength(1)
  })
})

describe('a certificate', () => {
  it.each<[number, Status, [string, number]]>([
    [13 * day, 'warning', ['warning', 1]],
    // By its check’s own limit.
    [6 * day, 'fail', ['fail', 2]],
    [6 * day, 'warning', ['warning', 2]],
    [hour, 'warning', ['fail', 3]],
    [-hour, 'fail', ['fail', 3]],
    // A check may want to know sooner.
    [25 * day, 'warning', ['warning', 1]],
  ])('that ends in %i ms, its check saying %s', (leftMs, judged, [severity, urgency]) => {
    const component = shop(leftMs, judged)
    expect(evaluate(null, [component])).toMatchObject([{ target: 'shop', severity, urgency, code: 'certificate_expiring', hint: 'Renew it.' }])
    // One cause, one incident.
    expect(failing.evaluate({ ...ruleContext(), components: [component], openIncident: () => undefined })).toEqual([])
  })

  it('is left to others where its age isn’t what is wrong', () => {
    expect(evaluate(null, [shop(60 * day, 'ok', null)])).toEqual([])
    const untrusted = shop(60 * day, 'fail', 'certificate_invalid')
    expect(evaluate(null, [untrusted])).toEqual([])
    expect(failing.evaluate({ ...ruleContext(), components: [untrusted], openIncident: () => undefined })).toHaveLength(1)
  })

  it('isn’t renewed by a look that didn’t get as far', () => {
    const open = incidentOf({ rule: 'credential-age', target: 'shop', severity: 'warning', urgency: 2 })
    const broken = { ...componentOf('shop', 'warning', { code: 'transport' }), kind: 'tls-certificate' }
    expect(evaluate(null, [broken], open)).toMatchObject([{ target: 'shop', severity: 'warning', urgency: 2, title: open.title }])
    expect(evaluate(null, [broken])).toEqual([])
    expect(evaluate(null, [shop(60 * day, 'ok', null)], open)).toEqual([])
  })

  it('is judged by its own component', () => {
    expect(rule.componentOf('shop')).toBe('shop')
  })
})

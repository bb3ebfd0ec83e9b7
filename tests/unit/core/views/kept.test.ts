import { describe, expect, it } from 'vitest'
import { keepable, keptView } from '../../../../src/core/views/kept'
import type { Status } from '../../../../src/shared/model'
import { component, incident, snapshot } from '../../renderer/fixtures'

const minuteMs = 60_000
const looked = (status: Status, more = {}) => component({ status, look: status, checkedAt: 0, nextAt: 5 * minuteMs, since: -10, ...more })

describe('what is kept of a snapshot', () => {
  it('is without what was going on and without details, and otherwise whole', () => {
    const before = snapshot({ components: [component({ detail: { mounts: ['/'] } })], run: { reason: 'button', startedAt: 5, targets: {} } })
    expect(keepable(before)).toEqual({ ...before, run: null, components: [{ ...before.components[0], detail: {} }] })
  })
})

describe('a kept view', () => {
  it.each([
    ['is believed for three intervals', 15 * minuteMs, 'ok', 'ok'],
    ['says nothing any more after that', 15 * minuteMs + 1, 'unknown', 'unknown'],
    ['is believed where the clock was set back', -minuteMs, 'ok', 'ok'],
  ] as const)('%s', (_what, now, status, overall) => {
    const view = keptView(snapshot({ overall: 'ok', components: [looked('ok')] }), now)
    expect(view.components[0]).toMatchObject({ status, look: 'ok' })
    expect(view.overall).toBe(overall)
  })
  it('says that it is old, since when, and takes its next step back', () => {
    const action = { label: 'Fix', do: { kind: 'settings', section: 'stripe' } } as const
    const [aged] = keptView(snapshot({ components: [looked('fail', { message: 'The key is wrong.', action })] }), 60 * minuteMs).components
    expect(aged).toMatchObject({ status: 'unknown', code: 'stale', since: 0, action: null, message: expect.stringContaining('isn’t known') as string })
  })
  it.each([
    ['a thing that is off', component({ status: 'off', checkedAt: 0, nextAt: 1 })],
    ['a thing nobody looked at', component({ status: 'unknown', checkedAt: null })],
    ['a refused credential, which isn’t tried again', looked('fail', { nextAt: null })],
  ])('leaves %s as it is', (_what, one) => {
    expect(keptView(snapshot({ components: [one] }), 1e12).components).toEqual([one])
  })
  it('still has its open incidents, in the state and in the words on top', () => {
    const view = keptView(snapshot({ overall: 'fail', headline: 'Stripe: refused', components: [looked('fail')], incidents: [incident({ title: 'Stripe fails' })] }), 60 * minuteMs)
    expect(view).toMatchObject({ overall: 'warning', headline: 'Stripe fails' })
  })
})

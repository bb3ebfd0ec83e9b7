import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Overall, Status } from '../../../../src/shared/model'
import { builtInTargets } from '../../../../src/shared/settings'
import { startState } from '../../../../src/core/engine'
import type { ComponentState } from '../../../../src/core/judge'
import { healthReport, probeLogLine } from '../../../../src/core/views/health-api'
import { componentOf, hour, incidentOf, minute, now, settingsWith } from '../world'

const report = (components: ComponentState[], at = now, open = [] as Parameters<typeof startState>[0]) => healthReport(startState(open, components), settingsWith(), at)
const all = (status: Status) => builtInTargets.map((target) => componentOf(target, status))
const without = (target: string) => all('ok').filter((state) => state.target !== target)

describe('GET /api/system-health', () => {
  it('answers what other programs rely on', () => {
    const { ts, details, ...contract } = report(all('ok'))
    expect(contract).toEqual({ ok: true, status: 'ok', components: { notion: true, drive: true, stripe: true, scheduler_tick: true, disk_ok: true }, issues: [] })
    expect(Object.keys(contract.components)).toEqual(['notion', 'drive', 'stripe', 'scheduler_tick', 'disk_ok'])
    expect(ts).toBe('2026-11-23T10:00:00.000Z')
    expect(details['notion']).toEqual({ title: 'Notion', kind: 'notion', status: 'ok', code: null, latency_ms: 85, age_s: 0, figure: null, message: '', detail: {} })
  })

  it('names what is wrong, how badly, since when, and what to do', () => {
    const failing = { ...componentOf('stripe', 'fail', { code: 'auth_invalid', message: 'Stripe refuses the credential.', hint: 'Replace it.' }), since: now - hour }
    const { ok, status, components, issues } = report([...without('stripe'), failing])
    expect({ ok, status, stripe: components['stripe'] }).toEqual({ ok: false, status: 'fail', stripe: false })
    expect(issues).toEqual([
      { component: 'stripe', severity: 'fail', code: 'auth_invalid', message: 'Stripe refuses the credential.', hint: 'Replace it.', since: '2026-11-23T09:00:00.000Z' },
    ])
  })

  it.each<[string, ComponentState | null, boolean | null, Overall, string[]]>([
    ['not looked at', null, null, 'ok', []],
    ['off', componentOf('notion', 'off'), null, 'ok', []],
    ['unknown', componentOf('notion', 'unknown', { code: 'offline' }), null, 'ok', ['unknown offline']],
    ['a warning', componentOf('notion', 'warning'), true, 'warning', ['warning live_key']],
    ['one failed look', { ...componentOf('notion', 'fail'), judged: 'warning' }, false, 'warning', ['warning transport']],
    ['confirmed', componentOf('notion', 'fail'), false, 'fail', ['fail transport']],
    ['recovering', { ...componentOf('notion', 'ok'), judged: 'warning' }, true, 'warning', ['warning recovering']],
    ['a failure without a code', componentOf('notion', 'fail', { code: null }), false, 'fail', ['fail could_not_look']],
  ])('%s', (_name, notion, component, status, issues) => {
    const got = report([...without('notion'), ...(notion ? [notion] : [])])
    expect(got.components['notion']).toBe(component)
    expect(got.status).toBe(status)
    expect(got.issues.map(({ severity, code }) => `${severity} ${code}`)).toEqual(issues)
  })

  it.each(['ok', 'fail'] as const)('a look too old to be believed counts as none, whether it was %s', (status) => {
    const old = componentOf('notion', status, { at: now - hour })
    const got = report([...without('notion'), old])
    expect(got).toMatchObject({ ok: true, status: 'ok', components: { notion: null }, issues: [{ component: 'notion', severity: 'unknown', code: 'stale' }] })
    expect(got.details['notion']).toMatchObject({ status: 'unknown', age_s: 3600 })
  })

  it('an open alert is a warning, though every look is good', () => {
    expect(report(all('ok'), now, [incidentOf({ severity: 'warning' })])).toMatchObject({ ok: true, status: 'warning' })
  })

  it('knows nothing before the first look', () => {
    expect(report([])).toMatchObject({ ok: true, status: 'unknown', issues: [] })
    expect(report([]).details['disk_ok']).toEqual({ title: 'Disk', kind: 'disk', status: 'unknown', code: null, latency_ms: null, age_s: null, figure: null, message: 'Not looked at yet.', detail: {} })
  })

  it('has no age below zero when the clock went back', () => {
    expect(report(all('ok'), now - minute).details['notion']!.age_s).toBe(0)
  })

  it('is ok exactly when no component is false, and lists every one that is', () => {
    const state = fc.tuple(fc.constantFrom(...builtInTargets), fc.constantFrom<Status>('ok', 'warning', 'fail', 'unknown', 'off'), fc.constantFrom<Status>('ok', 'warning', 'fail', 'unknown'))
    const states = fc.uniqueArray(state, { selector: ([target]) => target })
    fc.assert(
      fc.property(states, (some) => {
        const { ok, components, issues } = report(some.map(([target, look, judged]) => ({ ...componentOf(target, look), judged })))
        expect(Object.keys(components)).toEqual([...builtInTargets])
        const bad = Object.entries(components).filter(([, good]) => good === false).map(([target]) => target)
        expect(ok).toBe(bad.length === 0)
        expect(issues.map(({ component }) => component)).toEqual(expect.arrayContaining(bad))
        expect(JSON.parse(JSON.stringify(components))).toEqual(components)
      }),
    )
  })
})

it('a line of health_probe.log is cut from the same report', () => {
  const whole = report([...without('disk_ok'), componentOf('disk_ok', 'fail', { code: 'disk_usage', message: 'full', latencyMs: 3 })])
  expect(probeLogLine(whole, 'button')).toEqual({
    ts: '2026-11-23T10:00:00.000Z',
    ok: false,
    components: { notion: true, drive: true, stripe: true, scheduler_tick: true, disk_ok: false },
    issues: [{ component: 'disk_ok', severity: 'fail', code: 'disk_usage', message: 'full', hint: null, since: '2026-11-23T10:00:00.000Z' }],
    status: 'fail',
    reason: 'button',
    latency_ms: { notion: 85, drive: 85, stripe: 85, scheduler_tick: 85, disk_ok: 3 },
  })
})

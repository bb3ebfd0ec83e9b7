import { describe, expect, it } from 'vitest'
import type { Io } from '../../../src/core/io'
import { defineProbe } from '../../../src/core/plugin'
import { bad, fromFault, good } from '../../../src/core/reading'
import { look } from '../../../src/host/runner'
import { systemClock } from '../../../src/host/io/clock'
import { fault, type FaultCode } from '../../../src/shared/faults'
import type { Reading } from '../../../src/shared/model'
import { sections } from '../../../src/shared/settings'
import { handClock, settingsWith } from '../support'

/** One look at a probe that does as told, look by look. */
async function lookAt(runs: (() => Promise<Reading>)[], { clock = systemClock, settings = settingsWith({ probing: { deadlineSeconds: 1 } }), reach = 'remote' as 'remote' | 'local' } = {}) {
  let calls = 0
  const bugs: string[] = []
  const probe = defineProbe({
    kind: 'stripe', target: 'stripe', title: 'Stripe', order: 1, reach, section: 'stripe', schema: sections.stripe,
    run: () => runs[Math.min(calls++, runs.length - 1)]!(),
    action: () => null,
  })
  const sample = await look(probe as never, { io: {} as Io, clock, settings: () => settings, onBug: (where, error) => bugs.push(`${where}: ${String(error)}`) })
  return { sample, calls, bugs }
}

const never = () => new Promise<Reading>(() => {})
const failing = (code: FaultCode, retryAfterMs?: number) => async () => fromFault(fault(code, `it says ${code}`, null, retryAfterMs))

describe('one look', () => {
  it.each([
    ['at a provider', 'remote', { status: 'fail', code: 'transport', message: 'Stripe gave no complete answer within 1 s.' }],
    ['at this computer', 'local', { status: 'unknown', code: 'could_not_look', message: 'No answer within 1 s.' }],
  ] as const)('%s that never ends is ended by the deadline', async (_where, reach, said) => {
    const { sample, calls, bugs } = await lookAt([never], { reach })
    expect(sample).toMatchObject({ ...said, target: 'stripe', kind: 'stripe' })
    expect({ calls, bugs }).toEqual({ calls: 1, bugs: [] })
  })

  it('that throws is our bug: reported with its place, and unknown', async () => {
    const { sample, calls, bugs } = await lookAt([async () => { throw new TypeError('rk_test_leak is not a function') }])
    expect(sample).toMatchObject({ status: 'unknown', code: 'internal' })
    expect(JSON.stringify(sample)).not.toContain('rk_test_leak')
    expect({ calls, bugs }).toEqual({ calls: 1, bugs: ['probe stripe: TypeError: rk_test_leak is not a function'] })
  })

  it('that throws before it awaits is no different', async () => {
    const { sample, bugs } = await lookAt([() => { throw new Error('at once') }])
    expect(sample).toMatchObject({ status: 'unknown', code: 'internal' })
    expect(bugs).toEqual(['probe stripe: Error: at once'])
  })

  it('is stamped and timed by clocks handed in', async () => {
    const clock = handClock(5000)
    const { sample } = await lookAt([async () => { clock.advance(42.26); return good('') }], { clock })
    expect(sample).toMatchObject({ status: 'ok', at: 5042.26, latencyMs: 42.3 })
  })

  it('of something switched off has no latency', async () => {
    const { sample } = await lookAt([async () => ({ ...good(''), status: 'off' as const })])
    expect(sample.latencyMs).toBeNull()
  })

  it('with broken settings is off, and the probe is never run', async () => {
    const settings = settingsWith({ probing: { deadlineSeconds: 1 } })
    const { sample, calls } = await lookAt([never], { settings: { ...settings, stripe: { enabled: 'yes' } as never } })
    expect({ status: sample.status, calls }).toEqual({ status: 'off', calls: 0 })
  })
})

describe('a second look in the same run', () => {
  it.each(['transport', 'server_error'] as const)('is given to %s', async (code) => {
    const { sample, calls } = await lookAt([failing(code), async () => good('')], { settings: settingsWith() })
    expect({ status: sample.status, calls }).toEqual({ status: 'ok', calls: 2 })
  })

  it('is the last one', async () => {
    const { sample, calls } = await lookAt([failing('transport')], { settings: settingsWith() })
    expect({ status: sample.status, calls }).toEqual({ status: 'fail', calls: 2 })
  })

  it.each(['auth_invalid', 'permission_missing', 'quota_exhausted', 'bad_payload'] as const)('is not given to %s', async (code) => {
    const { sample, calls } = await lookAt([failing(code), async () => good('')], { settings: settingsWith() })
    expect({ status: sample.status, code: sample.code, calls }).toEqual({ status: 'fail', code, calls: 1 })
  })

  it('waits as long as it was asked to, when that is short', async () => {
    const { sample, calls } = await lookAt([failing('rate_limited', 20), async () => good('')], { settings: settingsWith() })
    expect({ status: sample.status, calls }).toEqual({ status: 'ok', calls: 2 })
  })

  it('is not waited for beyond the deadline', async () => {
    const { sample, calls } = await lookAt([failing('rate_limited', 60_000), never])
    expect({ code: sample.code, retryAfterMs: sample.retryAfterMs, calls }).toEqual({ code: 'rate_limited', retryAfterMs: 60_000, calls: 1 })
  })

  it('that hangs ends with the deadline of the run, not with one of its own', async () => {
    const { sample, calls } = await lookAt([async () => bad('server_error', 'An outage (HTTP 502).'), never])
    expect(sample).toMatchObject({ status: 'fail', code: 'transport' })
    expect(calls).toBe(2)
  })
})

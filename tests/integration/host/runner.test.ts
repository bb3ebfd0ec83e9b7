import { describe, expect, it } from 'vitest'
import type { Io } from '../../../src/core/io'
import { defineProbe } from '../../../src/core/plugin'
import { bad, fromFault, good } from '../../../src/core/reading'
import { targetFor } from '../../../src/core/targets'
import type { Deadline } from '../../../src/host/io/exchange'
import { credentialOf, look } from '../../../src/host/runner'
import { systemClock } from '../../../src/host/io/clock'
import { fault, type FaultCode } from '../../../src/shared/faults'
import type { Reading } from '../../../src/shared/model'
import { sections } from '../../../src/shared/settings'
import { handClock, settingsWith } from '../support'

/** One look at a probe that does as told, look by look. */
async function lookAt(runs: (() => Promise<Reading>)[], { clock = systemClock, settings = settingsWith({ probing: { deadlineSeconds: 1 } }), reach = 'remote' as 'remote' | 'local' } = {}) {
  let calls = 0
  const bugs: string[] = []
  const spans: number[] = []
  const probe = defineProbe({
    kind: 'stripe', title: 'Stripe', description: '', builtIn: { target: 'stripe', order: 1, section: 'stripe' }, reach, schema: sections.stripe,
    run: () => runs[Math.min(calls++, runs.length - 1)]!(),
    action: () => null,
  })
  const io = (deadline: Deadline) => {
    spans.push(deadline.left())
    return {} as Io
  }
  const { id, title, problem, enabled } = targetFor('stripe', settings)!
  const target = { ...targetFor('stripe', settingsWith())!, id, title, problem, enabled, probe, reach }
  const sample = await look(target, { io, clock, settings: () => settings, secret: () => null, onBug: (where, error) => bugs.push(`${where}: ${String(error)}`) })
  return { sample, calls, bugs, spans }
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

  it('has the same credential at both tries: one given in the meantime may be for another address', async () => {
    const settings = settingsWith({ checks: { list: [{ id: 'web', kind: 'http', title: 'Web', enabled: true, everySeconds: null, watchValue: false, settings: { url: 'https://shop.example.com' } }] } })
    let token = 'given-for-the-shop'
    const used: (string | null)[] = []
    const probe = defineProbe({
      kind: 'http', title: 'Web', description: '', reach: 'remote', schema: sections.stripe, secrets: { token: { title: 'Token', description: '', placeholder: '' } }, action: () => null,
      async run(_config, _io, self) {
        used.push(self.secret('token'))
        token = 'given-for-another-one'
        return used.length === 1 ? fromFault(fault('transport', 'nothing came back')) : good('')
      },
    })
    const { status } = await look({ ...targetFor('web', settings)!, probe }, { io: () => ({}) as Io, clock: systemClock, settings: () => settings, secret: () => token, onBug: () => {} })
    expect({ status, used }).toEqual({ status: 'ok', used: ['given-for-the-shop', 'given-for-the-shop'] })
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
    expect({ status: sample.status, code: sample.code, calls }).toEqual({ status: 'off', code: 'settings_broken', calls: 0 })
    expect(sample.message).toContain('“enabled”')
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
    const { sample, calls } = await lookAt([failing('transport'), never])
    expect(sample).toMatchObject({ status: 'fail', code: 'transport', message: 'Stripe gave no complete answer within 1 s.' })
    expect(calls).toBe(2)
  })

  it('that runs out of time hides nothing of what the provider said before', async () => {
    const { sample, calls } = await lookAt([async () => bad('server_error', 'An outage (HTTP 502).'), never])
    expect(sample).toMatchObject({ status: 'fail', code: 'server_error', message: 'An outage (HTTP 502).' })
    expect(calls).toBe(2)
  })

  it('is not given where looking again can’t help', async () => {
    const { calls } = await lookAt([async () => ({ ...bad('transport', 'The certificate isn’t Stripe’s.'), retry: 'no' })], { settings: settingsWith() })
    expect(calls).toBe(1)
  })

  it('has what is left of the one deadline', async () => {
    const clock = handClock(0)
    const { spans } = await lookAt([async () => { clock.advance(4000); return bad('server_error', '') }, async () => good('')], { clock, settings: settingsWith() })
    expect(spans).toEqual([10_000, 6000])
  })
})

describe('a credential’s mark', () => {
  const stripe = targetFor('stripe', settingsWith())!
  const drive = targetFor('drive', settingsWith())!
  const by = (value: string | null) => () => value

  it('is the same for the same one, another for another, none for none, and never the credential', () => {
    const mark = credentialOf(stripe, by('rk_test_1234567890'))
    expect(mark).toMatch(/^[\w-]{12}$/)
    expect(credentialOf(stripe, by('rk_test_1234567890'))).toBe(mark)
    expect(credentialOf(stripe, by('rk_test_1234567891'))).not.toBe(mark)
    expect(credentialOf(drive, by('rk_test_1234567890'))).not.toBe(mark)
    expect(credentialOf(stripe, by(null))).toBeNull()
  })
})

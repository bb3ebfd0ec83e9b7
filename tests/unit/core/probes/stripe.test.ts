import { describe, expect, it } from 'vitest'
import probe from '../../../../src/core/probes/stripe'
import { no, self, settingsWith, world, yes } from '../world'

const look = (key: string | null, livemode: boolean | null, stripe: Partial<ReturnType<typeof settingsWith>['stripe']> = {}) => {
  const io = world({ ...(key ? { secrets: { stripeKey: key } } : {}), ...(livemode === null ? {} : { balance: yes({ livemode }) }) })
  return probe.run(settingsWith({ stripe }).stripe, io, self()).then((reading) => ({ reading, asked: io.asked }))
}

describe('the Stripe probe', () => {
  it.each([
    ['without a key', null, {}],
    ['switched off', 'rk_test_1', { enabled: false }],
  ])('is off and asks nobody %s', async (_name, key, stripe) => {
    const { reading, asked } = await look(key, null, stripe)
    expect(reading).toMatchObject({ status: 'off', code: 'not_configured' })
    expect(asked).toEqual([])
  })

  it('says which mode the key works in', async () => {
    const { reading, asked } = await look('rk_test_1', false)
    expect(reading).toEqual({ status: 'ok', code: null, message: '', hint: null, figure: 'test mode', value: null, detail: { mode: 'test' } })
    expect(asked).toEqual(['balance rk_test_1'])
  })

  it.each([
    ['rk_test_1', false, true, 'ok', null],
    ['sk_test_1', false, true, 'ok', null],
    ['rk_test_1', false, false, 'ok', null],
    ['rk_live_1', true, false, 'ok', null],
    ['rk_live_1', true, true, 'warning', 'live_key'],
    ['sk_live_1', true, true, 'warning', 'live_key'],
    ['rk_test_1', true, true, 'fail', 'mode_mismatch'],
    ['rk_test_1', true, false, 'fail', 'mode_mismatch'],
    ['rk_live_1', false, true, 'fail', 'mode_mismatch'],
  ])('%s, livemode %s, test mode expected %s → %s %s', async (key, livemode, expectTestMode, status, code) => {
    expect((await look(key, livemode, { expectTestMode })).reading).toMatchObject({ status, code })
  })

  it('says that the key is live, and what the two disagree on', async () => {
    expect((await look('rk_live_1', true)).reading.message).toBe('This is a live key; test mode is expected.')
    expect((await look('rk_test_1', true)).reading.message).toBe('The key says test, Stripe answered live.')
    expect((await look('rk_live_1', false)).reading.message).toBe('The key says live, Stripe answered test.')
  })

  it.each(['pk_test_1', 'pk_live_1'])('refuses the publishable key %s without asking', async (key) => {
    const { reading, asked } = await look(key, null)
    expect(reading).toMatchObject({ status: 'fail', code: 'auth_invalid', hint: 'Use a restricted test key (rk_test_…).' })
    expect(asked).toEqual([])
  })

  it('passes a refusal on', async () => {
    const io = world({ secrets: { stripeKey: 'rk_test_1' }, balance: no('permission_missing') })
    expect(await probe.run(settingsWith().stripe, io, self())).toMatchObject({ status: 'fail', code: 'permission_missing', hint: 'do this' })
  })

  it('shows the key in no reading', async () => {
    for (const [key, livemode] of [['rk_test_canary', true], ['rk_live_canary', true], ['pk_test_canary', null]] as const)
      expect(JSON.stringify((await look(key, livemode)).reading)).not.toContain('canary')
  })

  it.each([
    ['not_configured', { label: 'Connect', do: { kind: 'settings', section: 'stripe' } }],
    ['auth_invalid', { label: 'Replace key', do: { kind: 'settings', section: 'stripe' } }],
    ['live_key', { label: 'Replace key', do: { kind: 'settings', section: 'stripe' } }],
    ['mode_mismatch', { label: 'Replace key', do: { kind: 'settings', section: 'stripe' } }],
    ['permission_missing', { label: 'Open key', do: { kind: 'link', link: 'stripe-keys' } }],
    ['server_error', { label: 'Stripe status', do: { kind: 'link', link: 'stripe-status' } }],
    ['rate_limited', null],
  ] as const)('%s leads to %o', (code, action) => {
    expect(probe.action(code)).toEqual(action)
  })
})

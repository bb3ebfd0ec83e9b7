import { sections } from '../../shared/settings'
import { defineProbe } from '../plugin'
import { bad, fromFault, good, off, warn } from '../reading'

/** The mode a key's prefix promises: sk_test_… and rk_test_… are test keys. */
const isTestKey = (key: string): boolean => /^[a-z]+_test_/.test(key)

export default defineProbe({
  kind: 'stripe',
  title: 'Stripe',
  builtIn: { target: 'stripe', order: 3, section: 'stripe' },
  description: 'Stripe with the user’s key, test mode expected.',
  reach: 'remote',
  provider: 'stripe',
  credentials: ['stripeKey'],
  schema: sections.stripe,
  async run(config, io) {
    const key = io.secret('stripeKey')
    if (!config.enabled || !key) return off('Stripe isn’t connected.')
    if (key.startsWith('pk_'))
      return bad('auth_invalid', 'This is a publishable key (pk_…), which can’t read anything.', {
        hint: 'Use a restricted test key (rk_test_…).',
      })
    const balance = await io.stripe.balance(key)
    if (!balance.ok) return fromFault(balance.error)
    const { livemode } = balance.value
    const detail = { mode: livemode ? 'live' : 'test' }
    if (livemode === isTestKey(key))
      return bad('mode_mismatch', `The key says ${isTestKey(key) ? 'test' : 'live'}, Stripe answered ${detail.mode}.`, {
        hint: 'Create a new key in the Stripe dashboard and replace this one.',
        detail,
      })
    if (livemode && config.expectTestMode)
      return warn('live_key', 'This is a live key; test mode is expected.', {
        hint: 'Use a test key (rk_test_…), or switch off “test mode expected” in Settings.',
        detail,
      })
    return good('', { figure: `${detail.mode} mode`, detail })
  },
  action(code) {
    if (code === 'not_configured') return { label: 'Connect', do: { kind: 'settings', section: 'stripe' } }
    if (code === 'auth_invalid' || code === 'live_key' || code === 'mode_mismatch')
      return { label: 'Replace key', do: { kind: 'settings', section: 'stripe' } }
    if (code === 'permission_missing') return { label: 'Open key', do: { kind: 'link', link: 'stripe-keys' } }
    if (code === 'server_error') return { label: 'Stripe status', do: { kind: 'link', link: 'stripe-status' } }
    return null
  },
})

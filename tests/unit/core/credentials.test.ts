import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeCredential } from '../../../src/core/credentials'
import type { SecretKey } from '../../../src/shared/settings'

const at = Date.UTC(2026, 10, 23)
const dayMs = 86_400_000
const signIn = (own: object = {}) =>
  JSON.stringify({ clientId: 'id', clientSecret: 'GOCSPX-secret', refreshToken: '1//0token', account: 'ada@example.com', scope: 'https://www.googleapis.com/auth/drive.metadata.readonly', signedInAt: at, expiresAt: null, ...own })

/** key, value → kind, part of the scope, part of the warning. */
const forms: [SecretKey, string, string | null, string | null, string | null][] = [
  ['stripeKey', 'rk_test_51abc', 'restricted test key', 'granted', null],
  ['stripeKey', 'rk_live_51abc', 'restricted live key', 'granted', null],
  ['stripeKey', 'sk_test_51abc', 'secret test key', 'test mode', 'restricted key'],
  ['stripeKey', 'sk_live_51abc', 'secret live key', 'real money', 'roll this one'],
  ['stripeKey', 'pk_test_51abc', 'publishable key', 'nothing', 'can’t read anything'],
  ['stripeKey', 'whsec_abc', 'signing secret of a webhook', 'nothing', 'restricted key'],
  ['stripeKey', 'something', null, null, null],
  ['openaiAdminKey', 'sk-admin-abc', 'admin key', 'billed', null],
  ['openaiAdminKey', 'sk-proj-abc', 'project key', 'project', 'admin key'],
  ['openaiAdminKey', 'sk-svcacct-abc', 'service-account key', 'project', 'admin key'],
  ['openaiAdminKey', 'sk-abc', 'user key', 'projects', 'admin key'],
  ['notionToken', 'ntn_abc', 'connection token', 'shared', null],
  ['notionToken', 'secret_abc', 'connection token (older form)', 'shared', null],
  ['telegramToken', '123456:abc', 'bot token', 'wrote to the bot', null],
  ['telegramToken', 'abc', null, null, null],
  ['check:shop.token', 'sk_live_51abc', null, null, null],
]

describe('a credential says of itself', () => {
  it.each(forms)('%s %s', (key, value, kind, scope, warning) => {
    const facts = describeCredential(key, value)
    expect(facts).toMatchObject({ kind, expiresAt: null, ending: true })
    expect(facts.scope).toEqual(scope === null ? null : expect.stringContaining(scope))
    expect(facts.warning).toEqual(warning === null ? null : expect.stringContaining(warning))
  })

  it('a sign-in: whose it is, what it may do, and no ending that would be one of JSON', () => {
    expect(describeCredential('googleSignIn', signIn())).toEqual({ kind: 'sign-in of ada@example.com', scope: 'drive.metadata.readonly', expiresAt: null, warning: null, ending: false })
    expect(describeCredential('googleSignIn', signIn({ account: null, scope: null }))).toMatchObject({ kind: 'sign-in', scope: null })
  })

  it('a sign-in that ends: when, and why', () => {
    const week = at + 7 * dayMs - 1000
    expect(describeCredential('googleSignIn', signIn({ expiresAt: week }))).toMatchObject({ expiresAt: week, warning: expect.stringMatching(/in testing.*seven days.*Publish/) })
    expect(describeCredential('googleSignIn', signIn({ expiresAt: at + dayMs }))).toMatchObject({ expiresAt: at + dayMs, warning: 'Google gave this sign-in for 1 d only. Sign in again before it ends.' })
  })

  it('a sign-in nobody can read: that it is one', () => {
    expect(describeCredential('googleSignIn', '{"clientId":')).toEqual({ kind: null, scope: null, expiresAt: null, warning: 'It can’t be read. Sign in again.', ending: false })
  })
})

it('nothing of the value itself is said, whatever it is', () => {
  const keys: SecretKey[] = ['stripeKey', 'openaiAdminKey', 'notionToken', 'telegramToken', 'check:a.token']
  fc.assert(
    fc.property(fc.constantFrom(...keys), fc.constantFrom('rk_test_', 'sk_live_', 'sk-admin-', 'sk-', 'ntn_', '123:', '{', ''), fc.uuid(), (key, prefix, rest) => {
      expect(JSON.stringify(describeCredential(key, prefix + rest))).not.toContain(rest)
    }),
  )
  const said = JSON.stringify(describeCredential('googleSignIn', signIn({ expiresAt: at })))
  for (const part of ['GOCSPX-secret', '1//0token']) expect(said).not.toContain(part)
})

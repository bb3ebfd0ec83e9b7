import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { apiToken, sameToken } from '../../../src/host/http/token'
import { Secrets } from '../../../src/host/secrets'
import { defaultSettings } from '../../../src/shared/settings'
import { freshFolder, settingsWith } from '../support'
import { memoryVault } from './vault'

const signIn = { clientId: '1-a.apps.googleusercontent.com', clientSecret: 'GOCSPX-of-the-client', refreshToken: '1//0refresh-token', account: null, scope: null, signedInAt: 1, expiresAt: null }

function vault() {
  const { kept, ...rest } = memoryVault()
  kept.set('notionToken', 'ntn_in_the_vault_0001').set('stripeKey', 'rk_test_in_the_vault_0002')
  return { kept, ...rest }
}

describe('secrets', () => {
  it('come from the environment first, then from the vault', () => {
    const secrets = new Secrets({ STRIPE_API_KEY: '  rk_from_the_environment  ', NOTION_TOKEN: '  ', ECHOPILOT_CHECK_SHOP_WEBSITE_API_KEY: 'of-a-check' }, vault())
    expect(secrets.get('stripeKey')).toBe('rk_from_the_environment')
    expect(secrets.get('notionToken')).toBe('ntn_in_the_vault_0001')
    expect(secrets.get('telegramToken')).toBeNull()
    expect(secrets.get('check:shop-website.apiKey')).toBe('of-a-check')
    expect(secrets.get('check:shop-website.token')).toBeNull()
  })

  it('show themselves by place and ending only', () => {
    const states = new Secrets({ STRIPE_API_KEY: 'sk_test_from_the_environment', OPENAI_ADMIN_KEY: 'short', ECHOPILOT_SMTP_PASSWORD: 'a-password-whose-end-tells' }, vault()).states()
    const unknown = { kind: null, scope: null, expiresAt: null, warning: null }
    expect(states).toEqual({
      notionToken: { present: true, from: 'keychain', ending: '0001', storedAt: 1234, ...unknown, kind: 'connection token', scope: expect.any(String) },
      stripeKey: { present: true, from: 'environment', ending: 'ment', storedAt: null, kind: 'secret test key', scope: expect.any(String), expiresAt: null, warning: expect.any(String) },
      openaiAdminKey: { present: true, from: 'environment', ending: null, storedAt: null, ...unknown },
      telegramToken: { present: false, from: null, ending: null, storedAt: null, ...unknown },
      googleSignIn: { present: false, from: null, ending: null, storedAt: null, ...unknown },
      webhookUrl: { present: false, from: null, ending: null, storedAt: null, ...unknown },
      smtpPassword: { present: true, from: 'environment', ending: null, storedAt: null, ...unknown },
      fleetToken: { present: false, from: null, ending: null, storedAt: null, ...unknown },
    })
  })
})

describe('a kept secret', () => {
  let settings = settingsWith()
  const at = (url: string | null) => void (settings = settingsWith({ fleet: { ...defaultSettings().fleet, url } }))
  const opened = (env: Record<string, string> = {}) => {
    const own = memoryVault()
    return { own, secrets: new Secrets(env, own, () => settings) }
  }

  it('is there for the origin it was given for alone, and isn’t lost elsewhere', () => {
    const { secrets } = opened()
    at('https://metrics.example.com/prometheus')
    expect(secrets.keep('fleetToken', 'the-token', false)).toMatchObject({ ok: true })
    const found = ['https://METRICS.example.com:443/other', 'http://metrics.example.com', 'https://metrics.example.com:8443', 'https://metrics.example.com.evil.example', null, 'https://metrics.example.com'].map((url) => {
      at(url)
      return [secrets.get('fleetToken'), secrets.withheld('fleetToken') !== null]
    })
    expect(found).toEqual([['the-token', false], [null, true], [null, true], [null, true], [null, false], ['the-token', false]])
    expect(secrets.all()).toEqual(['the-token'])
  })

  it('from before addresses were kept is for the one set at the first start, and for no later one', () => {
    const { own, secrets } = opened()
    own.kept.set('fleetToken', 'the-token').set('smtpPassword', 'the-password').set('stripeKey', 'rk_test_x')
    at('https://metrics.example.com')
    secrets.bindAll(true)
    at('https://evil.example')
    secrets.bindAll(true)
    expect([...own.given]).toEqual([['fleetToken', 'https://metrics.example.com'], ['smtpPassword', '']])
    expect([secrets.get('fleetToken'), secrets.get('stripeKey')]).toEqual([null, 'rk_test_x'])
    settings = settingsWith({ alerts: { ...defaultSettings().alerts, smtp: { host: 'smtp.example.com', port: 587, security: 'tls', user: 'ops', from: 'a@example.com', to: 'b@example.com' } } })
    expect(secrets.withheld('smtpPassword')?.message).toBe('The mail server’s password was given before it had an address, and isn’t sent to smtp.example.com:587.')
  })

  it('isn’t bound to nothing while the settings are damaged', () => {
    const { own, secrets } = opened()
    own.kept.set('fleetToken', 'the-token')
    at(null)
    secrets.bindAll(false)
    expect(own.given.size).toBe(0)
  })

  it('isn’t bound where a variable gives it', () => {
    const { secrets } = opened({ ECHOPILOT_FLEET_TOKEN: 'from-the-environment' })
    at('https://wherever.example')
    expect([secrets.get('fleetToken'), secrets.withheld('fleetToken')]).toEqual(['from-the-environment', null])
  })
})

describe('what must be found nowhere', () => {
  it('is whatever is kept, also behind what the environment says', () => {
    const own = vault()
    own.kept.set('check:shop-website.token', 'token-of-a-check')
    expect(new Secrets({ STRIPE_API_KEY: 'rk_from_the_environment', ECHOPILOT_CHECK_OLD_TOKEN: ' of-a-check-that-is-gone ' }, own).all().toSorted()).toEqual(
      ['ntn_in_the_vault_0001', 'of-a-check-that-is-gone', 'rk_from_the_environment', 'rk_test_in_the_vault_0002', 'token-of-a-check'],
    )
    expect(new Secrets({}, null).all()).toEqual([])
  })

  it('is each part of a sign-in, wherever it comes from', () => {
    const own = vault()
    own.kept.clear()
    own.kept.set('googleSignIn', JSON.stringify(signIn))
    const parts = [JSON.stringify(signIn), '1//0refresh-token', 'GOCSPX-of-the-client']
    expect(new Secrets({}, own).all()).toEqual(parts)
    expect(new Secrets({ GOOGLE_SIGN_IN: JSON.stringify(signIn) }, null).all()).toEqual(parts)
    expect(new Secrets({ GOOGLE_SIGN_IN: '{ broken' }, null).all()).toEqual(['{ broken'])
  })

  it('is what stands behind the host of a secret address, too', () => {
    expect(new Secrets({ ECHOPILOT_WEBHOOK_URL: 'https://hooks.example.com/T0/secret-path?key=1' }, null).all()).toEqual(['https://hooks.example.com/T0/secret-path?key=1', 'T0/secret-path?key=1'])
    expect(new Secrets({ ECHOPILOT_WEBHOOK_URL: 'https://hooks.example.com/x' }, null).all()).toEqual(['https://hooks.example.com/x'])
  })

  it.each([
    ['http://user:pass-word@proxy:3128', ['pass-word']],
    ['socks5://user:p%40ss-word@proxy:1080', ['p%40ss-word', 'p@ss-word']],
    ['user:pass-word@proxy:3128', ['pass-word']],
    ['http://:pass-word@proxy', ['pass-word']],
    ['http://user:100%@proxy', ['100%']],
    ['http://proxy:3128', []],
    ['proxy:3128', []],
    ['http://user@proxy:3128', []],
  ])('is a proxy’s password: %s', (address, found) => {
    for (const name of ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY']) expect(new Secrets({ [name]: address }, null).all()).toEqual(found)
  })
})

describe('a place for a secret', () => {
  it.each([
    ['is the vault', {}, vault(), false, null],
    ['is no keychain without consent', {}, memoryVault({ available: false }), false, 'keychain_unavailable'],
    ['is a file with it', {}, memoryVault({ available: false }), true, null],
    ['is nowhere in the agent', {}, null, true, 'keychain_unavailable'],
    ['isn’t where a variable decides', { STRIPE_API_KEY: 'x' }, vault(), true, 'invalid_input'],
  ])('%s', (_case, env, place, consent, code) => {
    const may = new Secrets(env, place).mayKeep('stripeKey', consent)
    expect(may).toMatchObject(code === null ? { ok: true } : { ok: false, error: { code, hint: expect.stringContaining('STRIPE_API_KEY') } })
  })
})

describe('the API’s token', () => {
  const mode = (path: string): number => statSync(path).mode & 0o777

  it('is made at first use, for its owner only, and stays', () => {
    const path = join(freshFolder(), 'data', 'api-token')
    const token = apiToken(path)
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(readFileSync(path, 'utf8')).toBe(`${token}\n`)
    expect(mode(path)).toBe(0o600)
    expect(apiToken(path)).toBe(token)
  })

  it('that others could read is narrowed', () => {
    const path = join(freshFolder(), 'api-token')
    const token = apiToken(path)
    chmodSync(path, 0o644)
    expect(apiToken(path)).toBe(token)
    expect(mode(path)).toBe(0o600)
  })

  it.each(['', 'short', 'has spaces in it, and is long enough otherwise'])('is made anew in place of “%s”', (content) => {
    const path = join(freshFolder(), 'api-token')
    writeFileSync(path, content, { mode: 0o644 })
    const token = apiToken(path)
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/)
    expect(mode(path)).toBe(0o600)
  })

  it('is compared whole', () => {
    expect([sameToken('abc', 'abc'), sameToken('ab', 'abc'), sameToken('', 'abc'), sameToken('abd', 'abc'), sameToken('äbc', 'abc')]).toEqual([true, false, false, false, false])
  })
})

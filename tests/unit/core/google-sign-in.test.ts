import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkClient, driveScope, endedSignIn, isOfTesting, readClient, readSignIn, signInOf, signInRefusal, type GoogleSignIn } from '../../../src/core/google-sign-in'

const client = { clientId: '1-abc.apps.googleusercontent.com', clientSecret: 'GOCSPX-secret' }
const dayMs = 86_400_000
const at = Date.UTC(2026, 10, 23)
const signIn = (own: Partial<GoogleSignIn> = {}): GoogleSignIn => ({ ...client, refreshToken: '1//0token', account: 'a@b', scope: driveScope, signedInAt: at, expiresAt: null, ...own })

describe('an OAuth client', () => {
  it('of type “Desktop app” is taken', () => {
    expect(readClient({ installed: { client_id: client.clientId, client_secret: client.clientSecret, auth_uri: 'x', redirect_uris: ['http://localhost'] } })).toEqual({ ok: true, value: client })
  })

  it.each([
    ['a web client', { web: { client_id: client.clientId, client_secret: client.clientSecret } }, 'Web application', 'Desktop app'],
    ['a service account', { type: 'service_account', private_key: 'x' }, 'service account', 'credentials file'],
    ['a client without its id', { installed: { client_secret: 'x' } }, 'isn’t the JSON file', 'Desktop app'],
    ['a client without its secret', { installed: { client_id: client.clientId } }, 'secret is missing', 'GOCSPX'],
    ['a client of somebody else', { installed: { client_id: 'me', client_secret: 'x' } }, 'isn’t one of Google’s', 'apps.googleusercontent.com'],
    ['a list', [], 'isn’t the JSON file', 'Desktop app'],
    ['null', null, 'isn’t the JSON file', 'Desktop app'],
    ['a word', 'installed', 'isn’t the JSON file', 'Desktop app'],
    ['an empty one', { installed: null }, 'isn’t the JSON file', 'Desktop app'],
  ])('%s is refused in words', (_case, content, message, hint) => {
    expect(readClient(content)).toMatchObject({ ok: false, error: { code: 'invalid_input', message: expect.stringContaining(message), hint: expect.stringContaining(hint) } })
  })

  it('of any JSON never throws, and repeats nothing of it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.uuid(), (content, marker) => {
        const answer = readClient({ ...(content as object), installed: { client_id: marker, client_secret: marker } })
        expect(JSON.stringify(answer)).not.toContain(marker)
        expect(() => readClient(content)).not.toThrow()
      }),
    )
  })

  it('typed with anything around its id is refused', () => {
    for (const clientId of ['', 'https://1-abc.apps.googleusercontent.com', '1-abc.apps.googleusercontent.com.example', ' 1-abc.apps.googleusercontent.com'])
      expect(checkClient({ ...client, clientId }).ok, clientId).toBe(false)
  })
})

describe('the token endpoint’s answer', () => {
  it('with a lasting token is a sign-in', () => {
    expect(signInOf({ refresh_token: '1//0token', scope: `openid ${driveScope}` }, client, at)).toEqual({ ok: true, value: signIn({ account: null, scope: `openid ${driveScope}` }) })
    expect(signInOf({ refresh_token: '1//0token' }, client, at)).toMatchObject({ ok: true, value: { scope: null } })
  })

  it('that says when the token ends keeps it', () => {
    expect(signInOf({ refresh_token: '1//0token', scope: driveScope, refresh_token_expires_in: 604_799 }, client, at)).toMatchObject({ ok: true, value: { expiresAt: at + 604_799_000 } })
  })

  it.each([
    [{}, 'no lasting sign-in'],
    [{ refresh_token: null }, 'no lasting sign-in'],
    [{ refresh_token: '' }, 'no lasting sign-in'],
    [{ refresh_token: 'x', scope: 'openid' }, 'may not read Google Drive’s metadata'],
    [{ refresh_token: 'x', scope: `${driveScope}.more` }, 'may not read Google Drive’s metadata'],
  ])('%j is none', (answer, message) => {
    expect(signInOf(answer, client, at)).toMatchObject({ ok: false, error: { code: 'sign_in_failed', message: expect.stringContaining(message), hint: expect.any(String) } })
  })
})

it('what was kept is read, and anything else is nothing', () => {
  expect(readSignIn(JSON.stringify(signIn()))).toEqual(signIn())
  for (const text of ['', '{', '[]', 'null', '{"clientId": "x"}', JSON.stringify({ ...signIn(), refreshToken: '' })]) expect(readSignIn(text)).toBeNull()
})

describe('a refusal', () => {
  it.each(['access_denied', 'invalid_client', 'invalid_grant', 'redirect_uri_mismatch', 'server_error', 'org_internal'])('“%s” says what happened and what to do', (error) => {
    const { code, message, hint } = signInRefusal(error)
    expect(code).toBe('sign_in_failed')
    expect(message).toMatch(/\.$/)
    expect(hint).toMatch(/\.$/)
    expect(message).not.toContain(error)
  })

  it('nobody knows is named only where it can be a word of OAuth’s', () => {
    expect(signInRefusal('brand_new_error').message).toContain('(brand_new_error)')
    for (const strange of ['<script>', 'a b', '', 'x'.repeat(41), 'https://example.com', 'toString']) expect(signInRefusal(strange).message).toBe('Google refused the sign-in.')
  })
})

describe('a sign-in that is refused', () => {
  it.each([
    ['just begun', {}, 0, null],
    ['a day old', {}, 1, null],
    ['nearly seven days old', {}, 6.49, null],
    ['seven days old', {}, 6.5, 'seven days'],
    ['eight days old', {}, 8, 'seven days'],
    ['older', {}, 8.01, null],
    ['past its seven days', { expiresAt: at + 7 * dayMs }, 20, 'seven days'],
    ['before its end', { expiresAt: at + 7 * dayMs }, 3, null],
    ['past the day it was given for', { expiresAt: at + dayMs }, 1, 'given for 1 d'],
  ])('%s', (_case, own, days, words) => {
    const found = endedSignIn(signIn(own), at + days * dayMs)
    if (words === null) expect(found).toBeNull()
    else expect(found).toMatchObject({ code: 'auth_invalid', message: expect.stringContaining(words), hint: expect.stringMatching(/[Ss]ign in again/) })
  })
})

it('seven days are a consent screen in testing', () => {
  expect([604_799_000, 7 * dayMs, dayMs, 30 * dayMs].map((span) => isOfTesting(signIn({ expiresAt: at + span })))).toEqual([true, true, false, false])
  expect(isOfTesting(signIn())).toBe(false)
})

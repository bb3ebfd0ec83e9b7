import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { driveScope, type GoogleSignIn } from '../../../src/core/google-sign-in'
import { systemClock } from '../../../src/host/io/clock'
import { callRules, deadlineIn, realNetwork } from '../../../src/host/io/io'
import { signInWithGoogle } from '../../../src/host/connecting/google-sign-in'
import { ok } from '../../../src/shared/result'
import { faultCase } from '../../fixtures/providers/index'
import { startEngine } from '../engine'
import { filesOf } from '../files'
import { freshFolder, freshProviders, gate, until } from '../support'
import { memoryVault } from './vault'

/** The system's browser, as far as it matters here: goes where it is sent, and follows. */
function browser() {
  const opened: string[] = []
  const pages: Promise<{ status: number; headers: Headers; text: string }>[] = []
  return {
    opened,
    page: async () => (await until(() => pages.at(-1), 'a page'))!,
    open: async (url: string) => {
      opened.push(url)
      pages.push(fetch(url).then(async (answer) => ({ status: answer.status, headers: answer.headers, text: await answer.text() })))
      // A test that looks at no page must not fail by it.
      pages.at(-1)!.catch(() => {})
    },
  }
}

async function parts({ vault = memoryVault(), openInBrowser, env = {} }: { vault?: ReturnType<typeof memoryVault>; openInBrowser?: (url: string) => Promise<void>; env?: Record<string, string> } = {}) {
  const standIns = await freshProviders()
  const tab = browser()
  const { engine, paths } = await startEngine({ vault, env, originMap: new Map(Object.entries(standIns.originMap)), openInBrowser: openInBrowser ?? tab.open })
  const { client_id: clientId, client_secret: clientSecret } = standIns.credentials.authorizedUser
  return { standIns, tab, engine, paths, vault, client: { clientId, clientSecret }, connecting: engine.connecting }
}

/** A browser that is opened and never comes back; the address it was given. */
function absent() {
  const { opened, open } = gate<string>()
  return { opened, open: async (url: string) => open(url) }
}

const redirectOf = (asked: string): URL => new URL(new URL(asked).searchParams.get('redirect_uri')!)

/** A request such as any program on this machine can make. */
const ask = (url: string, init: RequestInit = {}) => fetch(url, { redirect: 'manual', ...init })

describe('signing in with Google', () => {
  it('goes by the browser, and leaves what Drive is looked at with', async () => {
    const { standIns, tab, connecting, engine, vault, client, paths } = await parts()
    const before = Date.now()
    const connected = await connecting.google.signIn(client, false)
    expect(connected).toMatchObject({ ok: true, value: { stored: true, reading: { status: 'ok', figure: '5.2 GB of 16.1 GB' } } })

    const asked = new URL(tab.opened[0]!)
    expect(asked.origin, 'the origin map holds for the browser too').toBe(standIns.url.googleAccounts)
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({ client_id: client.clientId, scope: driveScope, access_type: 'offline', prompt: 'consent', response_type: 'code', code_challenge_method: 'S256' })
    expect(redirectOf(tab.opened[0]!).hostname).toBe('127.0.0.1')
    // The verifier, the secret and the code are seen by the token endpoint and nobody else.
    expect(asked.search).not.toContain(client.clientSecret)

    const kept = JSON.parse(vault.kept.get('googleSignIn')!) as GoogleSignIn
    expect(kept).toEqual({
      ...client, refreshToken: standIns.credentials.authorizedUser.refresh_token, account: 'ops-console@example-project.iam.gserviceaccount.com',
      scope: driveScope, signedInAt: expect.any(Number), expiresAt: null,
    })
    expect(kept.signedInAt).toBeGreaterThanOrEqual(before)
    expect(engine.secrets.state('googleSignIn')).toMatchObject({ present: true, ending: null, scope: 'drive.metadata.readonly', expiresAt: null, warning: null, kind: 'sign-in of ops-console@example-project.iam.gserviceaccount.com' })
    expect(engine.console.report().components['drive']).toBe(true)

    const page = await tab.page()
    expect(page.status).toBe(200)
    expect(page.text).toContain('Signed in. You can close this tab.')
    const code = standIns.requestsTo('googleToken').map(({ body }) => new URLSearchParams(body).get('code')).find(Boolean)!
    const written = [...filesOf(paths.data).map(({ text }) => text), page.text].join('\n')
    for (const secret of [...standIns.secrets, code, kept.refreshToken]) expect(written).not.toContain(secret)
  })

  it('shows a page without script, for a light and a dark browser, that nothing keeps', async () => {
    const { tab, connecting, client } = await parts()
    await connecting.google.signIn(client, false)
    const { headers, text } = await tab.page()
    expect(Object.fromEntries(headers)).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff' })
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
    expect(text).toContain('<meta name="color-scheme" content="light dark">')
    expect(text).not.toMatch(/<script|https?:\/\//)
  })

  it('closes the door behind it', async () => {
    const { tab, connecting, client } = await parts()
    await connecting.google.signIn(client, false)
    await expect(ask(redirectOf(tab.opened[0]!).href)).rejects.toThrow()
  })

  it('keeps when the sign-in ends by itself, and warns of it', async () => {
    const { standIns, connecting, engine, vault, client } = await parts()
    standIns.consent.tokens = { refresh_token_expires_in: 604_799 }
    expect(await connecting.google.signIn(client, false)).toMatchObject({ ok: true, value: { stored: true } })
    const { signedInAt, expiresAt } = JSON.parse(vault.kept.get('googleSignIn')!) as GoogleSignIn
    expect(expiresAt).toBe(signedInAt + 604_799_000)
    expect(engine.secrets.state('googleSignIn')).toMatchObject({ expiresAt, warning: expect.stringContaining('in testing') })
  })

  it('takes the place of a credentials file', async () => {
    const { engine, connecting, client } = await parts()
    await engine.settings.update({ section: 'drive', values: { credentialsFile: '/nowhere/key.json' } })
    expect(await connecting.google.signIn(client, false)).toMatchObject({ ok: true, value: { stored: true, reading: { status: 'ok' } } })
    expect(engine.settings.get().drive.credentialsFile).toBeNull()
    expect(engine.console.report().components['drive']).toBe(true)
  })

  it('takes the client’s JSON file as Google hands it out', async () => {
    const { connecting, client } = await parts()
    const file = join(freshFolder(), 'client.json')
    writeFileSync(file, JSON.stringify({ installed: { client_id: client.clientId, project_id: 'p', client_secret: client.clientSecret, redirect_uris: ['http://localhost'] } }))
    expect(await connecting.google.signIn({ file }, false)).toMatchObject({ ok: true, value: { stored: true } })
  })

  it('that finds the Drive API switched off is kept, and says so', async () => {
    const { standIns, tab, connecting, vault, client } = await parts()
    standIns.set('drive', faultCase('drive', 'api_disabled'))
    expect(await connecting.google.signIn(client, false)).toMatchObject({ ok: true, value: { stored: true, reading: { code: 'permission_missing' } } })
    expect(JSON.parse(vault.kept.get('googleSignIn')!)).toMatchObject({ account: null })
    expect((await tab.page()).text).toMatch(/Signed in.*Drive/)
  })
})

describe('nothing opens a browser', () => {
  it.each([
    ['a client of another type', { file: 'web.json' }, 'Web application', 'Desktop app'],
    ['a service account’s key', { file: 'service.json' }, 'service account', 'credentials file'],
    ['any other JSON', { file: 'other.json' }, 'isn’t the JSON file of an OAuth client', 'Desktop app'],
    ['no JSON', { file: 'broken.json' }, 'isn’t JSON', 'Google Cloud'],
    ['no file', { file: 'missing.json' }, 'There is no file', 'Google Cloud'],
    ['no client id', { clientId: 'my-client', clientSecret: 'GOCSPX-abc' }, 'client id isn’t one of Google’s', 'apps.googleusercontent.com'],
    ['no secret', { clientId: '1-a.apps.googleusercontent.com', clientSecret: '' }, 'secret is missing', 'GOCSPX-'],
  ])('for %s, which is said in words', async (_case, given, message, hint) => {
    const { tab, connecting } = await parts()
    const folder = freshFolder()
    for (const [name, content] of Object.entries({ 'web.json': '{"web": {"client_id": "x"}}', 'service.json': '{"type": "service_account", "client_email": "a@b"}', 'other.json': '[1]', 'broken.json': '{"installed": {"client_secret": "GOCSPX-lost' }))
      writeFileSync(join(folder, name), content)
    const answer = await connecting.google.signIn('file' in given ? { file: join(folder, given.file) } : given, false)
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid_input', message: expect.stringContaining(message), hint: expect.stringContaining(hint) } })
    expect(JSON.stringify(answer)).not.toContain('GOCSPX-lost')
    expect(tab.opened).toEqual([])
  })

  it('without consent to a plain file where there is no keychain; with it, all goes on', async () => {
    const { tab, connecting, vault, client } = await parts({ vault: memoryVault({ available: false }) })
    expect(await connecting.google.signIn(client, false)).toMatchObject({ ok: false, error: { code: 'keychain_unavailable' } })
    expect(tab.opened).toEqual([])
    expect(await connecting.google.signIn(client, true)).toMatchObject({ ok: true, value: { stored: true } })
    expect(vault.keptIn('googleSignIn')).toBe('file')
  })

  it.each([
    ['the sign-in', { GOOGLE_SIGN_IN: '{}' }, 'GOOGLE_SIGN_IN'],
    ['the credentials file', { GOOGLE_APPLICATION_CREDENTIALS: '/nowhere/key.json' }, 'GOOGLE_APPLICATION_CREDENTIALS'],
  ])('where a variable decides %s', async (_case, env, variable) => {
    const { tab, connecting, client } = await parts({ env })
    expect(await connecting.google.signIn(client, false)).toMatchObject({ ok: false, error: { code: 'invalid_input', message: expect.stringContaining(variable), hint: expect.stringContaining(`Unset ${variable}`) } })
    expect(tab.opened).toEqual([])
  })

  it('where there is none, or it can’t be opened', async () => {
    const { connecting, client } = await parts({ openInBrowser: () => Promise.reject(new Error('xdg-open https://accounts.google.com/?state=secret')) })
    const answer = await connecting.google.signIn(client, false)
    expect(answer).toEqual({ ok: false, error: { code: 'sign_in_failed', message: 'The browser could not be opened.', hint: expect.stringContaining('default browser') } })
    const standIns = await freshProviders()
    const agent = await startEngine({ vault: memoryVault(), openInBrowser: null, originMap: new Map(Object.entries(standIns.originMap)) })
    expect(await agent.engine.connecting.google.signIn(client, false)).toMatchObject({ ok: false, error: { code: 'sign_in_failed', message: expect.stringContaining('no browser here') } })
  })
})

describe('what Google refuses', () => {
  it.each([
    ['access_denied', 'didn’t grant the access', 'test users'],
    ['admin_policy_enforced', 'administrator', 'administrator'],
    ['temporarily_unavailable', 'trouble of its own', 'again'],
    ['something_else', 'refused the sign-in (something_else)', 'again'],
    ['<b>No script</b>', 'refused the sign-in.', 'again'],
  ])('at its consent page, “%s”, is told in the window and in the browser', async (does, message, hint) => {
    const { standIns, tab, connecting, vault, client } = await parts()
    standIns.consent.does = does
    expect(await connecting.google.signIn(client, false)).toMatchObject({ ok: false, error: { code: 'sign_in_failed', message: expect.stringContaining(message), hint: expect.stringContaining(hint) } })
    const { status, text } = await tab.page()
    expect(status).toBe(200)
    expect(text).toContain(message)
    expect(text).not.toContain('<b>No')
    expect(standIns.requestsTo('googleToken')).toEqual([])
    expect(vault.kept.size).toBe(0)
  })

  it.each([
    ['a wrong secret', { clientSecret: 'GOCSPX-another' }, {}, 'sign_in_failed', 'doesn’t know this client'],
    ['a sign-in that doesn’t last', {}, { refresh_token: undefined }, 'sign_in_failed', 'no lasting sign-in'],
    ['a right that was left out', {}, { scope: 'openid' }, 'sign_in_failed', 'may not read Google Drive’s metadata'],
  ] as const)('at its token endpoint: %s', async (_case, own, tokens, code, message) => {
    const { standIns, tab, connecting, vault, client } = await parts()
    standIns.consent.tokens = tokens
    expect(await connecting.google.signIn({ ...client, ...own }, false)).toMatchObject({ ok: false, error: { code, message: expect.stringContaining(message), hint: expect.any(String) } })
    expect((await tab.page()).text).toContain(message)
    expect(vault.kept.size).toBe(0)
  })

  it.each([
    ['an outage', 'html-502', 'server_error'],
    ['a broken line', 'reset', 'transport'],
    ['a page in between', 'html', 'bad_payload'],
  ] as const)('at its token endpoint: %s', async (_case, behaviour, code) => {
    const { standIns, connecting, client } = await parts()
    standIns.set('googleToken', behaviour)
    expect(await connecting.google.signIn(client, false)).toMatchObject({ ok: false, error: { code } })
    expect(standIns.requestsTo('googleToken')).toHaveLength(1)
  })

  it('at Drive itself: what it refuses isn’t kept', async () => {
    const { standIns, tab, connecting, vault, client } = await parts()
    standIns.set('drive', { status: 401, body: { error: { code: 401, message: 'Invalid Credentials', errors: [{ domain: 'global', reason: 'authError', message: 'Invalid Credentials' }] } } })
    expect(await connecting.google.signIn(client, false)).toMatchObject({ ok: true, value: { stored: false, reading: { code: 'auth_invalid' } } })
    expect((await tab.page()).text).not.toContain('Signed in')
    expect(vault.kept.size).toBe(0)
  })
})

describe('others at the door', () => {
  it('are refused, and end nothing', async () => {
    const away = absent()
    const { standIns, connecting, client } = await parts({ openInBrowser: away.open })
    const signingIn = connecting.google.signIn(client, false)
    const asked = await away.opened
    const redirect = redirectOf(asked)
    const state = new URL(asked).searchParams.get('state')!
    const at = (query: string, path = redirect.pathname) => `${redirect.origin}${path}${query}`
    const refused: [string, RequestInit, number][] = [
      [at('?code=stolen&state=guessed'), {}, 400],
      [at('?code=stolen'), {}, 400],
      [at(`?state=${state}`), {}, 400],
      [at(`?state=${state}&code=a&code=b`), {}, 400],
      [at(`?code=x&state=${state}&state=${state}`), {}, 400],
      [at(`?code=x&state=${state}`, '/'), {}, 404],
      [at('', '/favicon.ico'), {}, 404],
      [at(`?code=x&state=${state}`), { method: 'POST' }, 404],
    ]
    for (const [url, init, status] of refused) expect((await ask(url, init)).status, url).toBe(status)
    // A name of somebody's own that points here.
    const answer = await new Promise<number>((done) => request({ host: '127.0.0.1', port: redirect.port, path: `${redirect.pathname}?code=x&state=${state}`, headers: { host: `rebound.example:${redirect.port}` } }, (response) => done(response.resume().statusCode!)).end())
    expect(answer).toBe(421)
    expect(standIns.requestsTo('googleToken')).toEqual([])
    // The user comes back all the same.
    const page = await fetch(asked)
    expect(page.status).toBe(200)
    expect(await signingIn).toMatchObject({ ok: true, value: { stored: true } })
  })

  it('with a code of their own get nothing for it: the verifier never left this process', async () => {
    const away = absent()
    const { standIns, connecting, client, vault } = await parts({ openInBrowser: away.open })
    const signingIn = connecting.google.signIn(client, false)
    const asked = await away.opened
    // Somebody else's question to Google, with their own challenge, answered at our door.
    const forged = new URL(asked)
    forged.searchParams.set('code_challenge', 'A'.repeat(43))
    expect((await fetch(forged)).status).toBe(200)
    expect(await signingIn).toMatchObject({ ok: false, error: { code: 'sign_in_failed', message: expect.stringContaining('used before, or too late') } })
    expect(standIns.requestsTo('googleToken')).toHaveLength(1)
    expect(vault.kept.size).toBe(0)
  })

  it('that never finish asking are shut out when it ends', async () => {
    const away = absent()
    const { connecting, client } = await parts({ openInBrowser: away.open })
    const signingIn = connecting.google.signIn(client, false)
    const redirect = redirectOf(await away.opened)
    const socket = connect(Number(redirect.port), '127.0.0.1').on('error', () => {})
    await once(socket, 'connect')
    socket.write('GET / HTTP/1.1\r\nHost: ')
    const closed = new Promise((done) => socket.resume().once('close', done))
    connecting.google.cancel()
    await signingIn
    await closed
  })
})

describe('a sign-in nobody comes back to', () => {
  it('ends when it is cancelled', async () => {
    const away = absent()
    const { connecting, client, vault } = await parts({ openInBrowser: away.open })
    const signingIn = connecting.google.signIn(client, false)
    const redirect = redirectOf(await away.opened)
    connecting.google.cancel()
    expect(await signingIn).toMatchObject({ ok: false, error: { code: 'sign_in_failed', message: 'The sign-in was cancelled.' } })
    await expect(ask(redirect.href)).rejects.toThrow()
    expect(vault.kept.size).toBe(0)
  })

  it('ends when another begins', async () => {
    const away = absent()
    const tab = browser()
    let times = 0
    const { connecting, client } = await parts({ openInBrowser: (url) => (times++ === 0 ? away.open(url) : tab.open(url)) })
    const first = connecting.google.signIn(client, false)
    await away.opened
    const second = connecting.google.signIn(client, false)
    expect(await first).toMatchObject({ ok: false, error: { message: 'The sign-in was cancelled.' } })
    expect(await second).toMatchObject({ ok: true, value: { stored: true } })
  })

  it('ends with the console', async () => {
    const away = absent()
    const standIns = await freshProviders()
    const { engine, stop } = await startEngine({ vault: memoryVault(), openInBrowser: away.open, originMap: new Map(Object.entries(standIns.originMap)) })
    const { client_id: clientId, client_secret: clientSecret } = standIns.credentials.authorizedUser
    const signingIn = engine.connecting.google.signIn({ clientId, clientSecret }, false)
    await away.opened
    await stop()
    expect(await signingIn).toMatchObject({ ok: false, error: { code: 'sign_in_failed' } })
  })

  it('ends while Google’s token endpoint hangs, and keeps nothing', async () => {
    const { standIns, tab, connecting, client, vault } = await parts()
    standIns.set('googleToken', 'hang')
    const signingIn = connecting.google.signIn(client, false)
    await until(() => standIns.requestsTo('googleToken').length > 0, 'the question')
    connecting.google.cancel()
    expect(await signingIn).toMatchObject({ ok: false, error: { message: 'The sign-in was cancelled.' } })
    expect((await tab.page()).text).toContain('cancelled')
    expect(vault.kept.size).toBe(0)
  })

  it('ends by itself, and says what Google may have shown', async () => {
    const standIns = await freshProviders()
    const { client_id: clientId, client_secret: clientSecret } = standIns.credentials.authorizedUser
    const originMap = new Map(Object.entries(standIns.originMap))
    const ports = { clock: systemClock, ask: () => callRules({ network: realNetwork(async () => null), originMap }, deadlineIn(5000)), originMap, openInBrowser: async () => {}, cancelled: new AbortController().signal, waitMs: 20 }
    const answer = await signInWithGoogle({ clientId, clientSecret }, ports, async () => ({ result: ok('finished'), page: [] }))
    expect(answer).toMatchObject({ ok: false, error: { code: 'sign_in_failed', message: expect.stringContaining('Nobody came back'), hint: expect.stringContaining('Access blocked') } })
  })

  it('whose tab is closed before the answer is kept all the same', async () => {
    const away = absent()
    const { standIns, connecting, client } = await parts({ openInBrowser: away.open })
    const signingIn = connecting.google.signIn(client, false)
    const asked = await away.opened
    const back = (await ask(asked)).headers.get('location')!
    const { hostname, port, pathname, search } = new URL(back)
    const socket = connect(Number(port), hostname).on('error', () => {})
    await once(socket, 'connect')
    socket.write(`GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`)
    await until(() => standIns.requestsTo('googleToken').length > 0, 'the question')
    socket.destroy()
    expect(await signingIn).toMatchObject({ ok: true, value: { stored: true } })
  })
})

describe('a sign-in Google takes no more', () => {
  const dayMs = 86_400_000
  const look = async (own: Partial<GoogleSignIn>) => {
    const standIns = await freshProviders()
    const { client_id: clientId, client_secret: clientSecret } = standIns.credentials.authorizedUser
    const vault = memoryVault()
    vault.kept.set('googleSignIn', JSON.stringify({ clientId, clientSecret, refreshToken: '1//0gone', account: null, scope: driveScope, signedInAt: 0, expiresAt: null, ...own }))
    const { engine } = await startEngine({ vault, originMap: new Map(Object.entries(standIns.originMap)) })
    await engine.console.look({ reason: 'button', targets: ['drive'] })
    return engine.console.report().details['drive']!
  }

  it('after seven days says why', async () => {
    expect(await look({ signedInAt: Date.now() - 7 * dayMs })).toMatchObject({ code: 'auth_invalid', message: expect.stringContaining('after seven days') })
    expect(await look({ signedInAt: Date.now() - 30 * dayMs, expiresAt: Date.now() - 23 * dayMs })).toMatchObject({ code: 'auth_invalid', message: expect.stringContaining('after seven days') })
  })

  it('at another age doesn’t guess', async () => {
    expect(await look({ signedInAt: Date.now() - 30 * dayMs })).toMatchObject({ code: 'auth_invalid', message: expect.not.stringContaining('seven days') })
  })
})

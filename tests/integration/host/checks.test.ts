import { readFileSync, writeFileSync } from 'node:fs'
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { HealthReport } from '../../../src/core/views/health-api'
import type { EngineEvent } from '../../../src/shared/model'
import type { Check } from '../../../src/shared/settings'
import { startEngine } from '../engine'
import { filesOf } from '../files'
import { freshFolder, until } from '../support'
import { memoryVault } from './vault'

const listening = async <S extends Server | HttpServer>(server: S, port = 0): Promise<number> => {
  await new Promise<void>((done, fail) => server.once('error', fail).listen(port, '127.0.0.1', done))
  return (server.address() as AddressInfo).port
}

/** A port that takes connections until it is closed. */
async function door(at = 0) {
  const server = createServer((socket) => socket.on('error', () => {}).destroy())
  const port = await listening(server, at)
  const close = () => new Promise<void>((done) => server.close(() => done()))
  onTestFinished(close)
  return { port, close }
}

/** A web server that wants a token, and remembers those it saw. */
async function guarded(token: string) {
  const seen: (string | undefined)[] = []
  const server = createHttpServer((request, response) => {
    seen.push(request.headers.authorization)
    response.writeHead(request.headers.authorization === `Bearer ${token}` ? 200 : 401, { 'content-type': 'application/json' }).end('{"status":"up"}')
  })
  const port = await listening(server)
  onTestFinished(() => void (server.closeAllConnections(), server.close()))
  return { url: `http://127.0.0.1:${port}/health`, seen }
}

const tcp = (id: string, port: number, own: Partial<Check> = {}): Check => ({ id, kind: 'tcp', title: `Port of ${id}`, enabled: true, everySeconds: null, watchValue: false, settings: { host: '127.0.0.1', port }, ...own })
const http = (id: string, url: string, own: Partial<Check> = {}): Check => ({ id, kind: 'http', title: `Web of ${id}`, enabled: true, everySeconds: null, watchValue: false, settings: { url }, ...own })

async function parts({ vault = memoryVault(), settings, env = {} }: { vault?: ReturnType<typeof memoryVault>; settings?: object; env?: Record<string, string> } = {}) {
  const dataDir = freshFolder()
  if (settings) writeFileSync(join(dataDir, 'settings.json'), JSON.stringify(settings))
  const { engine, paths, url } = await startEngine({ vault, dataDir, env })
  const events: EngineEvent[] = []
  engine.console.events.subscribe({ name: 'recorder', take: (batch) => events.push(...batch) })
  const health = async () => (await (await fetch(`${url}/api/system-health`)).json()) as HealthReport
  const componentOf = (id: string) => engine.console.report().components[id]
  return { engine, checks: engine.checks, vault, paths, health, events, componentOf, stored: () => engine.settings.stored().checks.list }
}

describe('a check', () => {
  it('that is saved is looked at, and shown wherever health is', async () => {
    const { checks, health, componentOf, stored } = await parts()
    const { port } = await door()
    expect(await checks.save(tcp('db', port), {}, false)).toEqual({ ok: true, value: undefined })
    await until(() => componentOf('db') === true, 'its first look')
    const report = await health()
    expect(Object.keys(report.components)).toEqual(['notion', 'drive', 'stripe', 'scheduler_tick', 'disk_ok', 'db'])
    expect(report.details['db']).toMatchObject({ status: 'ok' })
    expect(stored()).toEqual([tcp('db', port)])
  })

  it('has others of its kind beside it, each for itself', async () => {
    const { checks, componentOf, stored } = await parts()
    const [first, second] = [await door(), await door()]
    await second.close()
    await Promise.all([checks.save(tcp('one', first.port), {}, false), checks.save(tcp('two', second.port), {}, false), checks.save(tcp('three', first.port, { enabled: false }), {}, false)])
    expect(stored().map(({ id }) => id)).toEqual(['one', 'two', 'three'])
    await until(() => componentOf('one') === true && componentOf('two') === false && componentOf('three') === null, 'three verdicts')
  })

  it('that is put back stands where it stood', async () => {
    const { checks, stored } = await parts({ settings: { version: 1, checks: { list: ['one', 'two', 'three'].map((id) => tcp(id, 1, { enabled: false })) } } })
    const ids = () => stored().map(({ id }) => id)
    for (const [place, id] of ['one', 'two', 'three'].entries()) {
      const check = stored()[place]!
      await checks.remove(id)
      await checks.save(check, {}, false, place)
      expect(ids()).toEqual(['one', 'two', 'three'])
    }
    // Others may have gone meanwhile.
    await checks.remove('two')
    await checks.remove('one')
    await checks.save(tcp('two', 1, { enabled: false }), {}, false, 1)
    await checks.save(tcp('four', 1, { enabled: false }), {}, false, 9)
    expect(ids()).toEqual(['three', 'two', 'four'])
  })

  it('isn’t taken whose credentials would come from the same variables as another’s', async () => {
    const { checks, stored } = await parts()
    await checks.save(tcp('shop-db', 1), {}, false)
    const twin = await checks.save(tcp('shop_db', 1), {}, false)
    expect(twin).toMatchObject({ ok: false, error: { code: 'invalid_input', message: '“id”: “shop_db” and “shop-db” would share the variables of their credentials.', hint: 'Choose another one, such as “shop_db-2”.' } })
    expect(stored().map(({ id }) => id)).toEqual(['shop-db'])
  })

  it('that is changed starts anew, and one that only gets another name doesn’t', async () => {
    const { engine, checks, componentOf, events } = await parts()
    const [gone, here] = [await door(), await door()]
    await gone.close()
    await checks.save(tcp('db', gone.port), {}, false)
    await until(() => componentOf('db') === false, 'a bad look')
    await engine.console.look({ reason: 'button', targets: ['db'] })
    expect(engine.console.report().details['db']).toMatchObject({ status: 'fail' })
    const opened = events.filter(({ type, incident }) => type === 'opened' && incident.target === 'db')
    expect(opened).toHaveLength(1)

    await checks.save(tcp('db', gone.port, { title: 'Database' }), {}, false)
    expect(engine.console.report().details['db']).toMatchObject({ status: 'fail', title: 'Database' })

    await checks.save(tcp('db', here.port, { title: 'Database' }), {}, false)
    await until(() => componentOf('db') === true, 'a good look')
    // What was found at the other port says nothing of this one: good at once, no recovery to confirm.
    expect(engine.console.report().details['db']).toMatchObject({ status: 'ok' })
    expect(events.filter(({ type, incident }) => type === 'resolved' && incident.target === 'db')).toHaveLength(1)
    expect(engine.console.snapshot().incidents).toEqual([])
  })

  it('that is removed takes its incident along, and is gone from the API', async () => {
    const { engine, checks, componentOf, health, events } = await parts()
    const gone = await door()
    await gone.close()
    await checks.save(tcp('db', gone.port), {}, false)
    await until(() => componentOf('db') === false, 'a bad look')
    await engine.console.look({ reason: 'button', targets: ['db'] })
    expect(engine.store.incidents.open().map(({ target }) => target)).toEqual(['db'])

    expect(await checks.remove('db')).toEqual({ ok: true, value: undefined })
    expect(engine.store.incidents.open()).toEqual([])
    expect(events.at(-1)).toMatchObject({ type: 'resolved', incident: { target: 'db' } })
    expect(Object.keys((await health()).components)).not.toContain('db')
    expect(await checks.remove('db')).toMatchObject({ ok: false, error: { code: 'invalid_input', message: 'There is no check “db”.' } })
  })

  it('of a kind this console doesn’t know is kept, and shown as off in words', async () => {
    const hologram = { id: 'beam', kind: 'hologram', title: 'Beam', enabled: true, everySeconds: null, watchValue: false, settings: { strength: 3 } }
    const { engine, checks, health, stored } = await parts({ settings: { version: 1, checks: { list: [hologram] } } })
    await engine.console.look({ reason: 'button', targets: ['beam'] })
    const report = await health()
    expect(report.components['beam']).toBeNull()
    expect(report.details['beam']).toMatchObject({ status: 'off', code: 'settings_broken', message: expect.stringContaining('hologram') })
    expect(stored()).toEqual([hologram])
    // It may be renamed and switched off; what it is set to is nobody's business here.
    expect(await checks.save({ ...hologram, enabled: false, title: 'The beam' }, {}, false)).toMatchObject({ ok: true })
    expect(await checks.save({ ...hologram, settings: { strength: 4 } }, {}, false)).toMatchObject({ ok: false, error: { message: expect.stringContaining('knows no kind "hologram"') } })
    expect(stored()).toEqual([{ ...hologram, enabled: false, title: 'The beam' }])
  })
})

describe('mistakes are found before anything is kept', () => {
  it.each([
    ['a wrong setting, by its title, with a right value', tcp('db', 70_000), /^“Port”: .+ A right value is 5432\.$/],
    ['a missing one', tcp('db', 1, { settings: { port: 5432 } }), /^“Host”: .+ A right value is "db\.example\.com"\.$/],
    ['one it hasn’t', tcp('db', 1, { settings: { host: 'db', port: 1, tls: true } }), /^“settings\.tls”: There is no such setting\. Known: host, port\.$/],
    ['a kind nobody knows', tcp('db', 1, { kind: 'hologram' }), /knows no kind "hologram"\. Known: .*tcp/],
    ['a kind that is built in', tcp('db', 1, { kind: 'stripe' }), /knows no kind "stripe"/],
    ['the name of a built-in component', tcp('disk_ok', 1), /^“id”: a name no built-in component has/],
  ])('%s', async (_case, check, message) => {
    const { checks, stored } = await parts()
    for (const answer of [await checks.save(check, {}, false), await checks.tryOut(check, {})]) expect(answer).toMatchObject({ ok: false, error: { code: 'invalid_input', message: expect.stringMatching(message) } })
    expect(stored()).toEqual([])
  })

  it('a credential its kind has no field for', async () => {
    const { checks, vault, stored } = await parts()
    expect(await checks.save(tcp('db', 1), { token: 'abc' }, false)).toMatchObject({ ok: false, error: { message: expect.stringContaining('no credential “token”') } })
    expect(await checks.save(http('web', 'http://127.0.0.1:1/'), { password: 'abc' }, false)).toMatchObject({ ok: false, error: { hint: 'Known: token.' } })
    expect([stored(), vault.kept.size]).toEqual([[], 0])
  })
})

describe('a check’s credential', () => {
  const token = 'token-of-the-shop-1234'

  it('is used, and stands in no settings file', async () => {
    const { checks, vault, paths, componentOf } = await parts()
    const { url, seen } = await guarded(token)
    expect(await checks.save(http('web', url), { token: `  ${token} ` }, false)).toMatchObject({ ok: true })
    await until(() => componentOf('web') === true, 'a good look')
    // Not even the first look was one without it.
    expect(new Set(seen)).toEqual(new Set([`Bearer ${token}`]))
    expect(vault.kept).toEqual(new Map([['check:web.token', token]]))
    for (const { name, text } of filesOf(paths.data)) expect(text, name).not.toContain(token)
    expect(JSON.parse(readFileSync(paths.settings, 'utf8'))).toMatchObject({ checks: { list: [{ id: 'web' }] } })
  })

  it('that alone is changed is looked with at once', async () => {
    const { checks, engine, vault, componentOf } = await parts()
    const { url } = await guarded(token)
    await checks.save(http('web', url), { token: 'another-token' }, false)
    await until(() => componentOf('web') === false, 'a refusal')
    await checks.save(http('web', url), { token }, false)
    await until(() => componentOf('web') === true, 'a good look')
    // Left out stays as it is, empty is forgotten.
    await checks.save(http('web', url, { title: 'Shop' }), {}, false)
    expect(vault.kept.get('check:web.token')).toBe(token)
    await checks.save(http('web', url, { title: 'Shop' }), { token: ' ' }, false)
    expect(vault.kept.size).toBe(0)
    await until(() => engine.console.report().components['web'] === false, 'a refusal without it')
  })

  it('is tried out without being kept; what was left out is taken from what is kept', async () => {
    const { checks, vault, stored } = await parts()
    const { url, seen } = await guarded(token)
    expect(await checks.tryOut(http('web', url, { enabled: false }), { token })).toMatchObject({ ok: true, value: { status: 'ok' } })
    expect([stored(), vault.kept.size]).toEqual([[], 0])
    vault.set('check:web.token', token, false, new URL(url).origin)
    expect(await checks.tryOut(http('web', url), {})).toMatchObject({ ok: true, value: { status: 'ok' } })
    const bare = await checks.tryOut(http('web', url), { token: '' })
    expect(bare).toMatchObject({ ok: true, value: { status: 'fail' } })
    expect(Object.keys((bare as { value: object }).value).toSorted()).toEqual(expect.not.arrayContaining(['target', 'at', 'credential']))
    expect(seen).toEqual([`Bearer ${token}`, `Bearer ${token}`, undefined])
  })

  it('goes to no other address than the one it was given for, in a test of the form neither', async () => {
    const { checks, engine, componentOf } = await parts()
    const [own, other] = [await guarded(token), await guarded(token)]
    await checks.save(http('web', own.url), { token }, false)
    await until(() => componentOf('web') === true, 'the first look')
    expect(await checks.tryOut(http('web', other.url), {})).toEqual({
      ok: false,
      error: { code: 'not_configured', message: `Web of web: its token was given for ${new URL(own.url).origin}, and isn’t sent to ${new URL(other.url).origin}.`, hint: 'Give it again in Settings › Checks, or change the address back.' },
    })
    expect(other.seen).toEqual([])
    await checks.save(http('web', other.url), {}, false)
    await until(() => other.seen.length > 0, 'the look at the new address')
    expect(other.seen).toEqual(expect.not.arrayContaining([`Bearer ${token}`]))
    await until(() => engine.console.snapshot().notes.some(({ id }) => id === 'withheld-check:web.token'), 'the note in the window')
    await checks.save(http('web', other.url), { token }, false)
    expect(await checks.tryOut(http('web', other.url), {})).toMatchObject({ ok: true, value: { status: 'ok' } })
    expect(await checks.tryOut(http('web', own.url), {})).toMatchObject({ ok: false })
  })

  it('that can’t be kept leaves nothing half-done', async () => {
    const vault = memoryVault()
    const { checks, stored } = await parts({ vault })
    vault.broken.add('check:web.token')
    expect(await checks.save(http('web', 'http://127.0.0.1:1/'), { token }, false)).toMatchObject({ ok: false, error: { code: 'storage_failed' } })
    expect([stored(), vault.kept.size]).toEqual([[], 0])
  })

  it('is put back when the settings can’t be kept', async () => {
    const { checks, vault, stored } = await parts({ settings: { version: 1, checks: { list: Array.from({ length: 200 }, (_, i) => tcp(`c${i}`, 1, { enabled: false })) } } })
    vault.kept.set('check:web.token', 'the-former-token')
    expect(await checks.save(http('web', 'http://127.0.0.1:1/'), { token }, false)).toMatchObject({ ok: false, error: { code: 'invalid_input', message: expect.stringContaining('checks.list') } })
    expect(stored()).toHaveLength(200)
    expect(vault.kept).toEqual(new Map([['check:web.token', 'the-former-token']]))
  })

  it('needs consent where there is no keychain', async () => {
    const { checks, stored } = await parts({ vault: memoryVault({ available: false }) })
    expect(await checks.save(http('web', 'http://127.0.0.1:1/'), { token }, false)).toMatchObject({ ok: false, error: { code: 'keychain_unavailable' } })
    expect(stored()).toEqual([])
    expect(await checks.save(http('web', 'http://127.0.0.1:1/'), { token }, true)).toMatchObject({ ok: true })
    // To forget one needs none.
    expect(await checks.save(http('web', 'http://127.0.0.1:1/'), { token: '' }, false)).toMatchObject({ ok: true })
  })

  it('that a variable decides can’t be changed here', async () => {
    const { checks, stored } = await parts({ env: { ECHOPILOT_CHECK_WEB_TOKEN: 'from-outside' } })
    expect(await checks.save(http('web', 'http://127.0.0.1:1/'), { token }, false)).toMatchObject({ ok: false, error: { code: 'invalid_input', message: expect.stringContaining('ECHOPILOT_CHECK_WEB_TOKEN') } })
    expect(stored()).toEqual([])
  })

  it('shows itself by place and ending only, wherever it comes from', async () => {
    const { checks, engine } = await parts({ env: { ECHOPILOT_CHECK_OTHER_TOKEN: 'from-the-environment' } })
    await checks.save(http('web', 'http://127.0.0.1:1/', { enabled: false }), { token }, false)
    await checks.save(http('other', 'http://127.0.0.1:1/', { enabled: false }), {}, false)
    await checks.save(http('bare', 'http://127.0.0.1:1/', { enabled: false }), {}, false)
    expect(checks.secretStates()).toMatchObject({ 'check:web.token': { present: true, from: 'keychain', ending: '1234', storedAt: 1234 }, 'check:other.token': { from: 'environment', ending: 'ment', storedAt: null } })
    expect(Object.keys(checks.secretStates())).toHaveLength(2)
    for (const value of [token, 'from-the-environment']) expect(JSON.stringify(checks.secretStates())).not.toContain(value)
    expect(engine.secrets.all()).toEqual(expect.arrayContaining([token, 'from-the-environment']))
  })

  it('of a check that is gone is forgotten at the next start, and no other', async () => {
    const vault = memoryVault()
    for (const key of ['check:web.token', 'check:gone.token', 'check:db.token', 'check:beam.lens', 'stripeKey'] as const) vault.kept.set(key, 'x'.repeat(9))
    await parts({ vault, settings: { version: 1, checks: { list: [http('web', 'http://127.0.0.1:1/', { enabled: false }), tcp('db', 1, { enabled: false }), { id: 'beam', kind: 'hologram', title: 'Beam' }] } } })
    expect([...vault.kept.keys()]).toEqual(['check:web.token', 'check:beam.lens', 'stripeKey'])
  })

  it('is forgotten by no damaged settings file', async () => {
    const vault = memoryVault()
    vault.kept.set('check:web.token', token)
    const dataDir = freshFolder()
    writeFileSync(join(dataDir, 'settings.json'), '{"version": 1, "checks"')
    await startEngine({ vault, dataDir })
    expect([...vault.kept.keys()]).toEqual(['check:web.token'])
  })
})

it('kinds are those that can be added, with their forms', async () => {
  const { checks } = await parts()
  const kinds = checks.kinds()
  expect(kinds.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['http', 'tcp']))
  expect(kinds.map(({ kind }) => kind)).not.toContain('stripe')
  expect(kinds.find(({ kind }) => kind === 'tcp')).toMatchObject({ title: 'TCP port', fields: [{ name: 'host', control: 'text' }, { name: 'port', control: 'figure' }], secrets: [] })
  expect(kinds.find(({ kind }) => kind === 'http')!.secrets.map(({ name }) => name)).toEqual(['token'])
})

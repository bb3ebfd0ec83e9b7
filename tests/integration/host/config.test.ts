import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Config, readConfigFile, writeText, type Proposal } from '../../../src/host/config'
import { SettingsStore } from '../../../src/host/settings-store'
import type { Result } from '../../../src/shared/result'
import { defaultSettings } from '../../../src/shared/settings'
import { startEngine } from '../engine'
import { freshFolder, until, withConf } from '../support'
import { memoryVault } from './vault'

const shop = { id: 'shop-db', kind: 'tcp', title: 'Shop database', settings: { host: '127.0.0.1', port: 1 } }
const file = (own: object = {}) => ({ echopilot: 'settings', version: 1, disk: { warnAbovePercent: 90 }, checks: { list: [shop] }, ...own })

function opened(env: Record<string, string> = {}) {
  const path = join(freshFolder(), 'settings.json')
  const store = SettingsStore.open(path, withConf, env, 1)
  const applied: string[][] = []
  return { store, config: new Config(store, (changed) => applied.push(changed)), applied, stored: () => JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown> }
}

function taken(proposed: Result<Proposal>): Proposal {
  if (!proposed.ok) throw new Error(proposed.error.message)
  return proposed.value
}

describe('a file of settings', () => {
  it('is proposed, then applied: whole, and told by sections', async () => {
    const { store, config, applied, stored } = opened()
    const proposed = config.propose(file())
    expect(store.get()).toEqual(defaultSettings())
    expect(proposed).toMatchObject({ ok: true, value: { changes: expect.arrayContaining([{ place: 'disk.warnAbovePercent', before: '85', after: '90' }, { place: 'checks.shop-db.kind', before: null, after: '"tcp"' }]) } })
    expect(await config.apply(taken(proposed))).toMatchObject({ ok: true, value: { disk: { warnAbovePercent: 90 } } })
    expect(stored()).toMatchObject({ disk: { warnAbovePercent: 90 }, checks: { list: [{ id: 'shop-db', enabled: true, everySeconds: null }] } })
    expect(applied).toEqual([['disk', 'checks']])
    // Again: there is nothing left to do, and nothing is written.
    const again = config.propose(JSON.parse(config.text()))
    expect(again).toMatchObject({ ok: true, value: { changes: [] } })
    expect(await config.apply(taken(again))).toMatchObject({ ok: true })
    expect(applied).toHaveLength(1)
  })

  it('with one mistake changes nothing at all', () => {
    const { store, config } = opened()
    expect(config.propose(file({ api: { port: 'http' } }))).toMatchObject({ ok: false, error: { code: 'invalid_input', message: expect.stringContaining('“api.port”') } })
    expect(store.get()).toEqual(defaultSettings())
  })

  it('that was looked at before something else changed isn’t applied', async () => {
    const { store, config, applied } = opened()
    const proposed = config.propose(file())
    await store.update({ section: 'appearance', values: { theme: 'dark' } })
    expect(await config.apply(taken(proposed))).toMatchObject({ ok: false, error: { code: 'conflict' } })
    expect(store.get()).toMatchObject({ appearance: { theme: 'dark' }, disk: { warnAbovePercent: 85 } })
    expect(applied).toEqual([])
  })

  it('neither gives nor takes what a variable decides for this run', async () => {
    const { store, config, stored } = opened({ ECHOPILOT_PORT: '0', TELEGRAM_CHAT_ID: '5' })
    expect(config.content()).toMatchObject({ api: { port: 5000 }, alerts: { telegramChatId: null } })
    const proposed = config.propose({ api: { port: 6000 } })
    expect(proposed).toMatchObject({ ok: true, value: { changes: [{ place: 'api.port', before: '5000', after: '6000' }] } })
    await config.apply(taken(proposed))
    expect(store.get()).toMatchObject({ api: { port: 0 }, alerts: { telegramChatId: '5' } })
    expect(stored()).toMatchObject({ api: { port: 6000 }, alerts: { telegramChatId: null } })
  })

  it('takes effect at once: what it switches on is looked at, what it leaves out is gone', async () => {
    const { engine } = await startEngine({ vault: memoryVault() })
    const logDir = freshFolder()
    writeFileSync(join(logDir, 'scheduler.log'), '')
    const proposed = engine.config.propose(file({ stripe: { enabled: false }, watch: { logDir } }))
    await engine.config.apply(taken(proposed))
    await until(() => engine.console.report().components['shop-db'] === false, 'the look at the new check')
    await until(() => JSON.stringify(engine.console.report().details['scheduler_tick']!.detail).includes(logDir), 'the look at the newly watched folder')
    const emptied = engine.config.propose({ checks: { list: [] } })
    await engine.config.apply(taken(emptied))
    expect(Object.keys(engine.console.report().components)).not.toContain('shop-db')
  })

  it('holds no secret', async () => {
    const vault = memoryVault()
    vault.kept.set('check:web.token', 'token-of-a-check').set('stripeKey', 'rk_test_secret')
    const { engine } = await startEngine({ vault, env: { NOTION_TOKEN: 'ntn_secret_from_outside' } })
    for (const secret of ['token-of-a-check', 'rk_test_secret', 'ntn_secret_from_outside']) expect(engine.config.text()).not.toContain(secret)
  })
})

describe('a file that is read', () => {
  const written = (content: string | Buffer) => {
    const path = join(freshFolder(), 'file.json')
    writeFileSync(path, content)
    return path
  }

  it('may begin with a byte-order mark', () => {
    expect(readConfigFile(written('\uFEFF{"disk": {}}'))).toEqual({ ok: true, value: { disk: {} } })
  })

  it.each([
    ['broken', '{\n  "disk": {\n    "enabled": tru\n', 'isn’t JSON'],
    ['empty', ' ', 'isn’t JSON: it is empty'],
    ['something else', 'STRIPE_API_KEY=rk_live_secret', 'isn’t JSON'],
    ['far too large', `"${'x'.repeat(1024 * 1024)}"`, 'is far too large'],
  ])('and is %s is told by its place, not by what is in it', (_case, content, message) => {
    const path = written(content)
    const read = readConfigFile(path)
    expect(read).toMatchObject({ ok: false, error: { code: 'invalid_input', message: expect.stringContaining(`${path} ${message}`), hint: expect.stringContaining('echopilot config export') } })
    expect(JSON.stringify(read)).not.toMatch(/rk_live|STRIPE/)
  })

  it('says the line and column where it breaks off being JSON', () => {
    expect(readConfigFile(written('{\n  "disk": {\n    "enabled": true,\n  }\n}\n'))).toMatchObject({ error: { message: expect.stringContaining('(line 4, column 3)') } })
  })

  it('isn’t there, or is no file', () => {
    const folder = freshFolder()
    expect(readConfigFile(join(folder, 'none.json'))).toMatchObject({ ok: false, error: { message: `There is no file ${join(folder, 'none.json')}.` } })
    expect(readConfigFile(folder)).toMatchObject({ ok: false, error: { message: expect.stringContaining('EISDIR') } })
  })

  it('is written where it was asked for, or says why not', () => {
    const folder = freshFolder()
    mkdirSync(join(folder, 'taken'))
    expect(writeText(join(folder, 'a.json'), 'x')).toEqual({ ok: true, value: join(folder, 'a.json') })
    expect(writeText(join(folder, 'taken'), 'x')).toMatchObject({ ok: false, error: { code: 'storage_failed', message: expect.stringContaining('EISDIR') } })
  })
})

describe('/api/config', () => {
  async function served() {
    const { engine, url, port, paths } = await startEngine()
    const token = readFileSync(paths.token, 'utf8').trim()
    const ask = async (init: RequestInit & { query?: string } = {}) => {
      const { query = '', headers, ...rest } = init
      const answer = await fetch(`${url}/api/config${query}`, { headers: { authorization: `Bearer ${token}`, ...(headers as Record<string, string>) }, ...rest })
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> & { error?: { code: string; message: string; hint: string } } }
    }
    const post = (body: unknown, query = '') => ask({ method: 'POST', query, body: typeof body === 'string' ? body : JSON.stringify(body), headers: { 'content-type': 'application/json' } })
    return { engine, port, token, ask, post }
  }

  it('gives the settings to whoever has the token', async () => {
    const { engine, ask } = await served()
    expect(await ask()).toEqual({ status: 200, body: engine.config.content() })
    for (const headers of [{ authorization: '' }, { authorization: 'Bearer wrong' }]) expect(await ask({ headers })).toMatchObject({ status: 401, body: { error: { code: 'token_missing' } } })
    expect((await fetch(`${(engine.console.snapshot().api.url)!}/api/config`, { method: 'HEAD' })).status).toBe(401)
  })

  it('says what would change, then changes it, then has nothing to do', async () => {
    const { engine, post } = await served()
    const changes = [{ place: 'disk.warnAbovePercent', before: '85', after: '70' }]
    expect(await post({ disk: { warnAbovePercent: 70 } }, '?dry_run=true')).toEqual({ status: 200, body: { ok: true, changes } })
    expect(engine.settings.get().disk.warnAbovePercent).toBe(85)
    expect(await post({ disk: { warnAbovePercent: 70 } })).toEqual({ status: 200, body: { ok: true, changes } })
    expect(engine.settings.get().disk.warnAbovePercent).toBe(70)
    expect(await post({ disk: { warnAbovePercent: 70 } }, '?dry_run=false')).toEqual({ status: 200, body: { ok: true, changes: [] } })
  })

  it.each([
    ['a mistake', '{"disk": {"warnAbovePercent": 101}}', '', 400, '“disk.warnAbovePercent”'],
    ['broken JSON', '{"disk": ', '', 400, 'The body isn’t JSON'],
    ['nothing', '', '', 400, 'it is empty'],
    ['another question', '{}', '?dry_run=maybe', 400, '“dry_run=maybe”'],
  ])('answers %s in words, and changes nothing', async (_case, body, query, status, message) => {
    const { engine, post } = await served()
    const answer = await post(body, query)
    expect(answer).toMatchObject({ status, body: { ok: false, error: { code: 'invalid_input', message: expect.stringContaining(message), hint: expect.any(String) } } })
    expect(engine.settings.stored()).toEqual(defaultSettings())
  })

  it('wants the token and JSON', async () => {
    const { ask, engine } = await served()
    const body = JSON.stringify({ disk: { warnAbovePercent: 70 } })
    expect(await ask({ method: 'POST', body, headers: { 'authorization': '', 'content-type': 'application/json' } })).toMatchObject({ status: 401 })
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp']) expect(await ask({ method: 'POST', body, headers: { 'content-type': type } })).toMatchObject({ status: 415, body: { error: { code: 'wrong_type' } } })
    expect(await ask({ method: 'POST', body, headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' } })).toMatchObject({ status: 415 })
    expect(await ask({ method: 'POST', body, headers: { 'content-type': 'Application/JSON; charset=utf-8' } })).toMatchObject({ status: 200 })
    expect(engine.settings.get().disk.warnAbovePercent).toBe(70)
  })

  it('hears a body of at most 1 MiB', async () => {
    const { post, port, token } = await served()
    const padded = (size: number) => `{"appearance":{"theme":"dark"}${' '.repeat(size - 31)}}`
    expect(padded(1024 * 1024)).toHaveLength(1024 * 1024)
    expect(await post(padded(1024 * 1024))).toMatchObject({ status: 200 })
    expect(await post(padded(1024 * 1024 + 1))).toMatchObject({ status: 413, body: { error: { code: 'too_large' } } })
    // What says beforehand that it is longer isn't waited for.
    const said = await raw(port, `POST /api/config HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n`)
    expect(said).toMatch(/^HTTP\/1\.1 413 /)
  })

  it('doesn’t wait for ever for one, and is no worse for it', async () => {
    const { post, port, token } = await served()
    const said = await raw(port, `POST /api/config HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"disk":`)
    expect(said).toMatch(/^(HTTP\/1\.1 408 |$)/)
    expect(await post({}, '?dry_run=true')).toMatchObject({ status: 200 })
  })

  it('is no worse for one that breaks off', async () => {
    const { engine, post, port, token } = await served()
    const socket = connect(port, '127.0.0.1').on('error', () => {})
    await new Promise<void>((done) => socket.write(`POST /api/config HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"disk":`, () => done()))
    socket.destroy()
    expect(await post({}, '?dry_run=true')).toMatchObject({ status: 200 })
    expect(engine.settings.stored()).toEqual(defaultSettings())
  })
})

/** What comes back until the other side hangs up. */
function raw(port: number, text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk))
  socket.on('error', () => {})
  socket.write(text)
  return new Promise((done) => socket.once('close', () => done(answer)))
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { HealthReport } from '../../../src/core/views/health-api'
import { InstanceLock } from '../../../src/host/instance'
import { defaultSettings } from '../../../src/shared/settings'
import { bareEnvironment } from '../child'
import { startEngine } from '../engine'
import { freshFolder, until } from '../support'
import { builtCommand, ensureBuilt } from './built'
import { echopilot } from './terminal'

const shop = { id: 'shop-db', kind: 'tcp', title: 'Shop database', enabled: false, everySeconds: null, watchValue: false, settings: { host: '127.0.0.1', port: 5432 } }

/** A data folder, and a file of settings outside it. */
function parts({ settings, file }: { settings?: object; file?: unknown } = {}) {
  const dataDir = freshFolder()
  const path = join(freshFolder(), 'echopilot.json')
  if (settings) writeFileSync(join(dataDir, 'settings.json'), JSON.stringify(settings))
  if (file !== undefined) writeFileSync(path, typeof file === 'string' ? file : JSON.stringify(file))
  const stored = () => JSON.parse(readFileSync(join(dataDir, 'settings.json'), 'utf8')) as Record<string, unknown>
  return { dataDir, path, stored, config: (...args: string[]) => echopilot(['config', ...args, '--data-dir', dataDir]) }
}

describe('echopilot config export', () => {
  it('writes all settings to standard output, or into a file', async () => {
    const { config, path } = parts({ settings: { version: 1, disk: { warnAbovePercent: 70 }, checks: { list: [shop] } } })
    const { code, json, errors } = await config('export')
    const whole = { echopilot: 'settings', ...defaultSettings(), disk: { enabled: true, warnAbovePercent: 70 }, checks: { list: [shop] } }
    expect({ code, errors, file: json() }).toEqual({ code: 0, errors: '', file: whole })
    expect(await config('export', path)).toMatchObject({ code: 0, out: '', errors: `Written to ${path}.\n` })
    expect(readFileSync(path, 'utf8')).toBe(`${JSON.stringify(whole, null, 2)}\n`)
  })

  it('of a folder where there is nothing are the defaults, and makes nothing there', async () => {
    const { dataDir, config } = parts()
    expect((await config('export')).json()).toEqual({ echopilot: 'settings', ...defaultSettings() })
    expect(readdirSync(dataDir)).toEqual([])
  })

  it('holds what is stored, not what a variable decides here', async () => {
    const { dataDir } = parts()
    const { json } = await echopilot(['config', 'export', '--data-dir', dataDir], { ECHOPILOT_PORT: '0', TELEGRAM_CHAT_ID: '5' })
    expect(json()).toMatchObject({ api: { port: 5000 }, alerts: { telegramChatId: null } })
  })

  it('of a damaged file says so beside it', async () => {
    const { config } = parts({ settings: { version: 1, disk: { warnAbovePercent: 'much' } } })
    const { code, json, errors } = await config('export')
    expect({ code, disk: json()['disk'] }).toEqual({ code: 0, disk: defaultSettings().disk })
    expect(errors).toMatch(/^“disk\.warnAbovePercent”: /)
  })

  it('that can’t be written is exit 1', async () => {
    const { config } = parts()
    const folder = freshFolder()
    expect(await config('export', folder)).toMatchObject({ code: 1, out: '', errors: expect.stringContaining(`${folder} can’t be written (EISDIR)`) })
  })
})

describe('echopilot config apply', () => {
  it('shows what differs and makes it so, then has nothing to do', async () => {
    const { config, path, stored } = parts({ settings: { version: 1, checks: { list: [shop] } }, file: { disk: { warnAbovePercent: 70 }, checks: { list: [{ ...shop, everySeconds: 60 }, { ...shop, id: 'b' }] } } })
    const lines = [
      '- disk.warnAbovePercent: 85', '+ disk.warnAbovePercent: 70', '- checks.shop-db.everySeconds: null', '+ checks.shop-db.everySeconds: 60',
      '+ checks.b.kind: "tcp"', '+ checks.b.title: "Shop database"', '+ checks.b.enabled: false', '+ checks.b.everySeconds: null', '+ checks.b.watchValue: false', '+ checks.b.settings.host: "127.0.0.1"', '+ checks.b.settings.port: 5432', '',
    ]
    expect(await config('apply', path, '--dry-run')).toMatchObject({ code: 0, errors: '', out: [...lines, '9 changes to apply; nothing was changed.', ''].join('\n') })
    expect(stored()).toEqual({ version: 1, checks: { list: [shop] } })
    expect(await config('apply', path)).toMatchObject({ code: 0, errors: '', out: [...lines, '9 changes applied.', ''].join('\n') })
    expect(stored()).toMatchObject({ version: 1, disk: { warnAbovePercent: 70 }, checks: { list: [{ id: 'shop-db', everySeconds: 60 }, { id: 'b' }] } })
    expect(await config('apply', path)).toMatchObject({ code: 0, out: 'Nothing to change: the settings are as the file says.\n' })
  })

  it('--json says the same to programs', async () => {
    const { config, path } = parts({ file: { appearance: { theme: 'dark' } } })
    const changes = [{ place: 'appearance.theme', before: '"system"', after: '"dark"' }]
    expect((await config('apply', path, '--dry-run', '--json')).json()).toEqual({ ok: true, applied: false, changes })
    expect((await config('apply', path, '--json')).json()).toEqual({ ok: true, applied: true, changes })
    expect((await config('apply', path, '--json')).json()).toEqual({ ok: true, applied: false, changes: [] })
  })

  it('what was exported changes nothing', async () => {
    const { config, path } = parts({ settings: { version: 1, checks: { list: [shop] }, appearance: { theme: 'dark' } } })
    await config('export', path)
    expect((await config('apply', path, '--json')).json()).toEqual({ ok: true, applied: false, changes: [] })
  })

  it.each([
    ['mistakes', { disk: { warnAbovePercent: 101 }, hologram: {} }, /^Nothing is changed: 2 mistakes in the file\.\n“disk\.warnAbovePercent”: .*\n“hologram”: .*\nA right file/],
    ['no JSON', '{"disk": {,}', /isn’t JSON \(line 1, column 11\)\.\nA right file/],
    ['a newer version', { version: 99 }, /^This file is of version 99/],
  ])('of a file with %s is exit 2, and changes nothing', async (_case, file, errors) => {
    const { dataDir, config, path } = parts({ file })
    expect(await config('apply', path)).toMatchObject({ code: 2, out: '', errors: expect.stringMatching(errors) })
    const json = await config('apply', path, '--json')
    expect(json).toMatchObject({ code: 2, errors: '' })
    expect(json.json()).toMatchObject({ ok: false, error: { code: 'invalid_input', message: expect.any(String), hint: expect.any(String) } })
    expect(existsSync(join(dataDir, 'settings.json'))).toBe(false)
  })

  it('of no file is exit 2', async () => {
    const { config, path } = parts()
    expect(await config('apply', path)).toMatchObject({ code: 2, errors: expect.stringContaining(`There is no file ${path}.`) })
  })

  it('over a damaged settings file keeps that aside, and says so', async () => {
    const { dataDir, config, path, stored } = parts({ file: { appearance: { theme: 'dark' } } })
    writeFileSync(join(dataDir, 'settings.json'), '{"version": 1, "disk"')
    expect(await config('apply', path)).toMatchObject({ code: 0, errors: expect.stringContaining('is kept as') })
    expect(stored()).toMatchObject({ appearance: { theme: 'dark' } })
    expect(readdirSync(dataDir).some((name) => name.startsWith('settings.json.damaged-'))).toBe(true)
  })

  it('of a folder somebody holds without answering is exit 1, and changes nothing', async () => {
    const { dataDir, config, path } = parts({ file: { appearance: { theme: 'dark' } } })
    const lock = await InstanceLock.take(dataDir)
    onTestFinished(() => lock!.release())
    expect(await config('apply', path)).toMatchObject({ code: 1, out: '', errors: expect.stringContaining('holds') })
    expect(existsSync(join(dataDir, 'settings.json'))).toBe(false)
  })

  it('by a running console takes effect at once, and is neither overwritten nor undone', async () => {
    const { engine, paths } = await startEngine()
    const { path } = parts({ file: { checks: { list: [{ ...shop, enabled: true }] }, disk: { warnAbovePercent: 70 } } })
    const config = (...args: string[]) => echopilot(['config', ...args, '--data-dir', paths.data])
    expect(await config('apply', path, '--dry-run')).toMatchObject({ code: 0, errors: '' })
    expect(engine.settings.get().checks.list).toEqual([])
    expect(await config('apply', path)).toMatchObject({ code: 0, errors: '', out: expect.stringContaining('8 changes applied.') })
    expect(engine.settings.get()).toMatchObject({ checks: { list: [{ id: 'shop-db' }] }, disk: { warnAbovePercent: 70 } })
    await until(() => 'shop-db' in engine.console.report().components, 'the new check')
    await engine.settings.update({ section: 'appearance', values: { theme: 'dark' } })
    expect((await config('export')).json()).toMatchObject({ appearance: { theme: 'dark' }, checks: { list: [{ id: 'shop-db' }] }, disk: { warnAbovePercent: 70 } })
    // Its own words for a mistake come through.
    const { path: wrong } = parts({ file: { disk: { warnAbovePercent: 101 } } })
    expect(await config('apply', wrong)).toMatchObject({ code: 2, errors: expect.stringContaining('“disk.warnAbovePercent”') })
  })
})

it.each([
  [['config']], [['config', 'import', 'a.json']], [['config', 'apply']], [['config', 'apply', 'a.json', 'b.json']], [['config', 'export', 'a.json', 'b.json']], [['config', 'export', '--dry-run']],
])('%j is exit 2 and shows the right usage', async (args) => {
  expect(await echopilot(args)).toMatchObject({ code: 2, out: '', errors: '“echopilot config” takes “export [FILE]” or “apply FILE [--dry-run] [--json]”.\n' })
})

describe('the built command line', () => {
  beforeAll(ensureBuilt, 60_000)

  it('applies what comes by standard input', async () => {
    const { dataDir, stored } = parts()
    const run = async (text: string, ...args: string[]) => {
      const child = spawn(process.execPath, builtCommand(['config', 'apply', '-', '--data-dir', dataDir, ...args]), { cwd: freshFolder(), env: bareEnvironment(), stdio: ['pipe', 'pipe', 'pipe'] })
      let said = ''
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => (said += chunk))
      child.stdin.on('error', () => {}).end(text)
      const [code] = (await once(child, 'close')) as [number]
      return { code, said }
    }
    expect(await run('{"appearance": {"theme": "dark"}}')).toEqual({ code: 0, said: '- appearance.theme: "system"\n+ appearance.theme: "dark"\n\n1 change applied.\n' })
    expect(stored()).toMatchObject({ appearance: { theme: 'dark' } })
    expect(await run('')).toEqual({ code: 2, said: expect.stringContaining('Standard input isn’t JSON: it is empty.') })
    expect(await run('x'.repeat(3_000_000))).toEqual({ code: 2, said: expect.stringContaining('Standard input is far too long.') })
  })
})

describe('a check without a window', () => {
  it('takes its credential from the environment, from the settings file to the look', async () => {
    const token = 'token-of-the-shop'
    const seen: (string | undefined)[] = []
    const server = createServer((request, response) => {
      seen.push(request.headers.authorization)
      response.writeHead(request.headers.authorization === `Bearer ${token}` ? 200 : 401, { 'content-type': 'application/json' }).end('{}')
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    onTestFinished(() => void (server.closeAllConnections(), server.close()))
    const { dataDir } = parts({ settings: { version: 1, checks: { list: [{ id: 'shop-website', kind: 'http', title: 'Shop website', settings: { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/health` } }] } } })
    const probe = async (env: Record<string, string>) => {
      const { out, errors, json } = await echopilot(['probe', '--json', '--data-dir', dataDir], env)
      expect(out + errors).not.toContain(token)
      return json() as unknown as HealthReport
    }
    expect((await probe({ ECHOPILOT_CHECK_SHOP_WEBSITE_TOKEN: token })).components['shop-website']).toBe(true)
    expect(seen).toEqual([`Bearer ${token}`])
    expect((await probe({})).components['shop-website']).toBe(false)
    expect(seen.at(-1)).toBeUndefined()
  })
})

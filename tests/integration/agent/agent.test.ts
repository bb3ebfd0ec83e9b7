import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { Store } from '../../../src/host/store/store'
import { faultCase } from '../../fixtures/providers/index'
import type { Child } from '../child'
import { freshFolder, freshProviders, until } from '../support'
import { ensureBuilt, startBuilt } from './built'

beforeAll(ensureBuilt, 60_000)

interface Options {
  dataDir?: string
  args?: string[]
  env?: Record<string, string>
}

async function startAgent({ dataDir = freshFolder(), args = [], env = {} }: Options = {}): Promise<{ agent: Child; dataDir: string; api: string }> {
  const agent = startBuilt(['agent', '--data-dir', dataDir, ...args], { env })
  await agent.says(/local API on http:\/\/127\.0\.0\.1:\d+\n/)
  return { agent, dataDir, api: /http:\/\/\S+/.exec(agent.out())![0] }
}

async function run(args: string[], options: { env?: Record<string, string>; cwd?: string } = {}) {
  const child = startBuilt(args, options)
  const code = await child.ended
  return { code, out: child.out(), errors: child.errors() }
}

const lines = (path: string): Record<string, unknown>[] => readFileSync(path, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
const filesIn = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile())

describe('the agent', () => {
  it('starts, answers, is found, and ends in order', async () => {
    const { agent, dataDir, api } = await startAgent()
    const health = await fetch(`${api}/api/system-health`)
    expect(await health.json()).toMatchObject({ ok: true, components: { scheduler_tick: true, stripe: null } })
    expect(JSON.parse(readFileSync(join(dataDir, 'instance.json'), 'utf8'))).toEqual({ pid: agent.process.pid, kind: 'agent', version: expect.stringMatching(/^\d+\.\d+\.\d+/), startedAt: expect.any(String), api })
    expect(statSync(join(dataDir, 'api-token')).mode & 0o777).toBe(0o600)

    const status = await run(['status', '--json', '--data-dir', dataDir])
    expect(status).toMatchObject({ code: 0, errors: '' })
    expect(JSON.parse(status.out)).toMatchObject({ running: true, ok: true, pid: agent.process.pid, kind: 'agent', api, jobs: expect.arrayContaining([expect.objectContaining({ id: 'ceo-brief', when: 'daily at 08:00 UTC' })]) })
    expect((await run(['status', '--data-dir', dataDir])).out).toContain(`pid ${agent.process.pid}, local API on ${api}`)

    // The running one is asked, with its own token: its scheduler is seen ticking.
    const probe = await run(['probe', '--json', '--data-dir', dataDir])
    expect(JSON.parse(probe.out)).toMatchObject({ components: { scheduler_tick: true } })
    expect(lines(join(dataDir, 'logs/health_probe.log')).map(({ reason }) => reason)).toContain('button')
    expect((await run(['doctor', '--data-dir', dataDir])).out).toMatch(/✅ Console {7}agent \S+ answers on http/)
    expect((await run(['brief', '--data-dir', dataDir])).out).toContain('Needs your hand')

    const second = await run(['agent', '--data-dir', dataDir])
    expect(second).toEqual({ code: 1, out: '', errors: `Another instance uses ${dataDir}. Stop it first, or choose another folder with --data-dir.\n` })
    expect((await fetch(`${api}/api/status`)).status, 'the first one is undisturbed').toBe(200)

    expect(await agent.end('SIGTERM')).toBe(0)
    expect(agent.errors()).toBe('')
    expect(existsSync(join(dataDir, 'instance.json'))).toBe(false)
    const events = lines(join(dataDir, 'logs/console.log')).map(({ event }) => event)
    expect([events[0], events.at(-1)]).toEqual(['started', 'stopped'])
    expect(lines(join(dataDir, 'logs/scheduler.log')).every(({ event, ts, cpu_seconds }) => event === 'tick' && typeof ts === 'string' && typeof cpu_seconds === 'number')).toBe(true)
    const { store, problem } = await Store.open(join(dataDir, 'console.db'), 1)
    expect([problem, store.check(), store.samples.newest('disk_ok', 9).length > 0 || store.samples.newest('scheduler_tick', 9).length > 0]).toEqual([null, 'ok', true])
    store.close()
  })

  it('ends in order while a provider hangs, and while nobody listens to its output', async () => {
    const standIns = await freshProviders({ stripe: 'hang', notion: 'drip' })
    const dataDir = freshFolder()
    // Were the end to wait for the looks, this test would not see it.
    writeFileSync(join(dataDir, 'settings.json'), JSON.stringify({ version: 1, probing: { deadlineSeconds: 60 } }))
    const { originMapFile, env } = standIns.writeInto(freshFolder())
    const { agent } = await startAgent({ dataDir, args: ['--origin-map', originMapFile], env })
    await until(() => standIns.requestsTo('stripe').length > 0 && standIns.requestsTo('notion').length > 0, 'both looks')
    expect(await agent.end('SIGTERM')).toBe(0)
    expect(agent.errors()).toBe('')
    expect(lines(join(dataDir, 'logs/console.log')).filter(({ event }) => event === 'bug')).toEqual([])
    expect(lines(join(dataDir, 'logs/console.log')).at(-1)).toMatchObject({ event: 'stopped' })
  })

  it('killed leaves its folder to the next one, and status isn’t taken in', async () => {
    const { agent, dataDir } = await startAgent()
    expect(await agent.end('SIGKILL')).toBe('SIGKILL')
    expect(existsSync(join(dataDir, 'instance.json'))).toBe(true)
    expect((await run(['status', '--json', '--data-dir', dataDir])).code).toBe(1)
    const next = await startAgent({ dataDir })
    expect((await fetch(`${next.api}/api/status`)).status).toBe(200)
    expect(await next.agent.end('SIGINT')).toBe(0)
  })

  it('starts over damaged files, keeps them, and says so', async () => {
    const dataDir = freshFolder()
    writeFileSync(join(dataDir, 'console.db'), 'x'.repeat(5000))
    writeFileSync(join(dataDir, 'settings.json'), '{"version": 1, "api"')
    writeFileSync(join(dataDir, 'lock.db'), 'y'.repeat(5000))
    writeFileSync(join(dataDir, 'instance.json'), '{')
    const { agent, api } = await startAgent({ dataDir })
    const { notes } = (await (await fetch(`${api}/api/status`)).json()) as { notes: { message: string }[] }
    expect(notes.map(({ message }) => message)).toEqual([
      'The settings file was damaged; defaults are used.',
      expect.stringContaining('settings.json.damaged-'),
      expect.stringMatching(/^The database was damaged\. It was kept as .*console\.db\.damaged-\d+, and a new one begun\.$/),
    ])
    expect(await agent.end('SIGTERM')).toBe(0)
  })

  it('tells Telegram what fails, once, and leaves no secret in any file', async () => {
    const standIns = await freshProviders({ stripe: faultCase('stripe', 'key_expired'), googleToken: 'html-502' })
    const { originMapFile, env } = standIns.writeInto(freshFolder())
    const { agent, dataDir, api } = await startAgent({ args: ['--origin-map', originMapFile], env })
    const [message] = [await until(() => standIns.messages[0], 'the message')]
    expect(message).toEqual({ id: 1, chatId: standIns.credentials.telegramChatId, text: expect.stringMatching(/^<b>❌ Stripe: the credential is refused<\/b>\nStripe refuses the credential: it has expired\.\nReplace it in Settings\. .*“Balance”.*$/) })
    await until(() => lines(join(dataDir, 'logs/console.log')).some(({ event, outcome, receipt }) => event === 'message' && outcome === 'delivered' && receipt === `1 in ${standIns.credentials.telegramChatId}`), 'the receipt in the log')

    expect((await fetch(`${api}/api/system-health`)).status).toBe(503)
    expect((await run(['status', '--data-dir', dataDir])).code).toBe(1)
    const answers = await Promise.all(['system-health', 'status', 'runtime-costs', 'brief'].map(async (path) => (await fetch(`${api}/api/${path}`)).text()))
    expect(await agent.end('SIGTERM')).toBe(0)
    expect(standIns.messages).toHaveLength(1)
    const everything = [...answers, agent.out(), agent.errors(), ...filesIn(dataDir).map((name) => readFileSync(join(dataDir, name), 'latin1'))]
    for (const secret of standIns.secrets) expect(everything.filter((text) => text.includes(secret))).toEqual([])
  }, 60_000)

  it('sends after a restart what an unreachable Telegram left waiting', async () => {
    const standIns = await freshProviders({ stripe: faultCase('stripe', 'key_expired'), telegram: 'hang' })
    const { originMapFile, env } = standIns.writeInto(freshFolder())
    const first = await startAgent({ args: ['--origin-map', originMapFile], env })
    await until(() => standIns.requestsTo('telegram').some(({ path }) => path.endsWith('/sendMessage')), 'the first try')
    expect(await first.agent.end('SIGKILL')).toBe('SIGKILL')
    expect(standIns.messages).toEqual([])
    standIns.set('telegram', 'ok')
    const next = await startAgent({ dataDir: first.dataDir, args: ['--origin-map', originMapFile], env })
    await until(() => standIns.messages.length > 0, 'the message')
    expect(await next.agent.end('SIGTERM')).toBe(0)
    expect(standIns.messages).toHaveLength(1)
  })
})

describe('--data-dir', () => {
  it('keeps everything inside, whatever the command', async () => {
    const world = freshFolder()
    const [home, elsewhere, dataDir] = [join(world, 'home'), join(world, 'elsewhere'), join(world, 'data')]
    for (const folder of [home, elsewhere]) mkdirSync(folder)
    const env = { HOME: home, USERPROFILE: home, TMPDIR: elsewhere, XDG_CONFIG_HOME: join(home, 'config'), XDG_STATE_HOME: join(home, 'state'), XDG_CACHE_HOME: join(home, 'cache'), XDG_DATA_HOME: join(home, 'share') }
    const agent = startBuilt(['agent', '--data-dir', dataDir], { env, cwd: elsewhere })
    await agent.says('local API on')
    await agent.end('SIGTERM')
    for (const command of ['probe', 'costs', 'brief', 'status', 'doctor']) await run([command, '--data-dir', dataDir], { env, cwd: elsewhere })
    expect({ home: readdirSync(home), elsewhere: readdirSync(elsewhere) }).toEqual({ home: [], elsewhere: [] })
    expect(readdirSync(dataDir)).toEqual(expect.arrayContaining(['api-token', 'console.db', 'logs']))
  })

  it('by ECHOPILOT_DATA_DIR is the same', async () => {
    const dataDir = freshFolder()
    const { out } = await run(['status'], { env: { ECHOPILOT_DATA_DIR: dataDir } })
    expect(out).toContain(dataDir)
  })
})

it('a signal that comes before the start is done still ends it in order', async () => {
  const dataDir = freshFolder()
  const agent = startBuilt(['agent', '--data-dir', dataDir])
  await until(() => existsSync(join(dataDir, 'api-token')), 'the start to begin')
  agent.process.kill('SIGTERM')
  const [code] = (await once(agent.process, 'close')) as [number | null]
  expect(code).toBe(0)
  expect(existsSync(join(dataDir, 'instance.json'))).toBe(false)
})

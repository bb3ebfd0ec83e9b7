import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { Director } from '../../../src/host/demo/director'
import { demoFolder, readDemo, removeForGood } from '../../../src/host/demo/folder'
import { LiveLog } from '../../../src/host/demo/live-log'
import { memoryVault } from '../../../src/host/demo/memory-vault'
import { openDemo } from '../../../src/host/demo/open-demo'
import { personAtBrowser } from '../../../src/host/demo/person'
import { watchedFolder, writeWorkspace } from '../../../src/host/demo/write-workspace'
import { openLoopback } from '../../../src/host/connecting/loopback'
import { readHeartbeat } from '../../../src/host/io/heartbeats'
import { resolvePaths } from '../../../src/host/paths'
import { SettingsStore } from '../../../src/host/settings-store'
import { Store } from '../../../src/host/store/store'
import type { DemoView } from '../../../src/shared/demo'
import { freshFolder, until, withConf } from '../support'

const now = Date.UTC(2026, 10, 23, 10)
const dayMs = 86_400_000
const pathsIn = (dataDir: string) => resolvePaths({ dataDir, checkout: null, env: {}, platform: process.platform })
const textOf = (path: string): string => readFileSync(path, 'utf8')

describe('a written workspace', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'echopilot-test-'))
  const paths = pathsIn(dataDir)
  const parts: number[] = []
  beforeAll(() => writeWorkspace({ paths, seed: 1, now }, (part) => parts.push(part)), 60_000)
  afterAll(() => removeForGood(dataDir))

  it('has said how far it had come', () => {
    expect(parts).toEqual(parts.toSorted((a, b) => a - b))
    expect(parts.at(-1)).toBeGreaterThan(0.95)
  })

  it('is opened by a console as its own', () => {
    const settings = SettingsStore.open(paths.settings, withConf, {}, now)
    expect(settings.problems).toEqual([])
    expect(settings.get().watch.logDir).toBe(watchedFolder(paths))
  })

  it('has 90 days of everything', async () => {
    const { store, problem } = await Store.open(paths.database, now)
    onTestFinished(() => store.close())
    expect(problem).toBeNull()
    const targets = store.history.targets()
    expect([...targets.values()].every(({ at, rawAt }) => at < now - 89 * dayMs && rawAt > now - 31 * dayMs)).toBe(true)
    expect(targets.size).toBe(9)
    expect(store.incidents.open().map(({ rule }) => rule).toSorted()).toEqual(['cost-budget', 'credential-age'])
    expect(store.runs.since(0).some(({ late }) => late)).toBe(true)
    expect(store.outbox.newest(500).some(({ attempts }) => attempts > 1)).toBe(true)
    expect(new Set(store.presence.spans(500).map(({ kind }) => kind))).toEqual(new Set(['asleep', 'off', 'frozen', 'away']))
  })

  it('has as many log lines as a real one, with ticks to the end', async () => {
    const folder = watchedFolder(paths)
    const lines = readdirSync(folder).map((name) => textOf(join(folder, name)).split('\n').length - 1)
    expect(lines.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(100_000)
    const { ticks } = await readHeartbeat(folder)
    expect(now - ticks.at(-1)!).toBeLessThan(60_000)
  })

  it('may be opened again, and nothing else in its place', () => {
    expect(demoFolder(dataDir)).toEqual({ folder: dataDir, isTemporary: false })
    const real = freshFolder()
    writeFileSync(join(real, 'settings.json'), '{}')
    expect(demoFolder(real)).toMatchObject({ problem: expect.stringContaining('--data-dir') as string })
    expect(readdirSync(real)).toEqual(['settings.json'])
  })
})

/** Higher than any system’s ids. */
const noProcess = 2 ** 30
/** Makes a folder in the named one again and again. */
const writesOn = `const { mkdirSync } = require('node:fs')
const write = () => {
  try {
    mkdirSync(process.argv[1] + '/session/Cache', { recursive: true })
  } catch {}
  setImmediate(write)
}
write()`

describe('where it is made', () => {
  it('is a folder of its own that goes again, or a named one', () => {
    const own = demoFolder(null)
    expect(own).toMatchObject({ isTemporary: true })
    const { folder } = own as { folder: string }
    removeForGood(folder, [noProcess])
    expect(existsSync(folder)).toBe(false)
    const named = join(freshFolder(), 'new')
    expect(demoFolder(named)).toEqual({ folder: named, isTemporary: false })
  })

  it('stays gone, whatever still wrote into it', async () => {
    const { folder } = demoFolder(null) as { folder: string }
    const writer = spawn(process.execPath, ['-e', writesOn, folder], { stdio: 'ignore' })
    onTestFinished(() => void writer.kill('SIGKILL'))
    const ended = once(writer, 'exit')
    await until(() => existsSync(join(folder, 'session')), 'something written')
    removeForGood(folder, [writer.pid!])
    await ended
    expect(existsSync(folder)).toBe(false)
  })
})

describe('what a killed demo left', () => {
  it('goes when the next one begins, and what still lives stays', () => {
    const temporary = freshFolder()
    vi.stubEnv('TMPDIR', temporary)
    onTestFinished(() => void vi.unstubAllEnvs())
    const [left, lives, other] = ['echopilot-demo-Left12', 'echopilot-demo-Lives1', 'echopilot-demo-of-mine'].map((name) => join(temporary, name))
    for (const folder of [left!, lives!, other!]) mkdirSync(join(folder, 'echopilot'), { recursive: true })
    writeFileSync(join(lives!, 'echopilot', 'scheduler.log'), '')
    for (const folder of [left!, lives!, other!]) utimesSync(folder, 1000, 1000)
    const made = demoFolder(null) as { folder: string }
    expect(readdirSync(temporary).toSorted()).toEqual(['echopilot-demo-Lives1', basename(made.folder), 'echopilot-demo-of-mine'].toSorted())
  })
})

describe('what stands in for the outside', () => {
  it('takes no credential or folder from the environment, and is made once', { timeout: 60_000 }, async () => {
    const paths = pathsIn(freshFolder())
    const views: DemoView[] = []
    const open = () => openDemo({ paths, seed: 1, env: { ECHOPILOT_PORT: '0', STRIPE_API_KEY: 'sk_live_real', ECHOPILOT_DATA_DIR: 'real' }, onView: (view) => views.push(view) })
    const demo = await open()
    onTestFinished(() => demo.close())
    expect(demo.platform.env).toEqual({ ECHOPILOT_PORT: '0' })
    expect(demo.platform.vault?.get('stripeKey')).toMatch(/^rk_test_/)
    expect(demo.platform.vault?.get('telegramToken')).toBeNull()
    expect([...demo.platform.originMap.values()].every((address) => new URL(address).hostname === '127.0.0.1')).toBe(true)
    const madeAt = readDemo(paths.data)!.madeAt
    expect(views.length).toBeGreaterThan(1)
    views.length = 0
    const again = await open()
    onTestFinished(() => again.close())
    expect([views, readDemo(paths.data)!.madeAt]).toEqual([[], madeAt])
  })

  it('asks nothing of an engine that has ended', { timeout: 60_000 }, async () => {
    const demo = await openDemo({ paths: pathsIn(freshFolder()), seed: 1, env: {}, onView: () => {} })
    const listeners = new Set<(at: number) => void>()
    const engine = {
      console: { latestBrief: () => null, setNote: () => {} },
      bills: { refresh: async () => {}, states: () => expect.unreachable('its database is closed') },
      spending: { onChange: (listener: (at: number) => void) => listeners.add(listener) && (() => void listeners.delete(listener)) },
    }
    demo.begin(engine as never)
    expect(listeners.size).toBe(1)
    await demo.close()
    expect(listeners.size).toBe(0)
  })

  it('keeps credentials in memory alone', () => {
    const vault = memoryVault({ notionToken: 'ntn_first' }, 1000)
    expect([vault.keys(), vault.storedAt('notionToken')]).toEqual([['notionToken'], 1000])
    vault.set('telegramToken', '1:second', false, null)
    vault.remove('notionToken')
    expect([vault.get('telegramToken'), vault.get('notionToken'), vault.keptIn('telegramToken')]).toEqual(['1:second', null, 'memory'])
  })

  it('is a person at the browser: writes the bot its code, and comes back from Google', async () => {
    const written: string[] = []
    const person = personAtBrowser({ write: (text) => written.push(text) })
    await person('https://t.me/some_bot?start=the-code')
    expect(written).toEqual(['/start the-code'])
    const loopback = await openLoopback()
    onTestFinished(() => loopback.close())
    await person(`https://accounts.google.com/o/oauth2/v2/auth?redirect_uri=${encodeURIComponent(loopback.address)}&state=the-state-that-was-sent`)
    const came = await loopback.answer('the-state-that-was-sent')
    expect(came.query.get('code')).not.toBeNull()
    await came.show(['done'])
  })
})

describe('what it plays', () => {
  const stage = () => {
    const looked: (readonly string[] | undefined)[] = []
    const troubles: string[][] = []
    const views: DemoView[] = []
    const live = { ticking: true, spent: 0, spend() { this.spent++ } }
    const director = new Director({
      console: { look: async ({ targets }) => void looked.push(targets) },
      standIns: { setTroubles: (all) => void troubles.push(Object.keys(all)) },
      live,
      onChange: (view) => views.push(view),
      onBug: (_where, error) => expect.unreachable(String(error)),
    })
    return { director, looked, troubles, views, live }
  }

  it('is looked at twice, so that it is confirmed', async () => {
    const { director, looked, troubles, views } = stage()
    director.give('stripe-forbidden')
    expect([troubles, views]).toEqual([[['stripe']], [{ making: null, playing: ['stripe-forbidden'] }]])
    await until(() => looked.length === 2, 'both looks')
    expect(looked).toEqual([['stripe'], ['stripe']])
  })

  it('is a script of its own, until somebody gives a cue', () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const { director } = stage()
    director.begin()
    vi.advanceTimersByTime(60_000)
    expect(director.view().playing).toEqual(['stripe-forbidden'])
    vi.advanceTimersByTime(120_000)
    expect(director.view().playing).toEqual(['stripe-forbidden', 'notion-limited'])
    director.give('all-well')
    vi.advanceTimersByTime(600_000)
    expect(director.view().playing).toEqual([])
  })

  it('ends with all of it when all is well', () => {
    const { director, troubles, live } = stage()
    for (const cue of ['drive-down', 'ticks-stop', 'disk-fill', 'spend-spike'] as const) director.give(cue)
    expect([live.ticking, live.spent, director.diskPercent()]).toEqual([false, 1, 93])
    director.give('all-well')
    expect([live.ticking, director.diskPercent(), troubles.at(-1), director.view().playing]).toEqual([true, null, [], []])
  })

  it('is written to EchoPilot’s log while it lives', () => {
    const folder = freshFolder()
    const live = new LiveLog(folder, 1)
    live.begin()
    onTestFinished(() => live.end())
    live.spend()
    const [executions] = readdirSync(folder).filter((name) => name.startsWith('executions-'))
    expect(textOf(join(folder, 'scheduler.log'))).toMatch(/^\{"event":"tick","ts":"[^"]+"\}\n$/)
    expect(textOf(join(folder, executions!)).match(/"llm_call"/g)!.length).toBeGreaterThan(500)
  })
})

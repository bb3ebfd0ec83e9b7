import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const second = 1000
const stopMs = 75 * second
/** Long enough for an alert that a stop or a step would lead to: the settling time, and two looks. */
const watchMs = 150 * second
const steps = ['+1h', '-1h', '-1d', '+2d', '+0']

/** EchoPilot's scheduler: a tick now, and each 60 s. */
const ticker = `
  const { appendFileSync } = require('node:fs')
  const tick = () => appendFileSync(process.argv[1], JSON.stringify({ event: 'tick', ts: new Date().toISOString() }) + '\\n')
  tick()
  setInterval(tick, 60000)`

/** An agent with a scheduler to watch, each a process of its own. */
class Watched {
  private output = ''
  private readonly children: ChildProcess[]

  constructor(readonly dataDir: string, env: Record<string, string>) {
    const logDir = join(dataDir, 'watched')
    mkdirSync(logDir, { recursive: true })
    const kept = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(ECHOPILOT_|NOTION_|STRIPE_|GOOGLE_|OPENAI_|TELEGRAM_)/.test(name)))
    const options = { env: { ...kept, ...env, ECHOPILOT_PORT: '0', ECHOPILOT_LOG_DIR: logDir }, stdio: ['ignore', 'pipe', 'inherit'] as ['ignore', 'pipe', 'inherit'] }
    const agent = spawn(process.execPath, ['tests/integration/run-module.mjs', 'tests/integration/host/agent-process.ts', dataDir], options)
    agent.stdout.setEncoding('utf8').on('data', (text: string) => (this.output += text))
    this.children = [agent, spawn(process.execPath, ['-e', ticker, join(logDir, 'scheduler.log')], options)]
  }

  get alerts(): number {
    return this.output.match(/^opened tick-gaps/gm)?.length ?? 0
  }

  async ready(): Promise<void> {
    while (!this.output.includes('listening on')) await pause(100)
  }

  signal(name: NodeJS.Signals): void {
    for (const child of this.children) child.kill(name)
  }

  async end(): Promise<void> {
    const ended = this.children.map((child) => new Promise((done) => child.once('exit', done)))
    this.signal('SIGTERM')
    await Promise.all(ended)
  }

  /** How far apart the console's own ticks came at most, by the order they were written in; how many there were. */
  ticks(): number {
    return readFileSync(join(this.dataDir, 'logs/scheduler.log'), 'utf8').trimEnd().split('\n').length
  }
}

/** The library that moves the wall clock of a process; null where it isn't installed. */
function fakeTimeLibrary(): string | null {
  const folders = ['/usr/lib', ...(existsSync('/usr/lib') ? readdirSync('/usr/lib').map((name) => join('/usr/lib', name)) : [])]
  return folders.map((folder) => join(folder, 'faketime/libfaketime.so.1')).find((path) => existsSync(path)) ?? null
}

async function stops(rounds: number): Promise<boolean> {
  const watched = new Watched(mkdtempSync(join(tmpdir(), 'echopilot-soak-')), {})
  await watched.ready()
  for (let round = 1; round <= rounds; round++) {
    await pause(20 * second)
    watched.signal('SIGSTOP')
    await pause(stopMs)
    watched.signal('SIGCONT')
    await pause(watchMs)
    process.stdout.write(`stopped for 75 s, ${round} of ${rounds}: ${watched.alerts} alerts\n`)
  }
  await watched.end()
  rmSync(watched.dataDir, { recursive: true, force: true })
  return watched.alerts === 0
}

async function clockSteps(library: string): Promise<boolean> {
  const dataDir = mkdtempSync(join(tmpdir(), 'echopilot-soak-'))
  const clock = join(dataDir, 'clock')
  writeFileSync(clock, '+0\n')
  const watched = new Watched(dataDir, { LD_PRELOAD: library, FAKETIME_TIMESTAMP_FILE: clock, FAKETIME_DONT_FAKE_MONOTONIC: '1', FAKETIME_NO_CACHE: '1' })
  await watched.ready()
  await pause(70 * second)
  let regular = true
  for (const step of steps) {
    const before = watched.ticks()
    writeFileSync(clock, `${step}\n`)
    await pause(watchMs)
    const ticks = watched.ticks() - before
    // One each minute goes on, whatever the clock says; one more may come when it is set.
    regular &&= ticks >= 2
    process.stdout.write(`clock set to ${step}: ${watched.alerts} alerts, ${ticks} own ticks in ${watchMs / second} s\n`)
  }
  await watched.end()
  rmSync(dataDir, { recursive: true, force: true })
  return watched.alerts === 0 && regular
}

/** Fails when a stop or a clock that is set leads to an alert, or silences the console's own ticks. */
export async function main(...args: string[]): Promise<void> {
  const at = args.indexOf('--rounds')
  const library = fakeTimeLibrary()
  if (!library) process.stdout.write('clocks aren’t set: libfaketime isn’t installed (on Debian: apt-get install faketime)\n')
  const runs = [...(args.includes('--clock-only') ? [] : [stops(at < 0 ? 3 : Number(args[at + 1]))]), ...(library ? [clockSteps(library)] : [])]
  const good = await Promise.all(runs)
  if (good.includes(false)) process.exitCode = 1
}

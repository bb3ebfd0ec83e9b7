import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Console } from '../../src/host/console'
import { systemClock } from '../../src/host/io/clock'
import { realIo, realNetwork } from '../../src/host/io/io'
import { systemPulse } from '../../src/host/presence'
import { Secrets } from '../../src/host/secrets'
import { noBills } from '../../src/host/spending/bills-port'
import { openSpending } from '../../src/host/spending/open-spending'
import { Store } from '../../src/host/store/store'
import { defaultSettings, type Settings } from '../../src/shared/settings'
import { startProviders, type Provider } from '../fixtures/providers/index'

/** Long enough to be told from the rest, short enough to wait for. */
const deadlineSeconds = 2

interface Scenario {
  name: string
  /** Answers after this long; Infinity: never. */
  delaysMs: Partial<Record<Provider, number>>
}

const scenarios: Scenario[] = [
  { name: 'all answer at once', delaysMs: {} },
  { name: 'Notion takes 300 ms', delaysMs: { notion: 300 } },
  { name: 'each takes another time', delaysMs: { notion: 100, stripe: 200, drive: 150, googleToken: 150 } },
  { name: 'Notion hangs', delaysMs: { notion: Infinity } },
  { name: 'Google’s token endpoint hangs', delaysMs: { googleToken: Infinity } },
  { name: 'Stripe hangs', delaysMs: { stripe: Infinity } },
]

/** Health runs with real clients against stand-ins: the run's wall time beside its slowest component's, run by run. */
export async function main(...args: string[]): Promise<void> {
  const at = args.indexOf('--runs')
  const runs = at < 0 ? 20 : Number(args[at + 1])
  process.stdout.write(`${runs} runs each, deadline ${deadlineSeconds} s, medians (worst)\n\n| scenario | run | slowest component | run − slowest | ratio |\n| --- | ---: | ---: | ---: | ---: |\n`)
  for (const scenario of scenarios) process.stdout.write(`${await measure(scenario, runs)}\n`)
}

async function measure({ name, delaysMs }: Scenario, runs: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'echopilot-bench-'))
  const standIns = await startProviders()
  const { env } = standIns.writeInto(folder)
  const slow = await Promise.all(Object.entries(delaysMs).map(([provider, ms]) => delayed(standIns.url[provider as Provider], ms)))
  const originMap = new Map(Object.entries(standIns.originMap))
  Object.keys(delaysMs).forEach((provider, i) => {
    const [origin] = Object.entries(standIns.originMap).find(([, url]) => url === standIns.url[provider as Provider])!
    originMap.set(origin, `http://127.0.0.1:${(slow[i]!.address() as AddressInfo).port}`)
  })
  const defaults = defaultSettings()
  const settings: Settings = { ...defaults, drive: { ...defaults.drive, credentialsFile: env['GOOGLE_APPLICATION_CREDENTIALS']! }, probing: { ...defaults.probing, deadlineSeconds } }
  const { store } = await Store.open(join(folder, 'console.db'), systemClock.now())
  const secrets = new Secrets(env, null)
  const io = realIo({ settings: () => settings, secret: (key) => secrets.get(key), outside: { network: realNetwork(async () => null), originMap }, ownHeartbeat: null, ownLogs: folder, presence: () => ({ now: systemPulse().at, since: null, spans: [] }), selfHeals: () => null })
  const { spending } = await openSpending({ settings: () => settings, clock: systemClock, logs: folder, database: null, scripts: null, bills: noBills, watch: null, follow: false })
  const console = new Console({ clock: systemClock, io, settings: () => settings, secrets, store, spending, logProbe: () => {}, onBug: (where, error) => process.stderr.write(`${where}: ${String(error)}\n`) })
  // The clients are loaded by the first one.
  await console.look({ reason: 'button' })
  const walls: number[] = []
  const slowest: number[] = []
  for (let i = 0; i < runs; i++) {
    const started = systemClock.monotonic()
    await console.look({ reason: 'button' })
    walls.push(systemClock.monotonic() - started)
    slowest.push(Math.max(...Object.values(console.report().details).map(({ latency_ms }) => latency_ms ?? 0)))
  }
  console.stop()
  store.close()
  for (const server of slow) {
    server.closeAllConnections()
    server.close()
  }
  await standIns.close()
  rmSync(folder, { recursive: true, force: true })
  const over = walls.map((wall, i) => wall - slowest[i]!)
  return `| ${name} | ${words(walls)} | ${words(slowest)} | ${words(over)} | ${(median(walls) / median(slowest)).toFixed(3)} |`
}

/** The same stand-in, later; never, for Infinity. */
async function delayed(url: string, delayMs: number): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (delayMs === Infinity) return
      setTimeout(() => {
        const { host: _host, connection: _connection, 'transfer-encoding': _encoding, 'content-length': _length, ...headers } = request.headers
        const body = chunks.length > 0 ? Buffer.concat(chunks).toString() : null
        void fetch(url + (request.url ?? '/'), { method: request.method ?? 'GET', headers: headers as Record<string, string>, body }).then(async (answer) => {
          response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' })
          response.end(await answer.text())
        })
      }, delayMs)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return server
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
const words = (values: number[]): string => `${median(values).toFixed(1)} (${Math.max(...values).toFixed(1)}) ms`

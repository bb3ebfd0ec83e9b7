import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { rules } from '../../src/core/registry'
import { backtestReport } from '../../src/host/backtest'
import { Store } from '../../src/host/store/store'
import type { OwnFacts } from '../../src/core/own-facts'
import type { Sample } from '../../src/shared/model'
import { defaultSettings, type Settings } from '../../src/shared/settings'

const minuteMs = 60_000
const days = 30
const to = Date.UTC(2026, 10, 23)
const from = to - days * 1440 * minuteMs

/** The five components, and five ports that are looked at each minute. */
function tenComponents(): Settings {
  const settings = defaultSettings()
  const list = Array.from({ length: 5 }, (_, i) => ({ id: `port-${i}`, kind: 'tcp', title: `Port ${i}`, enabled: true, everySeconds: 60, watchValue: i === 0, settings: { host: 'db.example.com', port: 5432 + i } }))
  return { ...settings, checks: { list } }
}

/** Every target each minute, with a bad quarter of an hour a day. */
function fill(store: Store, settings: Settings): void {
  const targets = ['notion', 'drive', 'stripe', 'scheduler_tick', 'disk_ok', ...settings.checks.list.map(({ id }) => id)]
  for (let at = from; at < to; at += 60 * minuteMs) {
    const looks = Array.from({ length: 60 }, (_, i) => at + i * minuteMs).flatMap((lookedAt) => targets.map((target, place) => lookOf(target, lookedAt + place, lookedAt)))
    store.transaction(() => {
      store.samples.add(looks)
      store.grounds.keep(looks, ownFacts, at)
    })
  }
}

function lookOf(target: string, at: number, minute: number): Sample {
  const wave = 20 * Math.sin(minute / 3e6) + ((minute / minuteMs) % 7)
  const bad = target === 'notion' && (minute / minuteMs) % 1440 < 15
  const value = target === 'disk_ok' ? 40 + (50 * (minute - from)) / (to - from) : null
  return { target, kind: target, at, status: bad ? 'fail' : 'ok', code: bad ? 'server_error' : null, message: '', hint: null, figure: null, value, latencyMs: 80 + wave, detail: detailOf(target, value, minute) }
}

const ownFacts: OwnFacts = { credentials: [], runs: [], logProblem: null, refusals: [] }

/** Two disks that fill, and a scheduler that is silent for a quarter of an hour a day. */
function detailOf(target: string, value: number | null, minute: number): Sample['detail'] {
  const used = value ?? 0
  if (target === 'disk_ok') return { filesystems: [used, used / 2].map((usedBytes, i) => ({ device: '', mount: i === 0 ? '/' : '/data', type: '', sizeBytes: 100, usedBytes, availableBytes: 100 - usedBytes })) }
  const silentMinutes = (minute / minuteMs) % 1440
  const isSilent = silentMinutes < 15
  const scheduler = { source: 'own', name: 'The console’s scheduler', path: null, state: isSilent ? 'silent' : 'ticking', failing: isSilent && silentMinutes > 4, settling: false, streak: isSilent ? silentMinutes : 0, silentMs: isSilent ? silentMinutes * minuteMs : 0, unfetched: null }
  return target === 'scheduler_tick' ? { schedulers: [scheduler] } : {}
}

/** CPU time of the main thread, ms; of the whole process where the system doesn’t tell them apart. */
function mainThreadMs(): number {
  const path = `/proc/self/task/${process.pid}/schedstat`
  if (existsSync(path)) return Number(readFileSync(path, 'utf8').split(' ')[0]) / 1e6
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

/** The most CPU time between two turns of the event loop, ms: on a busy machine waits say more of others than of us. */
function watchTurns(): { end(): number } {
  let mostMs = 0
  let before = mainThreadMs()
  let going = true
  const turn = (): void => {
    const now = mainThreadMs()
    mostMs = Math.max(mostMs, now - before)
    before = now
    if (going) setImmediate(turn)
  }
  setImmediate(turn)
  return {
    end() {
      going = false
      return mostMs
    },
  }
}

/** How long the event loop was held up while a rule was tried on 30 days of ten components, ms. */
export async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'echopilot-backtest-'))
  const { store } = await Store.open(join(folder, 'console.db'), to)
  const settings = tenComponents()
  fill(store, settings)
  process.stdout.write('| rule | looks | fired | took | longest wait of others | 99 % | most CPU at once |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n')
  let bad = false
  const past = { store, spending: null }
  for (const { id } of rules.filter(({ bySpending, byHeals }) => !bySpending && !byHeals)) {
    // Once unmeasured: what is compiled and cached at first isn’t the trial’s.
    await backtestReport(id, { from: to - 1440 * minuteMs, to }, past, settings)
    const delay = monitorEventLoopDelay({ resolution: 1 })
    delay.enable()
    const began = performance.now()
    const others = watchTurns()
    const report = await backtestReport(id, { from, to }, past, settings)
    const mostCpuMs = others.end()
    const tookMs = performance.now() - began
    delay.disable()
    const [longestMs, mostMs] = [delay.max / 1e6, delay.percentile(99) / 1e6]
    bad ||= mostCpuMs > 16
    process.stdout.write(`| ${id} | ${report!.looks} | ${report!.firings.length} | ${(tookMs / 1000).toFixed(1)} s | ${longestMs.toFixed(1)} ms | ${mostMs.toFixed(1)} ms | ${mostCpuMs.toFixed(1)} ms |\n`)
  }
  store.close()
  rmSync(folder, { recursive: true, force: true })
  if (bad) process.exitCode = 1
}

// Starts the built console and an empty window in turn, many times, and compares medians.
// Time is counted from just before the process is made to the paint that the page itself reports.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openSession } from '../../scripts/setup/display.mjs'
import { ensureReady } from '../../scripts/setup/ensure.mjs'
import { root } from '../../scripts/setup/places.mjs'
import { end, leaveSoon, lineFeeder, start } from '../../scripts/setup/run.mjs'
import { createSay, duration, during, reportFailure } from '../../scripts/setup/say.mjs'
import { chromiumFlags } from '../../scripts/setup/start-app.mjs'
import { canMeasure, cpuSecondsOf, memoryOf, processesOf } from './process-tree.mjs'

const PAINT_LIMIT_MS = 30_000
/** After the first paint: what start-up leaves to collect has been collected. */
const MEMORY_AFTER_MS = 5000
const SETTLE_MS = 20_000
/** The console works in a rhythm of a minute, so a whole one counts. */
const IDLE_MS = 60_000
/** A machine's own accounts must not be probed by a benchmark. */
const CREDENTIALS = /^(NOTION_|STRIPE_|GOOGLE_|OPENAI_|TELEGRAM_|ECHOPILOT_)/

/**
 * @typedef {'empty first' | 'console first' | 'empty second' | 'console second'} Variant
 * @typedef {{ firstPaint: number, readyToShow: number, dataPaint?: number, livePaint?: number, windowToPaint: number, windowToData?: number, shownToData?: number, memory: number, processes: number, idle?: number }} Figures
 *   times in ms, memory in bytes, idle in percent of one core
 * @typedef {{ program: string, flags: string[], env: NodeJS.ProcessEnv, work: string }} Context
 */

/** What each app reports, and the console besides. */
const OF_ALL = ['window', 'first-paint', 'ready-to-show']
const OF_CONSOLE = ['shown', 'data-paint', 'live-paint']

/** In turn, so that a busy moment of the machine meets all alike. @type {Variant[]} */
const VARIANTS = ['empty first', 'console first', 'empty second', 'console second']

/** @param {string[]} args */
export async function main(args) {
  const counts = { runs: option(args, '--runs', 10), idleRuns: option(args, '--idle-runs', 2) }
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'echopilot-bench-'))
  try {
    const say = createSay()
    const ready = await ensureReady({ needs: ['packages', 'electron', 'libraries', 'display', 'build'], say })
    const session = await openSession(ready.virtual)
    const flags = chromiumFlags(session, say)
    const context = { program: ready.electron?.path ?? '', flags, env: cleanEnvironment(session.env), work }
    const results = await measureAll(context, counts, say)
    await session.stop()
    say.line(report(results, counts, flags, ready.electron?.version ?? ''))
  } catch (error) {
    reportFailure(error)
  } finally {
    fs.rmSync(work, { recursive: true, force: true })
  }
  leaveSoon()
}

/** @param {string[]} args @param {string} name @param {number} otherwise */
function option(args, name, otherwise) {
  const at = args.indexOf(name)
  const value = at < 0 ? otherwise : Number(args[at + 1])
  if (!Number.isInteger(value) || value < 0) throw new Error(`${name} needs a whole number`)
  return value
}

/** @param {NodeJS.ProcessEnv} env @returns {NodeJS.ProcessEnv} */
function cleanEnvironment(env) {
  const kept = Object.entries(env).filter(([name]) => !CREDENTIALS.test(name) && name !== 'ELECTRON_RUN_AS_NODE')
  return { ...Object.fromEntries(kept), ECHOPILOT_BENCH: '1' }
}

/**
 * @param {Context} context
 * @param {{ runs: number, idleRuns: number }} counts
 * @param {import('../../scripts/setup/say.mjs').Say} say
 */
async function measureAll(context, { runs, idleRuns }, say) {
  /** @type {Record<Variant, Figures[]>} */
  const results = { 'empty first': [], 'console first': [], 'empty second': [], 'console second': [] }
  // Thrown away: it fills the disk cache and makes the folders that a second start finds.
  await during(say, 'Warming up', async () => {
    for (const variant of VARIANTS) await measureOne(context, variant, 'warm-up', false)
  })
  for (let run = 1; run <= runs; run++) {
    await during(say, `Run ${run} of ${runs}`, async (step) => {
      for (const variant of VARIANTS) {
        step.update(variant)
        results[variant].push(await measureOne(context, variant, String(run), run <= idleRuns))
      }
    })
  }
  return results
}

/**
 * @param {Context} context
 * @param {Variant} variant
 * @param {string} run
 * @param {boolean} withIdle
 * @returns {Promise<Figures>}
 */
async function measureOne({ program, flags, env, work }, variant, run, withIdle) {
  const [app, which] = variant.split(' ')
  const folder = path.join(work, which === 'second' ? `${app}-second` : `${app}-${run}`)
  const home = path.join(folder, 'home')
  fs.mkdirSync(home, { recursive: true })
  const own = app === 'console' ? [root, '--data-dir', path.join(folder, 'data')] : [path.join(root, 'tests/bench/empty-window')]
  const profile = app === 'console' ? [] : [`--user-data-dir=${path.join(folder, 'data')}`]
  const spawnedMs = Date.now()
  const child = start(program, [...flags, ...profile, ...own], {
    cwd: folder,
    env: { ...env, HOME: home, XDG_CONFIG_HOME: path.join(home, '.config'), XDG_CACHE_HOME: path.join(home, '.cache') },
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: process.platform !== 'win32',
  })
  try {
    const at = await paints(child, app === 'console' ? [...OF_ALL, ...OF_CONSOLE] : OF_ALL)
    const from = (/** @type {string} */ name, /** @type {number} */ sinceMs) => (at[name] === undefined ? undefined : at[name] - sinceMs)
    const windowMs = at['window'] ?? NaN
    await sleep(MEMORY_AFTER_MS)
    const group = child.pid ?? 0
    return {
      firstPaint: from('first-paint', spawnedMs) ?? NaN,
      readyToShow: from('ready-to-show', spawnedMs) ?? NaN,
      dataPaint: from('data-paint', spawnedMs),
      livePaint: from('live-paint', spawnedMs),
      windowToPaint: from('first-paint', windowMs) ?? NaN,
      windowToData: from('data-paint', windowMs),
      shownToData: from('data-paint', at['shown'] ?? NaN),
      memory: canMeasure ? memoryOf(group) : NaN,
      processes: canMeasure ? processesOf(group).length : NaN,
      idle: withIdle && canMeasure ? await idleShare(group) : undefined,
    }
  } finally {
    await stopped(child)
  }
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {string[]} wanted
 * @returns {Promise<Record<string, number>>} name → epoch ms, as the app tells them
 */
function paints(child, wanted) {
  return new Promise((resolve, reject) => {
    /** @type {Record<string, number>} */
    const at = {}
    const missing = () => wanted.filter((name) => !(name in at)).join(', ')
    const timer = setTimeout(() => reject(new Error(`no ${missing()} within ${duration(PAINT_LIMIT_MS)}`)), PAINT_LIMIT_MS)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the app ended (${code}) before ${missing()}`)))
    const onLine = (/** @type {string} */ line) => {
      if (!line.startsWith('{"bench"')) return
      const { bench, epochMs } = JSON.parse(line)
      at[bench] ??= epochMs
      if (missing()) return
      clearTimeout(timer)
      resolve(at)
    }
    child.stdout?.setEncoding('utf8').on('data', lineFeeder(onLine))
  })
}

/** @param {number} group @returns {Promise<number>} percent of one core */
async function idleShare(group) {
  await sleep(SETTLE_MS)
  const [beforeMs, before] = [Date.now(), cpuSecondsOf(group)]
  await sleep(IDLE_MS)
  return ((cpuSecondsOf(group) - before) / ((Date.now() - beforeMs) / 1000)) * 100
}

/** @param {import('node:child_process').ChildProcess} child */
async function stopped(child) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  end(child)
  const force = setTimeout(() => end(child, 'SIGKILL'), 8000)
  await gone
  clearTimeout(force)
}

/** @param {(number | undefined)[]} values @returns {number | undefined} */
export function median(values) {
  const sorted = values.filter((value) => value !== undefined && !Number.isNaN(value)).toSorted((a, b) => Number(a) - Number(b))
  if (sorted.length === 0) return undefined
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (Number(sorted[middle - 1]) + Number(sorted[middle])) / 2
}

/** @type {{ title: string, key: keyof Figures, show(value: number): string }[]} */
const ROWS = [
  { title: 'start to first paint', key: 'firstPaint', show: (ms) => `${Math.round(ms)} ms` },
  { title: 'start to ready-to-show', key: 'readyToShow', show: (ms) => `${Math.round(ms)} ms` },
  { title: 'start to first paint with data', key: 'dataPaint', show: (ms) => `${Math.round(ms)} ms` },
  { title: 'start to first paint with data of now', key: 'livePaint', show: (ms) => `${Math.round(ms)} ms` },
  { title: 'window to first paint', key: 'windowToPaint', show: (ms) => `${Math.round(ms)} ms` },
  { title: 'window to first paint with data', key: 'windowToData', show: (ms) => `${Math.round(ms)} ms` },
  { title: 'window on the screen to first paint with data', key: 'shownToData', show: (ms) => `${Math.round(ms)} ms` },
  { title: 'memory (PSS of all processes)', key: 'memory', show: (bytes) => `${Math.round(bytes / 2 ** 20)} MiB` },
  { title: 'processes', key: 'processes', show: (count) => String(count) },
  { title: 'idle CPU, of one core', key: 'idle', show: (percent) => `${percent.toFixed(2)} %` },
]

/**
 * @param {Record<Variant, Figures[]>} results
 * @param {{ runs: number, idleRuns: number }} counts
 * @param {string[]} flags
 * @param {string} electron its version
 */
function report(results, { runs, idleRuns }, flags, electron) {
  const head = ['median', 'empty, first start', 'console, first start', 'ratio', 'empty, second start', 'console, second start', 'ratio']
  const lines = ROWS.map((row) => [row.title, ...compare(row, results['empty first'], results['console first']), ...compare(row, results['empty second'], results['console second'])])
  const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'))
  return [
    '',
    `EchoPilot Console ${version}${commit()}, Electron ${electron}${flags.length > 0 ? ` (${flags.join(' ')})` : ''}, Node ${process.versions.node}, ${os.type()} ${os.release()}, ${os.cpus().length} × ${os.cpus()[0]?.model.trim()}`,
    `npm run bench:start -- --runs ${runs} --idle-runs ${idleRuns}; first start: an empty data folder, second start: one that a start has filled;`,
    `memory ${duration(MEMORY_AFTER_MS)} after the paint; CPU over ${duration(IDLE_MS)}, from ${duration(MEMORY_AFTER_MS + SETTLE_MS)} after it, in the first ${idleRuns} runs.`,
    '',
    ...[head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...lines].map((cells) => `| ${cells.join(' | ')} |`),
    '',
  ].join('\n')
}

/** @param {typeof ROWS[number]} row @param {Figures[]} empty @param {Figures[]} ours */
function compare({ key, show }, empty, ours) {
  const [a, b] = [median(empty.map((run) => run[key])), median(ours.map((run) => run[key]))]
  const cell = (/** @type {number | undefined} */ value) => (value === undefined ? '–' : show(value))
  return [cell(a), cell(b), a && b !== undefined ? (b / a).toFixed(2) : '–']
}

function commit() {
  try {
    return ` (${execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] }).toString().trim()})`
  } catch {
    return ''
  }
}

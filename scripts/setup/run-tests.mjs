// npm test: set-up, then every check in turn; one that fails doesn't hide the others.
import fs from 'node:fs'
import path from 'node:path'
import { build, buildIsReady } from './build.mjs'
import { hasDisplay, openSession } from './display.mjs'
import { ensureReady } from './ensure.mjs'
import { withLock } from './lock.mjs'
import { fetchNode24, hasSqlite } from './node24.mjs'
import { onPath } from './npm.mjs'
import { modulesDir, root } from './places.mjs'
import { leaveSoon, runVisibly } from './run.mjs'
import { createSay, duration, reportFailure, SetupStop } from './say.mjs'
import { addUp, countPlaywright, countVitest, stageTable } from './test-counts.mjs'

/** Nothing here takes nearly so long; what does is stuck. */
const STAGE_MS = 30 * 60_000
const resultsDir = path.join(root, 'test-results')
/** Whatever keeps things in SQLite. */
const STORE_TESTS = ['tests/integration/store', 'tests/integration/host/costs-book.test', 'tests/integration/host/costs-book-ids']

const USAGE = `usage: npm test [-- --only types|lint|build|unit|store|visual|e2e[,…] [arguments for vitest or Playwright]]`

/**
 * @typedef {import('./test-counts.mjs').Counts} Counts
 * @typedef {{ env: NodeJS.ProcessEnv, node: string, say: import('./say.mjs').Say, isPicked: boolean, rest: string[] }} Context
 * @typedef {{ name: string, title: string, run(context: Context): Promise<Counts & { note?: string }> }} Stage
 */

/** @type {Stage[]} The build comes before the tests, as some of them start what it makes. */
const STAGES = [
  { name: 'types', title: 'Types (tsc -b)', run: (context) => check(context, 'typescript/bin/tsc', ['-b']) },
  { name: 'lint', title: 'Lint (oxlint)', run: (context) => check(context, 'oxlint/bin/oxlint', ['--deny-warnings']) },
  { name: 'build', title: 'Build (electron-vite)', run: buildStage },
  { name: 'unit', title: 'Unit and integration tests (vitest)', run: unitStage },
  { name: 'store', title: 'The store again with node:sqlite (vitest on Node 24)', run: storeStage },
  { name: 'visual', title: 'Pictures and accessibility of every page (Playwright)', run: visualStage },
  { name: 'e2e', title: 'End-to-end tests in the real Electron (Playwright)', run: e2eStage },
]

/** @param {string[]} args */
export async function main(args) {
  const picked = parse(args)
  if (!picked) {
    process.stderr.write(`${USAGE}\n`)
    process.exitCode = 2
    return
  }
  try {
    await runStages(picked.stages, picked.rest, picked.isPicked)
  } catch (error) {
    reportFailure(error)
  }
  leaveSoon()
}

/** @param {string[]} args @returns {{ stages: Stage[], rest: string[], isPicked: boolean } | undefined} */
function parse(args) {
  const rest = [...args]
  const at = rest.indexOf('--only')
  if (at < 0) return rest.length === 0 ? { stages: STAGES, rest, isPicked: false } : undefined
  const names = (rest.splice(at, 2)[1] ?? '').split(',')
  const stages = STAGES.filter((stage) => names.includes(stage.name))
  return stages.length === names.length ? { stages, rest, isPicked: true } : undefined
}

/** @param {Stage[]} stages @param {string[]} rest @param {boolean} isPicked */
async function runStages(stages, rest, isPicked) {
  const say = createSay()
  const needsElectron = stages.some((stage) => stage.name === 'e2e' || stage.name === 'visual')
  const ready = await ensureReady({
    needs: needsElectron ? ['packages', 'tools', 'electron', 'libraries', 'display', 'desktop'] : ['packages', 'tools'],
    say,
    virtualDisplay: prefersVirtual(),
  })
  const session = needsElectron ? await openSession(ready.virtual) : { env: process.env, async stop() {} }
  fs.mkdirSync(resultsDir, { recursive: true })
  const results = []
  for (const stage of stages) {
    results.push(await runStage(stage, { env: session.env, node: ready.toolNode, say, isPicked, rest }))
  }
  await session.stop()
  say.line(`\n${stageTable(results)}`)
  const total = addUp(results)
  say.line(`total: ${total.passed} passed, ${total.failed} failed`)
  process.exitCode = total.failed > 0 ? 1 : 0
}

/** Where a machine does the testing, its desktop, if it has any, must not matter. */
function prefersVirtual() {
  return process.platform === 'linux' && (!hasDisplay() || (Boolean(process.env.CI) && onPath('Xvfb').length > 0))
}

/** @param {Stage} stage @param {Context} context */
async function runStage(stage, context) {
  context.say.line(`\n── ${stage.title}`)
  const startedMs = Date.now()
  /** @type {Counts & { note?: string }} */
  let counts
  try {
    counts = await stage.run(context)
  } catch (error) {
    process.stderr.write(`${error instanceof SetupStop ? error.message : error.stack}\n`)
    counts = { passed: 0, failed: 1, note: 'crashed' }
  }
  const tookMs = Date.now() - startedMs
  context.say.line(`── ${stage.name}: ${counts.failed > 0 ? 'failed' : (counts.note ?? 'passed')} (${duration(tookMs)})`)
  return { name: stage.name, tookMs, ...counts }
}

/**
 * A tool out of node_modules, talking straight to the terminal.
 * @param {Context} context
 * @param {string} script
 * @param {string[]} args
 */
function tool({ node, env }, script, args) {
  const detached = process.platform !== 'win32'
  return runVisibly(node, [path.join(modulesDir, script), ...args], { cwd: root, env, detached, limitMs: STAGE_MS })
}

/** @param {Context} context @param {string} script @param {string[]} args */
async function check(context, script, args) {
  const code = await tool(context, script, args)
  return { passed: 0, failed: code === 0 ? 0 : 1 }
}

/** @param {Context} context */
async function buildStage({ node, say }) {
  if (buildIsReady()) return { passed: 0, failed: 0, note: 'up to date' }
  await withLock(say, () => build(say, node))
  return { passed: 0, failed: 0 }
}

/** @param {Context} context */
function unitStage(context) {
  const reporters = ['text-summary', 'json', 'json-summary'].map((name) => `--coverage.reporter=${name}`)
  return vitest(context, 'vitest.json', ['--coverage.enabled=true', ...reporters, ...context.rest])
}

/** @param {Context} context */
async function storeStage(context) {
  if (!(await hasSqlite())) {
    const node = await withLock(context.say, () => fetchNode24(context.say))
    return vitest({ ...context, node }, 'vitest-store.json', [...STORE_TESTS, ...context.rest])
  }
  if (context.isPicked) return vitest(context, 'vitest-store.json', [...STORE_TESTS, ...context.rest])
  const note = 'already covered: this Node has node:sqlite'
  context.say.line(note)
  return { passed: 0, failed: 0, note }
}

/** @param {Context} context @param {string} report @param {string[]} args */
async function vitest(context, report, args) {
  const file = freshReport(report)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = await tool(context, 'vitest/vitest.mjs', ['run', ...reporters, ...args])
  return countVitest(readReport(file), code)
}

/** @param {Context} context */
async function visualStage(context) {
  const report = await playwright(context, 'visual.json', ['--config', 'tests/visual/playwright.config.ts'])
  const skipped = report.skipped > 0 && `${report.skipped} pictures not compared: recorded elsewhere`
  if (skipped) context.say.line(skipped)
  return skipped ? { ...report, note: skipped } : report
}

/** @param {Context} context */
function e2eStage(context) {
  return playwright(context, 'e2e.json', [])
}

/** @param {Context} context @param {string} report @param {string[]} args */
async function playwright(context, report, args) {
  if (!buildIsReady()) await withLock(context.say, () => build(context.say, context.node))
  const file = freshReport(report)
  const code = await tool(context, '@playwright/test/cli.js', ['test', ...args, ...context.rest])
  return countPlaywright(readReport(file), code)
}

/** A report of an earlier run must never be taken for this one's. @param {string} name */
function freshReport(name) {
  const file = path.join(resultsDir, name)
  fs.rmSync(file, { force: true })
  return file
}

/** @param {string} file @returns {any} undefined when the runner never got so far */
function readReport(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

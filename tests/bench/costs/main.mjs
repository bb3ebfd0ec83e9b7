// Generates logs, reads them with each program in turns, and prints medians: since other work disturbs all alike, ratios are what to look at.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ensureReady } from '../../../scripts/setup/ensure.mjs'
import { root } from '../../../scripts/setup/places.mjs'
import { createSay, reportFailure } from '../../../scripts/setup/say.mjs'
import { installCcusage, tokensTold } from './ccusage.mjs'
import { generate, leanLines, randomFrom } from './generate.mjs'
import { measuredRun, median } from './measured-run.mjs'

/** @typedef {import('./measured-run.mjs').Run} Run */
/** @typedef {{ runs: number, only: string[], keep: boolean, work: string, toolNode: string, say: ReturnType<typeof createSay> }} Bench */

const leanFiles = 200
const leanCalls = 5000
const heavyFiles = 100
/** Ten million calls. */
const yearFiles = 2000
const appendedLines = 1000
const span = ['--from', '2026-01-01', '--to', '2027-01-01', '--zone', 'UTC']

/** @param {string[]} args */
export async function main(args) {
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'echopilot-bench-'))
  const keep = args.includes('--keep')
  const say = createSay()
  try {
    const { toolNode } = await ensureReady({ needs: ['packages', 'build', 'tools'], say })
    const only = (option(args, '--only') ?? 'lean,heavy,loop,append').split(',')
    const bench = { runs: Number(option(args, '--runs') ?? 5), only, keep, work, toolNode, say }
    await compare(bench)
    if (only.includes('loop') || only.includes('append')) await ask(bench, 'lean', leanFiles)
    if (only.includes('year')) await ask(bench, 'year', yearFiles)
  } catch (error) {
    reportFailure(error)
  } finally {
    if (keep) say.line(`Kept in ${work}`)
    else fs.rmSync(work, { recursive: true, force: true })
  }
}

/** @param {string[]} args @param {string} name */
const option = (args, name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)

/** The logs of a make, generated when first asked for. @param {Bench} bench @param {string} make @param {number} files */
async function logsOf({ work, say }, make, files) {
  const folder = path.join(work, make)
  if (fs.existsSync(folder)) return folder
  const bytes = await (make === 'heavy' ? generate(folder, 'heavy', files, 2 ** 30 / files) : generate(folder, 'lean', files, leanCalls))
  say.line(`${make}: ${files} files, ${Math.round(bytes / 2 ** 20)} MiB`)
  return folder
}

/** @param {string} folder @param {string} data @param {readonly string[]} more */
const consoleCommand = (folder, data, more = []) => {
  const cli = JSON.stringify(new URL('../../../out/main/cli.js', import.meta.url).href)
  const start = `process.exitCode = await (await import(${cli})).main(process.argv.slice(1))`
  return [process.execPath, '--input-type=module', '-e', start, '--', 'costs', '--json', '--log-dir', path.join(folder, 'projects'), '--data-dir', data, ...span, ...more]
}

/** @param {string} output */
const tokensOfConsole = (output) => {
  const { providers } = /** @type {{ providers: { tokens: number }[] }} */ (JSON.parse(output))
  return providers.reduce((sum, { tokens }) => sum + tokens, 0)
}

/** Each program reads the same logs, in turns. @param {Bench} bench */
async function compare(bench) {
  const ccusage = installCcusage(path.join(bench.work, 'ccusage'))
  if (!ccusage) bench.say.line('ccusage can’t be had here; the others run without it.')
  for (const make of ['lean', 'heavy'].filter((each) => bench.only.includes(each))) {
    const folder = await logsOf(bench, make, make === 'lean' ? leanFiles : heavyFiles)
    report(bench, make, await inTurns(bench, folder, ccusage))
  }
}

/** @param {Bench} bench @param {string} folder @param {string[] | null} ccusage @returns {Promise<Map<string, Run[]>>} */
async function inTurns(bench, folder, ccusage) {
  const plainLoop = path.join(root, 'tests/bench/costs/plain-loop.mjs')
  /** @type {Map<string, Run[]>} */
  const runs = new Map()
  const note = async (/** @type {string} */ name, /** @type {readonly string[]} */ command, env = {}) => {
    const run = await measuredRun(command, env)
    runs.set(name, [...(runs.get(name) ?? []), run])
    return run
  }
  for (let turn = 0; turn < bench.runs; turn++) {
    await note('wc -l', ['sh', '-c', 'find "$0" -name "*.jsonl" -print0 | xargs -0 cat | wc -l', folder])
    await note('plain Node loop', [process.execPath, plainLoop, folder])
    const theirs = ccusage && (await note('ccusage', ccusage, { CLAUDE_CONFIG_DIR: folder }))
    const data = path.join(bench.work, 'data')
    fs.rmSync(data, { recursive: true, force: true })
    const ours = await note('console', consoleCommand(folder, data))
    const again = await note('console, asked again', consoleCommand(folder, data))
    if (theirs && tokensTold(theirs.output) !== tokensOfConsole(ours.output)) throw new Error('ccusage and the console count other tokens')
    if (tokensOfConsole(again.output) !== tokensOfConsole(ours.output)) throw new Error('the console counts other tokens when it is asked again')
  }
  return runs
}

/** @param {Bench} bench @param {string} make @param {Map<string, Run[]>} runs */
function report({ say }, make, runs) {
  const wallOf = (/** @type {Run[]} */ of) => median(of.map(({ wallMs }) => wallMs)) / 1000
  const reference = wallOf(runs.get('ccusage') ?? runs.get('plain Node loop') ?? [])
  for (const [name, of] of runs) {
    const peak = Math.max(...of.map(({ peakBytes }) => peakBytes)) / 2 ** 20
    const cpu = median(of.map(({ cpuMs }) => cpuMs)) / 1000
    say.line(`| ${make} | ${name} | ${wallOf(of).toFixed(2)} s | ${(wallOf(of) / reference).toFixed(2)} | ${cpu.toFixed(1)} s | ${Math.round(peak)} MiB |`)
  }
}

/** What the console, which has read them once, answers; what its loop feels of it; what new lines take. @param {Bench} bench @param {string} make @param {number} files */
async function ask(bench, make, files) {
  const folder = await logsOf(bench, make, files)
  const file = path.join(folder, 'projects', 'appended.jsonl')
  const linesFile = path.join(bench.work, 'lines')
  fs.writeFileSync(linesFile, [...leanLines(randomFrom(3), appendedLines * 15, Date.UTC(2026, 10, 20))].join(''))
  const data = path.join(bench.work, `${make}-data`)
  const subject = [bench.toolNode, path.join(root, 'tests/integration/run-module.mjs'), '/tests/bench/costs/subject.ts', path.join(folder, 'projects')]
  const { output, peakBytes } = await measuredRun([...subject, path.join(bench.work, `${make}.db`), file, linesFile])
  bench.say.line(`${make} | in the console | ${output.trim()} | ${Math.round(peakBytes / 2 ** 20)} MiB with the tools that run it`)
  await measuredRun(consoleCommand(folder, data))
  bench.say.line(`${make} | from the command line after ${appendedLines} new lines | ${Math.round(await appendedRun(bench, folder, data, file))} ms`)
}

/** @param {Bench} bench @param {string} folder @param {string} data @param {string} file */
async function appendedRun({ runs }, folder, data, file) {
  const lines = [...leanLines(randomFrom(4), appendedLines * runs, Date.UTC(2026, 10, 21))]
  const times = []
  for (let run = 0; run < runs; run++) {
    fs.appendFileSync(file, lines.splice(0, appendedLines).join(''))
    times.push((await measuredRun(consoleCommand(folder, data))).wallMs)
  }
  return median(times)
}

// Child processes: none reads our stdin, and none outlives us.
import { spawn } from 'node:child_process'
import os from 'node:os'

const GRACE_MS = 8000
const PARENT_POLL_MS = 500

/** @typedef {import('node:child_process').ChildProcess & { ownGroup?: boolean, isService?: boolean }} Child */

/** @type {Set<Child>} */
const children = new Set()
/** @type {Set<() => void>} */
const cleanups = new Set()
let stopping = false

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {(line: string) => void} [onLine] each line of stdout and stderr as it comes
 * @property {number} [limitMs] ended, group and all, when it takes longer
 * @property {boolean} [detached]
 * @property {import('node:child_process').StdioOptions} [stdio]
 */

/**
 * Runs to the end and captures the output.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, stdout: string, output: string }>} code 127: could not be started at all
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const { onLine, limitMs, ...spawning } = options
    const child = start(command, args, { ...spawning, stdio: ['ignore', 'pipe', 'pipe'] })
    let stdout = ''
    let output = ''
    const feed = lineFeeder(onLine)
    child.stdout?.setEncoding('utf8').on('data', (text) => {
      stdout += text
      output += text
      feed(text)
    })
    child.stderr?.setEncoding('utf8').on('data', (text) => {
      output += text
      feed(text)
    })
    const timer = limitMs ? setTimeout(() => end(child, 'SIGKILL'), limitMs) : undefined
    child.on('error', (error) => resolve({ code: 127, stdout, output: output + error.message }))
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      resolve({ code: exitCode(code, signal), stdout, output })
    })
  })
}

/**
 * Runs to the end with the terminal's own output.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>}
 */
export function runVisibly(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const { limitMs, ...spawning } = options
    const child = start(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...spawning })
    const timer = limitMs ? setTimeout(() => end(child, 'SIGKILL'), limitMs) : undefined
    child.on('error', reject)
    child.on('close', (code, signal) => {
      clearTimeout(timer)
      resolve(exitCode(code, signal))
    })
  })
}

/**
 * Starts a child which ends with us.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions & { isService?: boolean }} [options]
 *   detached: Ctrl-C in the terminal doesn't reach it, only our forwarding does ·
 *   isService: others need it to the end, so it goes last
 */
export function start(command, args, options = {}) {
  const { isService = false, ...rest } = options
  /** @type {Child} */
  const child = spawn(command, args, { windowsHide: true, ...rest })
  child.ownGroup = Boolean(rest.detached) && process.platform !== 'win32'
  child.isService = isService
  children.add(child)
  const forget = () => void children.delete(child)
  child.on('exit', forget).on('error', forget)
  return child
}

/** Also done when we're told to stop. @param {() => void} work synchronous @returns {() => void} take it back */
export function onStop(work) {
  cleanups.add(work)
  return () => void cleanups.delete(work)
}

/**
 * Asks a child to end; by force its whole group, where it has one. (A kind signal to Electron's helpers would only
 * break its own goodbye.)
 * @param {Child} child
 * @param {NodeJS.Signals} [signal]
 */
export function end(child, signal = 'SIGTERM') {
  if (!child.pid || child.exitCode !== null || child.signalCode !== null) return
  try {
    if (child.ownGroup && signal === 'SIGKILL') process.kill(-child.pid, signal)
    else child.kill(signal)
  } catch {
    // gone already
  }
}

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])
let isListening = false

/** From here on a signal to us ends all that we started, first kindly; a second signal ends it at once. */
export function stopOnSignals() {
  if (isListening) return
  isListening = true
  for (const signal of SIGNALS) process.on(signal, stop)
  process.on('exit', endEverything)
  followNpm()
}

/** npm run puts a shell between itself and us, which takes npm's signal and leaves us behind: then we are told by its going. */
function followNpm() {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent || !isListening) return
    clearInterval(watch)
    stop('SIGTERM')
  }, PARENT_POLL_MS)
  watch.unref()
}

/** Gives the signals back to a program that goes on in this process and minds them itself. */
export function leaveSignalsAlone() {
  isListening = false
  for (const signal of SIGNALS) process.off(signal, stop)
  process.off('exit', endEverything)
}

function endEverything() {
  for (const work of cleanups) work()
  for (const child of children) end(child, child.isService ? 'SIGTERM' : 'SIGKILL')
}

/** @param {NodeJS.Signals} signal */
function stop(signal) {
  const code = 128 + os.constants.signals[signal]
  if (stopping) process.exit(code)
  stopping = true
  process.exitCode = code
  const waiting = [...children].filter((child) => !child.isService)
  for (const child of waiting) end(child, signal)
  if (waiting.length === 0) process.exit(code)
  const deadline = setTimeout(() => process.exit(code), GRACE_MS)
  for (const child of waiting) {
    child.once('exit', () => {
      waiting.splice(waiting.indexOf(child), 1)
      if (waiting.length > 0) return
      clearTimeout(deadline)
      setImmediate(() => process.exit(code))
    })
  }
}

/** @param {number | null} code @param {NodeJS.Signals | null} signal */
export function exitCode(code, signal) {
  return code ?? 128 + (signal ? os.constants.signals[signal] : 0)
}

/**
 * @param {((line: string) => void) | undefined} onLine
 * @returns {((text: string) => void) & { end(): void }} takes text in any pieces and hands on whole lines
 */
export function lineFeeder(onLine) {
  let rest = ''
  const feed = (/** @type {string} */ text) => {
    if (!onLine) return
    const lines = (rest + text).split(/\r?\n|\r/)
    rest = lines.pop() ?? ''
    for (const line of lines) onLine(line)
  }
  const flush = () => {
    if (rest) onLine?.(rest)
    rest = ''
  }
  return Object.assign(feed, { end: flush })
}

/** The last thing a program does: leaves by itself, or if something forgotten holds it, is made to. */
export function leaveSoon() {
  setTimeout(() => process.exit(), 2000).unref()
}

/** @param {string} output @param {number} [lines] */
export function tail(output, lines = 12) {
  return output.trim().split('\n').slice(-lines).join('\n')
}

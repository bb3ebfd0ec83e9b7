// A display and a session bus for a machine that has none: an Xvfb and a dbus-daemon of our own, gone when we are.
import fs from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { onPath } from './npm.mjs'
import { end, lineFeeder, run, start } from './run.mjs'
import { SetupStop, tailSentence } from './say.mjs'

const SCREEN = '1440x900x24'
const START_MS = 15_000
const STOP_MS = 2000

/**
 * @typedef {{ env: NodeJS.ProcessEnv, display?: string, isVirtual: boolean, stop(): Promise<void> }} DesktopSession
 *   env: what a program must be started with to appear there
 */

export const hasDisplay = () => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

/** Where systemd keeps a user's bus, found by libdbus without being told. */
function hasBus() {
  if (process.platform !== 'linux' || process.env.DBUS_SESSION_BUS_ADDRESS) return true
  const folder = process.env.XDG_RUNTIME_DIR
  return Boolean(folder && fs.existsSync(path.join(folder, 'bus')))
}

/**
 * @param {boolean} virtual a display of our own, whether or not there is a real one
 * @returns {{ display: boolean, bus: boolean }} what must be installed for it
 */
export const sessionNeeds = (virtual) => ({ display: virtual, bus: process.platform === 'linux' && (virtual || !hasBus()) })

/**
 * @param {boolean} virtual
 * @returns {Promise<DesktopSession>}
 */
export async function openSession(virtual) {
  const env = { ...process.env }
  /** @type {import('node:child_process').ChildProcess[]} */
  const services = []
  const stop = async () => {
    for (const service of services.splice(0).toReversed()) await ended(service)
  }
  try {
    if (sessionNeeds(virtual).bus) env.DBUS_SESSION_BUS_ADDRESS = await startBus(services)
    if (virtual) Object.assign(env, await startDisplay(services))
  } catch (error) {
    await stop()
    throw error
  }
  if (virtual) for (const name of ['WAYLAND_DISPLAY', 'XAUTHORITY']) delete env[name]
  for (const name of Object.keys(env)) if (env[name] === undefined) delete env[name]
  return { env, display: virtual ? env.DISPLAY : undefined, isVirtual: virtual, stop }
}

/** @param {import('node:child_process').ChildProcess[]} services */
async function startDisplay(services) {
  const args = ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-noreset']
  const xvfb = await startService('Xvfb', args, ['ignore', 'ignore', 'pipe', 'pipe'])
  services.push(xvfb)
  let complaint = ''
  xvfb.stderr?.on('data', (text) => void (complaint = (complaint + text).slice(-2000)))
  const number = await firstLine(xvfb, xvfb.stdio[3])
  if (!number) {
    throw new SetupStop(`Set-up stopped: no display, and a virtual one did not start${tailSentence(complaint)}; run it on a desktop, or see what \`Xvfb :99\` says.`)
  }
  // An accessibility bus isn't there to be found, and GTK would wait for it.
  return { DISPLAY: `:${number}`, XDG_SESSION_TYPE: 'x11', NO_AT_BRIDGE: '1' }
}

/** @param {import('node:child_process').ChildProcess[]} services @returns {Promise<string | undefined>} */
async function startBus(services) {
  if (onPath('dbus-daemon').length === 0) return process.env.DBUS_SESSION_BUS_ADDRESS
  const args = ['--session', '--nofork', '--nopidfile', '--print-address=1']
  const daemon = await startService('dbus-daemon', args, ['ignore', 'pipe', 'ignore'])
  services.push(daemon)
  return firstLine(daemon, daemon.stdout)
}

/** @param {import('node:child_process').ChildProcess} service */
async function ended(service) {
  if (service.exitCode !== null || service.signalCode !== null) return
  const gone = new Promise((resolve) => service.once('exit', resolve))
  service.ref()
  end(service)
  await Promise.race([gone, sleep(STOP_MS, undefined, { ref: false })])
}

/**
 * In a session of its own, so that Ctrl-C reaches the app first; told by the kernel when we die, whatever we die of.
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').StdioOptions} stdio
 */
async function startService(program, args, stdio) {
  const canFollow = (await run('setpriv', ['--pdeathsig', 'TERM', 'true'])).code === 0
  const [command, before] = canFollow ? ['setpriv', ['--pdeathsig', 'TERM', program]] : [program, []]
  const child = start(command, [...before, ...args], { stdio, detached: true, isService: true })
  child.unref()
  return child
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {any} stream
 * @returns {Promise<string | undefined>} undefined when it ended or took too long
 */
function firstLine(child, stream) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), START_MS)
    const answer = (/** @type {string | undefined} */ line) => {
      clearTimeout(timer)
      resolve(line)
      stream.removeAllListeners('data').resume()
      stream.unref?.()
    }
    stream.setEncoding('utf8').on('data', lineFeeder(answer))
    child.once('exit', () => answer(undefined))
    child.once('error', () => answer(undefined))
  })
}

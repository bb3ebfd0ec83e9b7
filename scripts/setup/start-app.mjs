// Opens the console from the checkout, on the desktop or on a virtual display.
import os from 'node:os'
import { electronVite } from './build.mjs'
import { openSession } from './display.mjs'
import { ensureReady } from './ensure.mjs'
import { packagesFor } from './libraries.mjs'
import { root } from './places.mjs'
import { exitCode, leaveSoon, lineFeeder, start } from './run.mjs'
import { createSay, reportFailure } from './say.mjs'
import { readIfThere } from './stamps.mjs'

/** An app that ends so soon after its start, and badly, never got going. */
const AT_ONCE_MS = 10_000

/** @typedef {import('./ensure.mjs').Ready} Ready */
/** @typedef {import('./display.mjs').DesktopSession} DesktopSession */

/** @param {string[]} args */
export async function main(args) {
  try {
    const isDev = args.includes('--dev')
    const rest = args.filter((arg) => arg !== '--dev')
    const say = createSay()
    /** @type {import('./ensure.mjs').Need[]} */
    const needs = ['packages', 'electron', 'libraries', 'display', isDev ? 'tools' : 'build']
    const ready = await ensureReady({ needs, say })
    const session = await openSession(ready.virtual)
    if (session.isVirtual) say.line(`No display here: the window opens on a virtual one (${session.display}).`)
    process.exitCode = await runApp(ready, session, { isDev, rest, say })
    await session.stop()
  } catch (error) {
    reportFailure(error)
  }
  leaveSoon()
}

/**
 * What Chromium must be told on this machine.
 * @param {DesktopSession} session
 * @param {import('./say.mjs').Say} say
 */
export function chromiumFlags(session, say) {
  const flags = []
  if (process.platform === 'linux' && os.userInfo().uid === 0) {
    say.line("Running as root, where Chromium's sandbox can't work: it is off (--no-sandbox).")
    flags.push('--no-sandbox')
  }
  if (session.isVirtual) flags.push('--disable-gpu')
  else if (process.env.WAYLAND_DISPLAY && !process.env.DISPLAY) flags.push('--ozone-platform-hint=auto')
  return flags
}

/**
 * @param {Ready} ready
 * @param {DesktopSession} session
 * @param {{ isDev: boolean, rest: string[], say: import('./say.mjs').Say }} options
 * @returns {Promise<number>} the app's exit code
 */
function runApp(ready, session, { isDev, rest, say }) {
  const flags = chromiumFlags(session, say)
  const [program, args] = isDev
    ? [ready.toolNode, [electronVite, 'dev', '--', ...flags, ...rest]]
    : [ready.electron?.path ?? 'electron', [...flags, '.', ...rest]]
  const startedMs = Date.now()
  return new Promise((resolve, reject) => {
    // In a group of its own: Ctrl-C reaches it once, through us, and its helpers end with it.
    const isGroup = process.platform !== 'win32'
    const child = start(program, args, { cwd: root, env: appEnvironment(session), stdio: ['ignore', 'inherit', 'pipe'], detached: isGroup })
    const complaints = passOn(child)
    child.on('error', reject)
    onceOver(child, (code, signal) => {
      const isAtOnce = Date.now() - startedMs < AT_ONCE_MS
      const sentence = code !== 0 && isAtOnce ? explainEarlyEnd(complaints.text(), readIfThere('/etc/os-release') ?? '') : undefined
      if (sentence) process.stderr.write(`${sentence}\n`)
      resolve(exitCode(code, signal))
    })
  })
}

/**
 * Over when the app is, even if a helper that outlives it keeps its end of the pipe open.
 * @param {import('node:child_process').ChildProcess} child
 * @param {(code: number | null, signal: NodeJS.Signals | null) => void} then
 */
function onceOver(child, then) {
  child.once('exit', (code, signal) => {
    const timer = setTimeout(() => then(code, signal), 500)
    child.once('close', () => {
      clearTimeout(timer)
      then(code, signal)
    })
  })
}

/** @param {DesktopSession} session */
function appEnvironment(session) {
  const env = { ...session.env }
  // Set in the terminals of Electron-made editors; with it Electron would be a plain Node.
  delete env.ELECTRON_RUN_AS_NODE
  return env
}

/** @param {import('node:child_process').ChildProcess} child */
function passOn(child) {
  let kept = ''
  const isVerbose = process.env.ECHOPILOT_VERBOSE === '1'
  const feed = lineFeeder((line) => {
    kept = `${kept}${line}\n`.slice(-8000)
    if (isVerbose || !isHarmless(line)) process.stderr.write(`${line}\n`)
  })
  child.stderr?.setEncoding('utf8').on('data', feed)
  child.stderr?.on('end', () => feed.end())
  return { text: () => kept }
}

/** A line of Chromium's own log: [process:date/time:LEVEL:file(line)] or, since 135 or so, file:line. */
const CHROMIUM_LINE = /^\[\d+:(?:\d+:)?\d{4}\/\d{6}\.\d+:(?:ERROR|WARNING|INFO|VERBOSE\d):([\w/.-]+\.cc)[(:]\d+\)?\] ?(.*)$/

/** Parts of Chromium that complain where there is no graphics card, no system bus, no keyboard; the app runs well all the same. */
const HARMLESS_FILES =
  /(?:^|\/)(?:bus|object_proxy|dbus_\w+|gpu_\w+|viz_main_impl|vaapi_\w+|gl_\w+|gles2_\w+|angle_\w+|gbm_\w+|egl_\w+|command_buffer_\w+|context_\w+|vulkan_\w+|skia_\w+|x11_\w+|xkb\w*|network_service_instance_impl|upower_\w+|desktop_\w*portal\w*|login_\w+)\.cc$/

/** The same from libraries below Chromium. */
const HARMLESS_LINES = [
  /^libva (error|info)/,
  /^(MESA|libEGL|libGL)[ -:]/,
  /^Warning: (vkCreateInstance|loader_)/,
  /^Gtk-(WARNING|Message).*(Failed to load module|accessibility bus|atk-bridge)/i,
  /^\(.*\): (Gtk|dbind|dconf|GLib-GIO)-(WARNING|Message|CRITICAL).*(accessibility|a11y|dconf|Failed to load module|portal)/i,
  /^Fontconfig (error|warning): Cannot load default config/,
]

/** @param {string} line of the app's stderr @returns {boolean} Chromium's noise, never the app's own words */
export function isHarmless(line) {
  const chromium = CHROMIUM_LINE.exec(line)
  return chromium ? HARMLESS_FILES.test(chromium[1] ?? '') : HARMLESS_LINES.some((pattern) => pattern.test(line))
}

/**
 * @param {string} stderr
 * @param {string} osRelease
 * @returns {string | undefined} why the app never got going, with the remedy
 */
export function explainEarlyEnd(stderr, osRelease) {
  const library = /error while loading shared libraries: ([^:\s]+)/.exec(stderr)?.[1]
  if (library) {
    const packages = packagesFor([library], osRelease).join(' ')
    return `The app could not start: the system library ${library} is missing; ${packages ? `run this, then start again: sudo apt-get install -y ${packages}` : 'install what provides it, then start again.'}`
  }
  if (/SUID sandbox helper|No usable sandbox/.test(stderr)) {
    return 'The app could not start: this system forbids the user namespaces of Chromium\'s sandbox; allow its helper instead by running this, then start again: sudo chown root node_modules/electron/dist/chrome-sandbox && sudo chmod 4755 node_modules/electron/dist/chrome-sandbox'
  }
  if (/Missing X server|cannot open display|Unable to open X display|Failed to connect to Wayland/i.test(stderr)) {
    return 'The app could not start: the display that DISPLAY or WAYLAND_DISPLAY names can\'t be opened; start it from a desktop session, or without these two for a virtual display.'
  }
  if (/Running as root without --no-sandbox/.test(stderr)) return 'The app could not start: it was run as root without --no-sandbox.'
  return undefined
}

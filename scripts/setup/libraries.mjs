// What Linux must have for Electron and for a virtual display, and getting it where that is possible without a question.
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { electronDist, logDir, shown } from './places.mjs'
import { onPath } from './npm.mjs'
import { run, tail } from './run.mjs'
import { during, SetupStop } from './say.mjs'
import { readIfThere } from './stamps.mjs'

/**
 * Electron's libraries by the package that brings them on Debian and its kin, itself or through what it depends on.
 * @type {Record<string, RegExp>}
 */
const PACKAGE_OF_LIBRARY = {
  'libgtk-3-0': /^lib(gtk-3|gdk-3|gdk_pixbuf|glib|gobject|gio|atk|atspi|cups|dbus|pango|cairo|X|xkb|xcb)/,
  libnss3: /^lib(nss|nspr|smime|ssl3|plc4|plds4)/,
  libgbm1: /^lib(gbm|drm|expat|wayland)/,
  libasound2: /^libasound/,
  libudev1: /^libudev/,
  'libgcc-s1': /^libgcc_s/,
  'libstdc++6': /^libstdc/,
}

/** Debian 13 and Ubuntu 24.04 renamed what their change to 64-bit time touched. */
const RENAMED_WITH_T64 = ['libgtk-3-0', 'libasound2']
const BEFORE_T64 = ['buster', 'bullseye', 'bookworm', 'bionic', 'focal', 'jammy', 'kinetic', 'lunar', 'mantic']

/** Not needed to start, but a console without notifications and with boxes for symbols is a poor one. */
const WELCOME = ['libnotify4', 'fonts-noto-color-emoji']

/**
 * @param {string} output of ldd
 * @returns {string[]} the libraries that did not resolve
 */
export function missingIn(output) {
  const names = output.split('\n').flatMap((line) => /^\s*(\S+) => not found/.exec(line)?.[1] ?? [])
  return [...new Set(names)]
}

/** @param {string} executable @returns {Promise<string[]>} */
export async function missingLibraries(executable) {
  if (process.platform !== 'linux') return []
  const { stdout } = await run('ldd', [executable])
  return missingIn(stdout)
}

/**
 * @param {string[]} libraries
 * @param {string} osRelease text of /etc/os-release
 * @returns {string[]} Debian's names, each once; a library that we don't know is left out
 */
export function packagesFor(libraries, osRelease) {
  const names = Object.entries(PACKAGE_OF_LIBRARY)
    .filter(([, pattern]) => libraries.some((library) => pattern.test(library)))
    .map(([name]) => name)
  return hasT64(osRelease) ? names.map((name) => (RENAMED_WITH_T64.includes(name) ? `${name}t64` : name)) : names
}

/** @param {string} osRelease */
function hasT64(osRelease) {
  const field = (/** @type {string} */ name) => new RegExp(`^${name}="?([^"\n]*)`, 'm').exec(osRelease)?.[1]
  const codename = field('UBUNTU_CODENAME') ?? field('DEBIAN_CODENAME') ?? field('VERSION_CODENAME') ?? ''
  return !BEFORE_T64.includes(codename)
}

/**
 * @typedef {{ libraries: string[], programs: string[] }} SystemGaps libraries that Electron lacks; packages for programs
 */

/**
 * @param {{ electron?: string, display: boolean, bus: boolean, desktop?: boolean }} needs desktop: what tests look at notifications with
 * @returns {Promise<SystemGaps>}
 */
export async function findGaps(needs) {
  if (process.platform !== 'linux') return { libraries: [], programs: [] }
  const programs = []
  if (needs.display && onPath('Xvfb').length === 0) programs.push('xvfb')
  if (needs.bus && onPath('dbus-daemon').length === 0) programs.push('dbus')
  if (needs.desktop && onPath('dunst').length === 0) programs.push('dunst')
  return { libraries: needs.electron ? await missingLibraries(needs.electron) : [], programs }
}

/** A bus is welcome; without one the app runs as well. Tests that miss a program say so themselves. @param {SystemGaps} gaps */
export const mustFill = (gaps) => gaps.libraries.length > 0 || gaps.programs.includes('xvfb') || (gaps.programs.length > 0 && isRoot())

const isRoot = () => os.userInfo().uid === 0

/**
 * @param {SystemGaps} gaps
 * @param {import('./say.mjs').Say} say
 * @param {string} [electron]
 */
export async function fillGaps(gaps, say, electron) {
  const strange = gaps.libraries.filter((library) => packagesFor([library], '').length === 0)
  if (strange.length > 0) throw new SetupStop(incomplete(strange))
  const names = wantedPackages(gaps)
  const apt = onPath('apt-get')[0]
  if (!apt) throw new SetupStop(withoutApt(gaps))
  const asRoot = isRoot() ? [] : await quietSudo()
  if (!asRoot) throw new SetupStop(askForRoot(names, gaps))
  await during(say, `Installing system packages (${names.join(' ')})`, async (step) => {
    // One broken mirror of many fails an update; whether it matters shows when installing.
    const update = await aptGet([...asRoot, apt, 'update'])
    const install = await aptGet([...asRoot, apt, 'install', '-y', '--no-install-recommends', ...names], aptProgress(step))
    if (install.code !== 0) throw new SetupStop(explainAptFailure(update.output + install.output, names))
  })
  const left = electron ? await missingLibraries(electron) : []
  if (left.length > 0) {
    throw new SetupStop(`Set-up stopped: this system's packages did not bring ${left.join(', ')}, which Electron needs; install what provides them and run the command again.`)
  }
}

/** What no system package brings is Electron's own. @param {string[]} libraries */
function incomplete(libraries) {
  return `Set-up stopped: Electron's folder lacks ${libraries.join(', ')}; delete ${shown(electronDist)} and run the command again.`
}

/** @param {SystemGaps} gaps */
function wantedPackages(gaps) {
  const release = readIfThere('/etc/os-release') ?? ''
  const welcome = gaps.libraries.length > 0 ? WELCOME : []
  return [...packagesFor(gaps.libraries, release), ...gaps.programs, ...welcome]
}

/** @returns {Promise<string[] | undefined>} sudo, if it works without a question */
async function quietSudo() {
  const sudo = onPath('sudo')[0]
  if (!sudo) return undefined
  const { code } = await run(sudo, ['-n', 'true'])
  return code === 0 ? [sudo, '-n', 'env', 'DEBIAN_FRONTEND=noninteractive', 'LC_ALL=C.UTF-8'] : undefined
}

/** @param {string[]} names @param {SystemGaps} gaps */
function askForRoot(names, gaps) {
  const what = gaps.libraries.length > 0 ? 'system libraries that Electron needs are missing' : 'there is no display, and no Xvfb for a virtual one'
  return `Set-up stopped: ${what}, and only root may install them; run this, then the command again: sudo apt-get update && sudo apt-get install -y ${names.join(' ')}`
}

/** @param {SystemGaps} gaps */
function withoutApt(gaps) {
  if (gaps.libraries.length > 0) {
    return `Set-up stopped: Electron needs ${gaps.libraries.join(', ')}; install them with this system's package manager (Fedora: sudo dnf install gtk3 nss mesa-libgbm alsa-lib; Arch: sudo pacman -S gtk3 nss mesa alsa-lib) and run the command again.`
  }
  return "Set-up stopped: there is no display, and no Xvfb for a virtual one; install it with this system's package manager (Fedora: sudo dnf install xorg-x11-server-Xvfb; Arch: sudo pacman -S xorg-server-xvfb) or run on a desktop."
}

/** @param {string[]} command @param {(line: string) => void} [onLine] */
async function aptGet([program = '', ...args], onLine) {
  const options = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=2', '-o', 'Dpkg::Use-Pty=0']
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' }
  const result = await run(program, [...args, ...options], { env, onLine })
  fs.mkdirSync(logDir, { recursive: true })
  fs.appendFileSync(path.join(logDir, 'apt.log'), result.output)
  return result
}

/** @param {string} output @param {string[]} names */
export function explainAptFailure(output, names) {
  const again = `install them yourself (apt-get install -y ${names.join(' ')}) or fix that, and run the command again.`
  if (/No space left/i.test(output)) return 'Set-up stopped while installing system packages: the disk is full; free about 1 GB and run the command again.'
  if (/Unable to locate package|has no installation candidate/.test(output)) {
    const unreachable = /Temporary failure|Could not (resolve|connect)|Failed to fetch/.test(output)
    const why = unreachable ? "this system's package mirrors can't be reached" : 'this system knows no such package'
    return `Set-up stopped while installing system packages: ${why}; ${again}`
  }
  if (/Temporary failure|Could not (resolve|connect)|Failed to fetch|Connection (timed out|refused)/.test(output)) {
    return `Set-up stopped while installing system packages: this system's package mirrors can't be reached; check the network and run the command again.`
  }
  if (/Could not get lock|is held by process/.test(output)) {
    return 'Set-up stopped while installing system packages: another program is installing packages; wait for it and run the command again.'
  }
  return `${tail(output, 6)}\nSet-up stopped: apt-get failed with the lines above (all of it in ${shown(path.join(logDir, 'apt.log'))}); ${again}`
}

/** Each package is unpacked once and set up once. @param {import('./say.mjs').Step} step */
export function aptProgress(step) {
  let expected = 0
  let seen = 0
  return (/** @type {string} */ line) => {
    const counted = /(\d+) newly installed/.exec(line)
    if (counted) expected = Number(counted[1]) * 2
    if (!/^(Unpacking|Setting up) /.test(line) || expected === 0) return
    seen += 1
    step.update(`${Math.min(99, Math.round((seen / expected) * 100))} %`)
  }
}

// node_modules, exactly as package-lock.json says.
import fs from 'node:fs'
import path from 'node:path'
import { electronDir, electronDist, modulesDir, root, setupDir } from './places.mjs'
import { explainNpmFailure, needSpace, npm, registryTrouble } from './npm.mjs'
import { during, SetupStop } from './say.mjs'
import { markPackagesReady, packagesAreReady, readIfThere } from './stamps.mjs'

export { packagesAreReady }

/**
 * Packages whose install scripts may run. None needs one: native parts come as packages for each platform.
 * @type {string[]}
 */
const MAY_RUN_SCRIPTS = []

/** What they take up, and the same again for npm's cache. */
const SPACE = 600e6

const keptElectron = path.join(setupDir, 'kept-electron')

/** @typedef {Record<string, { version?: string, integrity?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[], link?: boolean }>} LockedPackages */

/** @param {import('./say.mjs').Say} say */
export async function installPackages(say) {
  if (installedByHand()) return markPackagesReady()
  await needSpace(SPACE, 'the set of packages')
  await during(say, 'Installing packages (npm ci)', async (step) => {
    const wanted = Object.keys(wantedHere(lockedPackages(path.join(root, 'package-lock.json')) ?? {}))
    const watch = setInterval(() => step.update(share(wanted)), 1000)
    keepElectron()
    try {
      await npmCi()
    } finally {
      clearInterval(watch)
      giveElectronBack()
    }
    markPackagesReady()
    step.done(`${wanted.length} packages`)
  })
}

async function npmCi() {
  // What is omitted by the user's own npm settings or NODE_ENV would be missed here.
  const all = ['--include=dev', '--include=optional', '--include=peer']
  // Without a network npm tries each of hundreds of packages in turn; one question first saves minutes. Its cache may still do.
  const unreachable = await registryTrouble()
  const offline = unreachable ? ['--offline'] : []
  const { code, output } = await npm(['ci', ...all, '--ignore-scripts', '--engine-strict=false', ...offline])
  if (code !== 0) throw new SetupStop(explainNpmFailure(unreachable ?? output, 'installing packages'))
  if (MAY_RUN_SCRIPTS.length === 0) return
  const rebuilt = await npm(['rebuild', ...MAY_RUN_SCRIPTS])
  if (rebuilt.code !== 0) throw new SetupStop(explainNpmFailure(rebuilt.output, `building ${MAY_RUN_SCRIPTS.join(', ')}`))
}

/**
 * `npm install <package>` by hand leaves no stamp of ours, but npm's own record of what it put there.
 */
function installedByHand() {
  const wanted = lockedPackages(path.join(root, 'package-lock.json'))
  const there = lockedPackages(path.join(modulesDir, '.package-lock.json'))
  return Boolean(wanted && there && satisfies(there, wanted))
}

/**
 * @param {LockedPackages} there
 * @param {LockedPackages} wanted
 */
export function satisfies(there, wanted) {
  return Object.entries(wantedHere(wanted)).every(([place, entry]) => {
    const found = there[place]
    if (!found) return Boolean(entry.optional && entry.libc)
    return found.version === entry.version && found.integrity === entry.integrity
  })
}

/** @param {LockedPackages} locked without the checkout itself and other platforms' native parts */
function wantedHere(locked) {
  return Object.fromEntries(
    Object.entries(locked).filter(
      ([place, entry]) =>
        place !== '' &&
        !entry.link &&
        fits(entry.os, process.platform) &&
        fits(entry.cpu, process.arch) &&
        fits(entry.libc, 'glibc'), // another C library's own parts come along unnoticed
    ),
  )
}

/** @param {string[] | undefined} list as in package.json: names, or "!name" @param {string} here */
function fits(list, here) {
  if (!list) return true
  if (list.includes(`!${here}`)) return false
  const allowed = list.filter((name) => !name.startsWith('!'))
  return allowed.length === 0 || allowed.includes(here)
}

/** @param {string} file @returns {LockedPackages | undefined} */
function lockedPackages(file) {
  const text = readIfThere(file)
  if (text === undefined) return undefined
  try {
    return JSON.parse(text).packages
  } catch {
    return undefined
  }
}

/** @param {string[]} wanted */
function share(wanted) {
  const there = wanted.filter((place) => fs.existsSync(path.join(root, place, 'package.json'))).length
  return `${Math.round((there / Math.max(1, wanted.length)) * 100)} %`
}

/** npm ci empties node_modules; Electron's 300 MB inside needn't be fetched again for that. */
function keepElectron() {
  if (!fs.existsSync(path.join(electronDist, 'version'))) return
  try {
    fs.rmSync(keptElectron, { recursive: true, force: true })
    fs.mkdirSync(keptElectron, { recursive: true })
    fs.copyFileSync(path.join(electronDir, 'path.txt'), path.join(keptElectron, 'path.txt'))
    fs.renameSync(electronDist, path.join(keptElectron, 'dist'))
  } catch {
    // on another disk, say: then it is fetched again
  }
}

function giveElectronBack() {
  const dist = path.join(keptElectron, 'dist')
  if (!fs.existsSync(dist)) return
  if (fs.existsSync(electronDir) && !fs.existsSync(electronDist)) {
    fs.renameSync(dist, electronDist)
    fs.copyFileSync(path.join(keptElectron, 'path.txt'), path.join(electronDir, 'path.txt'))
    fs.rmSync(keptElectron, { recursive: true, force: true })
  }
}

// The order of things, and the rule that nothing is done which is done already.
import { build, buildIsReady } from './build.mjs'
import { hasDisplay, sessionNeeds } from './display.mjs'
import { findElectron, forgetUnreachable, installElectron } from './electron.mjs'
import { fillGaps, findGaps, mustFill } from './libraries.mjs'
import { withLock } from './lock.mjs'
import { fetchNode24, findNode24, runsTools } from './node24.mjs'
import { removeLeftovers } from './npm.mjs'
import { installPackages, packagesAreReady } from './packages.mjs'
import { stopOnSignals } from './run.mjs'
import { createSay } from './say.mjs'

/**
 * @typedef {'packages' | 'electron' | 'libraries' | 'display' | 'desktop' | 'build' | 'tools' | 'node24'} Need
 *   display: one to be had, real or virtual · desktop: what the tests of a desktop need beside it · tools: a Node that runs vite and the checks · node24: a Node with node:sqlite
 * @typedef {object} EnsureOptions
 * @property {Need[]} needs
 * @property {import('./say.mjs').Say} [say]
 * @property {boolean} [retryElectron] try the current Electron's download again
 * @property {boolean} [virtualDisplay] use one even where there is a real one
 * @typedef {object} Ready
 * @property {import('./electron.mjs').Electron} [electron]
 * @property {string} toolNode the program to run tools with
 * @property {string} [node24]
 * @property {boolean} virtual whether the app shall appear on a virtual display: what to call openSession with
 */

/**
 * @param {EnsureOptions} options
 * @returns {Promise<Ready>}
 */
export async function ensureReady({ needs, say = createSay(), retryElectron = false, virtualDisplay = false }) {
  stopOnSignals()
  const wants = new Set(needs)
  if (retryElectron) forgetUnreachable()
  const virtual = wants.has('display') && (virtualDisplay || !hasDisplay())
  const context = { wants, say, virtual, retryElectron }
  if (await somethingIsMissing(context)) {
    await withLock(say, async () => {
      removeLeftovers()
      await makeReady(context)
    })
  }
  return {
    electron: wants.has('electron') ? findElectron() : undefined,
    toolNode: toolNode() ?? process.execPath,
    node24: findNode24(),
    virtual,
  }
}

/** @typedef {{ wants: Set<Need>, say: import('./say.mjs').Say, virtual: boolean, retryElectron: boolean }} Context */

/** @param {Context} context */
async function somethingIsMissing(context) {
  const { wants, retryElectron } = context
  if (retryElectron) return true
  if (wants.has('packages') && !packagesAreReady()) return true
  if (wants.has('electron') && !findElectron()) return true
  if (wants.has('tools') && !toolNode()) return true
  if (wants.has('node24') && !findNode24()) return true
  if (wants.has('build') && !buildIsReady()) return true
  return mustFill(await systemGaps(context))
}

/** Each asks again: another set-up may have done it while we waited. @param {Context} context */
async function makeReady(context) {
  const { wants, say } = context
  if (wants.has('packages') && !packagesAreReady()) await installPackages(say)
  if (wants.has('electron') && !findElectron()) await installElectron(say)
  const gaps = await systemGaps(context)
  if (mustFill(gaps)) await fillGaps(gaps, say, findElectron()?.path)
  if (wants.has('node24')) await fetchNode24(say)
  if (wants.has('build') && !buildIsReady()) await build(say, toolNode() ?? (await fetchNode24(say)))
  if (wants.has('tools') && !toolNode()) await fetchNode24(say)
}

/** @param {Context} context */
function systemGaps({ wants, virtual }) {
  const electron = wants.has('libraries') ? findElectron()?.path : undefined
  const session = wants.has('display') ? sessionNeeds(virtual) : { display: false, bus: false }
  return findGaps({ electron, ...session, desktop: wants.has('desktop') })
}

/** @returns {string | undefined} */
const toolNode = () => (runsTools(process.versions.node) ? process.execPath : findNode24())

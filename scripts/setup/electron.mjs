// A runnable Electron in node_modules/electron/dist: the current one, or where its download can't be reached, the older one.
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { FALLBACK_VERSION, fallbackFits, installFallback, putInPlace } from './electron-fallback.mjs'
import { workFolder } from './npm.mjs'
import { electronDir, electronDist, setupDir } from './places.mjs'
import { run } from './run.mjs'
import { during, megabytes, SetupStop } from './say.mjs'
import { readIfThere } from './stamps.mjs'
import { extractZip } from './zip.mjs'

/** Remembers a download that failed, so that later runs are quick. */
const unreachableNote = path.join(setupDir, 'electron-unreachable.json')
const DOWNLOAD_MS = 20 * 60_000

/** Where Electron's own download can be pointed elsewhere: a change is worth another try. */
const MIRROR_VARIABLE = /^(npm_config_)?electron_(mirror|custom|nightly)|^https?_proxy$/i

/** @typedef {{ path: string, version: string, isFallback: boolean }} Electron */

/** @returns {Electron | undefined} */
export function findElectron() {
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH) return overridden(process.env.ELECTRON_OVERRIDE_DIST_PATH)
  const there = readIfThere(path.join(electronDist, 'version'))?.trim().replace(/^v/, '')
  const executable = readIfThere(path.join(electronDir, 'path.txt'))
  if (!there || !executable || !fs.existsSync(path.join(electronDist, executable))) return undefined
  const found = { path: path.join(electronDist, executable), version: there, isFallback: there === FALLBACK_VERSION }
  if (there === wantedVersion()) return { ...found, isFallback: false }
  return found.isFallback && isKnownUnreachable() ? found : undefined
}

/** @param {string} folder */
function overridden(folder) {
  return { path: path.join(folder, executableName()), version: 'your own', isFallback: false }
}

/** Where Electron's own zip has it. */
function executableName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

const wantedVersion = () => JSON.parse(readIfThere(path.join(electronDir, 'package.json')) ?? '{}').version

/** What the remembered failure was about; anything else is tried afresh. */
function attempt() {
  const mirrors = Object.entries(process.env).filter(([name]) => MIRROR_VARIABLE.test(name)).toSorted()
  return JSON.stringify({ version: wantedVersion(), mirrors: mirrors.map((pair) => pair.join('=')) })
}
const isKnownUnreachable = () => readIfThere(unreachableNote) === attempt()

export const forgetUnreachable = () => fs.rmSync(unreachableNote, { force: true })

/** @param {import('./say.mjs').Say} say */
export async function installElectron(say) {
  const outcome = isKnownUnreachable() ? { failed: 'as before' } : await download(say)
  if (!('failed' in outcome)) return
  rememberUnreachable()
  if (!fallbackFits()) {
    throw new SetupStop(
      `Set-up stopped: Electron ${wantedVersion()} can't be downloaded (${outcome.failed}) and there is no stand-in for ${process.platform}-${process.arch}; allow https://github.com or set ELECTRON_MIRROR to a mirror you can reach, then run: npm run setup -- --retry-electron`,
    )
  }
  say.line(`Electron's download can't be reached; using the older ${FALLBACK_VERSION} for development and test only.`)
  if (readIfThere(path.join(electronDist, 'version')) !== FALLBACK_VERSION || !readIfThere(path.join(electronDir, 'path.txt'))) {
    await installFallback(say)
  }
}

function rememberUnreachable() {
  fs.mkdirSync(setupDir, { recursive: true })
  fs.writeFileSync(unreachableNote, attempt())
}

/** @param {import('./say.mjs').Say} say @returns {Promise<{ zip: string } | { failed: string }>} */
async function download(say) {
  const step = say.step(`Downloading Electron ${wantedVersion()}`)
  /** @type {any} */
  let last = {}
  const onLine = (/** @type {string} */ line) => {
    if (!line.startsWith('{')) return
    last = JSON.parse(line)
    if (last.bytes) step.update(`${megabytes(last.bytes)}${last.all ? ` of ${megabytes(last.all)}` : ''}`)
  }
  const script = fileURLToPath(new URL('electron-download.mjs', import.meta.url))
  const { output } = await run(process.execPath, ['--no-warnings', script], { onLine, limitMs: DOWNLOAD_MS })
  if (!last.zip) {
    step.cancel()
    return giveUpOrFail(last, output)
  }
  step.done()
  await during(say, `Unpacking Electron ${wantedVersion()}`, (unpacking) => unpack(last.zip, unpacking))
  return last
}

/**
 * Only an unreachable download is a case for the stand-in; a wrong sum or a full disk is not.
 * @param {{ failed?: string, reason?: string, code?: string }} last what the download said at the end
 * @param {string} output
 */
function giveUpOrFail(last, output) {
  if (last.code === 'ENOSPC') throw Object.assign(new Error(last.failed), { code: 'ENOSPC' })
  if (last.reason === 'checksum') {
    throw new SetupStop(
      `Set-up stopped: the downloaded Electron ${wantedVersion()} does not match its published checksum, so it was not used; if ELECTRON_MIRROR is set, try without it, then run: npm run setup -- --retry-electron`,
    )
  }
  return { failed: last.failed ?? (output.trim().split('\n').pop() || 'it took too long') }
}

/** @param {string} zip @param {import('./say.mjs').Step} step */
async function unpack(zip, step) {
  const folder = workFolder('electron')
  try {
    const dist = path.join(folder, 'dist')
    await extractZip(zip, dist, { onBytes: (done, all) => step.update(`${Math.floor((done / all) * 100)} %`) })
    fs.rmSync(path.join(dist, 'electron.d.ts'), { force: true }) // the package has the same
    putInPlace(dist, executableName())
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

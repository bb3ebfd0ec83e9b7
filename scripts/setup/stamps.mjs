// "Is it still as we left it?" Kept small and quick: the command line asks this at every start.
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { modulesDir, root } from './places.mjs'

/** What a build is made of. A changed time or size of any of them makes it due again. */
const BUILD_SOURCES = [
  'src',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  /^tsconfig.*\.json$/,
]

const packagesStamp = path.join(modulesDir, '.echopilot-stamp')
const buildStamp = path.join(root, 'out/.stamp')

/** @param {string | Buffer} data */
export const hash = (data) => createHash('sha256').update(data).digest('hex')

/** @param {string} file @returns {string | undefined} */
export function readIfThere(file) {
  try {
    return fs.readFileSync(file, 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
    throw error
  }
}

/** The lock file decides what is installed; the platform decides which of the native parts. */
function wantedPackages() {
  return `${hash(readIfThere(path.join(root, 'package-lock.json')) ?? '')} ${process.platform}-${process.arch}`
}

export const packagesAreReady = () => readIfThere(packagesStamp) === wantedPackages()
export const markPackagesReady = () => fs.writeFileSync(packagesStamp, wantedPackages())

export function buildIsReady() {
  const stamp = readIfThere(buildStamp)
  return stamp !== undefined && stamp === fingerprint() && fs.existsSync(path.join(root, 'out/main/index.js'))
}
/** @param {string} print taken before the build, so that a file saved meanwhile makes the next one due */
export function markBuildReady(print) {
  fs.mkdirSync(path.dirname(buildStamp), { recursive: true })
  fs.writeFileSync(buildStamp, print)
}
export const forgetBuild = () => fs.rmSync(buildStamp, { force: true })

/** @param {string} [base] @param {(string | RegExp)[]} [sources] @returns {string} of names, sizes and times; contents aren't read */
export function fingerprint(base = root, sources = BUILD_SOURCES) {
  /** @type {string[]} */
  const found = []
  for (const name of fs.readdirSync(base).toSorted()) {
    if (sources.some((source) => (typeof source === 'string' ? source === name : source.test(name)))) {
      collect(base, name, found)
    }
  }
  return hash(found.join('\n'))
}

/** @param {string} base @param {string} relative @param {string[]} found */
function collect(base, relative, found) {
  const stat = fs.statSync(path.join(base, relative), { throwIfNoEntry: false })
  if (!stat) return
  if (stat.isDirectory()) {
    for (const name of fs.readdirSync(path.join(base, relative)).toSorted()) collect(base, `${relative}/${name}`, found)
  } else if (!relative.endsWith('.tsbuildinfo')) {
    found.push(`${relative} ${stat.size} ${stat.mtimeMs}`)
  }
}

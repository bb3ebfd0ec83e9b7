// Electron's usual download by its own code, as a process of its own so that its time can be bounded.
// Talks in JSON lines: {bytes,all} as it goes, at the end {zip} or {failed, reason: 'unreachable' | 'checksum' | 'other'}.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { pathToFileURL } from 'node:url'
import { electronDir } from './places.mjs'

const PROBE_MS = 5000
const STALL_MS = 30_000
const REPORT_EVERY_MS = 300

class Unreachable extends Error {}

/** @param {object} message */
const tell = (message) => process.stdout.write(`${JSON.stringify(message)}\n`)

/** Only called when the zip isn't in Electron's own cache. */
const downloader = {
  /** @param {string} url @param {string} file */
  async download(url, file) {
    await probe(url)
    const stall = new AbortController()
    let timer = setTimeout(() => stall.abort(), STALL_MS)
    try {
      const response = await fetch(url, { signal: stall.signal })
      if (!response.ok || !response.body) throw new Unreachable(`HTTP ${response.status}`)
      const all = Number(response.headers.get('content-length')) || 0
      let bytes = 0
      let toldMs = 0
      await pipeline(
        Readable.fromWeb(/** @type {any} */ (response.body)),
        async function* (source) {
          for await (const chunk of source) {
            clearTimeout(timer)
            timer = setTimeout(() => stall.abort(), STALL_MS)
            bytes += chunk.length
            if (Date.now() - toldMs > REPORT_EVERY_MS) {
              toldMs = Date.now()
              tell({ bytes, all })
            }
            yield chunk
          }
        },
        fs.createWriteStream(file),
      )
    } catch (error) {
      if (error.code === 'ENOSPC') throw error
      throw new Unreachable(String(error.cause?.code ?? error.message))
    } finally {
      clearTimeout(timer)
    }
  },
}

/** Redirects are followed, as the files themselves lie on another host that may be blocked alone. @param {string} url */
async function probe(url) {
  try {
    const response = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) })
    if (!response.ok) throw new Unreachable(`HTTP ${response.status}`)
  } catch (error) {
    throw new Unreachable(String(error.cause?.code ?? error.message))
  }
}

async function main() {
  const fromElectron = createRequire(path.join(electronDir, 'package.json'))
  const { downloadArtifact, initializeProxy } = await import(pathToFileURL(entryOf('@electron/get')).href)
  if (process.env.HTTPS_PROXY || process.env.https_proxy) initializeProxy()
  const remoteSums = process.env.electron_use_remote_checksums || process.env.npm_config_electron_use_remote_checksums
  const zip = await downloadArtifact({
    version: fromElectron('./package.json').version,
    artifactName: 'electron',
    force: process.env.force_no_cache === 'true',
    cacheRoot: process.env.electron_config_cache,
    checksums: remoteSums ? undefined : fromElectron('./checksums.json'),
    platform: process.platform,
    arch: process.env.npm_config_arch || process.arch,
    downloader,
  })
  tell({ zip })
}

/** It is an ES module without a CommonJS entry, which require.resolve refuses on older Nodes. @param {string} name */
function entryOf(name) {
  for (const folder of [path.join(electronDir, 'node_modules', name), path.join(electronDir, '..', name)]) {
    const manifest = path.join(folder, 'package.json')
    if (!fs.existsSync(manifest)) continue
    const { exports: entry, main: old } = JSON.parse(fs.readFileSync(manifest, 'utf8'))
    const root = entry?.['.'] ?? entry
    const file = typeof root === 'string' ? root : (root?.import?.default ?? root?.import ?? root?.default ?? old)
    return path.join(folder, file)
  }
  throw new Error(`${name} is not installed`)
}

main().catch((error) => {
  const text = String(error.message ?? error)
  const reason = error instanceof Unreachable ? 'unreachable' : /checksum/i.test(text) ? 'checksum' : 'other'
  tell({ failed: text.split('\n')[0], reason, code: error.code })
  process.exitCode = 1
})

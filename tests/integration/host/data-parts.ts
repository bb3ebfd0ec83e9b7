import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { manifestName, type Manifest } from '../../../src/core/data/manifest'
import { writeArchive, type OpenEntry } from '../../../src/host/data/archive-write'
import { makeBackup } from '../../../src/host/data/backup'
import { holdingsOf, withReader } from '../../../src/host/data/database'
import { Meter, unwatched } from '../../../src/host/data/meter'
import { resolvePaths, type Paths } from '../../../src/host/paths'
import { Store } from '../../../src/host/store/store'
import { defaultSettings } from '../../../src/shared/settings'
import { incidentOf, sampleOf } from '../support'

export const at = Date.UTC(2026, 10, 23, 12)
export const version = '1.2.3'

export const pathsIn = (dataDir: string): Paths => resolvePaths({ dataDir, checkout: null, env: {}, platform: process.platform })

/** A console’s folder with so many samples, of which the newest are still beside the database; whoever asks closes the store. */
export async function fillFolder(dataDir: string, samples: number, theme: 'light' | 'dark'): Promise<{ paths: Paths; store: Store }> {
  const paths = pathsIn(dataDir)
  mkdirSync(paths.logs, { recursive: true })
  const { store } = await Store.open(paths.database, at)
  const looks = Array.from({ length: samples }, (_, i) => sampleOf('disk_ok', at + i * 1000))
  store.transaction(() => store.samples.add(looks))
  store.incidents.save(incidentOf(`incident-${theme}`))
  store.outbox.enqueue('telegram', { kind: 'alert', title: `waits in ${theme}`, body: '', severity: 'fail', incident: null, about: [] }, at)
  const settings = defaultSettings()
  writeFileSync(paths.settings, JSON.stringify({ ...settings, appearance: { theme } }))
  writeFileSync(join(paths.logs, 'console.log'), `{"event":"${theme}"}\n`)
  writeFileSync(join(paths.logs, theme === 'dark' ? 'scheduler.log' : 'scheduler.log.1'), `{"event":"tick"}\n`)
  return { paths, store }
}

/** What tells one state from another: all of it is that of one folder, or something is wrong. */
export async function stateOf(paths: Paths): Promise<{ samples: number; theme: string; log: string; ticks: string[] }> {
  const { samples } = await withReader(paths.database, holdingsOf)
  const { appearance } = JSON.parse(readFileSync(paths.settings, 'utf8')) as { appearance: { theme: string } }
  return { samples, theme: appearance.theme, log: readFileSync(join(paths.logs, 'console.log'), 'utf8'), ticks: ['scheduler.log', 'scheduler.log.1'].filter((name) => existsSync(join(paths.logs, name))) }
}

export async function backUp(paths: Paths, file: string): Promise<string> {
  const made = await makeBackup({ paths, file, at, version }, unwatched)
  if (!made.ok) throw new Error(made.error.message)
  return file
}

/** A file in the form of a backup with whatever somebody puts into it. */
export async function forge(file: string, files: Record<string, string>, change: (manifest: Manifest) => unknown = (manifest) => manifest): Promise<string> {
  const parts = `${file}.parts`
  mkdirSync(parts)
  const entries: OpenEntry[] = []
  for (const [index, [name, text]] of Object.entries(files).entries()) {
    writeFileSync(join(parts, String(index)), text)
    entries.push({ name, bytes: Buffer.byteLength(text), file: await open(join(parts, String(index)), 'r') })
  }
  const listed = Object.entries(files).map(([name, text]) => ({ name, bytes: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') }))
  const manifest: Manifest = { echopilot: 'backup', format: 1, madeAt: new Date(at).toISOString(), version, schemas: { database: 1, costBook: 1, settings: 1 }, files: listed }
  await writeArchive(file, { name: manifestName, text: JSON.stringify(change(manifest)) }, entries, at, new Meter(unwatched, 0))
  for (const entry of entries) await entry.file.close()
  return file
}

import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { BACKUP_FORMAT, databaseNames, isOwnLog, logEntry, manifestName, settingsName, type Manifest } from '../../core/data/manifest'
import { SETTINGS_VERSION } from '../../shared/settings'
import { fault, type Fault } from '../../shared/faults'
import { err, ok, type Result } from '../../shared/result'
import type { Paths } from '../paths'
import { chunksOf, writeArchive, type OpenEntry } from './archive-write'
import { databaseBytes } from './database'
import { dropIfThere, faultOf, flush, needRoom } from './disk'
import { cancelled, Meter, Stopped, type Going } from './meter'
import { readBackup } from './backup-read'
import { snapshotDatabase } from './snapshot'
import { dropAbandoned, dropLeftovers, makingFolder, unfinishedIn } from './leftovers'

export interface BackupTask {
  paths: Pick<Paths, 'database' | 'costBook' | 'settings' | 'logs' | 'backups'>
  /** Where it goes; a new file. */
  file: string
  /** UTC epoch ms. */
  at: number
  version: string
}

export interface BackupMade {
  file: string
  bytes: number
}

interface Source {
  name: string
  path: string
}

/**
 * Everything but secrets in one file, beside a console that goes on. It gets its name once it is whole, on the disk and read back;
 * whatever ends it before leaves nothing.
 */
export async function makeBackup(task: BackupTask, going: Going): Promise<Result<BackupMade>> {
  const { paths, file } = task
  // Where there is nothing, no folder is made for it.
  if (!existsSync(paths.database)) return err(nothingIn(paths.database))
  let making: string | null = null
  let unfinished: string | null = null
  try {
    dropLeftovers(paths.backups)
    making = makingFolder(paths.backups)
    dropAbandoned(dirname(file))
    unfinished = unfinishedIn(dirname(file), making)
    await write(task, making, unfinished, going)
    const bytes = statSync(unfinished).size
    renameSync(unfinished, file)
    flush(dirname(file))
    return ok({ file, bytes })
  } catch (error) {
    if (unfinished !== null) dropIfThere(unfinished)
    return err(going.signal.aborted ? cancelled() : faultOf(error, dirname(file)))
  } finally {
    if (making !== null) dropIfThere(making)
  }
}

const nothingIn = (database: string): Fault => fault('path_missing', `There is nothing to back up: ${database} isn’t there.`, 'Start the console once first, or name its data folder with --data-dir.')

async function write({ paths, file, at, version }: BackupTask, making: string, unfinished: string, going: Going): Promise<void> {
  const expected = databaseBytes(paths.database) + databaseBytes(paths.costBook)
  await needRoom(paths.backups, expected)
  going.progress(null, 'Copying the databases')
  const database = await snapshotDatabase(paths.database, join(making, databaseNames.database), going)
  if (database === null) throw new Stopped(nothingIn(paths.database))
  const costBook = await snapshotDatabase(paths.costBook, join(making, databaseNames.costBook), going)
  copySettings(paths.settings, join(making, settingsName))
  const entries = await openAll([...sourcesIn(making), ...logsIn(paths.logs)])
  try {
    const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0)
    await needRoom(dirname(file), bytes)
    // Each byte is read for its check sum, written, and read back.
    const meter = new Meter(going, 3 * bytes)
    const files = await summed(entries, meter)
    const manifest: Manifest = { echopilot: 'backup', format: BACKUP_FORMAT, madeAt: new Date(at).toISOString(), version, schemas: { database, costBook, settings: SETTINGS_VERSION }, files }
    await writeArchive(unfinished, { name: manifestName, text: `${JSON.stringify(manifest, null, 2)}\n` }, entries, at, meter)
    await readBackup(unfinished, { into: null, known: { version, database, costBook: costBook ?? 0, settings: SETTINGS_VERSION }, meterFor: () => meter })
  } finally {
    await Promise.all(entries.map((entry) => entry.file.close()))
  }
}

/** Where nothing was ever set, the defaults are what was so. */
function copySettings(from: string, to: string): void {
  if (existsSync(from)) copyFileSync(from, to)
  else writeFileSync(to, `${JSON.stringify({ version: SETTINGS_VERSION })}\n`)
}

const sourcesIn = (folder: string): Source[] => [databaseNames.database, settingsName, databaseNames.costBook].map((name) => ({ name, path: join(folder, name) })).filter(({ path }) => existsSync(path))

function logsIn(folder: string): Source[] {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder).filter((name) => isOwnLog(name) && statSync(join(folder, name)).isFile())
  return names.toSorted().map((name) => ({ name: logEntry(name), path: join(folder, name) }))
}

/** Held open: a log that is set aside meanwhile stays the one it was. */
async function openAll(sources: readonly Source[]): Promise<OpenEntry[]> {
  const entries: OpenEntry[] = []
  for (const { name, path } of sources) {
    const file = await open(path, 'r')
    entries.push({ name, file, bytes: (await file.stat()).size })
  }
  return entries
}

async function summed(entries: readonly OpenEntry[], meter: Meter): Promise<Manifest['files']> {
  const files: Manifest['files'] = []
  for (const entry of entries) {
    const hash = createHash('sha256')
    for await (const chunk of chunksOf(entry, meter, 'Checking')) hash.update(chunk)
    files.push({ name: entry.name, bytes: entry.bytes, sha256: hash.digest('hex') })
  }
  return files
}

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { databaseNames, settingsName, unusable, type Known, type Manifest } from '../../core/data/manifest'
import { openSettings } from '../../core/migrations/settings'
import type { Holdings } from '../../shared/data'
import { err, ok, type Result } from '../../shared/result'
import { SETTINGS_VERSION, type Settings } from '../../shared/settings'
import { applicationId as bookId, steps as bookSteps } from '../costs/store-schema'
import type { Paths } from '../paths'
import { openDriver, type Driver } from '../store/driver'
import { applicationId, steps } from '../store/schema'
import { readBackup } from './backup-read'
import { holdingsOf, pragma, withReader } from './database'
import { faultOf, flush } from './disk'
import { cancelled, Meter, Stopped, throwIfCancelled, type Going } from './meter'
import { isCommitted } from './restore-swap'
import { hasSchema } from './schema-check'

export interface StageTask {
  paths: Pick<Paths, 'restore'>
  file: string
  version: string
}

/** A backup that is ready to take the place of what is there. */
export interface Staged {
  manifest: Manifest
  bytes: number
  settings: Settings
  holds: Holdings
}

const knownTo = (version: string): Known => ({ version, database: steps.length, costBook: bookSteps.length, settings: SETTINGS_VERSION })

/** Files of a backup that is ready to take the place of what is there. */
export const stagedFolder = (restore: string): string => join(restore, 'new')

/** Takes a backup apart beside what is there, and makes sure of every part. Whatever speaks against it, nothing else is touched. */
export async function stageBackup(task: StageTask, going: Going): Promise<Result<Staged>> {
  const { paths, file, version } = task
  if (isCommitted(paths.restore)) return err(unusable('A restore is under way.', 'Start the console again to end it.'))
  try {
    clearStage(paths.restore)
    const into = stagedFolder(paths.restore)
    mkdirSync(into, { recursive: true, mode: 0o700 })
    const manifest = await readBackup(file, { into, known: knownTo(version), meterFor: (bytes) => new Meter(going, bytes) })
    going.progress(null, 'Checking the databases')
    const { settings, holds } = await lookOver(into, going)
    flush(into)
    return ok({ manifest, bytes: statSync(file).size, settings, holds })
  } catch (error) {
    clearStage(paths.restore)
    return err(going.signal.aborted ? cancelled() : faultOf(error, file))
  }
}

/** Drops what was made ready, unless it was decided that it counts. */
export function clearStage(restore: string): void {
  if (!isCommitted(restore)) rmSync(restore, { recursive: true, force: true })
}

async function lookOver(into: string, going: Going): Promise<Pick<Staged, 'settings' | 'holds'>> {
  const settings = readSettings(join(into, settingsName))
  const holds = await checked(join(into, databaseNames.database), applicationId, steps, holdingsOf)
  throwIfCancelled(going)
  if (existsSync(join(into, databaseNames.costBook))) await checked(join(into, databaseNames.costBook), bookId, bookSteps, () => null)
  await settleOutbox(join(into, databaseNames.database))
  return { settings, holds }
}

async function checked<T>(path: string, id: number, known: readonly string[], look: (driver: Driver) => T): Promise<T> {
  const wrong = (words: string) => new Stopped(unusable(words))
  const name = basename(path)
  try {
    return await withReader(path, async (driver) => {
      const version = Number(pragma(driver, 'user_version'))
      if (pragma(driver, 'application_id') !== id) throw wrong(`The database in the backup isn’t one of this console (${name}).`)
      if (version > known.length) throw wrong('The database in the backup is of a newer console. Update this one first.')
      if (pragma(driver, 'quick_check') !== 'ok') throw wrong(`The database in the backup is damaged (${name}).`)
      if (!(await hasSchema(driver, known.slice(0, version)))) throw wrong(`The database in the backup doesn’t hold what one of this console does (${name}).`)
      return look(driver)
    })
  } catch (error) {
    throw error instanceof Stopped ? error : wrong(`The database in the backup can’t be opened (${name}).`)
  }
}

function readSettings(path: string): Settings {
  try {
    const { settings, fromTheFuture, problems } = openSettings(JSON.parse(readFileSync(path, 'utf8')))
    if (fromTheFuture) throw new Stopped(unusable('The settings in the backup are of a newer console. Update this one first.'))
    if (problems[0]) throw new Stopped(unusable(`The settings in the backup can’t be used. ${problems[0]}`))
    return settings
  } catch (error) {
    throw error instanceof Stopped ? error : new Stopped(unusable('The settings in the backup can’t be read.'))
  }
}

/** What waited when the backup was made was sent long ago, or is of no use any more. */
async function settleOutbox(path: string): Promise<void> {
  const driver = await openDriver(path)
  try {
    driver.prepare("UPDATE outbox SET state = 'refused', problem = ? WHERE state = 'waiting'").run('It waited when the backup was made; what is old isn’t sent after a restore.')
  } finally {
    driver.close()
  }
}

/** Names of the files that are ready, as a backup names them. */
export function stagedNames(restore: string): string[] {
  const folder = stagedFolder(restore)
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => statSync(join(folder, name)).isFile())
  return names.map((name) => name.replaceAll('\\', '/')).filter((name) => !/-(wal|shm|journal)$/.test(name))
}

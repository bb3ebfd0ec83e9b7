import { existsSync, renameSync } from 'node:fs'
import { isCircumstance, openDriver, type Driver } from './driver'

export interface Plan {
  /** Tells our database from any other file, and from a zero-length one that SQLite opens as healthy. */
  applicationId: number
  /** One step of the schema per version, run in order inside a transaction. */
  steps: readonly string[]
  /** NORMAL: a power cut may lose the newest commits, never their wholeness. */
  synchronous: 'FULL' | 'NORMAL'
  /** Of a page of the file: large ones for large blobs. */
  pageBytes: number
  /** Whether every page is looked at first. */
  check: boolean
}

/**
 * Opens or makes a database. A file that isn't ours or is damaged is set aside (never deleted) as `aside`.
 * Rejects when a sound file can't be opened: held by another program, or no room.
 */
export async function openOwn(path: string, plan: Plan, now: number): Promise<{ driver: Driver; aside: string | null }> {
  const existed = existsSync(path)
  try {
    return { driver: await prepared(path, existed, plan), aside: null }
  } catch (error) {
    if (isCircumstance(error)) throw error
    const aside = setAside(path, now)
    return { driver: await prepared(path, false, plan), aside }
  }
}

/** Keeps a database and its side files under another name, which is returned. */
export function setAside(path: string, now: number): string {
  const aside = `${path}.damaged-${now}`
  for (const suffix of ['', '-wal', '-shm']) if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix)
  return aside
}

async function prepared(path: string, existed: boolean, { applicationId, steps, synchronous, pageBytes, check }: Plan): Promise<Driver> {
  const driver = await openDriver(path)
  try {
    driver.exec('PRAGMA busy_timeout = 2000')
    const number = (pragma: string) => Object.values(driver.prepare(`PRAGMA ${pragma}`).get() ?? {})[0] as number
    // Looked at before anything is written: what isn't ours, or is damaged, is kept as it is. The check reads every page,
    // so that damage shows here and not in the middle of an alert.
    if (existed && number('application_id') !== applicationId) throw new Error('not our database')
    if (existed && check && driver.prepare('PRAGMA quick_check').get()?.['quick_check'] !== 'ok') throw new Error('damaged')
    // Both count only before the first table is made.
    driver.exec(`PRAGMA page_size = ${pageBytes}`)
    driver.exec('PRAGMA auto_vacuum = INCREMENTAL')
    driver.prepare('PRAGMA journal_mode = WAL').get()
    driver.exec(`PRAGMA synchronous = ${synchronous}`)
    const version = number('user_version')
    for (let next = version; next < steps.length; next++) {
      driver.exec(`BEGIN IMMEDIATE; ${steps[next]} PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${next + 1}; COMMIT`)
    }
    return driver
  } catch (error) {
    driver.close()
    throw error
  }
}

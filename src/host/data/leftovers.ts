import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { systemClock } from '../io/clock'

const mark = '.making-'
const ours = /^\.making-(\d+)/
const unfinished = /^\.making-\d+-[A-Za-z0-9]{6}\.part$/

/** What is written to for longer than this by nobody, nobody is at. */
const abandonedAfterMs = 86_400_000

/** Makes a folder where the parts of one backup are gathered; its name tells which process does it. */
export function makingFolder(backups: string): string {
  mkdirSync(backups, { recursive: true, mode: 0o700 })
  return mkdtempSync(join(backups, `${mark}${process.pid}-`))
}

/** Where the backup that is gathered in `making` is written, until it has its name. */
export const unfinishedIn = (folder: string, making: string): string => join(folder, `${basename(making)}.part`)

/**
 * What killed backups have left in a folder of anybody’s. Other computers may write there too, whose processes can’t be asked
 * for: so only what nothing was written to for a day. What can’t be removed stays, and hinders no backup.
 */
export function dropAbandoned(folder: string): void {
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    if (unfinished.test(name) && isAbandoned(join(folder, name))) dropQuietly(join(folder, name))
  }
}

function isAbandoned(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false })
  return found?.isFile() === true && systemClock.now() - found.mtimeMs > abandonedAfterMs
}

function dropQuietly(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // Somebody else’s, in a folder that is shared.
  }
}

/** What a process that was killed in the midst of a backup has left. */
export function dropLeftovers(backups: string): void {
  if (!existsSync(backups)) return
  for (const name of readdirSync(backups)) {
    const maker = ours.exec(name)?.[1]
    if (maker !== undefined && !isAlive(Number(maker))) rmSync(join(backups, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else’s is alive too.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

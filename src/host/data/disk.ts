import { closeSync, existsSync, fsyncSync, openSync, rmSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fault, type Fault } from '../../shared/faults'
import { bytes } from '../../shared/format'
import { Stopped } from './meter'

/** Nothing is written that would leave less than this. */
const sparedBytes = 50 * 1024 * 1024

/** Room for everybody on the disk of a folder; null where it doesn’t tell. */
export async function freeBytesAt(folder: string): Promise<number | null> {
  const there = existsSync(folder) ? folder : dirname(folder)
  return statfs(there).then(({ bavail, bsize }) => bavail * bsize, () => null)
}

/** Throws `Stopped` where there isn’t room for so much. */
export async function needRoom(folder: string, needed: number): Promise<void> {
  const free = await freeBytesAt(folder)
  if (free !== null && free < needed + sparedBytes) throw new Stopped(noRoom(folder, needed, free))
}

const noRoom = (folder: string, needed: number, free: number): Fault =>
  fault('storage_failed', `${folder} has room for ${bytes(free)}; this needs ${bytes(needed)} and ${bytes(sparedBytes)} to spare.`, 'Free some space, or choose another folder.')

/** Makes sure that a file or folder is on the disk and not only on its way there. */
export function flush(path: string): void {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } catch (error) {
    // Windows flushes no folders, and keeps the order of names by itself.
    if (process.platform !== 'win32') throw error
  } finally {
    closeSync(handle)
  }
}

/** A file or folder, if it is there at all: below what is no folder there is nothing either. */
export function dropIfThere(path: string): void {
  if (existsSync(path)) rmSync(path, { recursive: true, force: true })
}

/** A failure of the file system or of SQLite in words; anything else is a bug and thrown on. */
export function faultOf(error: unknown, where: string): Fault {
  if (error instanceof Stopped) return error.why
  const { code } = error as NodeJS.ErrnoException
  if (typeof code !== 'string' || (code.startsWith('ERR_') && code !== 'ERR_SQLITE_ERROR')) throw error
  if (code === 'ENOENT') return fault('path_missing', `${where} isn’t there.`, 'Name another one.')
  return fault('storage_failed', `${where} can’t be used (${code}).`, 'Check its rights and its room, or choose another folder.')
}

import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const mark = '.making-'

/** Where a backup’s parts are gathered by this process. */
export const makingFolder = (backups: string): string => join(backups, `${mark}${process.pid}`)

/** What a process that was killed in the midst of a backup has left. */
export function dropLeftovers(backups: string): void {
  if (!existsSync(backups)) return
  for (const name of readdirSync(backups)) {
    const isStale = name.endsWith('.part') || (name.startsWith(mark) && !isAlive(Number(name.slice(mark.length))))
    if (isStale) rmSync(join(backups, name), { recursive: true, force: true })
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

import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const mark = '.making-'
const ours = /^\.making-(\d+)/

/** Makes a folder where the parts of one backup are gathered; its name tells which process does it. */
export function makingFolder(backups: string): string {
  mkdirSync(backups, { recursive: true, mode: 0o700 })
  return mkdtempSync(join(backups, `${mark}${process.pid}-`))
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

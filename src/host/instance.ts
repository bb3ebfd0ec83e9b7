import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isCircumstance, isHeldByAnother, openDriver, type Driver } from './store/driver'

/** Who uses a data folder, for `echopilot status` and for people. */
export interface Instance {
  pid: number
  kind: 'console' | 'agent'
  version: string
  startedAt: string
  api: string | null
}

/**
 * Holds a data folder for one process. The hold is a lock inside SQLite, which the system drops with the process,
 * however it ends: a stale lock can't exist.
 */
export class InstanceLock {
  private constructor(private readonly driver: Driver) {}

  static async take(dataFolder: string): Promise<InstanceLock | null> {
    mkdirSync(dataFolder, { recursive: true })
    const path = join(dataFolder, 'lock.db')
    try {
      return await InstanceLock.hold(path)
    } catch (error) {
      if (isCircumstance(error)) throw error
      // A damaged file can be held by nobody, and must not keep everybody out.
      renameSync(path, `${path}.damaged`)
      return InstanceLock.hold(path)
    }
  }

  /** null when another process holds it. */
  private static async hold(path: string): Promise<InstanceLock | null> {
    const driver = await openDriver(path)
    try {
      driver.exec('PRAGMA busy_timeout = 250')
      driver.exec('BEGIN EXCLUSIVE')
      return new InstanceLock(driver)
    } catch (error) {
      driver.close()
      if (isHeldByAnother(error)) return null
      throw error
    }
  }

  release(): void {
    this.driver.close()
  }
}

export function writeInstance(path: string, instance: Instance): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${JSON.stringify(instance, null, 2)}\n`)
}

export function removeInstance(path: string): void {
  rmSync(path, { force: true })
}

/** The instance a data folder names, alive or not; null when there is none. */
export function readInstance(path: string): Instance | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Instance
  } catch {
    return null
  }
}

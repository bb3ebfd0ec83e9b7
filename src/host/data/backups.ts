import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { backupName, backupsToDrop, readBackupName } from '../../core/data/backup-names'
import type { BackupEntry, BackupReason } from '../../shared/data'
import type { Result } from '../../shared/result'
import type { Paths } from '../paths'
import type { BackupMade } from './backup'
import { filesIn } from './room'
import type { Going } from './meter'
import { runTask } from './task-thread'

export interface BackupsPorts {
  paths: Paths
  version: string
  now(): number
  /** Built script of the thread it is done on; null: this one. */
  script: string | null
}

/** Backups in the data folder: made, listed, and the oldest let go. */
export class Backups {
  constructor(private readonly ports: BackupsPorts) {}

  /** Newest first. */
  list(): BackupEntry[] {
    const found = filesIn(this.ports.paths.backups).flatMap(({ name, bytes }) => {
      const read = readBackupName(name)
      return read ? [{ name, bytes, ...read }] : []
    })
    return found.toSorted((a, b) => b.at - a.at)
  }

  /** `file`: elsewhere than in the folder of backups. */
  make(reason: BackupReason, going: Going, file: string | null = null): Promise<Result<BackupMade>> {
    const { paths, version, now, script } = this.ports
    const at = now()
    return runTask(script, 'makeBackup', { paths, version, at, file: file ?? join(paths.backups, backupName(at, reason)) }, going)
  }

  /** Lets go of what is more than `keep` daily ones. How many went. */
  tidy(keep: number): number {
    const gone = backupsToDrop(this.list(), keep)
    for (const name of gone) rmSync(join(this.ports.paths.backups, name), { force: true })
    return gone.length
  }
}

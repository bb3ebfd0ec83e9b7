import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { differences } from '../../core/config'
import type { Clock } from '../../core/io'
import type { DataView, Diagnostics, ExportAsked, FreePlan, RestorePreview } from '../../shared/data'
import { fault } from '../../shared/faults'
import { bytes, plural } from '../../shared/format'
import { err, ok, type Result } from '../../shared/result'
import type { Paths } from '../paths'
import type { SettingsStore } from '../settings-store'
import type { Spending } from '../spending/spending'
import type { Store } from '../store/store'
import type { BackupMade } from './backup'
import { Backups } from './backups'
import { holdingsOf, withReader } from './database'
import { freeBytesAt } from './disk'
import { exportCosts } from './export-costs'
import { freeRoom, type Freed } from './free'
import { type Going, unwatched } from './meter'
import { clearStage, stagedNames, type Staged } from './restore-stage'
import { commitRestore } from './restore-swap'
import { runTask } from './task-thread'
import type { Works } from './works'

export interface DataPorts {
  paths: Paths
  version: string
  store: Store
  settings: SettingsStore
  spending: Spending
  clock: Clock
  works: Works
  /** What no file that is written for others may hold. */
  secrets(): readonly string[]
  /** Built script of the threads; null: all is done on this one. */
  script: string | null
}

/** What can be done with all that is kept: backed up, restored, taken along, let go. Long work is told to `works`. */
export class DataDesk {
  readonly backups: Backups
  private staged: Staged | null = null

  constructor(private readonly ports: DataPorts) {
    const { paths, version, clock, script } = ports
    this.backups = new Backups({ paths, version, script, now: clock.now })
  }

  async view(): Promise<Result<DataView>> {
    const { paths, script } = this.ports
    const room = await runTask(script, 'measureRoom', { paths }, unwatched)
    return room.ok ? ok({ room: room.value, freeBytes: await freeBytesAt(paths.data), backups: this.backups.list(), backupFolder: paths.backups }) : room
  }

  /** By hand; `file`: elsewhere than in the data folder. */
  backUp(file: string | null): Promise<Result<BackupMade>> {
    return this.ports.works.run('backup', 'Backup', (going) => this.backups.make('manual', going, file))
  }

  /** The day’s own one, in words; what is more than is to be kept goes. */
  async daily(): Promise<Result<string>> {
    const { backupDaily, backupsKept } = this.ports.settings.get().data
    if (!backupDaily) return ok('Daily backups are switched off')
    const made = await this.ports.works.run('backup', 'Daily backup', (going) => this.backups.make('daily', going))
    if (!made.ok) return made
    const gone = this.backups.tidy(backupsKept)
    return ok(`${bytes(made.value.bytes)} backed up${gone > 0 ? `, ${plural(gone, 'old backup')} removed` : ''}`)
  }

  /** Makes a backup ready, and says what it would change. */
  async examine(file: string): Promise<Result<RestorePreview>> {
    const { paths, version, works, script, settings } = this.ports
    this.staged = null
    const staged = await works.run('examine', 'Looking at the backup', (going) => runTask(script, 'stageBackup', { paths, version, file }, going))
    if (!staged.ok) return staged
    this.staged = staged.value
    const { manifest, bytes: size, holds } = staged.value
    const logs = manifest.files.filter(({ name }) => name.startsWith('logs/')).length
    return ok({ file, at: Date.parse(manifest.madeAt), version: manifest.version, bytes: size, holds, now: await this.held(), logs, changes: differences(settings.stored(), staged.value.settings) })
  }

  /** Decides that the backup that was looked at last counts; it takes its place with the next start. What is there now is backed up before. */
  async restore(): Promise<Result<void>> {
    const { paths, works, settings } = this.ports
    const { staged } = this
    if (!staged || !existsSync(paths.restore)) return err(fault('invalid_input', 'No backup was looked at.', 'Choose one first.'))
    return works.run('restore', 'Restore', async (going) => {
      const kept = await this.backups.make('before-restore', going)
      if (!kept.ok) return kept
      this.backups.tidy(settings.get().data.backupsKept)
      // Another one was looked at meanwhile, or none is wanted any more.
      if (this.staged !== staged) return err(fault('conflict', 'The backup that was looked at isn’t ready any more.', 'Choose it again.'))
      commitRestore(paths, stagedNames(paths.restore), staged.manifest.madeAt)
      return ok(undefined)
    })
  }

  /** What was made ready isn’t wanted any more. */
  discard(): void {
    this.staged = null
    clearStage(this.ports.paths.restore)
  }

  /** Rows into a file; how many there were. */
  exportTo(asked: ExportAsked, file: string): Promise<Result<number>> {
    return this.ports.works.run('export', `Export of ${asked.kind}`, (going) => this.export(asked, file, going))
  }

  freePlan(): Promise<Result<FreePlan>> {
    return runTask(this.ports.script, 'planFreeing', { paths: this.ports.paths, ...this.limits() }, unwatched)
  }

  free(): Promise<Result<Freed>> {
    const { works, store, paths } = this.ports
    return works.run('free', 'Freeing space', (going) => freeRoom(store, paths, this.limits(), going))
  }

  /** SQLite’s verdict on every page of both databases. */
  async checks(): Promise<Diagnostics['checks']> {
    const { paths, script } = this.ports
    const found = await runTask(script, 'checkDatabases', { paths }, unwatched)
    return found.ok ? found.value : []
  }

  revealed(name: string): string | null {
    const known = this.backups.list().some((backup) => backup.name === name)
    return known ? join(this.ports.paths.backups, name) : null
  }

  private limits() {
    const { rawDays, coarseDays } = this.ports.settings.get().data
    return { now: this.ports.clock.now(), rawDays, coarseDays }
  }

  private held() {
    return withReader(this.ports.paths.database, holdingsOf)
  }

  private export(asked: ExportAsked, file: string, going: Going): Promise<Result<number>> {
    const { paths, script, secrets, spending, settings } = this.ports
    const { kind, ...rest } = asked
    if (kind !== 'costs') return runTask(script, 'exportRows', { ...rest, kind, file, database: paths.database, secrets: secrets() }, going)
    const { zone, cpuUsdPerHour } = settings.get().costs
    return exportCosts({ ...rest, file, zone, cpuUsdPerHour, secrets: secrets(), ask: (question) => spending.ask(question) }, going)
  }
}

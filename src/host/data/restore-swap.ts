import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { databaseNames, isBackupEntry, isOwnLog, logEntry, logOfEntry } from '../../core/data/manifest'
import type { Paths } from '../paths'
import { flush } from './disk'

type Places = Pick<Paths, 'database' | 'costBook' | 'settings' | 'logs' | 'restore'>

/** Called before each change of the disk; a test ends the process there. */
export type Step = (doing: string) => void

const entry = z.string().refine(isBackupEntry)
const commitSchema = z.object({ echopilot: z.literal('restore'), madeAt: z.iso.datetime(), files: z.array(entry), gone: z.array(entry) })
export type Commit = z.infer<typeof commitSchema>

const commitFile = (restore: string): string => join(restore, 'commit.json')
const staged = (restore: string, name: string): string => join(restore, 'new', name)

/** Whether it was decided that what is made ready counts: from then on every start completes it. */
export const isCommitted = (restore: string): boolean => existsSync(commitFile(restore))

function placeOf(paths: Places, name: string): string {
  const log = logOfEntry(name)
  if (log !== null) return join(paths.logs, log)
  return name === databaseNames.database ? paths.database : name === databaseNames.costBook ? paths.costBook : paths.settings
}

/**
 * Decides that what is made ready counts. Before its last step the old state is whole; after it the new one is, as soon as
 * `settleRestore` has run, however often that is killed. `madeAt`: of the backup.
 */
export function commitRestore(paths: Places, files: readonly string[], madeAt: string, step: Step = () => {}): void {
  const gone = [databaseNames.costBook, ...ownLogs(paths.logs)].filter((name) => !files.includes(name))
  const text = JSON.stringify({ echopilot: 'restore', madeAt, files: [...files], gone } satisfies Commit)
  const file = commitFile(paths.restore)
  step('write the decision')
  writeFileSync(`${file}.new`, text)
  flush(`${file}.new`)
  step('decide')
  renameSync(`${file}.new`, file)
  step('flush the decision')
  flush(paths.restore)
}

const ownLogs = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder).filter(isOwnLog).map(logEntry) : [])

/** Puts in place what was decided; to be called before anything is opened, by whoever holds the folder. When the backup was made, ISO; null when there was nothing to do. */
export function settleRestore(paths: Places, step: Step = () => {}): string | null {
  if (!isCommitted(paths.restore)) {
    // Looked at, and never decided.
    rmSync(paths.restore, { recursive: true, force: true })
    return null
  }
  const { files, gone, madeAt } = commitSchema.parse(JSON.parse(readFileSync(commitFile(paths.restore), 'utf8')))
  for (const name of files) if (existsSync(staged(paths.restore, name))) putInPlace(staged(paths.restore, name), placeOf(paths, name), step)
  for (const name of gone) drop(placeOf(paths, name), step)
  for (const folder of new Set([dirname(paths.database), paths.logs])) flushIfThere(folder, step)
  step('end')
  // The decision goes last of all: what is left of the folder without it is swept away at the next occasion.
  rmSync(join(paths.restore, 'new'), { recursive: true, force: true })
  step('forget the decision')
  rmSync(paths.restore, { recursive: true, force: true })
  return madeAt
}

function putInPlace(from: string, to: string, step: Step): void {
  // What was still on its way into the old database must never find its way into the new one.
  dropBeside(to, step)
  step(`put ${to} in place`)
  mkdirSync(dirname(to), { recursive: true })
  try {
    renameSync(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
    copyOver(from, to, step)
  }
}

/** Logs may lie on another disk. */
function copyOver(from: string, to: string, step: Step): void {
  const beside = `${to}.restoring`
  copyFileSync(from, beside)
  flush(beside)
  step(`put ${to} in place`)
  renameSync(beside, to)
  step(`drop ${from}`)
  rmSync(from)
}

function drop(path: string, step: Step): void {
  dropBeside(path, step)
  if (!existsSync(path)) return
  step(`drop ${path}`)
  rmSync(path)
}

function dropBeside(path: string, step: Step): void {
  for (const beside of [`${path}-wal`, `${path}-shm`].filter((one) => existsSync(one))) {
    step(`drop ${beside}`)
    rmSync(beside)
  }
}

function flushIfThere(folder: string, step: Step): void {
  if (!existsSync(folder)) return
  step(`flush ${folder}`)
  flush(folder)
}

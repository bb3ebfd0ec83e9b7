import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { Backups } from '../../host/data/backups'
import { clearStage, stagedNames, type Staged } from '../../host/data/restore-stage'
import { commitRestore, settleRestore } from '../../host/data/restore-swap'
import { builtTaskScript, runTask } from '../../host/data/task-thread'
import { InstanceLock } from '../../host/instance'
import { systemClock } from '../../host/io/clock'
import { fault } from '../../shared/faults'
import { bytes, plural } from '../../shared/format'
import { err, ok, type Result } from '../../shared/result'
import { failed } from '../failed'
import { UsageError, type Invocation } from '../options'
import { watched } from '../watched'

interface Restored {
  /** ISO. */
  madeAt: string
  version: string
  /** Where what was there before is; null when there was nothing. */
  before: string | null
}

/** Puts a backup in the place of everything, while no console runs. */
export async function restore(invocation: Invocation): Promise<number> {
  const { words: [file, ...more], paths, json, write } = invocation
  if (file === undefined || more.length > 0) throw new UsageError('“echopilot restore” takes one file: restore FILE [--yes].')
  const lock = await InstanceLock.take(paths.data)
  if (!lock) return failed(fault('already_running', `A console runs on ${paths.data}.`, 'Restore in its Settings › Data, or quit it first.'), invocation)
  try {
    // What an earlier one was killed in the midst of comes to its end first.
    settleRestore(paths)
    const done = await replace(resolve(file), invocation)
    if (!done.ok) return failed(done.error, invocation)
    const { madeAt, before } = done.value
    write(json ? JSON.stringify({ ok: true, ...done.value }, null, 2) : `Everything is as it was on ${inWords(madeAt)}. Credentials weren’t touched.${before === null ? '' : ` What was here before is in ${before}.`}`)
    return 0
  } finally {
    clearStage(paths.restore)
    lock.release()
  }
}

async function replace(file: string, invocation: Invocation): Promise<Result<Restored>> {
  const { paths, version } = invocation
  const script = builtTaskScript()
  const staged = await watched((going) => runTask(script, 'stageBackup', { paths, file, version }, going))
  if (!staged.ok) return staged
  const { manifest } = staged.value
  if (!(await mayReplace(staged.value, invocation))) return err(fault('cancelled', 'Nothing was changed.'))
  const before = await setAside(invocation, script)
  if (!before.ok) return before
  commitRestore(paths, stagedNames(paths.restore), manifest.madeAt)
  settleRestore(paths)
  return ok({ madeAt: manifest.madeAt, version: manifest.version, before: before.value })
}

/** Where nothing was ever kept, nothing is lost. */
async function setAside({ paths, version }: Invocation, script: string | null): Promise<Result<string | null>> {
  if (!existsSync(paths.database)) return ok(null)
  const backups = new Backups({ paths, version, script, now: systemClock.now })
  const made = await watched((going) => backups.make('before-restore', going))
  return made.ok ? ok(made.value.file) : made
}

async function mayReplace({ manifest, bytes: size, holds }: Staged, { yes, note }: Invocation): Promise<boolean> {
  note(`A backup of ${inWords(manifest.madeAt)} by version ${manifest.version}, ${bytes(size)}: ${plural(holds.samples, 'sample')}, ${plural(holds.incidents, 'incident')}, ${plural(holds.notes, 'note')}.`)
  if (yes) return true
  if (!process.stdin.isTTY) throw new UsageError('This replaces everything that is kept here. Say --yes.')
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const answer = await terminal.question('Replace everything that is kept here? What is there is backed up first. [y/N] ')
  terminal.close()
  return /^y(es)?$/i.test(answer.trim())
}

const inWords = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`

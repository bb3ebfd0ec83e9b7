import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { backupName } from '../../core/data/backup-names'
import { builtTaskScript, runTask } from '../../host/data/task-thread'
import { systemClock } from '../../host/io/clock'
import { bytes } from '../../shared/format'
import { failed } from '../failed'
import { UsageError, type Invocation } from '../options'
import { watched } from '../watched'

/** Everything but credentials in one file. A console that runs goes on meanwhile. */
export async function backup(invocation: Invocation): Promise<number> {
  const { paths, values, version, json, write } = invocation
  const at = systemClock.now()
  const file = values.out === undefined ? join(paths.backups, backupName(at, 'manual')) : resolve(values.out)
  if (existsSync(file)) throw new UsageError(`--out ${values.out}: this is there already. Name a new file.`)
  const made = await watched((going) => runTask(builtTaskScript(), 'makeBackup', { paths, file, at, version }, going))
  if (!made.ok) return failed(made.error, invocation)
  write(json ? JSON.stringify({ ok: true, ...made.value }, null, 2) : `${made.value.file}  ${bytes(made.value.bytes)}`)
  return 0
}

import type { BigIntStats } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { FileFacts } from '../../core/io'
import { fault } from '../../shared/faults'
import { err, ok, type Result } from '../../shared/result'

const ofSettings = 'Check the path in Settings › Checks.'
const missing = (message: string) => err(fault('path_missing', message, ofSettings))

/** What lies at a path; for a folder, the file in it that changed last. */
export async function readFileFacts(path: string): Promise<Result<FileFacts>> {
  try {
    const found = await factsAt(path)
    if (found.isFile()) return ok(factsOf(path, found))
    if (!found.isDirectory()) return missing(`${path} is neither a file nor a folder.`)
    const newest = (await filesIn(path)).reduce<FileFacts | null>((last, file) => (last && last.changedAt >= file.changedAt ? last : file), null)
    return newest ? ok(newest) : missing(`There is no file in ${path}.`)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return missing(`${path} isn’t there.`)
    return err(fault('could_not_look', `${path} can’t be read (${code ?? 'unknown reason'}).`, 'Let the user the console runs as read it.'))
  }
}

// Windows numbers its files beyond what a double holds.
const factsAt = (path: string): Promise<BigIntStats> => stat(path, { bigint: true })

async function filesIn(folder: string): Promise<FileFacts[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const found = await Promise.all(
    entries
      .filter((entry) => !entry.isDirectory())
      .map(async ({ name }) => {
        const path = join(folder, name)
        // One that goes away meanwhile isn't the newest.
        const seen = await factsAt(path).catch(() => null)
        return seen?.isFile() ? factsOf(path, seen) : null
      }),
  )
  return found.filter((file) => file !== null)
}

const factsOf = (path: string, { size, mtimeMs, ino, dev }: BigIntStats): FileFacts => ({
  path,
  sizeBytes: Number(size),
  changedAt: Number(mtimeMs),
  identity: `${dev}:${ino}`,
})

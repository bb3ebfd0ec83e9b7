import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { manifestName, manifestProblem, manifestSchema, printable, unusable, type Known, type Manifest } from '../../core/data/manifest'
import { readArchive, type ReadEntry } from './archive-read'
import { needRoom } from './disk'
import { Stopped, type Meter } from './meter'

export interface BackupReading {
  /** An empty folder that its files go to; null: it is only made sure that they are whole. */
  into: string | null
  known: Known
  /** Once it is known how much there is. */
  meterFor(bytes: number): Meter
}

const refuse = (message: string): Stopped => new Stopped(unusable(message))
const longestManifest = 1024 * 1024

/** Reads a backup from its first byte to its last. Throws `Stopped` with what is wrong with it; nothing outside `into` is touched. */
export async function readBackup(file: string, { into, known, meterFor }: BackupReading): Promise<Manifest> {
  const entries = readArchive(file)
  try {
    return await readEntries(entries, { into, known, meterFor })
  } finally {
    await entries.return(undefined)
  }
}

async function readEntries(entries: AsyncGenerator<ReadEntry>, { into, known, meterFor }: BackupReading): Promise<Manifest> {
  const manifest = await readManifest(await entries.next(), known)
  const bytes = manifest.files.reduce((sum, one) => sum + one.bytes, 0)
  if (into !== null) await needRoom(dirname(into), bytes)
  const meter = meterFor(bytes)
  const due = [...manifest.files]
  // By hand, since the first was taken out already.
  for (let next = await entries.next(); !next.done; next = await entries.next()) {
    const listed = due.shift()
    const { name, bytes: there } = next.value
    if (!listed || name !== listed.name) throw refuse(`The backup holds “${printable(name)}”, which its list of files doesn’t name there.`)
    if (there !== listed.bytes) throw refuse(`“${name}” isn’t as long as the backup’s list of files says.`)
    const sha256 = await takeOut(next.value, into, meter)
    if (sha256 !== listed.sha256) throw refuse(`“${name}” isn’t what was backed up: its check sum differs.`)
  }
  if (due[0]) throw refuse(`The backup lacks “${printable(due[0].name)}”.`)
  return manifest
}

async function readManifest({ value: entry, done }: IteratorResult<ReadEntry, unknown>, known: Known): Promise<Manifest> {
  if (done || entry.name !== manifestName || entry.bytes > longestManifest) throw refuse('The file isn’t a backup of this console: it doesn’t begin with a list of files.')
  const chunks: Buffer[] = []
  for await (const chunk of entry.chunks()) chunks.push(chunk)
  const manifest = manifestSchema.safeParse(parsed(Buffer.concat(chunks).toString('utf8')))
  if (!manifest.success) throw refuse('The backup’s list of files can’t be read.')
  const problem = manifestProblem(manifest.data, known)
  if (problem) throw new Stopped(problem)
  return manifest.data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** The check sum of what was read, and written where it is wanted. */
async function takeOut({ name, chunks }: ReadEntry, into: string | null, meter: Meter): Promise<string> {
  const hash = createHash('sha256')
  const path = into === null ? null : join(into, name)
  if (path !== null) mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const file = path === null ? null : await open(path, 'wx', 0o600)
  try {
    for await (const chunk of chunks()) {
      hash.update(chunk)
      await file?.write(chunk)
      meter.add(chunk.length, `Checking ${name}`)
    }
    await file?.sync()
  } finally {
    await file?.close()
  }
  return hash.digest('hex')
}

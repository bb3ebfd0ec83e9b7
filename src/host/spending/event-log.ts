import { mkdir, open, readdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { redact } from '../../core/redact'

const name = 'events.ndjson'
const rotateAtBytes = 32 * 1024 * 1024
/** Then the last one grows. */
const mostRotated = 99

/** The names of the log and of what is set aside, the oldest with the lowest number: nothing acknowledged is left out of the costs. */
export const eventLogs: readonly string[] = [...Array.from({ length: mostRotated }, (_, i) => `${name}.${i + 1}`), name]

/** Lines other programs hand in, kept on disk before they are acknowledged: whole, or not at all. */
export class EventLog {
  private last: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly folder: string,
    private readonly secrets: () => readonly string[],
  ) {}

  /** Resolves when the lines are on disk; rejects when they can’t be kept, and then none of them is. */
  append(lines: readonly string[]): Promise<void> {
    const next = this.last.then(() => this.write(lines))
    this.last = next.catch(() => {})
    return next
  }

  private async write(lines: readonly string[]): Promise<void> {
    await mkdir(this.folder, { recursive: true })
    await this.rotateIfLarge()
    const file = await open(join(this.folder, name), 'a+')
    try {
      const { size } = await file.stat()
      const text = `${(await endsTorn(file, size)) ? '\n' : ''}${lines.map((line) => `${redact(line, this.secrets())}\n`).join('')}`
      try {
        await file.appendFile(text)
        await file.sync()
      } catch (error) {
        // What was written of it would be counted although it was refused.
        await file.truncate(size).catch(() => {})
        throw error
      }
    } finally {
      await file.close()
    }
  }

  /** Set aside under the next number, never over an older one. */
  private async rotateIfLarge(): Promise<void> {
    const path = join(this.folder, name)
    const size = await stat(path).then((found) => found.size, () => 0)
    if (size < rotateAtBytes) return
    const taken = new Set(await readdir(this.folder))
    const free = eventLogs.find((candidate) => !taken.has(candidate))
    if (free) await rename(path, join(this.folder, free))
  }
}

/** The computer stopped within a line: the next one must not be joined to it. */
async function endsTorn(file: Awaited<ReturnType<typeof open>>, size: number): Promise<boolean> {
  if (size === 0) return false
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1)
  return buffer[0] !== 10
}

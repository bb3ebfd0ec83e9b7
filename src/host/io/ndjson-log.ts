import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { redact } from '../../core/redact'

/** A log that grows past this is set aside as `….1`, so that logs never fill the disk they watch. */
const rotateAtBytes = 32 * 1024 * 1024

/** Appends redacted JSON lines to one file of the log folder. A line that can't be written is reported once, not thrown. */
export class NdjsonLog {
  readonly path: string
  private broken = false
  private sinceCheck = 0

  constructor(
    folder: string,
    name: string,
    private readonly secrets: () => readonly string[],
    private readonly onProblem: (message: string | null) => void = () => {},
  ) {
    this.path = join(folder, name)
    try {
      mkdirSync(folder, { recursive: true })
    } catch {
      // The first append reports it.
    }
  }

  append(line: Record<string, unknown>): void {
    try {
      this.rotateIfLarge()
      appendFileSync(this.path, `${redact(JSON.stringify(line), this.secrets())}\n`)
      if (this.broken) this.onProblem(null)
      this.broken = false
    } catch (error) {
      if (!this.broken) this.onProblem(`${this.path} can’t be written (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`)
      this.broken = true
    }
  }

  private rotateIfLarge(): void {
    if (this.sinceCheck++ % 100 !== 0) return
    const size = statSync(this.path, { throwIfNoEntry: false })?.size ?? 0
    if (size > rotateAtBytes) renameSync(this.path, `${this.path}.1`)
  }
}

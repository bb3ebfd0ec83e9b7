import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { redactedJson } from '../../core/redact'

/** A log that grows past this is set aside as `….1`, so that logs never fill the disk they watch. */
const rotateAtBytes = 32 * 1024 * 1024

/** Appends redacted JSON lines to one file of the log folder. A line that can't be written is reported once, not thrown. */
export class NdjsonLog {
  readonly path: string
  /** Why the newest line couldn’t be written, in words; null when it could. */
  problem: string | null = null
  private sinceCheck = 0

  constructor(
    private readonly folder: string,
    name: string,
    private readonly secrets: () => readonly string[],
    private readonly onProblem: (message: string | null) => void = () => {},
  ) {
    this.path = join(folder, name)
  }

  append(line: Record<string, unknown>): void {
    try {
      this.rotateIfLarge()
      this.write(`${redactedJson(line, this.secrets())}\n`)
      this.say(null)
    } catch (error) {
      this.say(`${this.path} can’t be written (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`)
    }
  }

  private say(problem: string | null): void {
    const was = this.problem
    this.problem = problem
    if ((was === null) !== (problem === null)) this.onProblem(problem)
  }

  /** Makes the folder when it isn't there: at first, or because somebody has tidied it away. */
  private write(text: string): void {
    try {
      appendFileSync(this.path, text)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      mkdirSync(this.folder, { recursive: true })
      appendFileSync(this.path, text)
    }
  }

  private rotateIfLarge(): void {
    if (this.sinceCheck++ % 100 !== 0) return
    const size = statSync(this.path, { throwIfNoEntry: false })?.size ?? 0
    if (size > rotateAtBytes) renameSync(this.path, `${this.path}.1`)
  }
}

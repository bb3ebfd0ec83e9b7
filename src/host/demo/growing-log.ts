import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { LogLine } from '../../core/demo/job-run'

/** What is held before it is written. */
const chunkCharacters = 1 << 20

/** A log that is written from its beginning, in large pieces. */
export class GrowingLog {
  private readonly handle: number
  private held = ''

  constructor(path: string) {
    this.handle = openSync(path, 'w')
  }

  add(text: string): void {
    this.held += text
    if (this.held.length > chunkCharacters) this.write()
  }

  close(): void {
    this.write()
    closeSync(this.handle)
  }

  private write(): void {
    writeSync(this.handle, this.held)
    this.held = ''
  }
}

/** "executions-2026-09.jsonl": EchoPilot begins a log of executions each month. */
export const executionLogName = (ts: string): string => `executions-${ts.slice(0, 7)}.jsonl`

/** Lines of executions, each into the log of its month; months come in their order. */
export class ExecutionLogs {
  private name = ''
  private log: GrowingLog | null = null

  constructor(private readonly folder: string) {}

  add(line: LogLine): void {
    const name = executionLogName(line.ts)
    if (this.log === null || name !== this.name) {
      this.close()
      this.log = new GrowingLog(join(this.folder, name))
      this.name = name
    }
    this.log.add(`${JSON.stringify(line)}\n`)
  }

  close(): void {
    this.log?.close()
  }
}

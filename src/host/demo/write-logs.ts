import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { executionsOf } from '../../core/demo/executions'
import type { LogLine, MadeCall } from '../../core/demo/job-run'
import type { LedgerRow } from '../../core/demo/ledger'
import { hourMs } from '../../core/history/hours'
import type { Past } from '../../core/demo/past'
import { tickLine, ticksOf } from '../../core/demo/ticks'
import { ExecutionLogs, GrowingLog } from './growing-log'

export interface LogsToWrite {
  folder: string
  past: Past
  seed: number
  /** What customers paid: each charge is told by the job that made it. */
  ledger: readonly LedgerRow[]
  onCall(call: MadeCall): void
  /** How much of them is written, 0–1. */
  onPart(part: number): void
}

/** Writes EchoPilot’s own logs: its scheduler’s ticks, and a log of executions for each month. */
export function writeLogs({ folder, past, seed, ledger, onCall, onPart }: LogsToWrite): void {
  mkdirSync(folder, { recursive: true })
  writeTicks(join(folder, 'scheduler.log'), past, past.first)
  const charges = ledger.filter(({ type }) => type === 'charge')
  const logs = new ExecutionLogs(folder)
  let hour = past.first
  for (const runs of executionsOf(past, seed)) {
    const made = charges.filter(({ at }) => at >= hour && at < hour + hourMs).map(chargeLine)
    hour += hourMs
    for (const run of runs) run.calls.forEach(onCall)
    onPart((hour - past.first) / (past.now - past.first))
    for (const line of [...made, ...runs.flatMap(({ lines }) => lines)].toSorted(byTime)) logs.add(line)
  }
  logs.close()
}

const byTime = (a: LogLine, b: LogLine): number => (a.ts < b.ts ? -1 : 1)

const chargeLine = ({ at, charge }: LedgerRow): LogLine => ({ ts: new Date(at).toISOString(), event: 'charge', charge_id: charge, job_id: 'invoice-matching' })

/** Ticks of a scheduler since a moment, with its silences. */
export function writeTicks(path: string, past: Past, since: number): void {
  const log = new GrowingLog(path)
  for (const at of ticksOf(past, since)) log.add(tickLine(at))
  log.close()
}

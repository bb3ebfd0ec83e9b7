import { availableParallelism } from 'node:os'
import { cpuSpent, lessLogged, type Accounts, type CpuSpent } from '../../core/costs/process-cpu'
import { groupWith, sightingOf, type ProcessTimes, type Sighting } from '../../core/costs/process-sighting'
import type { Clock } from '../../core/io'
import { systemClock } from '../io/clock'
import { readProcessTimes } from './process-times'
import type { TimedRun } from './store-trail'

/** One line of `logs/process-cpu.log`, in the form of the execution log, so that it is read and counted like any other. */
export interface ProcessCpuLine {
  event: 'process_cpu'
  /** RFC 3339, UTC. */
  ts: string
  process: string
  pid: number
  /** Used since the line before. */
  cpu_seconds: number
  /** Since the line before, without time asleep. */
  wall_seconds: number
}

export interface ProcessCpuOptions {
  /** Names of the programs to watch (`settings.costs.watchedProcesses`); asked for at each reading. */
  names: () => readonly string[]
  readTimes?: () => Promise<ProcessTimes[]>
  clock?: Clock
  /** The console’s own process, which isn’t watched. */
  ownPid?: number
}

/** CPU time of watched programs and of what they start, told by the difference of two readings. To be read at each tick, one reading at a time. */
export class ProcessCpu {
  private before: { sighting: Sighting; at: number } | null = null
  /** When the first reading was, UTC epoch ms. */
  private since = Infinity
  private heardSince: TimedRun[] = []
  private readonly accounts: Accounts = { logged: new Map(), written: new Map() }
  private readonly readTimes: () => Promise<ProcessTimes[]>
  private readonly clock: Clock
  private readonly ownPid: number

  constructor(private readonly options: ProcessCpuOptions) {
    this.readTimes = options.readTimes ?? readProcessTimes
    this.clock = options.clock ?? systemClock
    this.ownPid = options.ownPid ?? process.pid
  }

  /**
   * A job’s log told the CPU time of this process itself: that much of it isn’t told here again. What ended before the first reading
   * isn’t ours to tell, and its process had a number that may be another’s by now.
   */
  heard(run: TimedRun): void {
    if (run.at >= this.since) this.heardSince.push(run)
  }

  /** What was used since the reading before; the first one only begins. Nothing is read while nothing is watched. */
  async read(): Promise<ProcessCpuLine[]> {
    const names = this.options.names()
    const times = names.length === 0 ? [] : await this.readTimes()
    if (times.length === 0) return this.forget()
    const at = this.clock.monotonic()
    if (!this.before) this.since = this.clock.now()
    const wallSeconds = this.before ? (at - this.before.at) / 1000 : 0
    const watching = { names, ownPid: this.ownPid, mostSeconds: wallSeconds * availableParallelism() }
    const last = this.before?.sighting ?? null
    const sighting = sightingOf(times, last, watching)
    this.takeHeard([sighting, last])
    this.before = { sighting, at }
    return this.lines(cpuSpent(last, sighting, watching), wallSeconds)
  }

  private lines(spent: readonly CpuSpent[], wallSeconds: number): ProcessCpuLine[] {
    const ts = new Date(this.clock.now()).toISOString()
    return lessLogged(spent, this.accounts).map(({ process: name, pid, seconds }) => ({ event: 'process_cpu', ts, process: name, pid, cpu_seconds: seconds, wall_seconds: Math.round(wallSeconds * 1000) / 1000 }))
  }

  private takeHeard(sightings: readonly (Sighting | null)[]): void {
    for (const { pid, seconds } of this.heardSince.splice(0)) {
      const group = groupWith(pid, sightings)
      if (group) this.accounts.logged.set(group.process, (this.accounts.logged.get(group.process) ?? 0) + seconds)
    }
  }

  /** After a reading that saw nothing, the next one only begins again. */
  private forget(): ProcessCpuLine[] {
    this.before = null
    this.since = Infinity
    this.heardSince = []
    return []
  }
}

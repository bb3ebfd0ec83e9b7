import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { spendingJob } from '../../core/demo/executions'
import { runOfJob, type MadeRun } from '../../core/demo/job-run'
import { everydayJobs } from '../../core/demo/jobs'
import { minuteMs } from '../../core/demo/past'
import { randomOf } from '../../core/demo/random'
import { tickLine } from '../../core/demo/ticks'
import { systemClock } from '../io/clock'
import { executionLogName } from './growing-log'

const runEveryMs = 20_000
/** A spike of spending: so many runs that ask for so much more than usual, within the last minutes. */
const spike = { runs: 24, times: 9, withinMs: 8 * minuteMs }

/** The made-up EchoPilot at work: ticks each minute, and a job now and then, written to its logs as they happen. */
export class LiveLog {
  private timers: NodeJS.Timeout[] = []
  private count = 0
  private readonly random
  ticking = true

  constructor(
    private readonly folder: string,
    seed: number,
  ) {
    this.random = randomOf(seed + 6000)
  }

  begin(): void {
    this.tick()
    this.timers = [setInterval(() => this.tick(), minuteMs), setInterval(() => this.run(), runEveryMs)].map((timer) => timer.unref())
  }

  end(): void {
    for (const timer of this.timers) clearInterval(timer)
  }

  /** Far more calls of one job than usual, at once. */
  spend(): void {
    const now = systemClock.now()
    for (let run = 0; run < spike.runs; run++) this.write(runOfJob(spendingJob, { ...this.next(), at: now - Math.round(this.random.between(1, spike.withinMs)), times: spike.times }))
  }

  private tick(): void {
    if (this.ticking) appendFileSync(join(this.folder, 'scheduler.log'), tickLine(systemClock.now()))
  }

  private run(): void {
    if (this.ticking) this.write(runOfJob(this.random.pick(everydayJobs), { ...this.next(), at: systemClock.now() }))
  }

  private next() {
    return { id: `live${systemClock.now().toString(36)}${this.count++}`, random: this.random }
  }

  private write({ lines }: MadeRun): void {
    const [first] = lines
    if (first) appendFileSync(join(this.folder, executionLogName(first.ts)), lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  }
}

import type { Clock, Heartbeat } from '../core/io'

const dayMs = 86_400_000

/** The console's own heart: a line in scheduler.log a minute, with the CPU time spent since the last one. */
export class OwnTicks {
  private ticks: number[] = []
  private cpuAtLastTick = 0

  constructor(
    private readonly clock: Clock,
    private readonly cpuSeconds: () => number,
    private readonly write: (line: Record<string, unknown>) => void,
  ) {}

  tick(): void {
    const now = this.clock.now()
    const total = this.cpuSeconds()
    // A process that ended takes its time with it: the sum may fall, the cost can't.
    const spent = Math.max(0, total - this.cpuAtLastTick)
    this.cpuAtLastTick = total
    this.ticks = [...this.ticks.filter((at) => at >= now - dayMs), now]
    this.write({ event: 'tick', ts: new Date(now).toISOString(), cpu_seconds: Math.round(spent * 1e6) / 1e6 })
  }

  heartbeat(): Heartbeat {
    return { name: 'The console’s scheduler', source: 'own', path: null, lastTickAt: this.ticks.at(-1) ?? null, ticks: this.ticks, problem: null }
  }
}

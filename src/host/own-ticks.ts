import type { Heartbeat } from '../core/io'
import type { Moment } from '../core/moment'
import { timelineOf, type Presence } from '../core/timeline'
import { momentAt } from './io/heartbeats'

const dayMs = 86_400_000

export interface OwnTicksPorts {
  presence(): Presence
  cpuSeconds(): number
  write(line: Record<string, unknown>): void
  /** Ticks of earlier runs as stamped in the log, and maybe some of this one; asked for once. */
  earlier(): Promise<readonly number[]>
}

/** The console's own heart: a line in scheduler.log a minute, with the CPU time spent since the last one. */
export class OwnTicks {
  private ticks: Moment[] = []
  private cpuAtLastTick = 0
  private earlier: Promise<readonly Moment[]> | null = null

  constructor(private readonly ports: OwnTicksPorts) {}

  tick(): void {
    const { now } = this.ports.presence()
    const total = this.ports.cpuSeconds()
    // A process that ended takes its time with it: the sum may fall, the cost can't.
    const spent = Math.max(0, total - this.cpuAtLastTick)
    this.cpuAtLastTick = total
    // By a clock that nobody sets, so that a changed one leaves the day's ticks as they were.
    this.ticks = [...this.ticks.filter((at) => now.sinceBootMs - at.sinceBootMs <= dayMs), now]
    this.ports.write({ event: 'tick', ts: new Date(now.wallMs).toISOString(), cpu_seconds: Math.round(spent * 1e6) / 1e6 })
  }

  async heartbeat(): Promise<Heartbeat> {
    this.earlier ??= this.readEarlier()
    const earlier = await this.earlier
    const { placeMoment, now } = timelineOf(this.ports.presence())
    const ticks = [...earlier, ...this.ticks].map(placeMoment).filter((at) => at >= now - dayMs)
    return { name: 'The console’s scheduler', source: 'own', path: null, lastTickAt: ticks.at(-1) ?? null, ticks, placed: true, problem: null }
  }

  /** Once, while it is plain which of them are from before this run: by its end its clock may have been set. */
  private async readEarlier(): Promise<Moment[]> {
    const here = new Set(this.ticks.map(({ wallMs }) => wallMs))
    const stamps = (await this.ports.earlier()).filter((stamp) => !here.has(stamp))
    const presence = this.ports.presence()
    const placed = timelineOf(presence).place(stamps, { whose: 'own' })
    return placed.toSorted((a, b) => a - b).map((at) => momentAt(at, presence.now))
  }
}

import type { Row } from '../../../src/core/forecast/detector'
import { randomOf, type Random } from './random'

/** A row, and what an all-knowing watch would say at it. */
export interface WatchedRow extends Row {
  at: number
  value: number
  event: NonNullable<Row['event']>
  /** True awake seconds since the last tick (or the start); of a scheduler that is well, at most what it takes after waking. */
  silence: number
  /** The scheduler is dead, or late by itself. */
  guilty: boolean
}

export type Disturbance = 'sleep' | 'step' | 'freeze' | 'restart' | 'silence' | 'late'

export interface World {
  seed: number
  hours: number
  disturbances: readonly Disturbance[]
  /** Mean hours between two of them. */
  everyHours?: number
  pollSeconds?: number
  jitter?: number
  /** Whether the monotonic clock goes on in sleep; by the operating system. */
  clockSleeps?: boolean
  /** Whether the system tells of sleep. */
  tells?: boolean
  gapSeconds?: number
}

/** Days of a watchdog’s rows: machines that sleep, freeze and set their clocks, schedulers that tick each minute, are late or dead. */
export function tickWorld(world: World): { rows: WatchedRow[]; pollSeconds: number } {
  const machine = new Machine(world)
  machine.run()
  return { rows: machine.rows, pollSeconds: machine.pollSeconds }
}

class Machine {
  readonly rows: WatchedRow[] = []
  readonly pollSeconds: number
  private readonly random: Random
  private readonly clockSleeps: boolean
  private readonly tells: boolean
  private readonly jitter: number
  /** Cron schedulers tick at full minutes, others a minute after the tick before. */
  private readonly cron: boolean
  private t = 0
  private seconds: number
  private wall: number
  private lastTick = 0
  /** Seconds asleep or frozen since the last tick. */
  private lost = 0
  private pollDue = 0
  private tickDue = 0
  private deadUntil = 0
  private lateTicks = 0
  private guilty = false

  constructor(private readonly world: World) {
    this.random = randomOf(world.seed)
    this.pollSeconds = world.pollSeconds ?? this.random.pick([5, 10, 15, 20, 30, 45, 60])
    this.jitter = world.jitter ?? this.random.pick([0, 0.01, 0.05])
    this.clockSleeps = world.clockSleeps ?? this.random.chance(0.5)
    this.tells = world.tells ?? this.random.chance(0.5)
    this.cron = this.random.chance(0.5)
    this.seconds = this.random.between(0, 1e6)
    this.wall = Date.UTC(2026, 9, 1) + this.random.between(0, 30 * 86_400_000)
  }

  run(): void {
    this.emit('start')
    this.pollDue = this.random.between(0, this.pollSeconds)
    this.tickDue = this.random.between(0, 60)
    let disturbed = this.next()
    while (this.t < this.world.hours * 3600) {
      const due = Math.min(this.pollDue, this.tickDue, disturbed)
      this.pass(Math.max(0, due - this.t), true)
      if (due === disturbed) {
        this.disturb(this.random.pick(this.world.disturbances))
        disturbed = this.next()
      } else if (due === this.tickDue) this.tick()
      else this.poll()
    }
  }

  private next = (): number => (this.world.disturbances.length === 0 ? Infinity : this.t + this.random.exponential((this.world.everyHours ?? 1) * 3600))

  private pass(elapsed: number, ticking: boolean): void {
    this.t += elapsed
    this.wall += elapsed * 1000
    if (ticking) this.seconds += elapsed
  }

  private emit(event: WatchedRow['event']): void {
    this.rows.push({ at: Math.round(this.wall), value: Math.round(this.seconds * 1000) / 1000, event, silence: this.t - this.lastTick - this.lost, guilty: this.guilty })
  }

  private poll(): void {
    this.emit('poll')
    this.pollDue = this.t + this.pollSeconds * (1 + this.jitter * this.random.normal() * 0.5 + (this.jitter > 0 ? this.jitter : 0))
  }

  private tick(): void {
    if (this.t < this.deadUntil) {
      this.tickDue += 60
      this.guilty = true
      return
    }
    this.emit('tick')
    this.lastTick = this.t
    this.lost = 0
    this.guilty = this.lateTicks > 0
    this.tickDue = this.nextTick()
  }

  private nextTick(): number {
    if (this.lateTicks > 0) {
      this.lateTicks--
      return this.t + this.random.between(72, 130)
    }
    return this.cron ? (Math.floor(this.t / 60 + 0.001) + 1) * 60 : this.t + 60 + this.random.between(0, 2)
  }

  private disturb(kind: Disturbance): void {
    const { random } = this
    if (kind === 'sleep') this.sleep(random.logBetween(10, 12 * 3600))
    else if (kind === 'step') this.wall += random.pick([-1, 1]) * random.pick([random.logBetween(1, 600), 3600, 3600, 86_400, 172_800]) * 1000
    else if (kind === 'freeze') this.freeze(random.logBetween(5, 1200))
    else if (kind === 'restart') this.restart()
    else if (kind === 'late') this.lateTicks = random.whole(1, 8)
    else this.deadUntil = this.t + random.between(60, 1500)
  }

  private sleep(duration: number): void {
    if (this.tells) this.emit('suspend')
    this.hold(duration, this.clockSleeps)
    if (this.tells) this.emit('resume')
  }

  /** Timers on a clock that stood still come late by as much; others come at once when they are overdue. */
  private hold(duration: number, clockStood: boolean): void {
    this.pass(duration, !clockStood)
    this.lost += duration
    this.pollDue = clockStood ? this.pollDue + duration : Math.max(this.pollDue, this.t)
    if (this.cron) this.tickDue = this.tickDue < this.t ? (Math.floor(this.t / 60) + 1) * 60 : this.tickDue
    else this.tickDue = clockStood ? this.tickDue + duration : Math.max(this.tickDue, this.t)
  }

  /** Stopped as a whole: what was due comes at once afterwards, several late beats among it. */
  private freeze(duration: number): void {
    this.hold(duration, false)
    if (this.t < this.deadUntil || this.random.chance(0.5)) return
    const beats = this.random.whole(1, 4)
    for (let i = 0; i < beats; i++) {
      this.emit('tick')
      this.lastTick = this.t
      this.lost = 0
      this.guilty = false
    }
  }

  private restart(): void {
    this.pass(this.random.logBetween(2, 4 * 3600), true)
    if (this.random.chance(0.5)) this.seconds = this.random.between(0, 60)
    this.lastTick = this.t
    this.lost = 0
    this.guilty = false
    this.deadUntil = Math.min(this.deadUntil, this.t)
    this.emit('start')
    this.pollDue = this.t + this.random.between(0, this.pollSeconds)
    this.tickDue = this.t + this.random.between(0, 60)
  }
}

export interface TickScore {
  rows: number
  /** Alerts that came on while the rule wasn’t met. */
  false: number
  /** Times the rule was met and, one poll later, there was no alert. */
  missed: number
  /** Times the rule was met. */
  met: number
  /** Polls it took, at worst. */
  worstPolls: number
}

/** The rule on what is really so, beside a watch that sees the rows alone. */
export function scoreTicks(rows: readonly WatchedRow[], step: (row: Row) => boolean, { gapSeconds, gaps }: { gapSeconds: number; gaps: number }): TickScore {
  const score: TickScore = { rows: rows.length, false: 0, missed: 0, met: 0, worstPolls: 0 }
  let before = 0
  let due = false
  let polls = 0
  let wasOn = false
  for (const row of rows) {
    const running = row.guilty ? Math.max(0, Math.ceil((row.silence - 0.002) / gapSeconds) - 1) : 0
    const on = step({ at: row.at, value: row.value, event: row.event })
    if (row.event === 'start' || (row.event === 'tick' && running === 0)) [before, due] = [0, false]
    const looks = row.event === 'tick' || row.event === 'poll'
    const met = before + running >= gaps
    if (on && !wasOn && !met) score.false++
    if (looks && met && !due) [due, polls, score.met] = [true, 0, score.met + 1]
    else if (looks && met && row.event === 'poll') polls++
    if (looks && met && !on) {
      if (polls === 1) score.missed++
      score.worstPolls = Math.max(score.worstPolls, polls + 1)
    }
    if (row.event === 'tick') before += running
    wasOn = on
  }
  return score
}

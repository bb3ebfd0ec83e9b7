import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'
import { isCutOff } from '../../../src/core/views/network'
import type { Clock } from '../../../src/core/io'
import type { TickFigures } from '../../../src/core/ticks'
import { fault } from '../../../src/shared/faults'
import type { EngineEvent } from '../../../src/shared/model'
import { err } from '../../../src/shared/result'
import { NdjsonLog } from '../../../src/host/io/ndjson-log'
import { readHeartbeat } from '../../../src/host/io/heartbeats'
import { deadlineIn, realIo, realNetwork } from '../../../src/host/io/io'
import { OwnTicks } from '../../../src/host/own-ticks'
import { PresenceWatch } from '../../../src/host/presence'
import { Store } from '../../../src/host/store/store'
import { HandMachine } from '../../fixtures/machine'
import { freshFolder, settingsWith } from '../support'
import { consoleIn } from './console-parts'

const second = 1000
const minute = 60_000
const stepMs = 5000

export interface PathOptions {
  /** EchoPilot runs elsewhere, and its log is fetched. */
  remote: boolean
  /** EchoPilot’s timer waits for full minutes, as cron does; else for 60 s since the last tick. */
  cron: boolean
  startAt: number
  /** Remote components that are looked at, too. */
  services?: readonly string[]
}

/** Everything from the clocks to the incident, real but for the clocks: store, logs, presence, probe, engine. Time is moved by hand. */
export class TickPath {
  readonly machine: HandMachine
  readonly opened: { rule: string; target: string; at: number; silentMs: number }[] = []
  readonly resolved: { target: string; at: number }[] = []
  /** Real gaps that looks found, in words. */
  readonly gaps = new Set<string>()
  /** What is happening, for those words. */
  event = ''
  /** Whether its log is fetched; whether anything remote can be reached. */
  fetching = true
  reached = true
  /** EchoPilot is dead; the console’s own timers are. */
  echoDead = false
  ownDead = false
  /** True time of EchoPilot’s last tick, and what of the time since then it couldn’t have ticked in. */
  lastEchoMs: number
  lastOwnMs = 0
  private excusedMs = 0
  private readonly folders = { own: freshFolder(), echo: freshFolder() }
  private readonly database = join(freshFolder(), 'console.db')
  private parts!: { store: Store; presence: PresenceWatch; ticks: OwnTicks; console: Awaited<ReturnType<typeof consoleIn>>['console'] }
  private running = false
  private cronDue = 0
  private lookDue = 0
  private echoDue: number
  private unfetched = ''
  private fetchDue = 0

  constructor(private readonly options: PathOptions) {
    this.machine = new HandMachine(options.startAt)
    this.lastEchoMs = options.startAt
    this.echoDue = options.startAt + 20 * second
    mkdirSync(this.folders.echo, { recursive: true })
  }

  async start(): Promise<void> {
    const { machine, folders } = this
    const { store } = await Store.open(this.database, machine.wallMs)
    const clock: Clock = { now: () => machine.wallMs, monotonic: () => machine.pulse().monotonicMs }
    const settings = settingsWith({ watch: { logDir: folders.echo, remote: this.options.remote } })
    const presence = new PresenceWatch({
      pulse: () => machine.pulse(), rules: { everyMs: stepMs, clockStops: true }, store: store.presence,
      onBack: () => this.tick(),
      onClockSet: () => {
        this.tick()
        this.armCron()
      },
      onBug: (where, error) => {
        throw new Error(where, { cause: error })
      },
    })
    const log = new NdjsonLog(folders.own, 'scheduler.log', () => [])
    const ticks = new OwnTicks({ presence: () => presence.view(), cpuSeconds: () => 0, write: (line) => log.append(line), earlier: async () => (await readHeartbeat(folders.own)).ticks })
    const outside = { network: realNetwork(async () => null), originMap: new Map<string, string>() }
    const io = realIo({ settings: () => settings, secret: () => null, outside, ownHeartbeat: () => ticks.heartbeat(), ownLogs: folders.own, presence: () => presence.view(), selfHeals: () => null })(deadlineIn(60_000))
    const unreached = async () => err(fault('transport', 'It can’t be reached.', 'Look again.'))
    const remote = () => (this.reached ? {} : { notion: { me: unreached, dataSource: unreached }, stripe: { balance: unreached } })
    const { console } = await consoleIn(() => ({ heartbeats: io.heartbeats, presence: io.presence, ...remote() }), { clock, settings, store })
    console.events.subscribe({ name: 'test', take: (events) => events.forEach((event) => this.record(event)) })
    this.parts = { store, presence, ticks, console }
    this.running = true
    this.tick()
    this.armCron()
    this.lookDue = machine.pulse().monotonicMs
  }

  /** Ends in order, or as by kill -9. */
  stop(orderly = true): void {
    if (orderly) {
      this.tick()
      this.parts.presence.stop()
    }
    this.running = false
    this.parts.store.close()
  }

  /** Awake for so long: everyone’s timers run. */
  async awake(ms: number): Promise<void> {
    for (const end = this.machine.trueMs + ms; this.machine.trueMs < end; ) {
      this.machine.pass(Math.min(stepMs, end - this.machine.trueMs))
      this.echo()
      if (this.running) await this.consoleTimers()
    }
  }

  /** The computer sleeps; what runs elsewhere goes on. */
  async sleep(ms: number): Promise<void> {
    this.excuse(ms)
    this.held(ms, (part) => this.machine.sleep(part))
  }

  /** The console is stopped, or blocked; maybe EchoPilot with it. */
  async freeze(ms: number, echoToo: boolean): Promise<void> {
    if (echoToo) this.excuse(ms)
    this.held(ms, (part) => this.machine.pass(part), echoToo)
  }

  /** How long EchoPilot has been silent while it could have ticked. */
  silentMs = (): number => this.machine.trueMs - this.lastEchoMs - this.excusedMs

  private excuse(ms: number): void {
    if (!this.options.remote) this.excusedMs += ms
  }

  private held(ms: number, pass: (ms: number) => void, echoToo = true): void {
    for (let left = ms; left > 0; left -= stepMs) {
      pass(Math.min(stepMs, left))
      if (this.options.remote || !echoToo) this.echo(false)
      else if (!this.options.cron) this.echoDue += Math.min(stepMs, left)
    }
  }

  private async consoleTimers(): Promise<void> {
    const { presence, console } = this.parts
    presence.pulse()
    // What a pulse shows is told in the next turn.
    await turn()
    const { wallMs } = this.machine
    if (wallMs >= this.cronDue) {
      const late = wallMs - this.cronDue
      this.armCron()
      if (late <= 30 * second) this.tick()
    }
    const { monotonicMs } = this.machine.pulse()
    if (monotonicMs < this.lookDue) return
    this.lookDue = monotonicMs + minute
    await console.look({ reason: 'schedule', targets: ['scheduler_tick', ...this.options.services ?? []] })
    // Snapshots come in their own time, which no hand moves.
    presence.setCutOff(isCutOff(console.snapshot().notes))
    const { detail } = console.snapshot().components.find(({ target }) => target === 'scheduler_tick')!
    for (const { source, gaps } of detail['schedulers'] as unknown as TickFigures[])
      for (const { from, to, kind } of gaps) if (kind === 'real') this.gaps.add(`${source}: ${new Date(from).toISOString()} to ${new Date(to).toISOString()} (${this.event})`)
  }

  private armCron(): void {
    this.cronDue = (Math.floor(this.machine.wallMs / minute) + 1) * minute
  }

  private tick(): void {
    if (!this.running || this.ownDead) return
    this.lastOwnMs = this.machine.trueMs
    this.parts.ticks.tick()
  }

  /** EchoPilot’s own timer, and what brings its log here. */
  private echo(fetch = true): void {
    const { machine, options } = this
    if (machine.trueMs >= this.echoDue) {
      this.echoDue = options.cron ? (Math.floor(machine.trueMs / minute) + 1) * minute : machine.trueMs + minute
      if (!this.echoDead) {
        this.lastEchoMs = machine.trueMs
        this.excusedMs = 0
        // Elsewhere, nobody sets the clock.
        this.write(`${JSON.stringify({ event: 'tick', ts: new Date(options.remote ? machine.trueMs : machine.wallMs).toISOString() })}\n`)
      }
    }
    if (!options.remote || !fetch || !this.fetching || !this.reached || !machine.online || machine.trueMs < this.fetchDue) return
    this.fetchDue = machine.trueMs + 30 * second
    if (this.unfetched !== '') appendFileSync(join(this.folders.echo, 'scheduler.log'), this.unfetched)
    this.unfetched = ''
  }

  private write(line: string): void {
    if (this.options.remote) this.unfetched += line
    else appendFileSync(join(this.folders.echo, 'scheduler.log'), line)
  }

  private record({ type, incident }: EngineEvent): void {
    const silentMs = incident.target === 'own' ? this.machine.trueMs - this.lastOwnMs : this.silentMs()
    if (type === 'opened') this.opened.push({ rule: incident.rule, target: incident.target, at: this.machine.trueMs, silentMs })
    if (type === 'resolved') this.resolved.push({ target: incident.target, at: this.machine.trueMs })
  }
}

import { summarise, runtimeCosts } from '../core/costs/report'
import { formatUsd } from '../core/costs/money'
import { periodAt, type Span } from '../core/costs/periods'
import { ingest, startState, type Change, type EngineState } from '../core/engine'
import type { Clock, Io } from '../core/io'
import { blameOurselves } from '../core/offline'
import type { Probe } from '../core/plugin'
import { probes, rules } from '../core/registry'
import { dueTargets, isRemote, titleOf, waitAfter, type NewestLook } from '../core/targets'
import { composeBrief } from '../core/views/brief'
import { healthReport, probeLogLine, type HealthReport } from '../core/views/health-api'
import { snapshotOf } from '../core/views/snapshot'
import type { Brief, CostSummary, EngineEvent, Note, RunProgress, Sample, Snapshot } from '../shared/model'
import type { Settings } from '../shared/settings'
import { coalesced, Hub } from './hub'
import { look, type RunnerPorts } from './runner'
import type { CostSource } from './costs/cost-source'
import type { Scheduler } from './scheduler'
import type { Secrets } from './secrets'
import type { Store } from './store/store'

export interface ConsolePorts {
  clock: Clock
  io: Io
  settings(): Settings
  secrets: Secrets
  store: Store | null
  /** For a question asked once: history is read, and nothing is added to it. */
  readOnly?: boolean
  costs: CostSource
  logProbe(line: Record<string, unknown>): void
  onBug(where: string, error: unknown): void
}

export interface LookOptions {
  reason: RunProgress['reason']
  /** All when left out. */
  targets?: readonly string[]
}

/** Answers of the API younger than this are given again instead of looking anew. */
const reuseMs = { local: 15_000, remote: 60_000 }
/** How late a result of a look in the background may be shown. */
const quietlyWithinMs = 400
/** A window needs no more than this; a burst of results becomes one picture. */
const snapshotEveryMs = 60

/** The heart: gathers samples, lets core judge them, and publishes what follows. Knows no window and no socket. */
export class Console {
  readonly snapshots: Hub<Snapshot>
  readonly events: Hub<EngineEvent[]>
  private state: EngineState
  private readonly startedAt: number
  private readonly inFlight = new Map<string, Promise<Sample>>()
  private readonly lastLooks = new Map<string, number>()
  private readonly notes = new Map<string, Note>()
  private run: RunProgress | null = null
  private costs: CostSummary | null = null
  private brief: Brief | null
  private api: Snapshot['api']
  private pulse: NodeJS.Timeout | null = null
  private quietly: NodeJS.Timeout | null = null
  private scheduler: Scheduler | null = null
  private ended = false
  private readonly publishSoon = coalesced(() => this.publish(), snapshotEveryMs)

  constructor(private readonly ports: ConsolePorts) {
    const broken = (sink: string, error: unknown) => ports.onBug(`sink ${sink}`, error)
    this.snapshots = new Hub(broken)
    this.events = new Hub(broken)
    this.startedAt = ports.clock.now()
    const { store } = ports
    this.state = startState(store?.openIncidents(), store?.components())
    this.brief = store?.brief() ?? null
    this.api = { url: null, port: null, wantedPort: ports.settings().api.port }
  }

  /** Begins looking by itself: everything once, then each target at its interval. */
  start(scheduler: Scheduler): void {
    this.scheduler = scheduler
    this.lookBehind({ reason: 'start' })
    this.schedulePulse()
  }

  /** A look nobody waits for. */
  lookBehind(options: LookOptions): void {
    this.look(options).catch((error: unknown) => this.ports.onBug('look', error))
  }

  /** Looks still under way end unheard: their database may be closed by then. */
  stop(): void {
    this.ended = true
    clearTimeout(this.pulse ?? undefined)
    clearTimeout(this.quietly ?? undefined)
    this.pulse = null
  }

  /**
   * One run: all targets at once, each result shown as it comes. Targets already being looked at are joined, so
   * concurrent callers share one run. Resolves when every target has been judged.
   */
  async look({ reason, targets }: LookOptions): Promise<void> {
    const wanted = probes.filter((probe) => targets === undefined || targets.includes(probe.target))
    const progress: RunProgress = { reason, startedAt: this.ports.clock.now(), targets: {} }
    for (const probe of wanted) progress.targets[probe.target] = 'looking'
    // A quiet look in the background is no run the user asked for.
    const shown = reason !== 'schedule'
    if (shown) this.run = progress
    const changed = () => (shown ? this.changed() : this.changedQuietly())
    if (shown) changed()
    const events: EngineEvent[] = []
    const samples = await Promise.all(
      wanted.map(async (probe) => {
        const { sample, joined } = await this.lookOnce(probe)
        progress.targets[probe.target] = 'done'
        // Whether a broken connection is ours or theirs shows only beside the others.
        if (!joined && !needsCompany(sample)) events.push(...this.take([sample]))
        changed()
        return { sample, joined }
      }),
    )
    const together = blameOurselves(samples.map(({ sample }) => sample), isRemote)
    const held = together.filter((_, i) => !samples[i]!.joined && needsCompany(samples[i]!.sample))
    if (held.length > 0) events.push(...this.take(held))
    if (this.run === progress) this.run = null
    if (this.ended) return
    if (events.length > 0) this.events.publish(events)
    // Whoever only joined another run has none of its own to tell of.
    if (samples.some(({ joined }) => !joined)) this.ports.logProbe(probeLogLine(this.report(), reason))
    changed()
  }

  /** A trial look with other secrets than the kept ones; changes nothing. */
  async tryOut(probe: Probe, secret: Io['secret']): Promise<Sample> {
    return look(probe, { ...this.runnerPorts(), io: { ...this.ports.io, secret } })
  }

  /** For `GET /api/system-health`: recent results are reused, the rest is looked at now. */
  async health(): Promise<HealthReport> {
    const now = this.ports.clock.monotonic()
    const old = probes.filter((probe) => {
      const { at, sample } = this.newestLook(probe.target)
      if (at === undefined || this.inFlight.has(probe.target)) return true
      // An uptime checker asks each minute: it must not wear out a refused credential or a rate limit.
      const mayAsk = now - at >= (sample?.retryAfterMs ?? 0) && waitAfter(probe, sample, this.ports.settings()) !== null
      return mayAsk && now - at >= reuseMs[probe.reach]
    })
    if (old.length > 0) await this.look({ reason: 'api', targets: old.map((probe) => probe.target) })
    return this.report()
  }

  report(): HealthReport {
    return healthReport(this.state, this.ports.settings(), this.ports.clock.now())
  }

  snapshot(): Snapshot {
    const { settings, secrets, clock } = this.ports
    return snapshotOf(
      this.state,
      {
        startedAt: this.startedAt,
        setUp: { settings: settings(), hasSecret: (name) => secrets.get(name) !== null },
        // A copy: a picture handed out must not change with the run.
        run: this.run && { ...this.run, targets: { ...this.run.targets } },
        costs: this.costs,
        jobs: this.scheduler?.views() ?? [],
        notes: [...this.notes.values()],
        brief: this.brief,
        api: this.api,
      },
      clock.now(),
    )
  }

  async costReport(span: Span) {
    await this.ports.costs.refresh()
    const { costs, clock, settings } = this.ports
    return runtimeCosts(costs.between(span, settings()), span, clock.now(), costs.badLines)
  }

  async refreshCosts(): Promise<void> {
    const { costs, clock, settings } = this.ports
    await costs.refresh()
    this.costs = summarise(costs.ledger, clock.now(), settings().costs.cpuUsdPerHour, costs.words(settings()), costs.badLines)
    this.changed()
  }

  /** The brief as of now; kept (and shown in the window) when `keep` says so. */
  async composeBrief({ keep }: { keep: boolean }): Promise<Brief> {
    const { clock, costs, settings, store } = this.ports
    await this.refreshCosts()
    const now = clock.now()
    const dayAgo = now - 86_400_000
    const yesterday = costs.between(periodAt('day', dayAgo), settings())
    const brief = composeBrief(
      {
        snapshot: this.snapshot(),
        incidents: store?.incidentsSince(dayAgo) ?? [],
        costs: this.costs,
        yesterdayUsd: formatUsd(yesterday.total),
        runs: store?.runsSince(dayAgo) ?? [],
      },
      now,
    )
    if (!keep) return brief
    store?.saveBrief(brief)
    this.brief = brief
    this.changed()
    return brief
  }

  latestBrief(): Brief | null {
    return this.brief
  }

  /** Says something about the console itself; null takes it back. */
  setNote(id: string, note: Omit<Note, 'id'> | null): void {
    if (note) this.notes.set(id, { ...note, id })
    else this.notes.delete(id)
    this.changed()
  }

  setApi(api: Snapshot['api']): void {
    this.api = api
    this.changed()
  }

  /** Something changed that nobody waits for: what comes together is shown together, so that an idle console stays idle. */
  private changedQuietly(): void {
    this.quietly ??= setTimeout(() => {
      this.quietly = null
      this.changed()
    }, quietlyWithinMs).unref()
  }

  /** Something the snapshot shows has changed. */
  changed(): void {
    if (!this.ended) this.publishSoon()
  }

  /** Called by a timer, where a throw would end the process: a picture that can't be made is a bug like any other. */
  private publish(): void {
    if (this.ended) return
    try {
      this.snapshots.publish(this.snapshot())
    } catch (error) {
      this.ports.onBug('snapshot', error)
    }
  }

  private take(samples: Sample[]): EngineEvent[] {
    if (this.ended) return []
    const { settings, clock, onBug } = this.ports
    const store = this.ports.readOnly ? null : this.ports.store
    let change: Change
    try {
      change = ingest(this.state, samples, clock.now(), { settings: settings(), rules, isRemote, titleOf })
    } catch (error) {
      // A rule's bug must not cost the other targets of this run their events.
      onBug('engine', error)
      return []
    }
    this.state = change.state
    try {
      store?.transaction(() => {
        store.addSamples(change.samples.filter((sample) => sample.status !== 'off'))
        for (const { incident } of change.events) store.saveIncident(incident)
        store.saveComponents([...change.state.components.values()])
      })
    } catch (error) {
      // A full disk must not stop the watching: judging goes on from memory.
      onBug('history', error)
    }
    return change.events
  }

  private async lookOnce(probe: Probe): Promise<{ sample: Sample; joined: boolean }> {
    const running = this.inFlight.get(probe.target)
    if (running) return { sample: await running, joined: true }
    const looking = look(probe, this.runnerPorts()).finally(() => {
      this.inFlight.delete(probe.target)
      this.lastLooks.set(probe.target, this.ports.clock.monotonic())
    })
    this.inFlight.set(probe.target, looking)
    return { sample: await looking, joined: false }
  }

  private newestLook(target: string): NewestLook {
    return { at: this.lastLooks.get(target), sample: this.state.components.get(target)?.sample }
  }

  private runnerPorts(): RunnerPorts {
    const { io, clock, settings, onBug } = this.ports
    return { io, clock, settings, onBug }
  }

  private schedulePulse(): void {
    const { clock, settings } = this.ports
    const now = clock.monotonic()
    const waits = probes.map((probe) => {
      const { at, sample } = this.newestLook(probe.target)
      return (at ?? now) + (waitAfter(probe, sample, settings()) ?? Infinity) - now
    })
    // Never sleeps past a change of the settings for long, and never spins.
    const wait = Math.min(30_000, Math.max(1000, Math.min(...waits)))
    this.pulse = setTimeout(() => {
      const due = dueTargets((target) => this.newestLook(target), settings(), clock.monotonic()).filter((target) => !this.inFlight.has(target))
      if (due.length > 0) this.lookBehind({ reason: 'schedule', targets: due })
      this.schedulePulse()
    }, wait)
    this.pulse.unref()
  }
}

const needsCompany = (sample: Sample): boolean => isRemote(sample.target) && (sample.code === 'transport' || sample.code === 'offline')

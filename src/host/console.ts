import type { SpendingFacts } from '../core/costs/spending-facts'
import type { OwnFacts } from '../core/own-facts'
import type { Target } from '../core/targets'
import { healthReport, probeLogLine, type HealthReport } from '../core/views/health-api'
import { snapshotOf } from '../core/views/snapshot'
import type { ActedIn, Brief, EngineEvent, ForecastView, Incident, Note, Sample, Snapshot } from '../shared/model'
import type { SecretKey } from '../shared/settings'
import { briefNow } from './brief-now'
import { Hub } from './hub'
import { Judging } from './judging'
import { Looking, type LookOptions } from './looking'
import { Looks } from './looks'
import { Publishing } from './publishing'
import type { RunnerPorts } from './runner'
import type { Scheduler } from './scheduler'
import type { Secrets } from './secrets'
import type { Spending } from './spending/spending'
import type { Store } from './store/store'

export interface ConsolePorts extends Pick<RunnerPorts, 'io' | 'clock' | 'settings' | 'onBug'> {
  secrets: Secrets
  store: Store | null
  /** For a question asked once: history is read, and nothing is added to it. */
  readOnly?: boolean
  /** What the console knows of itself; left out for a question asked once. */
  own?(): OwnFacts
  spending: Spending
  logProbe(line: Record<string, unknown>): void
}

/** The heart: gathers samples, lets core judge them, and publishes what follows. Knows no window and no socket. */
export class Console {
  readonly snapshots: Hub<Snapshot>
  readonly events: Hub<EngineEvent[]>
  private readonly judging: Judging
  private readonly looks: Looks
  private readonly looking: Looking
  private readonly publishing: Publishing
  private readonly startedAt: number
  private readonly notes = new Map<string, Note>()
  private brief: Brief | null
  private api: Snapshot['api']
  private scheduler: Scheduler | null = null

  constructor(private readonly ports: ConsolePorts) {
    const { clock, io, settings, secrets, store, onBug, readOnly = false } = ports
    this.publishing = new Publishing({ snapshot: () => this.snapshot(), onBug })
    this.snapshots = this.publishing.snapshots
    this.events = new Hub((sink, error) => onBug(`sink ${sink}`, error))
    this.startedAt = clock.now()
    this.judging = new Judging({ clock, settings, store, readOnly, onBug, own: () => ports.own?.() ?? null, publish: (events) => this.events.publish(events) })
    this.looks = new Looks({ clock, io, settings, secrets, onBug, sampleOf: (target) => this.judging.state.components.get(target)?.sample })
    this.looking = new Looking({
      clock, settings, onBug, judging: this.judging, looks: this.looks,
      changed: () => this.changed(),
      changedQuietly: () => this.publishing.changedQuietly(),
      onRun: (reason) => ports.logProbe(probeLogLine(this.report(), reason)),
    })
    this.brief = store?.known.brief() ?? null
    this.api = { url: null, port: null, wantedPort: settings().api.port }
  }

  /** Begins looking by itself: everything once, then each target at its interval. */
  start(scheduler: Scheduler): void {
    this.scheduler = scheduler
    this.looking.start()
  }

  /** Looks still under way end unheard: their database may be closed by then. */
  stop(): void {
    this.looking.stop()
    this.publishing.stop()
    this.judging.close()
  }

  /** A look nobody waits for. */
  lookBehind(options: LookOptions): void {
    this.looking.behind(options)
  }

  /** One run; resolves when every target has been judged. */
  look(options: LookOptions): Promise<void> {
    return this.looking.look(options)
  }

  /** A trial look with other secrets than the kept ones; changes nothing. */
  tryOut(target: Target, secret: (key: SecretKey) => string | null): Promise<Sample> {
    return this.looks.tryOut(target, secret)
  }

  /** What is looked at may have changed. */
  settingsChanged(): void {
    this.looking.settingsChanged()
    this.changed()
  }

  /** What the console knows of itself has changed: judged at once. */
  judgeItself(): void {
    this.judging.judge([])
    this.changed()
  }

  forecastViews(): ForecastView[] {
    return this.judging.forecastViews()
  }

  /** What somebody does to an open incident: a step of core/incidents. False when there is no such incident, or nothing to do. */
  act(id: string, step: (incident: Incident) => { incident: Incident; event: EngineEvent['type'] | null } | null, by: ActedIn = 'window'): boolean {
    const done = this.judging.act(id, step, by)
    if (done) this.changed()
    return done
  }

  openIncidents(): Incident[] {
    return [...this.judging.state.open.values()]
  }

  /** For `GET /api/system-health`: recent results are reused, the rest is looked at now. */
  async health(): Promise<HealthReport> {
    await this.looking.refresh()
    return this.report()
  }

  report(): HealthReport {
    return healthReport(this.judging.state, this.ports.settings(), this.ports.clock.now())
  }

  snapshot(): Snapshot {
    const { settings, secrets, clock } = this.ports
    return snapshotOf(
      this.judging.state,
      {
        startedAt: this.startedAt,
        setUp: { settings: settings(), hasSecret: (name) => secrets.get(name) !== null },
        run: this.looking.progress(),
        costs: this.ports.spending.summary(),
        jobs: this.scheduler?.views() ?? [],
        notes: [...this.notes.values()],
        brief: this.brief,
        mutedUntil: this.mutedUntil(),
        api: this.api,
      },
      clock.now(),
    )
  }

  /** Adds up costs, and judges how they stand. */
  async refreshCosts(): Promise<void> {
    await this.ports.spending.refresh()
    this.costsChanged()
  }

  /** As of when costs were last added up. */
  budgets(): SpendingFacts['budgets'] {
    return this.ports.spending.facts()?.budgets ?? []
  }

  /** Costs were added up anew: shown, and judged. */
  costsChanged(): void {
    this.judging.judgeSpending(this.ports.spending.facts())
    this.changed()
  }

  /** The brief as of now; kept (and shown in the window) when `keep` says so. */
  async composeBrief({ keep }: { keep: boolean }): Promise<Brief> {
    await this.refreshCosts()
    const brief = await briefNow(this.ports, () => this.snapshot())
    if (!keep) return brief
    this.ports.store?.known.saveBrief(brief)
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

  /** Until when all messages are silenced, UTC epoch ms; set by whoever keeps it. */
  mutedUntil: () => number | null = () => null

  setApi(api: Snapshot['api']): void {
    this.api = api
    this.changed()
  }

  /** Something the snapshot shows has changed. */
  changed(): void {
    this.publishing.changed()
  }
}

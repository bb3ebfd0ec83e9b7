import type { SpendingFacts } from '../core/costs/spending-facts'
import type { Clock, Io } from '../core/io'
import { blameOurselves, needsCompany } from '../core/offline'
import { dueTargets, mayBeAsked, spacingMs, targetsOf, waitAfter, type Asking, type NewestLook, type Target } from '../core/targets'
import type { OwnFacts } from '../core/own-facts'
import { composeBrief } from '../core/views/brief'
import { healthReport, probeLogLine, type HealthReport } from '../core/views/health-api'
import { snapshotOf } from '../core/views/snapshot'
import type { ActedIn, Brief, EngineEvent, ForecastView, Incident, Note, RunProgress, Sample, Snapshot } from '../shared/model'
import type { SecretKey, Settings } from '../shared/settings'
import { coalesced, Hub } from './hub'
import { Judging } from './judging'
import type { Deadline } from './io/exchange'
import { credentialOf, look, type RunnerPorts } from './runner'
import type { Scheduler } from './scheduler'
import type { Secrets } from './secrets'
import type { Spending } from './spending/spending'
import { moneyFacts } from './spending/spending-brief'
import type { Store } from './store/store'

export interface ConsolePorts {
  clock: Clock
  io(deadline: Deadline): Io
  settings(): Settings
  secrets: Secrets
  store: Store | null
  /** For a question asked once: history is read, and nothing is added to it. */
  readOnly?: boolean
  /** What the console knows of itself; left out for a question asked once. */
  own?(): OwnFacts
  spending: Spending
  logProbe(line: Record<string, unknown>): void
  onBug(where: string, error: unknown): void
}

export interface LookOptions {
  reason: RunProgress['reason']
  /** All when left out. */
  targets?: readonly string[]
  /** Only what may be asked by itself now: no rate limit is worn out, no refused credential tried again. */
  gently?: boolean
}

/** Answers of the API younger than this are given again instead of looking anew. */
const reuseMs = { local: 15_000, remote: spacingMs }
/** How late a result of a look in the background may be shown. */
const quietlyWithinMs = 400
/** A window needs no more than this; a burst of results becomes one picture. */
const snapshotEveryMs = 60

/** The heart: gathers samples, lets core judge them, and publishes what follows. Knows no window and no socket. */
export class Console {
  readonly snapshots: Hub<Snapshot>
  readonly events: Hub<EngineEvent[]>
  private targets: readonly Target[]
  private readonly judging: Judging
  private readonly startedAt: number
  private readonly inFlight = new Map<string, Promise<Sample>>()
  private readonly lastLooks = new Map<string, number>()
  private readonly notes = new Map<string, Note>()
  private run: RunProgress | null = null
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
    const { clock, settings, onBug, readOnly = false } = ports
    this.judging = new Judging({ clock, settings, store, readOnly, onBug, own: () => ports.own?.() ?? null, publish: (events) => this.events.publish(events) })
    this.targets = targetsOf(settings())
    // A look of the run before this one counts: starting again and again must not wear out a rate limit.
    for (const { sample } of this.judging.state.components.values()) {
      const age = this.startedAt - sample.at
      if (age >= 0) this.lastLooks.set(sample.target, ports.clock.monotonic() - age)
    }
    this.forgetWhatIsGone()
    this.brief = store?.brief() ?? null
    this.api = { url: null, port: null, wantedPort: ports.settings().api.port }
  }

  /** Begins looking by itself: everything once, then each target at its interval. */
  start(scheduler: Scheduler): void {
    this.scheduler = scheduler
    this.lookBehind({ reason: 'start', gently: true })
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
    this.judging.close()
    this.pulse = null
  }

  /**
   * One run: all targets at once, each result shown as it comes. Targets already being looked at are joined, so
   * concurrent callers share one run. Resolves when every target has been judged.
   */
  async look({ reason, targets, gently = false }: LookOptions): Promise<void> {
    const all = this.targets
    const named = all.filter(({ id }) => targets === undefined || targets.includes(id))
    const wanted = gently ? mayBeAsked(named, all, this.asking()) : named
    const isRemote = (id: string) => all.find((target) => target.id === id)?.reach === 'remote'
    const company = (sample: Sample) => needsCompany(sample, isRemote)
    const progress: RunProgress = { reason, startedAt: this.ports.clock.now(), targets: {} }
    for (const { id } of wanted) progress.targets[id] = 'looking'
    // A quiet look in the background is no run the user asked for.
    const shown = reason !== 'schedule'
    if (shown) this.run = progress
    const changed = () => (shown ? this.changed() : this.changedQuietly())
    if (shown) changed()
    const samples = await Promise.all(
      wanted.map(async (target) => {
        const { sample, joined } = await this.lookOnce(target, !gently && reason === 'button')
        progress.targets[target.id] = 'done'
        // Whether a broken connection is ours or theirs shows only beside the others.
        if (!joined && !company(sample)) this.judging.soon(sample, changed)
        return { sample, joined }
      }),
    )
    this.judging.all()
    const together = blameOurselves(samples.map(({ sample }) => sample), isRemote)
    const held = together.filter((_, i) => !samples[i]!.joined && company(samples[i]!.sample))
    if (held.length > 0) this.judging.judge(held)
    if (this.run === progress) this.run = null
    if (this.ended) return
    // Whoever only joined another run has none of its own to tell of.
    if (samples.some(({ joined }) => !joined)) this.ports.logProbe(probeLogLine(this.report(), reason))
    changed()
  }

  /** A trial look with other secrets than the kept ones; changes nothing. */
  async tryOut(target: Target, secret: (key: SecretKey) => string | null): Promise<Sample> {
    return look(target, { ...this.runnerPorts(), secret, io: (deadline) => ({ ...this.ports.io(deadline), secret }) })
  }

  /** What is looked at may have changed: what isn't any more is forgotten, and what is new is looked at. */
  settingsChanged(): void {
    const before = new Map(this.targets.map((target) => [target.id, target]))
    this.targets = targetsOf(this.ports.settings())
    for (const { id, fingerprint } of this.targets) if (before.has(id) && before.get(id)!.fingerprint !== fingerprint) this.forgetTarget(id)
    this.forgetWhatIsGone()
    const switched = this.targets.filter(({ id, builtIn, fingerprint, enabled }) => !builtIn && (before.get(id)?.fingerprint !== fingerprint || before.get(id)?.enabled !== enabled))
    if (switched.length > 0) this.lookBehind({ reason: 'button', targets: switched.map(({ id }) => id) })
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

  private forgetWhatIsGone(): void {
    const here = new Set(this.targets.map(({ id }) => id))
    for (const id of [...this.judging.state.components.keys()].filter((target) => !here.has(target))) this.forgetTarget(id)
  }

  private forgetTarget(id: string): void {
    this.lastLooks.delete(id)
    this.judging.forget(id)
  }

  /** For `GET /api/system-health`: recent results are reused, the rest is looked at now. */
  async health(): Promise<HealthReport> {
    const now = this.ports.clock.monotonic()
    const old = this.targets.filter(({ id, reach }) => {
      const { at } = this.newestLook(id)
      return at === undefined || this.inFlight.has(id) || now - at >= reuseMs[reach]
    })
    // An uptime checker asks each minute: it must not wear out a refused credential or a rate limit.
    const asked = [...mayBeAsked(old, this.targets, this.asking()), ...old.filter(({ id }) => this.inFlight.has(id))]
    if (asked.length > 0) await this.look({ reason: 'api', targets: asked.map(({ id }) => id) })
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
        // A copy: a picture handed out must not change with the run.
        run: this.run && { ...this.run, targets: { ...this.run.targets } },
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
    const { clock, spending, store } = this.ports
    await this.refreshCosts()
    const money = await moneyFacts(spending)
    const now = clock.now()
    const dayAgo = now - 86_400_000
    const brief = composeBrief({ snapshot: this.snapshot(), incidents: store?.incidentsSince(dayAgo) ?? [], money, runs: store?.runsSince(dayAgo) ?? [] }, now)
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

  /** Until when all messages are silenced, UTC epoch ms; set by whoever keeps it. */
  mutedUntil: () => number | null = () => null

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

  private async lookOnce(target: Target, byHand: boolean): Promise<{ sample: Sample; joined: boolean }> {
    const { id } = target
    const running = this.inFlight.get(id)
    if (running) return { sample: await running, joined: true }
    const before = this.judging.state.components.get(id)?.sample ?? null
    const looking = look(target, this.runnerPorts(), { before, byHand }).finally(() => {
      this.inFlight.delete(id)
      this.lastLooks.set(id, this.ports.clock.monotonic())
    })
    this.inFlight.set(id, looking)
    return { sample: await looking, joined: false }
  }

  private asking(): Asking {
    const { clock, secrets } = this.ports
    return { now: clock.monotonic(), newest: (target) => this.newestLook(target), credential: (target) => credentialOf(target, (key) => secrets.get(key)) }
  }

  private newestLook(target: string): NewestLook {
    return { at: this.lastLooks.get(target), sample: this.judging.state.components.get(target)?.sample }
  }

  private runnerPorts(): RunnerPorts {
    const { io, clock, settings, secrets, onBug } = this.ports
    return { io, clock, settings, onBug, secret: (key) => secrets.get(key) }
  }

  private schedulePulse(): void {
    const now = this.ports.clock.monotonic()
    const waits = this.targets.map((target) => {
      const { at, sample } = this.newestLook(target.id)
      return (at ?? now) + (waitAfter(target, sample) ?? Infinity) - now
    })
    // Never sleeps past a change of the settings for long, and never spins.
    const wait = Math.min(30_000, Math.max(1000, Math.min(...waits)))
    this.pulse = setTimeout(() => {
      const due = dueTargets(this.targets, this.asking()).filter(({ id }) => !this.inFlight.has(id))
      if (due.length > 0) this.lookBehind({ reason: 'schedule', targets: due.map(({ id }) => id) })
      this.schedulePulse()
    }, wait)
    this.pulse.unref()
  }
}

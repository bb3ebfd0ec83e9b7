import type { Clock } from '../core/io'
import { blameOurselves, needsCompany } from '../core/offline'
import { dueTargets, mayBeAsked, spacingMs, targetsOf, waitAfter, type Target } from '../core/targets'
import type { RunProgress } from '../shared/model'
import type { Settings } from '../shared/settings'
import type { Judging } from './judging'
import type { Looked, Looks } from './looks'

export interface LookingPorts {
  clock: Clock
  settings(): Settings
  looks: Looks
  judging: Judging
  /** Something to be shown has changed. */
  changed(): void
  /** Likewise, where nobody waits for it. */
  changedQuietly(): void
  /** A run has ended, and all of it is judged. */
  onRun(reason: RunProgress['reason']): void
  onBug(where: string, error: unknown): void
}

export interface LookOptions {
  reason: RunProgress['reason']
  /** All when left out. */
  targets?: readonly string[]
  /** Only what may be asked by itself now: no rate limit is worn out, no refused credential tried again. */
  gently?: boolean
}

type IsRemote = (target: string) => boolean

/** Answers of the API younger than this are given again instead of looking anew. */
const reuseMs = { local: 15_000, remote: spacingMs }

/** What is looked at, and when: in runs that somebody asks for, and by itself at each target's interval. */
export class Looking {
  private targets: readonly Target[]
  private run: RunProgress | null = null
  private pulse: NodeJS.Timeout | null = null
  private ended = false

  constructor(private readonly ports: LookingPorts) {
    const { judging, settings, looks } = ports
    this.targets = targetsOf(settings())
    for (const { sample } of judging.state.components.values()) looks.recall(sample)
    this.forgetWhatIsGone()
  }

  /** Everything once, then each target at its interval. */
  start(): void {
    this.behind({ reason: 'start', gently: true })
    this.schedulePulse()
  }

  /** Looks still under way end unheard. */
  stop(): void {
    this.ended = true
    clearTimeout(this.pulse ?? undefined)
    this.pulse = null
  }

  /** The run under way that somebody waits for. A copy: a picture handed out must not change with the run. */
  progress(): RunProgress | null {
    return this.run && { ...this.run, targets: { ...this.run.targets } }
  }

  /** A look nobody waits for. */
  behind(options: LookOptions): void {
    this.look(options).catch((error: unknown) => this.ports.onBug('look', error))
  }

  /**
   * One run: all targets at once, each result shown as it comes. Targets already being looked at are joined, so
   * concurrent callers share one run. Resolves when every target has been judged.
   */
  async look(options: LookOptions): Promise<void> {
    const { clock, judging, looks, onRun } = this.ports
    const { reason, gently = false } = options
    const wanted = this.wanted(options)
    const isRemote = remoteAmong(this.targets)
    const progress: RunProgress = { reason, startedAt: clock.now(), targets: {} }
    for (const { id } of wanted) progress.targets[id] = 'looking'
    // A quiet look in the background is no run the user asked for.
    const shown = reason !== 'schedule'
    if (shown) this.run = progress
    const changed = () => (shown ? this.ports.changed() : this.ports.changedQuietly())
    if (shown) changed()
    const looked = await Promise.all(
      wanted.map(async (target) => {
        const { sample, joined } = await looks.once(target, !gently && reason === 'button')
        progress.targets[target.id] = 'done'
        // Whether a broken connection is ours or theirs shows only beside the others.
        if (!joined && !needsCompany(sample, isRemote)) judging.soon(sample, changed)
        return { sample, joined }
      }),
    )
    this.judgeTogether(looked, isRemote)
    if (this.run === progress) this.run = null
    if (this.ended) return
    // Whoever only joined another run has none of its own to tell of.
    if (looked.some(({ joined }) => !joined)) onRun(reason)
    changed()
  }

  private wanted({ targets, gently }: LookOptions): Target[] {
    const named = this.targets.filter(({ id }) => targets === undefined || targets.includes(id))
    return gently ? mayBeAsked(named, this.targets, this.ports.looks.asking()) : named
  }

  /** What is left of a run: samples that tell something only beside the others. */
  private judgeTogether(looked: readonly Looked[], isRemote: IsRemote): void {
    const { judging } = this.ports
    judging.all()
    const together = blameOurselves(looked.map(({ sample }) => sample), isRemote)
    const held = together.filter((_, i) => !looked[i]!.joined && needsCompany(looked[i]!.sample, isRemote))
    if (held.length > 0) judging.judge(held)
  }

  /** What is too old to be told again is looked at now, as far as it may be asked. */
  async refresh(): Promise<void> {
    const { clock, looks } = this.ports
    const now = clock.monotonic()
    const old = this.targets.filter(({ id, reach }) => {
      const { at } = looks.newest(id)
      return at === undefined || looks.isUnderWay(id) || now - at >= reuseMs[reach]
    })
    // An uptime checker asks each minute: it must not wear out a refused credential or a rate limit.
    const asked = [...mayBeAsked(old, this.targets, looks.asking()), ...old.filter(({ id }) => looks.isUnderWay(id))]
    if (asked.length > 0) await this.look({ reason: 'api', targets: asked.map(({ id }) => id) })
  }

  /** What is looked at may have changed: what isn't any more is forgotten, and what is new is looked at. */
  settingsChanged(): void {
    const before = new Map(this.targets.map((target) => [target.id, target]))
    this.targets = targetsOf(this.ports.settings())
    for (const { id, fingerprint } of this.targets) if (before.has(id) && before.get(id)!.fingerprint !== fingerprint) this.forget(id)
    this.forgetWhatIsGone()
    const switched = this.targets.filter(({ id, builtIn, fingerprint, enabled }) => !builtIn && (before.get(id)?.fingerprint !== fingerprint || before.get(id)?.enabled !== enabled))
    if (switched.length > 0) this.behind({ reason: 'button', targets: switched.map(({ id }) => id) })
  }

  private forgetWhatIsGone(): void {
    const here = new Set(this.targets.map(({ id }) => id))
    for (const id of [...this.ports.judging.state.components.keys()].filter((target) => !here.has(target))) this.forget(id)
  }

  private forget(id: string): void {
    const { looks, judging } = this.ports
    looks.forget(id)
    judging.forget(id)
  }

  private schedulePulse(): void {
    const { clock, looks } = this.ports
    const now = clock.monotonic()
    const waits = this.targets.map((target) => {
      const { at, sample } = looks.newest(target.id)
      return (at ?? now) + (waitAfter(target, sample) ?? Infinity) - now
    })
    // Never sleeps past a change of the settings for long, and never spins.
    const wait = Math.min(30_000, Math.max(1000, Math.min(...waits)))
    this.pulse = setTimeout(() => {
      const due = dueTargets(this.targets, looks.asking()).filter(({ id }) => !looks.isUnderWay(id))
      if (due.length > 0) this.behind({ reason: 'schedule', targets: due.map(({ id }) => id) })
      this.schedulePulse()
    }, wait)
    this.pulse.unref()
  }
}

const remoteAmong = (targets: readonly Target[]): IsRemote => (id) => targets.find((target) => target.id === id)?.reach === 'remote'

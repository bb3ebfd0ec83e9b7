import { networkInterfaces } from 'node:os'
import { beat, clockStep, clockToleranceMs, firstPulse, offSpans, suspended, type Pulse, type PulseRules, type PulseState, type Span } from '../core/presence'
import type { Presence } from '../core/timeline'
import type { Moment } from '../core/moment'
import { systemMoment } from './io/boot'
import type { PresenceRows } from './store/presence-rows'

/** The clocks are compared so often: as finely as sleep can be told from being awake. */
const everyMs = 5000
/** How often it is written down that the console runs: so exactly is known, after a crash, since when it was off. */
const keepEveryMs = 30_000
/** Spans held in memory: more than a day has in its worst. */
const heldSpans = 1000

/** Only Linux lets the monotonic clock stand still in sleep. Elsewhere late pulses and the system's own word have to do. */
export const systemRules: PulseRules = { everyMs, clockStops: process.platform === 'linux' }

/** Where the system doesn't name its runs, no moment can be compared with those of another process. */
const thisProcess = `process ${process.pid} of ${systemMoment().wallMs}`

/** All clocks, read at once. */
export function systemPulse(): Pulse {
  const at = systemMoment()
  return { at: at.boot === '' ? { ...at, boot: thisProcess } : at, monotonicMs: Number(process.hrtime.bigint()) / 1e6, online: hasNetwork() }
}

const hasNetwork = (): boolean => Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ internal }) => !internal))

export interface PresencePorts {
  pulse(): Pulse
  rules: PulseRules
  /** null where nothing is kept. */
  store: Pick<PresenceRows, 'addSpan' | 'spans' | 'keepPulse' | 'lastPulse'> | null
  /** The computer, or the console, was away and is back. */
  onBack(span: Span): void
  /** Somebody has set the wall clock. */
  onClockSet(): void
  onBug(where: string, error: unknown): void
}

/** Knows for any span of the past whether the computer slept, the console was off or stood still, or the clock was set. */
export class PresenceWatch {
  private state: PulseState
  private spans: Span[]
  private readonly since: Pulse
  private kept: Pulse | null = null
  private timer: NodeJS.Timeout | null = null
  private broken = false
  private cutOff = false
  private reachedAt: Moment | null = null

  constructor(private readonly ports: PresencePorts) {
    const now = ports.pulse()
    this.spans = this.guarded(() => ports.store?.spans(heldSpans)) ?? []
    const before = this.guarded(() => ports.store?.lastPulse()) ?? null
    this.state = firstPulse(now)
    this.since = now
    if (before) offSpans(before, now, ports.rules).filter(isLong).forEach((span) => this.take(span))
    this.keep(now)
  }

  start(): void {
    this.timer = setInterval(() => this.pulse(), this.ports.rules.everyMs)
    this.timer.unref()
  }

  stop(): void {
    clearInterval(this.timer ?? undefined)
    this.keep(this.pulse())
  }

  /** The system says that it is about to sleep, or that it has slept. Both may come twice, late, or not at all. */
  suspending(): void {
    this.state = suspended(this.state, this.ports.pulse().at)
  }

  /** Looks at the clocks now; what they show to have happened is taken down. */
  pulse(): Pulse {
    const now = this.look()
    const { state, spans } = beat(this.state, now, this.ports.rules)
    this.state = state
    for (const span of spans) this.take(span)
    // Also after each span: what the next start counts as off begins where the last one ended, and no step counts twice.
    if (spans.length > 0 || this.kept === null || now.at.sinceBootMs - this.kept.at.sinceBootMs >= keepEveryMs) this.keep(now)
    // Not in the midst of whoever asks.
    for (const span of spans) setImmediate(() => this.tell(span))
    return now
  }

  /** Whether nothing gets out of this network, though the computer is in one: looks at everything remote say so. */
  setCutOff(cutOff: boolean): void {
    this.cutOff = cutOff
  }

  /** When a look at something remote was last answered, by the wall clock as it was then; null: none was. */
  setReached(wallMs: number | null): void {
    if (wallMs === (this.reachedAt?.wallMs ?? null)) return
    const { at } = this.ports.pulse()
    this.reachedAt = wallMs === null ? null : { ...at, wallMs, sinceBootMs: at.sinceBootMs - (at.wallMs - wallMs) }
  }

  /** What is known of the past, as of now. */
  view(): Presence {
    const { at } = this.pulse()
    const { awaySince } = this.state
    const away: Span[] = awaySince ? [{ kind: 'away', from: awaySince, to: at, sleptMs: 0 }] : []
    return { now: at, since: this.since.at, spans: [...this.spans, ...away], reachedAt: this.reachedAt }
  }

  private look(): Pulse {
    const pulse = this.ports.pulse()
    return { ...pulse, online: pulse.online && !this.cutOff }
  }

  private take(span: Span): void {
    this.spans = [...this.spans, span].slice(-heldSpans)
    this.guarded(() => this.ports.store?.addSpan(span))
  }

  private tell(span: Span): void {
    if (span.kind === 'asleep' || span.kind === 'frozen') this.ports.onBack(span)
    if (Math.abs(clockStep(span.from, span.to)) > clockToleranceMs) this.ports.onClockSet()
  }

  private keep(now: Pulse): void {
    this.kept = now
    this.guarded(() => this.ports.store?.keepPulse(now))
  }

  /** A full disk must not stop the heart; it is said once. */
  private guarded<T>(work: () => T): T | undefined {
    try {
      const result = work()
      this.broken = false
      return result
    } catch (error) {
      if (!this.broken) this.ports.onBug('presence', error)
      this.broken = true
      return undefined
    }
  }
}

/** A start right after an end is none worth keeping. */
const isLong = ({ from, to }: Span): boolean => to.boot !== from.boot || to.sinceBootMs - from.sinceBootMs > clockToleranceMs

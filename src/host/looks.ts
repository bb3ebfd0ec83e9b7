import type { Asking, NewestLook, Target } from '../core/targets'
import type { Sample } from '../shared/model'
import type { SecretKey } from '../shared/settings'
import { credentialOf, look, type RunnerPorts } from './runner'
import type { Secrets } from './secrets'

export interface LooksPorts extends Pick<RunnerPorts, 'io' | 'clock' | 'settings' | 'onBug'> {
  secrets: Pick<Secrets, 'get'>
  /** What the newest look at a target found, of an earlier start too. */
  sampleOf(target: string): Sample | undefined
}

export interface Looked {
  sample: Sample
  /** By a look that had begun for another run. */
  joined: boolean
}

/** One look at a target at a time, and when each was last looked at. */
export class Looks {
  private readonly inFlight = new Map<string, Promise<Sample>>()
  /** When each ended, monotonic ms. */
  private readonly lastLooks = new Map<string, number>()

  constructor(private readonly ports: LooksPorts) {}

  /** A look of the run before this one counts: starting again and again must not wear out a rate limit. */
  recall({ target, at }: Sample): void {
    const { clock } = this.ports
    const age = clock.now() - at
    if (age >= 0) this.lastLooks.set(target, clock.monotonic() - age)
  }

  forget(target: string): void {
    this.lastLooks.delete(target)
  }

  isUnderWay(target: string): boolean {
    return this.inFlight.has(target)
  }

  /** Joins the look that is under way, where there is one. */
  async once(target: Target, byHand: boolean): Promise<Looked> {
    const { id } = target
    const running = this.inFlight.get(id)
    if (running) return { sample: await running, joined: true }
    const before = this.ports.sampleOf(id) ?? null
    const looking = look(target, this.runnerPorts(), { before, byHand }).finally(() => {
      this.inFlight.delete(id)
      this.lastLooks.set(id, this.ports.clock.monotonic())
    })
    this.inFlight.set(id, looking)
    return { sample: await looking, joined: false }
  }

  /** A trial look with other secrets than the kept ones; changes nothing. */
  tryOut(target: Target, secret: (key: SecretKey) => string | null): Promise<Sample> {
    return look(target, { ...this.runnerPorts(), secret, io: (deadline) => ({ ...this.ports.io(deadline), secret }) })
  }

  newest(target: string): NewestLook {
    return { at: this.lastLooks.get(target), sample: this.ports.sampleOf(target) }
  }

  /** What decides, as of now, who may be asked. */
  asking(): Asking {
    const { clock } = this.ports
    return { now: clock.monotonic(), newest: (target) => this.newest(target), credential: (target) => credentialOf(target, this.secret) }
  }

  private runnerPorts(): RunnerPorts {
    const { io, clock, settings, onBug } = this.ports
    return { io, clock, settings, onBug, secret: this.secret }
  }

  private readonly secret = (key: SecretKey): string | null => this.ports.secrets.get(key)
}

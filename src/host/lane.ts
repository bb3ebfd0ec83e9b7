import { createHash, randomUUID } from 'node:crypto'
import { nextParcel, paceWait, type Parcel } from '../core/parcels'
import type { Channel, Delivery, Message, Receipt } from '../core/plugin'
import { fault, retryOf, type Fault, type FaultCode } from '../shared/faults'
import { err, type Result } from '../shared/result'
import type { OutboxPorts } from './outbox'
import type { OutboxRow } from './store/outbox-rows'

const firstWaitMs = 2000
const longestWaitMs = 10 * 60_000

/** Refusals of whoever is sent to, not of one message: nothing else would be taken either. */
const ofTheChannel: ReadonlySet<FaultCode> = new Set<FaultCode>(['auth_invalid', 'permission_missing', 'target_gone', 'not_found_or_not_shared', 'channel_off', 'quota_exhausted', 'migrated'])

/** Refusals of this one message. Whatever else fails says nothing against it: it is kept, and tried again. */
const ofTheMessage: ReadonlySet<FaultCode> = new Set<FaultCode>(['request_invalid', 'invalid_input'])

/**
 * One channel's messages, in their order: claimed, sent, marked. What fails is tried again when the failure says; a message
 * that is refused is marked so; a channel that is refused for good rests, with all that waits, until it is set up anew.
 */
export class Lane {
  private timer: NodeJS.Timeout | undefined
  private busy: Promise<void> | null = null
  /** Asked to look again while it was at it. */
  private again = false
  private closed = false
  /** When messages went, monotonic ms, newest last. */
  private sentAt: number[] = []
  /** The other side wants nothing before this, monotonic ms; a clock that is set changes nothing of it. */
  private restUntil = 0
  /** Nothing has been looked at since this process began. */
  private fresh = true
  /** It takes messages again, and shows what waited at once: a desktop would show one after the other. */
  private gathers = false

  constructor(
    readonly channel: Channel,
    private readonly ports: OutboxPorts,
  ) {}

  start(): void {
    if (this.closed) return
    if (this.busy) {
      this.again = true
      return
    }
    clearTimeout(this.timer)
    this.busy = this.drain()
      .catch((error: unknown) => this.ports.onBug(`channel ${this.channel.id}`, error))
      .finally(() => {
        this.busy = null
        const again = this.again
        this.again = false
        // What was posted after the lane's last look would else wait for the next message.
        if (again) this.start()
      })
  }

  async test(): Promise<Result<Receipt>> {
    const message: Message = { kind: 'test', title: 'EchoPilot Console: a test', body: 'This channel works. Alerts come here.', severity: 'info', incident: null, about: [] }
    const sent = await this.give(message, { earlier: null, key: `test-${randomUUID()}`, at: this.ports.clock.now() })
    if (sent.ok) {
      this.refuse(null)
      this.start()
    }
    return sent
  }

  async close(): Promise<void> {
    this.closed = true
    clearTimeout(this.timer)
    await this.busy
  }

  private async drain(): Promise<void> {
    const { store, clock, settings, io } = this.ports
    for (;;) {
      if (this.closed) return
      const isWanted = this.channel.wanted(settings(), io)
      // Nobody needs to hear of the trouble of a channel that isn't used any more.
      if (!isWanted) this.refuse(null)
      if (this.rests()) return
      const waiting = store.outbox.waiting(this.channel.id)
      const [lead] = waiting
      if (!lead) return
      if (!isWanted) return store.outbox.markRefused(waiting.map(({ id }) => id), 'The channel was switched off.')
      const wait = this.waitFor(lead)
      if (wait > 0) {
        this.timer = setTimeout(() => this.start(), wait)
        return
      }
      const parcel = nextParcel(waiting, clock.now(), this.gathers)!
      this.gathers = false
      await this.send(parcel, lead)
    }
  }

  /** Refused for good with what it is still set up with. */
  private rests(): boolean {
    const refusal = this.ports.store.outbox.refusal(this.channel.id)
    const started = this.fresh
    this.fresh = false
    if (!refusal) return false
    if (refusal.mark === this.mark() && !(started && this.channel.refusalEnds === 'restart')) return true
    this.refuse(null)
    this.gathers = this.channel.refusalEnds === 'restart'
    return false
  }

  private waitFor({ notBefore, restMs }: OutboxRow): number {
    const { clock } = this.ports
    const now = clock.monotonic()
    // After a restart only the wall clock knows; set back, it must not put a message off for longer than it ever was.
    const stored = Math.min(notBefore - clock.now(), restMs)
    return Math.max(0, stored, this.restUntil - now, paceWait(this.channel.pace, this.sentAt, now))
  }

  private async send({ message, covers }: Parcel, lead: OutboxRow): Promise<void> {
    const { store, clock } = this.ports
    const [about] = message.about
    const earlier = about && message.about.length === 1 && about.type !== 'opened' ? store.outbox.receiptOf(this.channel.id, about.incident) : null
    const sent = await this.give(message, { earlier, key: `${store.meta('install_id') ?? ''}-${keyOf(covers)}`, at: lead.createdAt })
    const line = { ts: new Date(clock.now()).toISOString(), event: 'message', channel: this.channel.id, id: lead.id, ...(covers.length > 1 ? { with: covers.slice(1) } : {}) }
    if (sent.ok || sent.error.code === 'already_done') {
      const receipt = sent.ok ? sent.value.id : (earlier ?? 'already there')
      store.outbox.markDelivered(covers, receipt)
      this.ports.log({ ...line, outcome: 'delivered', receipt })
      return
    }
    this.failed(sent.error, covers, lead, line)
  }

  private failed(error: Fault, covers: readonly number[], lead: OutboxRow, line: Record<string, unknown>): void {
    const { store, clock, log } = this.ports
    const said = { code: error.code, message: error.message }
    if (ofTheChannel.has(error.code)) {
      // The message waits on: it is told when the channel is set up anew.
      this.refuse(error)
      log({ ...line, outcome: 'channel_refused', ...said })
      return
    }
    if (ofTheMessage.has(error.code) && retryOf(error) === 'no') {
      store.outbox.markRefused(covers, error.message)
      log({ ...line, outcome: 'refused', ...said })
      return
    }
    const restMs = waitAfter(error, lead.attempts)
    this.restUntil = clock.monotonic() + restMs
    store.outbox.postpone(lead.id, clock.now() + restMs, restMs, error.message)
    log({ ...line, outcome: 'postponed', ...said, rest_ms: restMs })
  }

  private async give(message: Message, delivery: Delivery): Promise<Result<Receipt>> {
    const { settings, io, onBug } = this.ports
    this.count(1)
    const sent = await this.channel.send(message, settings(), io, delivery).catch((error: unknown) => {
      // A bug in a channel must neither lose the message nor stop the lane for good.
      onBug(`channel ${this.channel.id}`, error)
      return err(fault('internal', 'Something broke inside the console.', 'The log has the details.'))
    })
    if (sent.ok) this.count((sent.value.calls ?? 1) - 1)
    return sent
  }

  private count(calls: number): void {
    this.sentAt = [...this.sentAt, ...Array<number>(calls).fill(this.ports.clock.monotonic())].slice(-60)
  }

  private refuse(error: Fault | null): void {
    const { store, clock, onRefusal } = this.ports
    const before = store.outbox.refusal(this.channel.id)
    if (!error && !before) return
    const refusal = error && { at: clock.now(), code: error.code, message: error.message, hint: error.hint, mark: this.mark() }
    store.outbox.setRefusal(this.channel.id, refusal)
    onRefusal(this.channel, refusal)
  }

  /** Tells one set-up from another without keeping what is secret in it. */
  private mark(): string {
    const { settings, io } = this.ports
    return createHash('sha256').update(this.channel.address(settings(), io)).digest('base64url').slice(0, 16)
  }
}

/** Rows sent as one message are another message than the first of them alone. */
const keyOf = (covers: readonly number[]): string => (covers.length === 1 ? `${covers[0]}` : `${covers[0]}-${covers.at(-1)}.${covers.length}`)

/** What the other side asked for, else doubling with jitter, so that many clients don't come back at once. */
export function waitAfter(error: Fault, attempts: number, random: () => number = Math.random): number {
  if (error.retryAfterMs !== undefined) return error.retryAfterMs
  const base = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(attempts, 16))
  return Math.round(base * (0.5 + random() / 2))
}

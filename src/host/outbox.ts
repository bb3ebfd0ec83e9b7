import type { Clock } from '../core/io'
import type { Channel, ChannelIo, Message } from '../core/plugin'
import { catalogue, fault, type Fault } from '../shared/faults'
import { err } from '../shared/result'
import type { Settings } from '../shared/settings'
import type { OutboxRow, Store } from './store/store'

export interface OutboxPorts {
  store: Store
  channels: readonly Channel[]
  io: ChannelIo
  clock: Clock
  settings(): Settings
  log(line: Record<string, unknown>): void
  onBug(where: string, error: unknown): void
}

const firstWaitMs = 2000
const longestWaitMs = 10 * 60_000

/** Write durably, then try, then mark. Each channel is a lane of its own: a slow one never holds up another. */
export class Outbox {
  private readonly timers = new Map<string, NodeJS.Timeout>()
  private readonly busy = new Map<string, Promise<void>>()
  /** Lanes asked to look again while they were at it. */
  private readonly again = new Set<string>()
  private closed = false

  constructor(private readonly ports: OutboxPorts) {}

  /**
   * Durable when it returns; the caller never waits for the sending. `alongside` is kept with it or not at all: what
   * says "told" must not outlive a crash that the message didn't.
   */
  post(message: Message, alongside: () => void = () => {}): void {
    const { store, clock, channels, settings, io } = this.ports
    store.transaction(() => {
      alongside()
      for (const channel of channels) {
        if (channel.wanted(settings(), io)) store.enqueue(channel.id, message, clock.now())
      }
    })
    this.wake()
  }

  /** Sends what is waiting, also what an earlier process left behind. */
  wake(): void {
    for (const channel of this.ports.channels) this.start(channel)
  }

  private start(channel: Channel): void {
    if (this.closed) return
    if (this.busy.has(channel.id)) {
      this.again.add(channel.id)
      return
    }
    clearTimeout(this.timers.get(channel.id))
    const lane = this.drain(channel)
      .catch((error: unknown) => this.ports.onBug(`channel ${channel.id}`, error))
      .finally(() => {
        this.busy.delete(channel.id)
        // What was posted after the lane's last look would else wait for the next message.
        if (this.again.delete(channel.id)) this.start(channel)
      })
    this.busy.set(channel.id, lane)
  }

  private async drain(channel: Channel): Promise<void> {
    const { store, clock } = this.ports
    for (;;) {
      const row = this.closed ? null : store.nextWaiting(channel.id)
      if (!row) return
      const wait = row.notBefore - clock.now()
      // A clock set back must not put a message off for longer than any wait we ever choose.
      if (wait > 0 && wait <= longestWaitMs) {
        this.timers.set(channel.id, setTimeout(() => this.start(channel), wait))
        return
      }
      await this.send(channel, row)
    }
  }

  private async send(channel: Channel, row: OutboxRow): Promise<void> {
    const { store, clock, settings, io, log, onBug } = this.ports
    const sent = await channel.send(row.message, settings(), io).catch((error: unknown) => {
      // A bug in a channel must neither lose the message nor stop the lane for good.
      onBug(`channel ${channel.id}`, error)
      return err(fault('internal', 'Something broke inside the console.', 'The log has the details.'))
    })
    const line = { ts: new Date(clock.now()).toISOString(), event: 'message', channel: channel.id, id: row.id }
    if (sent.ok) {
      store.markDelivered(row.id, sent.value.id)
      log({ ...line, outcome: 'delivered', receipt: sent.value.id })
      return
    }
    const { error } = sent
    if (catalogue[error.code].retry === 'no') {
      store.markRefused(row.id, error.message)
      log({ ...line, outcome: 'refused', code: error.code, message: error.message })
      return
    }
    store.postpone(row.id, clock.now() + waitAfter(error, row.attempts), error.message)
    log({ ...line, outcome: 'postponed', code: error.code, message: error.message })
  }

  /** Lets what is under way finish; the rest stays in the database for the next start. */
  async close(): Promise<void> {
    this.closed = true
    for (const timer of this.timers.values()) clearTimeout(timer)
    await Promise.all(this.busy.values())
  }
}

/** What the other side asked for, else doubling with jitter, so that many clients don't come back at once. */
export function waitAfter(error: Fault, attempts: number, random: () => number = Math.random): number {
  if (error.retryAfterMs !== undefined) return error.retryAfterMs
  const base = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(attempts, 16))
  return Math.round(base * (0.5 + random() / 2))
}

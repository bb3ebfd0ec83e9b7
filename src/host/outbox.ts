import type { Clock } from '../core/io'
import type { Channel, ChannelIo, Message } from '../core/plugin'
import { err, type Result } from '../shared/result'
import { fault } from '../shared/faults'
import type { Receipt } from '../core/plugin'
import type { Settings } from '../shared/settings'
import { Hub } from './hub'
import { Lane } from './lane'
import type { ChannelRefusal } from './store/outbox-rows'
import type { Store } from './store/store'

export interface OutboxPorts {
  store: Store
  channels: readonly Channel[]
  io: ChannelIo
  clock: Clock
  settings(): Settings
  log(line: Record<string, unknown>): void
  onBug(where: string, error: unknown): void
  /** A channel was refused for good, or works again (null). */
  onRefusal(channel: Channel, refusal: ChannelRefusal | null): void
}

/** Write durably, then try, then mark. Each channel is a lane of its own: a slow one never holds up another. */
export class Outbox {
  /** A message was posted, or something came of one; UTC epoch ms. */
  readonly changes: Hub<{ at: number }>
  private readonly lanes: readonly Lane[]

  constructor(private readonly ports: OutboxPorts) {
    this.changes = new Hub((sink, error) => ports.onBug(`sink ${sink}`, error))
    const log: OutboxPorts['log'] = (line) => {
      ports.log(line)
      this.changed()
    }
    this.lanes = ports.channels.map((channel) => new Lane(channel, { ...ports, log }))
  }

  /**
   * Durable when it returns; the caller never waits for the sending. `alongside` is kept with it or not at all: what
   * says "told" must not outlive a crash that the message didn't.
   */
  post(message: Message, alongside: () => void = () => {}, to: (channel: Channel) => boolean = () => true): void {
    const { store, clock, channels, settings, io } = this.ports
    store.transaction(() => {
      alongside()
      for (const channel of channels) {
        if (channel.wanted(settings(), io) && to(channel)) store.outbox.enqueue(channel.id, message, clock.now())
      }
    })
    this.changed()
    this.wake()
  }

  /** Sends what is waiting, also what an earlier process left behind, and what a channel set up anew takes again. */
  wake(): void {
    for (const lane of this.lanes) lane.start()
  }

  /** One message at once, past all that waits, so that somebody sees whether the channel works. Nothing is kept. */
  async test(id: string): Promise<Result<Receipt>> {
    const lane = this.lanes.find(({ channel }) => channel.id === id)
    if (!lane) return err(fault('invalid_input', `There is no channel “${id}”.`, `Channels: ${this.ports.channels.map((channel) => channel.id).join(', ')}.`))
    return lane.test()
  }

  private changed(): void {
    this.changes.publish({ at: this.ports.clock.now() })
  }

  /** Lets what is under way finish; the rest stays in the database for the next start. */
  async close(): Promise<void> {
    await Promise.all(this.lanes.map((lane) => lane.close()))
  }
}

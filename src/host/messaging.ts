import { acknowledge, resume, snooze } from '../core/incidents'
import type { Moment } from '../core/moment'
import type { Channel, ChannelIo } from '../core/plugin'
import { leftOf, silenceOf, type Mute } from '../core/silence'
import type { Silence } from '../core/telling'
import { fault } from '../shared/faults'
import type { ActedIn, ChannelView, Incident, SentMessage } from '../shared/model'
import { err, ok, type Result } from '../shared/result'
import type { Settings } from '../shared/settings'
import type { Console } from './console'
import type { Outbox } from './outbox'
import type { Store } from './store/store'

export interface MessagingPorts {
  console: Console
  store: Store
  outbox: Outbox
  channels: readonly Channel[]
  io: ChannelIo
  settings(): Settings
  moment(): Moment
  /** What is due may be another thing now. */
  reconsider(): void
}

/** What people do about messages: acknowledge, snooze, mute, test a channel, look at what was sent. */
export class Messaging {
  private mute: Mute | null

  constructor(private readonly ports: MessagingPorts) {
    this.mute = readMute(ports.store.meta('mute'))
  }

  /** Whatever changes about messages. */
  get changes(): Outbox['changes'] {
    return this.ports.outbox.changes
  }

  acknowledge(id: string, by: ActedIn = 'window'): Result<void> {
    return this.act(id, (incident) => acknowledge(incident, this.ports.moment().wallMs), by)
  }

  /** `forMs` null: until it ends. */
  snooze(id: string, forMs: number | null, by: ActedIn = 'window'): Result<void> {
    return this.act(id, (incident) => snooze(incident, this.ports.moment(), forMs), by)
  }

  resume(id: string): Result<void> {
    return this.act(id, resume, 'window')
  }

  /** Silences everything for so long; null ends that. It outlives a restart. */
  setMute(forMs: number | null): void {
    this.mute = forMs === null ? null : { from: this.ports.moment(), forMs }
    this.ports.store.setMeta('mute', JSON.stringify(this.mute))
    this.ports.reconsider()
    this.ports.console.changed()
  }

  mutedUntil(): number | null {
    if (!this.mute) return null
    const now = this.ports.moment()
    const left = leftOf(this.mute.from, this.mute.forMs, now)
    return left > 0 ? now.wallMs + left : null
  }

  silenceOf(incident: Incident): Silence | null {
    return silenceOf(incident, { alerts: this.ports.settings().alerts, mute: this.mute, now: this.ports.moment() })
  }

  messagesAbout(incident: string): SentMessage[] {
    return this.ports.store.outbox.messagesAbout(incident).map(({ id, channel, createdAt, message, state, attempts, receipt, problem }) => ({
      id, channel, createdAt, title: message.title, state, attempts, receipt, problem,
      channelTitle: this.ports.channels.find((candidate) => candidate.id === channel)?.title ?? channel,
    }))
  }

  channels(): ChannelView[] {
    const { channels, settings, io, store } = this.ports
    return channels.map((channel) => {
      const refusal = store.outbox.refusal(channel.id)
      return {
        id: channel.id,
        title: channel.title,
        wanted: channel.wanted(settings(), io),
        waiting: store.outbox.waiting(channel.id).length,
        refusal: refusal && { at: refusal.at, message: refusal.message, hint: refusal.hint },
      }
    })
  }

  async testChannel(id: string): Promise<Result<{ receipt: string }>> {
    const sent = await this.ports.outbox.test(id)
    return sent.ok ? ok({ receipt: sent.value.id }) : sent
  }

  private act(id: string, step: Parameters<Console['act']>[1], by: ActedIn): Result<void> {
    if (this.ports.console.act(id, step, by)) return ok(undefined)
    return err(fault('invalid_input', 'There is nothing to do about this incident.', 'It may be over by now.'))
  }
}

function readMute(text: string | null): Mute | null {
  try {
    return text === null ? null : (JSON.parse(text) as Mute | null)
  } catch {
    return null
  }
}

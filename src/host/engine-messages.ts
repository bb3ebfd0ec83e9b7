import { refusalMessage } from '../core/messages'
import type { Channel, ChannelIo } from '../core/plugin'
import { channels } from '../core/registry'
import type { Clock } from '../core/io'
import { isRefusal } from '../shared/refusals'
import { channelIoOf, type ChannelIoParts } from './channels/channel-io'
import type { Console } from './console'
import { IncidentTrail } from './incidents/incident-trail'
import { systemMoment } from './io/boot'
import { Messaging } from './messaging'
import { Notifier } from './notifier'
import { Outbox } from './outbox'
import type { CallRules } from './providers/call'
import type { Secrets } from './secrets'
import type { SettingsStore } from './settings-store'
import type { ChannelRefusal } from './store/outbox-rows'
import type { Store } from './store/store'
import { TelegramCommands } from './telegram-commands'

export interface EngineMessagesPorts extends Pick<ChannelIoParts, 'showNotification' | 'outside'> {
  console: Console
  store: Store
  clock: Clock
  settings: SettingsStore
  secrets: Secrets
  /** Rules for one call outside of a look, of this span where one is given. */
  ask(spanMs?: number): CallRules
  log(line: Record<string, unknown>): void
  /** Nothing is sent before the engine has started, nor once it stops. */
  isRunning(): boolean
  onBug(where: string, error: unknown): void
}

/** Everything that is told to people, and what they answer, for as long as the engine lives. */
export interface EngineMessages {
  channelIo: ChannelIo
  outbox: Outbox
  messaging: Messaging
  commands: TelegramCommands
  /** Lets the console's events be told from now on. */
  attach(): void
  /** Something is due, or taken again, that wasn't before. */
  reconsider(): void
  /** What was on its way may finish. */
  close(): Promise<void>
}

/** Channels, outbox, notifier and the bot's commands, each knowing the others it needs. */
export function engineMessages(ports: EngineMessagesPorts): EngineMessages {
  const { console, store, clock, settings, secrets, ask, log, onBug } = ports
  const current = () => settings.get()
  const io = channelIoOf({ showNotification: ports.showNotification, outside: ports.outside, settings, secrets, note: (note) => console.setNote('telegram-chat', note) })
  const outbox: Outbox = new Outbox({ store, channels, io, clock, settings: current, onBug, log, onRefusal: (channel, refusal) => refused(console, outbox, channel, refusal) })
  for (const channel of channels) sayRefusal(console, channel, store.outbox.refusal(channel.id))
  const messaging = new Messaging({ console, store, outbox, channels, io, settings: current, moment: systemMoment, reconsider: () => notifier.consider() })
  console.mutedUntil = () => messaging.mutedUntil()
  const trail = new IncidentTrail(store, clock)
  const open = () => console.openIncidents().filter((incident) => !isRefusal(incident))
  const notifier: Notifier = new Notifier({ store, outbox, moment: systemMoment, open, silenceOf: (incident) => messaging.silenceOf(incident), onHeld: (held) => trail.hold(held), log, onBug })
  const commands = new TelegramCommands({
    console, messaging, store, clock, settings: current, moment: systemMoment, ask, onBug, log,
    token: () => secrets.get('telegramToken'),
    note: (note) => console.setNote('telegram-commands', note),
  })
  const mayDiffer = channelsMayDiffer(() => channels.map((channel) => `${channel.wanted(current(), io)} ${channel.address(current(), io)}`).join('\n'), () => ports.isRunning() && outbox.wake())
  return {
    channelIo: io, outbox, messaging, commands,
    attach() {
      console.events.subscribe(trail)
      console.events.subscribe(notifier)
      console.snapshots.subscribe({
        name: 'channels',
        take() {
          mayDiffer()
          commands.reconsider()
        },
      })
    },
    reconsider() {
      outbox.wake()
      notifier.consider()
    },
    async close() {
      notifier.close()
      await outbox.close()
    },
  }
}

/** What is set up otherwise takes again what waits for it. */
function channelsMayDiffer(read: () => string, wake: () => void): () => void {
  let setUp = ''
  return () => {
    const now = read()
    if (now !== setUp) wake()
    setUp = now
  }
}

function refused(console: Console, outbox: Outbox, channel: Channel, refusal: ChannelRefusal | null): void {
  sayRefusal(console, channel, refusal)
  console.judgeItself()
  if (refusal) outbox.post(refusalMessage(channel.title, refusal.message, refusal.hint), () => {}, ({ id }) => id !== channel.id)
}

/** A channel that takes nothing any more is seen, wherever one looks. */
function sayRefusal(console: Console, { id, title }: Channel, refusal: ChannelRefusal | null): void {
  const note = refusal && { severity: 'fail' as const, message: `${title}: nothing more can be sent. ${refusal.message}`, hint: refusal.hint, action: { label: 'Settings', do: { kind: 'settings' as const, section: id === 'telegram' ? 'telegram' : 'alerts' } } }
  console.setNote(`channel-${id}`, note)
}

import { messagesOf } from '../../core/channels/telegram'
import type { Clock } from '../../core/io'
import { actAnswer, costsAnswer, helpAnswer, mutedAnswer, spanAnswer, statusAnswer, unknownAnswer } from '../../core/telegram-answers'
import { incidentBehind, readButton, readSpan, type ButtonPress, type Command } from '../../core/telegram-commands'
import type { Incident } from '../../shared/model'
import type { Console } from '../console'
import type { Messaging } from '../messaging'
import type { Written } from '../providers/telegram'
import type { Store } from '../store/store'

/** What commands are carried out with. */
export interface Hands {
  console: Console
  messaging: Messaging
  store: Store
  clock: Clock
}

/** Alerts this far back are known by their message. */
const messagesLookedAt = 500

/** Does what a command says, and says what came of it. */
export async function carryOut({ name, word, argument }: Command, written: Written, hands: Hands): Promise<string> {
  const { console, clock } = hands
  switch (name) {
    case 'status':
      return statusAnswer(console.snapshot(), clock.now())
    case 'probe':
      await console.look({ reason: 'button' })
      return statusAnswer(console.snapshot(), clock.now())
    case 'costs':
      await console.refreshCosts()
      return costsAnswer(console.snapshot().costs, console.budgets())
    case 'ack':
      return act(meant(written, hands), null, hands)
    case 'snooze': {
      const forMs = readSpan(argument)
      return forMs === null ? spanAnswer(word) : act(meant(written, hands), forMs, hands)
    }
    case 'mute':
      return mute(word, argument, hands)
    case 'help':
      return helpAnswer()
    case null:
      return unknownAnswer(word)
  }
}

/** `forMs` null acknowledges. */
function act(incidents: readonly Incident[], forMs: number | null, { messaging }: Hands): string {
  const done = incidents.filter(({ id }) => (forMs === null ? messaging.acknowledge(id, 'telegram') : messaging.snooze(id, forMs, 'telegram')).ok)
  return actAnswer(done, forMs)
}

function mute(word: string, argument: string, { messaging }: Hands): string {
  const forMs = /^(off|stop|0)$/i.test(argument) ? 'off' : readSpan(argument)
  if (forMs === null) return spanAnswer(word)
  messaging.setMute(forMs === 'off' ? null : forMs)
  return mutedAnswer(messaging.mutedUntil())
}

/** The incidents an answered alert is about; everything open where no alert is answered. */
function meant({ replyTo, chat }: Written, hands: Hands): readonly Incident[] {
  if (!replyTo) return hands.console.openIncidents()
  const press = readButton(replyTo.data ?? '')
  return press ? behindButton(press, hands) : behindMessage(replyTo.messageId, chat, hands)
}

function behindButton({ handle }: ButtonPress, { console, store }: Hands): Incident[] {
  const incident = incidentBehind(handle, console.openIncidents(), store.outbox.told().values())
  return incident ? [incident] : []
}

function behindMessage(messageId: string, { id, handle }: Written['chat'], { console, store }: Hands): Incident[] {
  const isNamed = (receipt: string | null) => [id, handle].some((chat) => chat !== null && messagesOf(receipt, chat)?.includes(messageId))
  const row = store.outbox.newest(messagesLookedAt).find(({ channel, receipt }) => channel === 'telegram' && isNamed(receipt))
  const told = new Set(row?.message.about.map(({ incident }) => incident))
  // What ended and began again unsaid is, to whoever read of it, still the same.
  const identities = new Set([...store.outbox.told().values()].filter(({ open }) => open && told.has(open.incident)).map(({ identity }) => identity))
  return console.openIncidents().filter((incident) => told.has(incident.id) || identities.has(incident.identity))
}

/** A pressed button and what it is about. */
export interface Press {
  forMs: number | null
  incidents: Incident[]
}

/** null for what is no button of ours. */
export function readPress(data: string, hands: Hands): Press | null {
  const press = readButton(data)
  return press && { forMs: press.act === 'ack' ? null : press.forMs, incidents: behindButton(press, hands) }
}

/** What will be said of a press. */
export const sayPress = ({ incidents, forMs }: Press): string => actAnswer(incidents, forMs)

export const carryOutPress = ({ incidents, forMs }: Press, hands: Hands): string => act(incidents, forMs, hands)

import { catalogue } from '../../../shared/faults'
import type { ChannelView, Incident, SentMessage } from '../../../shared/model'
import { stateWords } from '../../parts/incident-state'
import { texts } from '../../texts'
import { deliveryOf } from './deliveries'
import { timelineOf } from './timeline'

const words = texts.incidents.asText

export interface Around {
  /** What the component is called. */
  component: string
  messages: readonly SentMessage[]
  channels: readonly ChannelView[]
}

/** "2026-11-23 07:14:05 UTC": the same for whoever reads it. */
const moment = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`

/** An incident to be pasted into a ticket or a chat. */
export function incidentText(incident: Incident, { component, messages, channels }: Around, now: number): string {
  const { title, message, hint, code, rule, id, severity } = incident
  const head = [`${title} (${texts.status[severity]}, ${stateWords(incident, now)})`, message, hint && words.next(hint)]
  const about = [words.component(component), words.rule(rule), code && words.cause(catalogue[code].title, code), words.id(id)]
  const happened = timelineOf(incident, now).map(({ at, what }) => `${moment(at)}  ${what}`)
  const sent = messages.map((one) => `${moment(one.createdAt)}  ${sentWords(one, channels)}`)
  const parts = [head, about, happened, sent.length > 0 ? [words.sent, ...sent] : []]
  return `${parts
    .map((lines) => lines.filter(Boolean).join('\n'))
    .filter(Boolean)
    .join('\n\n')}\n`
}

function sentWords(message: SentMessage, channels: readonly ChannelView[]): string {
  const { word, more } = deliveryOf(message, channels.find(({ id }) => id === message.channel)?.refusal ?? null)
  return `${message.channelTitle}: ${word}${more ? ` (${more})` : ''}`
}

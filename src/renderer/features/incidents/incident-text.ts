import { catalogue } from '../../../shared/faults'
import type { IncidentCost, IncidentStory } from '../../../shared/incidents'
import type { ChannelView, Incident, SentMessage } from '../../../shared/model'
import type { TimelineNote } from '../../../shared/timeline'
import { stateWords } from '../../parts/incident-state'
import { lasted, localStamp, localZone } from '../../parts/time'
import { texts } from '../../texts'
import { deliveryOf } from './deliveries'
import { beforeWords, costWords } from './past-words'
import { stepRows } from './steps'

const words = texts.incidents.asText

export interface Around {
  /** What the component is called. */
  component: string
  messages: readonly SentMessage[]
  channels: readonly ChannelView[]
  /** null: not known yet. */
  story: IncidentStory | null
  notes: readonly TimelineNote[]
  cost: IncidentCost | null
}

/** An incident to be pasted into a ticket or a chat: Markdown that reads well as plain text. Times are local and of UTC, the same for whoever reads it. */
export function incidentText(incident: Incident, around: Around, now: number, zone = localZone()): string {
  const { title, message, hint, severity } = incident
  const moment = momentIn(zone)
  const head = [`# ${title}`, `${texts.status[severity]}, ${stateWords(incident, now)}`, message, hint && words.next(hint)]
  const happened = stepRows(around.story?.steps ?? [], { openedAt: incident.openedAt, end: incident.resolvedAt ?? now }).map(({ at, what }) => `- ${moment(at)}: ${what}`)
  const sent = around.messages.map((one) => `- ${moment(one.createdAt)}: ${sentWords(one, around.channels)}`)
  const notes = around.notes.map(({ at, kind, text }) => `- ${moment(at)}: ${texts.timeline.noteKinds[kind]}: ${text}`)
  const parts = [head, facts(incident, around, now), listed(words.happened, happened), listed(words.sent, sent), listed(words.notes, notes)]
  return `${parts
    .map((lines) => lines.filter(Boolean).join('\n'))
    .filter(Boolean)
    .join('\n\n')}\n`
}

const listed = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : [`## ${title}`, ...lines])

function facts({ openedAt, resolvedAt, rule, code, id }: Incident, { component, story, cost }: Around, now: number): (string | null)[] {
  const span = lasted(openedAt, resolvedAt ?? now)
  return [
    resolvedAt === null ? words.openFor(span) : words.lasted(span),
    words.component(component),
    words.rule(rule),
    code && words.cause(catalogue[code].title, code),
    story && words.before(beforeWords(story.before)),
    cost && words.cost(costWords(cost)),
    words.id(id),
  ].map((line) => line && `- ${line}`)
}

/** "2026-11-23 08:14:05 (Europe/Berlin), 07:14:05 UTC": the day of UTC too where it is another one. */
function momentIn(zone: string): (at: number) => string {
  return (at) => {
    const utc = new Date(at).toISOString().slice(0, 19).replace('T', ' ')
    const local = localStamp(at, zone)
    if (local === utc) return `${utc} UTC`
    return `${local} (${zone}), ${local.slice(0, 10) === utc.slice(0, 10) ? utc.slice(11) : utc} UTC`
  }
}

function sentWords(message: SentMessage, channels: readonly ChannelView[]): string {
  const { word, more } = deliveryOf(message, channels.find(({ id }) => id === message.channel)?.refusal ?? null)
  return `${message.channelTitle}: ${word}${more ? ` (${more})` : ''}`
}

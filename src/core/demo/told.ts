import { duration } from '../../shared/format'
import type { Incident } from '../../shared/model'
import type { Message } from '../plugin'
import type { Random } from './random'

/** A message that went out long ago, and what came of it. */
export interface SentLongAgo {
  channel: string
  createdAt: number
  message: Message
  attempts: number
  receipt: string
  /** Why it had to be tried again; null where it hadn’t. */
  problem: string | null
}

const gatherMs = 5000
/** How often a channel had to be asked again, and what it said before. */
const troubled = { chance: 0.12, most: 4, words: 'The webhook has an outage (503).' }

/** What was said of incidents, where and with which receipts, in the order in which it was said. */
export function toldOf(incidents: readonly Incident[], random: Random): SentLongAgo[] {
  const messages = incidents.flatMap((incident) => [opened(incident), ...(incident.resolvedAt === null ? [] : [resolved(incident, incident.resolvedAt)])])
  return messages.toSorted((a, b) => a.at - b.at).flatMap(({ at, message }, index) => [
    { channel: 'os-notification', createdAt: at, message, attempts: 1, receipt: random.chance(0.2) ? 'suppressed: do not disturb is on' : 'shown', problem: null },
    byWebhook(at, message, index, random),
  ])
}

function byWebhook(createdAt: number, message: Message, index: number, random: Random): SentLongAgo {
  const again = random.chance(troubled.chance)
  return { channel: 'webhook', createdAt, message, attempts: again ? random.whole(2, troubled.most) : 1, receipt: `demo-${index + 1}`, problem: again ? troubled.words : null }
}

const opened = (incident: Incident) => ({
  at: incident.openedAt + gatherMs,
  message: messageOf(incident, 'opened', incident.title, incident.message, incident.severity),
})

const resolved = (incident: Incident, at: number) => ({
  at,
  message: messageOf(incident, 'resolved', `Over: ${incident.title}`, `It lasted ${duration(at - incident.openedAt)}.`, 'info'),
})

const messageOf = ({ id }: Incident, type: 'opened' | 'resolved', title: string, body: string, severity: Message['severity']): Message => ({
  kind: 'alert', title, body, severity, incident: id, about: [{ incident: id, type }],
})

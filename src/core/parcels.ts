import { plural } from '../shared/format'
import type { Message } from './plugin'

/** A message that waits in a channel's lane. */
export interface Waiting {
  id: number
  /** UTC epoch ms. */
  createdAt: number
  message: Message
}

/** What is sent next, and the rows that are settled by it, the first one first. */
export interface Parcel {
  message: Message
  covers: readonly number[]
}

/** An alert that could not be delivered for this long is history: it is counted, not told as news. */
export const staleAfterMs = 24 * 3_600_000

/**
 * What to send next of a lane, oldest first; null when nothing waits. An alert and its end that both still wait are one
 * message; alerts that have waited for a day are one line. `gathered`: the channel took nothing for a while, and all alerts that
 * wait are one message. Nothing is left out without being named or counted.
 */
export function nextParcel(waiting: readonly Waiting[], now: number, gathered = false): Parcel | null {
  const [lead] = waiting
  if (!lead) return null
  const alerts = gathered ? waiting.filter(({ message }) => message.kind === 'alert') : []
  if (alerts.length > 1) return { message: { ...digest(alerts, `${plural(alerts.length, 'alert')} came while nothing could be sent here`), severity: worst(alerts) }, covers: alerts.map(({ id }) => id) }
  const stale = waiting.filter((row) => isStale(row, now))
  if (stale.includes(lead)) return stale.length === 1 ? { message: dated(lead), covers: [lead.id] } : { message: digest(stale, `${plural(stale.length, 'older alert')} could not be delivered in time`), covers: stale.map(({ id }) => id) }
  const end = endOf(lead, waiting)
  return end ? { message: { ...end.message, body: `${end.message.body}\nIt began and ended while this channel could not be reached.` }, covers: [lead.id, end.id] } : { message: lead.message, covers: [lead.id] }
}

const isStale = ({ createdAt, message }: Waiting, now: number): boolean => message.kind === 'alert' && now - createdAt > staleAfterMs

const dated = ({ createdAt, message }: Waiting): Message => ({ ...message, title: `${message.title} (of ${stamp(createdAt)})` })

const stamp = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`

function worst(rows: readonly Waiting[]): Message['severity'] {
  const among = (severity: Message['severity']): boolean => rows.some(({ message }) => message.severity === severity)
  return among('fail') ? 'fail' : among('warning') ? 'warning' : 'info'
}

function digest(rows: readonly Waiting[], title: string): Message {
  const [first] = rows
  return {
    kind: 'alert',
    title,
    body: [`The first was of ${stamp(first!.createdAt)}:`, ...rows.slice(0, 12).map(({ message }) => message.title), ...(rows.length > 12 ? [`and ${rows.length - 12} more`] : []), 'The console’s incidents show what is so now.'].join('\n'),
    severity: 'info',
    incident: null,
    about: [],
  }
}

/** The message, among those behind it, that ends what the first one tells of. */
function endOf(lead: Waiting, waiting: readonly Waiting[]): Waiting | null {
  const [about] = lead.message.about
  if (!about || lead.message.about.length !== 1 || about.type === 'resolved') return null
  return waiting.find(({ id, message }) => id !== lead.id && message.about.length === 1 && message.about[0]!.type === 'resolved' && message.about[0]!.incident === about.incident) ?? null
}

/** How often a channel may be given something. */
export interface ChannelPace {
  /** Shortest time between two messages, ms. */
  everyMs: number
  perMinute: number
}

/** How long the next message has to wait, ms, given when the newest ones went (monotonic ms, oldest first). */
export function paceWait(pace: ChannelPace | undefined, sentAt: readonly number[], now: number): number {
  if (!pace) return 0
  const newest = sentAt.at(-1)
  const nth = sentAt.at(-pace.perMinute)
  return Math.max(0, newest === undefined ? 0 : newest + pace.everyMs - now, nth === undefined ? 0 : nth + 60_000 - now)
}

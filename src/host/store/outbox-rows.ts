import type { Message } from '../../core/plugin'
import type { Told } from '../../core/telling'
import type { FaultCode } from '../../shared/faults'
import type { Row } from './driver'
import type { Store } from './store'

/** A message on its way through one channel. */
export interface OutboxRow {
  id: number
  channel: string
  createdAt: number
  message: Message
  state: 'waiting' | 'delivered' | 'refused'
  attempts: number
  /** UTC epoch ms; not before `restMs` have passed since it was last tried, where the clock was changed. */
  notBefore: number
  restMs: number
  receipt: string | null
  problem: string | null
}

/** Why a channel takes nothing any more, and what it was set up with then. */
export interface ChannelRefusal {
  at: number
  code: FaultCode
  message: string
  hint: string | null
  /** Another one means that it was set up anew. */
  mark: string
}

/** Messages on their way, which channels take none any more, and what the reader of all of them was told. */
export class OutboxRows {
  constructor(private readonly store: Store) {}

  enqueue(channel: string, message: Message, now: number): void {
    const [only, second] = message.about
    this.store.sql("INSERT INTO outbox (channel, created_at, message, state, not_before, incident) VALUES (?, ?, ?, 'waiting', ?, ?)").run(
      channel, now, JSON.stringify(message), now, only && !second ? only.incident : null,
    )
  }

  /** What waits in a channel, due or not, oldest first: order within a channel is kept. */
  waiting(channel: string, limit = 1000): OutboxRow[] {
    return this.store.sql("SELECT * FROM outbox WHERE channel = ? AND state = 'waiting' ORDER BY id LIMIT ?").all(channel, limit).map(outboxOf)
  }

  /** Settles a parcel: all its rows at once, or none. */
  markDelivered(ids: readonly number[], receipt: string): void {
    const mark = this.store.sql("UPDATE outbox SET state = 'delivered', receipt = ?, problem = NULL, attempts = attempts + 1 WHERE id = ?")
    if (ids.length === 1) mark.run(receipt, ids[0]!)
    else this.store.transaction(() => ids.forEach((id) => mark.run(receipt, id)))
  }

  markRefused(ids: readonly number[], problem: string): void {
    const mark = this.store.sql("UPDATE outbox SET state = 'refused', problem = ?, attempts = attempts + 1 WHERE id = ?")
    this.store.transaction(() => ids.forEach((id) => mark.run(problem, id)))
  }

  postpone(id: number, notBefore: number, restMs: number, problem: string): void {
    this.store.sql('UPDATE outbox SET not_before = ?, rest_ms = ?, problem = ?, attempts = attempts + 1 WHERE id = ?').run(notBefore, restMs, problem, id)
  }

  /** What the other side calls this channel's message about the beginning of an incident; null when it had none. */
  receiptOf(channel: string, incident: string): string | null {
    const row = this.store.sql("SELECT receipt FROM outbox WHERE channel = ? AND incident = ? AND state = 'delivered' ORDER BY id LIMIT 1").get(channel, incident)
    return (row?.['receipt'] as string | undefined) ?? null
  }

  /** What was sent where about an incident, oldest first. */
  messagesAbout(incident: string): OutboxRow[] {
    // A summary tells of several: those are found by the text, and made sure of.
    return this.store.sql('SELECT * FROM outbox WHERE incident = ?1 OR (incident IS NULL AND instr(message, ?1) > 0) ORDER BY id')
      .all(incident)
      .map(outboxOf)
      .filter(({ message }) => message.about.some((about) => about.incident === incident))
  }

  refusal(channel: string): ChannelRefusal | null {
    const body = this.store.sql('SELECT body FROM channel_refusals WHERE channel = ?').get(channel)?.['body']
    return body === undefined ? null : (JSON.parse(body as string) as ChannelRefusal)
  }

  setRefusal(channel: string, refusal: ChannelRefusal | null): void {
    if (refusal === null) this.store.sql('DELETE FROM channel_refusals WHERE channel = ?').run(channel)
    else this.store.sql('INSERT INTO channel_refusals VALUES (?, ?) ON CONFLICT (channel) DO UPDATE SET body = excluded.body').run(channel, JSON.stringify(refusal))
  }

  /** Newest first. */
  newest(limit: number): OutboxRow[] {
    return this.store.sql('SELECT * FROM outbox ORDER BY id DESC LIMIT ?').all(limit).map(outboxOf)
  }

  /** What the reader of messages was told, by identity. */
  told(): Map<string, Told> {
    return new Map(this.store.sql('SELECT * FROM telling').all().map((row) => [row['identity'] as string, JSON.parse(row['body'] as string) as Told]))
  }

  setTold(told: Told): void {
    this.store.sql('INSERT INTO telling VALUES (?, ?) ON CONFLICT (identity) DO UPDATE SET body = excluded.body').run(told.identity, JSON.stringify(told))
  }
}

/** Rows of an older console don't say what they are about. */
const messageOf = (text: string): Message => {
  const message = JSON.parse(text) as Omit<Message, 'about'> & Partial<Pick<Message, 'about'>>
  return { ...message, about: message.about ?? [] }
}

const outboxOf = (row: Row): OutboxRow => ({
  id: row['id'] as number,
  channel: row['channel'] as string,
  createdAt: row['created_at'] as number,
  message: messageOf(row['message'] as string),
  state: row['state'] as OutboxRow['state'],
  attempts: row['attempts'] as number,
  notBefore: row['not_before'] as number,
  restMs: row['rest_ms'] as number,
  receipt: row['receipt'] as string | null,
  problem: row['problem'] as string | null,
})

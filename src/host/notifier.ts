import { alertMessage } from '../core/messages'
import type { Moment } from '../core/moment'
import { tell, type Held, type Pace, type Silence, type Told } from '../core/telling'
import type { EngineEvent, Incident } from '../shared/model'
import type { Sink } from './hub'
import type { Outbox } from './outbox'
import type { Store } from './store/store'

export interface NotifierPorts {
  store: Store
  outbox: Outbox
  moment(): Moment
  /** What is open now, as the engine has it. */
  open(): readonly Incident[]
  silenceOf(incident: Incident): Silence | null
  /** What had to be said and wasn’t, and why; told again at each thought as long as it is so. */
  onHeld?(held: readonly Held[]): void
  log(line: Record<string, unknown>): void
  onBug(where: string, error: unknown): void
}

/** Never waits longer than this for the next thought: sleep and settings may have changed what is due. */
const thinkAgainMs = 30_000

/**
 * Turns what is so and what was told into messages. It asks core at each change, at the start, and when core said so; what it
 * remembers of the reader is kept in one transaction with the message, so that no crash can part them.
 */
export class Notifier implements Sink<EngineEvent[]> {
  readonly name = 'messages'
  private timer: NodeJS.Timeout | undefined
  private readonly endedLately = new Map<string, Incident>()
  private closed = false

  constructor(private readonly ports: NotifierPorts) {}

  take(events: EngineEvent[]): void {
    for (const { type, incident } of events) if (type === 'resolved') this.endedLately.set(incident.identity, incident)
    this.consider(events)
  }

  /** Looks at what is due; also when nothing changed. */
  consider(changes: readonly EngineEvent[] = []): void {
    if (this.closed) return
    const { store, moment, open, silenceOf } = this.ports
    const telling = tell({ now: moment(), open: open(), ended: (identity) => this.ended(identity), told: store.outbox.told(), pace: this.pace(), changes, silenceOf })
    const keep = () => this.keep(telling.told, telling.pace)
    if (telling.items.length > 0) this.ports.outbox.post(alertMessage(telling.items), keep)
    else if (telling.told.length > 0 || changes.length > 0) store.transaction(keep)
    else this.setPace(telling.pace)
    for (const { incident, type } of changes) if (!telling.items.some((item) => item.incident.id === incident.id)) this.ports.log({ ts: new Date(moment().wallMs).toISOString(), event: 'not_told_yet', type, identity: incident.identity })
    this.ports.onHeld?.(telling.held)
    this.thinkAgain(telling.againInMs)
  }

  close(): void {
    this.closed = true
    clearTimeout(this.timer)
  }

  private thinkAgain(againInMs: number | null): void {
    clearTimeout(this.timer)
    if (againInMs === null || this.closed) return
    this.timer = setTimeout(() => {
      try {
        this.consider()
      } catch (error) {
        this.ports.onBug('messages', error)
        this.thinkAgain(thinkAgainMs)
      }
    }, Math.min(againInMs, thinkAgainMs))
  }

  private ended(identity: string): Incident | null {
    const lately = this.endedLately.get(identity)
    if (lately) return lately
    const newest = this.ports.store.incidents.newestOf(identity)
    return newest && newest.resolvedAt !== null ? newest : null
  }

  private keep(told: readonly Told[], pace: Pace): void {
    for (const one of told) this.ports.store.outbox.setTold(one)
    this.setPace(pace)
  }

  private pace(): Pace {
    const text = this.ports.store.meta('message_pace')
    return text === null ? { dueSince: null, sent: [] } : (JSON.parse(text) as Pace)
  }

  private setPace(pace: Pace): void {
    const text = JSON.stringify(pace)
    if (text !== this.ports.store.meta('message_pace')) this.ports.store.setMeta('message_pace', text)
  }
}

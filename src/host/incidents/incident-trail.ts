import type { Clock } from '../../core/io'
import type { Held } from '../../core/telling'
import { stepOf } from '../../core/views/incident-steps'
import type { EngineEvent } from '../../shared/model'
import type { HeldWhy } from '../../shared/incidents'
import type { Sink } from '../hub'
import type { IncidentRows } from '../store/incident-rows'
import type { Store } from '../store/store'

/** Keeps what becomes of each incident, so that its page can tell it years later. */
export class IncidentTrail implements Sink<EngineEvent[]> {
  readonly name = 'incident steps'
  private readonly rows: IncidentRows
  /** Why each open incident was held back when that was last written down. */
  private readonly held = new Map<string, HeldWhy>()

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {
    this.rows = store.incidents
    for (const { id } of this.rows.open()) this.recall(id)
  }

  take(events: EngineEvent[]): void {
    this.store.transaction(() => events.forEach((event) => this.rows.addStep(event.incident.id, stepOf(event))))
    for (const { type, incident } of events) if (type === 'resolved') this.held.delete(incident.id)
  }

  /** What isn’t told for now: written down once, and again when the reason is another one. */
  hold(held: readonly Held[]): void {
    const news = held.filter(({ incident, why }) => this.held.get(incident.id) !== why)
    if (news.length > 0) this.store.transaction(() => news.forEach((one) => this.keep(one)))
    for (const { incident, why } of news) this.held.set(incident.id, why)
  }

  private keep({ incident, why, endsInMs }: Held): void {
    const at = this.clock.now()
    this.rows.addStep(incident.id, { type: 'held', at, why, untilAt: endsInMs === null ? null : at + endsInMs })
  }

  /** After a restart it is still held back for the reason that is known already. */
  private recall(id: string): void {
    const last = this.rows.steps(id).findLast((step) => step.type === 'held')
    if (last) this.held.set(id, last.why)
  }
}

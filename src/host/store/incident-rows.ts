import type { IncidentCursor, IncidentStep } from '../../shared/incidents'
import type { Incident } from '../../shared/model'
import { incidentOf, type Store } from './store'

/** Incidents of any age, and what became of each. */
export class IncidentRows {
  constructor(private readonly store: Store) {}

  /** The next ones that opened before `after`, newest first; null begins at the newest. */
  page(after: IncidentCursor | null, limit: number): Incident[] {
    const { openedAt, id } = after ?? { openedAt: Number.MAX_SAFE_INTEGER, id: '' }
    return this.store.sql('SELECT body FROM incidents WHERE (opened_at, id) < (?, ?) ORDER BY opened_at DESC, id DESC LIMIT ?').all(openedAt, id, limit).map(incidentOf)
  }

  find(id: string): Incident | null {
    const row = this.store.sql('SELECT body FROM incidents WHERE id = ?').get(id)
    return row ? incidentOf(row) : null
  }

  /** Those of one identity that opened in a half-open span. */
  ofIdentity(identity: string, from: number, to: number): Pick<Incident, 'openedAt' | 'resolvedAt'>[] {
    return this.store
      .sql('SELECT opened_at, resolved_at FROM incidents WHERE identity = ? AND opened_at >= ? AND opened_at < ?')
      .all(identity, from, to)
      .map((row) => ({ openedAt: row['opened_at'] as number, resolvedAt: row['resolved_at'] as number | null }))
  }

  addStep(incident: string, step: IncidentStep): void {
    this.store.sql('INSERT INTO incident_steps (incident, body) VALUES (?, ?)').run(incident, JSON.stringify(step))
  }

  /** In the order they were kept. */
  steps(incident: string): IncidentStep[] {
    return this.store
      .sql('SELECT body FROM incident_steps WHERE incident = ? ORDER BY id')
      .all(incident)
      .map((row) => JSON.parse(row['body'] as string) as IncidentStep)
  }
}

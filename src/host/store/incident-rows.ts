import type { IncidentCursor, IncidentStep } from '../../shared/incidents'
import type { Incident } from '../../shared/model'
import type { Row } from './driver'
import type { Store } from './store'

/** Incidents of any age, and what became of each. */
export class IncidentRows {
  constructor(private readonly store: Store) {}

  save(incident: Incident): void {
    this.store
      .sql(
        `INSERT INTO incidents VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET resolved_at = excluded.resolved_at, body = excluded.body`,
      )
      .run(incident.id, incident.identity, incident.openedAt, incident.resolvedAt, JSON.stringify(incident))
  }

  open(): Incident[] {
    return this.store.sql('SELECT body FROM incidents WHERE resolved_at IS NULL ORDER BY opened_at').all().map(incidentOf)
  }

  /** Newest first. */
  newest(limit: number): Incident[] {
    return this.store.sql('SELECT body FROM incidents ORDER BY opened_at DESC LIMIT ?').all(limit).map(incidentOf)
  }

  /** Those that opened or ended since, or are still open; oldest first. */
  since(at: number): Incident[] {
    return this.store.sql('SELECT body FROM incidents WHERE opened_at >= ? OR resolved_at >= ? OR resolved_at IS NULL ORDER BY opened_at').all(at, at).map(incidentOf)
  }

  /** The newest of an identity, open or not. */
  newestOf(identity: string): Incident | null {
    const row = this.store.sql('SELECT body FROM incidents WHERE identity = ? ORDER BY opened_at DESC LIMIT 1').get(identity)
    return row ? incidentOf(row) : null
  }

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

/** Rows of an older console lack what incidents have learned since. */
export function incidentOf(row: Row): Incident {
  const kept = JSON.parse(row['body'] as string) as Incident
  return { ...kept, component: kept.component ?? (kept.rule === 'disk-usage' ? 'disk_ok' : kept.target), mark: kept.mark ?? '', acknowledgedAt: kept.acknowledgedAt ?? null, snooze: kept.snooze ?? null }
}

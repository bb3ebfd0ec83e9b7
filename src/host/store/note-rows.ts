import type { TimelineNote } from '../../shared/timeline'
import type { Row } from './driver'
import type { Store } from './store'

/** Notes of moments. A removed one stays for a while, to be brought back. */
export class NoteRows {
  constructor(private readonly store: Store) {}

  /** Adds it, or changes the one with its id. */
  save({ id, at, kind, text, source }: TimelineNote): void {
    this.store
      .sql('INSERT INTO notes VALUES (?, ?, ?, ?, ?, NULL) ON CONFLICT (id) DO UPDATE SET at = excluded.at, kind = excluded.kind, text = excluded.text')
      .run(id, at, kind, text, source)
  }

  find(id: string): TimelineNote | null {
    const row = this.store.sql('SELECT * FROM notes WHERE id = ? AND removed_at IS NULL').get(id)
    return row ? noteOf(row) : null
  }

  /** `at` null brings it back. False when there is no such note. */
  remove(id: string, at: number | null): boolean {
    this.store.sql('UPDATE notes SET removed_at = ? WHERE id = ?').run(at, id)
    return this.store.sql('SELECT changes() AS changed').get()?.['changed'] === 1
  }

  /** Of a half-open span, oldest first; the newest `limit`. */
  within(from: number, to: number, limit: number): TimelineNote[] {
    return this.store.sql('SELECT * FROM notes WHERE at >= ? AND at < ? AND removed_at IS NULL ORDER BY at DESC, id LIMIT ?').all(from, to, limit).map(noteOf).toReversed()
  }
}

const noteOf = (row: Row): TimelineNote => ({
  id: row['id'] as string,
  at: row['at'] as number,
  kind: row['kind'] as TimelineNote['kind'],
  text: row['text'] as string,
  source: row['source'] as TimelineNote['source'],
})

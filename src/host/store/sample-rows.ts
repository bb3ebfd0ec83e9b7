import type { StoredLook } from '../../core/replay/recollection'
import type { Sample } from '../../shared/model'
import type { Row } from './driver'
import type { Store } from './store'

/** Looks at targets, kept one by one until they are folded into hours. */
export class SampleRows {
  constructor(private readonly store: Store) {}

  add(samples: readonly Sample[]): void {
    const insert = this.store.sql('INSERT OR REPLACE INTO samples VALUES (?, ?, ?, ?, ?, ?)')
    for (const { target, at, status, code, latencyMs, value } of samples) insert.run(target, at, status, code, latencyMs, value)
  }

  /** The newest `limit`, newest last. */
  newest(target: string, limit: number): StoredLook[] {
    return this.store.sql('SELECT * FROM samples WHERE target = ? ORDER BY at DESC LIMIT ?').all(target, limit).toReversed().map(storedLookOf)
  }

  /** All looks of a half-open span, oldest first, for trying a rule on the past. */
  between(targets: readonly string[], from: number, to: number): StoredLook[] {
    // By target first, as they are kept: a search by time alone would read all of them.
    return this.store
      .sql('SELECT * FROM samples WHERE target IN (SELECT value FROM json_each(?)) AND at >= ? AND at < ? ORDER BY at')
      .all(JSON.stringify(targets), from, to)
      .map(storedLookOf)
  }
}

const storedLookOf = (row: Row): StoredLook => ({
  target: row['target'] as string,
  at: row['at'] as number,
  status: row['status'] as StoredLook['status'],
  code: row['code'] as StoredLook['code'],
  latencyMs: row['latency_ms'] as number | null,
  value: row['value'] as number | null,
})

import { ownGrounds, type OwnFacts } from '../../core/own-facts'
import { groundsOf, type Grounds } from '../../core/replay/grounds'
import type { PastEntry } from '../../core/replay/recollection'
import type { Sample } from '../../shared/model'
import type { Row } from './driver'
import type { Store } from './store'

/** A look that told nothing more than its sample. */
const nothingMore = '{}'

/** What rules judged by beside samples: a row where it changed. */
export class GroundsRows {
  constructor(private readonly store: Store) {}

  /** Keeps what is new; within a transaction. `own` null: nobody has gathered it. */
  keep(samples: readonly Sample[], own: OwnFacts | null, at: number): void {
    if (own) this.put(ownGrounds, at, JSON.stringify(own))
    for (const sample of samples) this.put(sample.target, sample.at, JSON.stringify(groundsOf(sample)))
  }

  private put(about: string, at: number, body: string): void {
    const newest = this.store.sql('SELECT body FROM grounds WHERE about = ? ORDER BY at DESC LIMIT 1').get(about)
    if ((newest?.['body'] ?? nothingMore) !== body) this.store.sql('INSERT OR REPLACE INTO grounds VALUES (?, ?, ?)').run(about, at, body)
  }

  /** Since when it has been kept, UTC epoch ms; null: it never was. */
  keptSince(about: string): number | null {
    return (this.store.sql('SELECT MIN(at) AS first FROM grounds WHERE about = ?').get(about)?.['first'] as number | null | undefined) ?? null
  }

  /** What held at a moment of these targets and of the console itself, as told then. */
  asOf(targets: readonly string[], at: number): PastEntry[] {
    const newest = this.store.sql('SELECT about, body FROM grounds WHERE about = ? AND at < ? ORDER BY at DESC LIMIT 1')
    return [ownGrounds, ...targets].flatMap((about) => newest.all(about, at)).map((row) => entryOf({ ...row, at }))
  }

  /** What changed within a half-open span, oldest first. */
  within(from: number, to: number): PastEntry[] {
    return this.store.sql('SELECT * FROM grounds WHERE at >= ? AND at < ? ORDER BY at').all(from, to).map(entryOf)
  }
}

function entryOf(row: Row): PastEntry {
  const [about, at, body] = [row['about'] as string, row['at'] as number, JSON.parse(row['body'] as string) as unknown]
  return about === ownGrounds ? { of: 'own', at, own: body as OwnFacts } : { of: 'grounds', at, target: about, grounds: body as Grounds }
}

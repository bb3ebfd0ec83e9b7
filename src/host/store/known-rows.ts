import type { ComponentState } from '../../core/judge'
import type { Brief } from '../../shared/model'
import type { Store } from './store'

/** What the console knew last: each newer word takes the place of the one before. */
export class KnownRows {
  constructor(private readonly store: Store) {}

  /** What was known of each target, so that a start shows it with its age instead of nothing. */
  saveComponents(components: readonly ComponentState[]): void {
    const save = this.store.sql('INSERT INTO components VALUES (?, ?) ON CONFLICT (target) DO UPDATE SET body = excluded.body')
    for (const component of components) save.run(component.target, JSON.stringify(component))
  }

  dropComponent(target: string): void {
    this.store.sql('DELETE FROM components WHERE target = ?').run(target)
  }

  components(): ComponentState[] {
    return this.store.sql('SELECT body FROM components').all().map((row) => JSON.parse(row['body'] as string) as ComponentState)
  }

  saveForecasts(forecasts: Readonly<Record<string, unknown>>): void {
    const save = this.store.sql('INSERT INTO forecasts VALUES (?, ?) ON CONFLICT (series) DO UPDATE SET body = excluded.body')
    for (const [series, known] of Object.entries(forecasts)) save.run(series, JSON.stringify(known))
  }

  forecasts(): Record<string, unknown> {
    return Object.fromEntries(this.store.sql('SELECT * FROM forecasts').all().map((row) => [row['series'], JSON.parse(row['body'] as string) as unknown]))
  }

  saveBrief(brief: Brief): void {
    this.store.setMeta('brief', JSON.stringify(brief))
  }

  brief(): Brief | null {
    const text = this.store.meta('brief')
    return text === null ? null : (JSON.parse(text) as Brief)
  }
}

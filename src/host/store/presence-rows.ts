import type { Moment } from '../../core/moment'
import type { Pulse, Span } from '../../core/presence'
import type { Row } from './driver'
import type { Store } from './store'

/** When the console wasn’t awake, and when it last was. */
export class PresenceRows {
  constructor(private readonly store: Store) {}

  addSpan({ kind, from, to, sleptMs }: Span): void {
    this.store.sql('INSERT INTO presence (kind, from_wall, from_boot, from_since_boot, to_wall, to_boot, to_since_boot, slept_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(
      kind, ...whole(from), ...whole(to), sleptMs === null ? null : Math.round(sleptMs),
    )
  }

  /** Where the console was when it wasn't awake: the newest spans, oldest first. */
  spans(limit: number): Span[] {
    return this.store.sql('SELECT * FROM presence ORDER BY id DESC LIMIT ?').all(limit).toReversed().map(spanOf)
  }

  /** That the console runs: what the next start measures by how long it was off. */
  keepPulse(pulse: Pulse): void {
    this.store.setMeta('pulse', JSON.stringify(pulse))
  }

  lastPulse(): Pulse | null {
    const text = this.store.meta('pulse')
    return text === null ? null : (JSON.parse(text) as Pulse)
  }
}

const whole = ({ wallMs, boot, sinceBootMs }: Moment): [number, string, number] => [Math.round(wallMs), boot, Math.round(sinceBootMs)]

export const spanOf = (row: Row): Span => ({
  kind: row['kind'] as Span['kind'],
  from: { wallMs: row['from_wall'] as number, boot: row['from_boot'] as string, sinceBootMs: row['from_since_boot'] as number },
  to: { wallMs: row['to_wall'] as number, boot: row['to_boot'] as string, sinceBootMs: row['to_since_boot'] as number },
  sleptMs: row['slept_ms'] as number | null,
})

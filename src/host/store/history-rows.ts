import type { Cell } from '../../core/history/bands'
import { hourMs, type Fold, type Look } from '../../core/history/hours'
import type { Span } from '../../core/presence'
import type { TickGap } from '../../core/ticks'
import type { Incident, JobRun } from '../../shared/model'
import type { Row, SqlValue } from './driver'
import { incidentOf } from './incident-rows'
import { spanOf } from './presence-rows'
import { runOf } from './run-rows'
import type { Store } from './store'

/** An hour of a target whose raw samples are gone. */
export interface HourRow extends Fold {
  /** Its first moment, UTC epoch ms. */
  hour: number
}

/** When a target was first looked at, and since when looks are kept one by one; Infinity: none are. */
export interface FirstLooks {
  at: number
  rawAt: number
}

export interface SchedulerGaps {
  id: string
  gaps: TickGap[]
}

/** Targets that a table has rows of, each found by one step through its key. */
const targetsIn = (table: 'samples' | 'sample_hours', time: 'at' | 'hour'): string =>
  `WITH RECURSIVE found(target) AS (SELECT MIN(target) FROM ${table} UNION ALL SELECT (SELECT MIN(target) FROM ${table} WHERE target > found.target) FROM found WHERE found.target IS NOT NULL)
   SELECT target, (SELECT MIN(${time}) FROM ${table} WHERE ${table}.target = found.target) AS first FROM found WHERE target IS NOT NULL`

const counted = (ok: string, warning: string, fail: string, all: string): string => `${ok} AS ok, ${warning} AS warning, ${fail} AS fail, ${all} AS looks`

const rawSums = `SELECT MIN(at) AS first_at, MAX(at) AS last_at, ${counted("SUM(status = 'ok')", "SUM(status = 'warning')", "SUM(status = 'fail')", 'COUNT(*)')} FROM samples WHERE target = ? AND at >= ? AND at < ?`

/** Rows of the past, as the timeline reads them. Spans are half-open. */
export class HistoryRows {
  constructor(private readonly store: Store) {}

  /** Every target that was ever looked at. */
  targets(): Map<string, FirstLooks> {
    const found = new Map<string, FirstLooks>()
    for (const row of this.store.sql(targetsIn('sample_hours', 'hour')).all()) found.set(row['target'] as string, { at: row['first'] as number, rawAt: Infinity })
    for (const row of this.store.sql(targetsIn('samples', 'at')).all()) {
      const [target, rawAt] = [row['target'] as string, row['first'] as number]
      found.set(target, { at: Math.min(rawAt, found.get(target)?.at ?? Infinity), rawAt })
    }
    return found
  }

  /** Looks that are kept one by one, a cell a slot of `stepMs`. */
  rawCells(target: string, from: number, to: number, stepMs: number): Cell[] {
    if (stepMs < hourMs) return this.cells(`${rawSums} GROUP BY at / ${Math.round(stepMs)}`, target, from, to)
    const cells: Cell[] = []
    for (let slot = Math.floor(from / stepMs) * stepMs; slot < to; slot += stepMs) cells.push(...this.rawSlot(target, Math.max(from, slot), Math.min(to, slot + stepMs)))
    return cells
  }

  /** Many looks of one slot: as the rows lie, which is several times faster than grouping them; nearly all are well. */
  private rawSlot(target: string, from: number, to: number): Cell[] {
    const row = this.store.sql("SELECT MIN(at) AS first_at, MAX(at) AS last_at, COUNT(*) AS looks, SUM(status <> 'ok') AS unwell FROM samples WHERE target = ? AND at >= ? AND at < ?").get(target, from, to)
    if (!row || row['looks'] === 0) return []
    if (row['unwell'] !== 0) return this.cells(rawSums, target, from, to)
    return [{ firstAt: row['first_at'] as number, lastAt: row['last_at'] as number, counts: [row['looks'] as number, 0, 0, 0] }]
  }

  /** Looks that are kept by the hour, likewise. */
  hourCells(target: string, from: number, to: number, stepMs: number): Cell[] {
    const sums = counted('SUM(ok)', 'SUM(warning)', 'SUM(fail)', 'SUM(ok + warning + fail + unknown)')
    const slot = Math.round(Math.max(stepMs, hourMs))
    return this.cells(`SELECT MIN(first_at) AS first_at, MAX(last_at) AS last_at, ${sums} FROM sample_hours WHERE target = ? AND hour >= ? AND hour < ? GROUP BY hour / ${slot}`, target, from, to)
  }

  private cells(sql: string, ...values: SqlValue[]): Cell[] {
    return this.store.sql(sql).all(...values).map(cellOf).toSorted((a, b) => a.firstAt - b.firstAt)
  }

  /** Oldest first, at most `limit`. */
  looks(target: string, from: number, to: number, limit: number): Look[] {
    return this.store.sql('SELECT at, status, latency_ms, value FROM samples WHERE target = ? AND at >= ? AND at < ? ORDER BY at LIMIT ?').all(target, from, to, limit).map(lookOf)
  }

  hours(target: string, from: number, to: number): HourRow[] {
    return this.store.sql('SELECT * FROM sample_hours WHERE target = ? AND hour >= ? AND hour < ? ORDER BY hour').all(target, from, to).map(hourOf)
  }

  saveHour(target: string, { hour, firstAt, lastAt, counts, latency, value }: HourRow): void {
    this.store.sql('INSERT OR REPLACE INTO sample_hours VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
      target, hour, firstAt, lastAt, ...counts,
      latency?.count ?? 0, latency?.min ?? null, latency?.median ?? null, latency?.p95 ?? null, latency?.max ?? null,
      value?.count ?? 0, value?.min ?? null, value?.mean ?? null, value?.max ?? null,
    )
  }

  dropLooks(target: string, from: number, to: number): void {
    this.store.sql('DELETE FROM samples WHERE target = ? AND at >= ? AND at < ?').run(target, from, to)
  }

  /** Where the console wasn’t awake, since a wall time; in the order in which it came to pass. */
  spansSince(at: number): Span[] {
    return this.store.sql('SELECT * FROM presence WHERE to_wall >= ? ORDER BY id').all(at).map(spanOf)
  }

  /** Open at any time of the span; the newest of them, oldest first. */
  incidentsWithin(from: number, to: number, limit: number): Incident[] {
    return this.store.sql('SELECT body FROM incidents WHERE opened_at < ? AND (resolved_at IS NULL OR resolved_at >= ?) ORDER BY opened_at DESC LIMIT ?').all(to, from, limit).map(incidentOf).toReversed()
  }

  runsWithin(from: number, to: number): JobRun[] {
    return this.store.sql('SELECT * FROM job_runs WHERE started_at >= ? AND started_at < ? ORDER BY started_at').all(from, to).map(runOf)
  }

  tickGapsWithin(from: number, to: number): SchedulerGaps[] {
    const found = new Map<string, SchedulerGaps>()
    for (const row of this.store.sql('SELECT * FROM tick_gaps WHERE from_at < ? AND to_at > ? ORDER BY scheduler, from_at').all(to, from)) {
      const id = row['scheduler'] as string
      const one = found.get(id) ?? { id, gaps: [] }
      one.gaps.push({ from: row['from_at'] as number, to: row['to_at'] as number, kind: row['kind'] as TickGap['kind'], gaps: row['gaps'] as number })
      found.set(id, one)
    }
    return [...found.values()]
  }

  /** What is known of a scheduler since the first of these gaps is these gaps. */
  replaceTickGaps({ id, gaps }: SchedulerGaps): void {
    const [first] = gaps
    if (!first) return
    this.store.sql('DELETE FROM tick_gaps WHERE scheduler = ? AND to_at > ?').run(id, first.from)
    const insert = this.store.sql('INSERT OR REPLACE INTO tick_gaps VALUES (?, ?, ?, ?, ?)')
    for (const { from, to, kind, gaps: count } of gaps) insert.run(id, Math.round(from), Math.round(to), kind, count)
  }
}

const cellOf = (row: Row): Cell => {
  const [ok, warning, fail, looks] = [row['ok'] as number, row['warning'] as number, row['fail'] as number, row['looks'] as number]
  return { firstAt: row['first_at'] as number, lastAt: row['last_at'] as number, counts: [ok, warning, fail, looks - ok - warning - fail] }
}

const lookOf = (row: Row): Look => ({ at: row['at'] as number, status: row['status'] as Look['status'], latencyMs: row['latency_ms'] as number | null, value: row['value'] as number | null })

function hourOf(row: Row): HourRow {
  const figure = (name: string): number => row[name] as number
  return {
    hour: figure('hour'),
    firstAt: figure('first_at'),
    lastAt: figure('last_at'),
    counts: [figure('ok'), figure('warning'), figure('fail'), figure('unknown')],
    latency: figure('latency_count') > 0 ? { count: figure('latency_count'), min: figure('latency_min'), median: figure('latency_median'), p95: figure('latency_p95'), max: figure('latency_max') } : null,
    value: figure('value_count') > 0 ? { count: figure('value_count'), min: figure('value_min'), mean: figure('value_mean'), max: figure('value_max') } : null,
  }
}

import { ByteReader, ByteWriter } from '../../core/costs/cells-bytes'
import type { TrailSink } from '../../core/costs/cells-posting'
import type { Batch } from '../../core/costs/batch'
import { emptyTelling, packTelling, unpackTelling, type Telling } from '../../core/costs/identity'
import type { Span } from '../../core/costs/periods'
import { trailMs, type TrailStep } from '../../core/costs/trail'
import { bytesOf, type Row, type SqlValue } from '../store/driver'
import type { CostStore } from './store'

type Other = Batch['others'][number]

/** A row of calls that has so much gets no more. */
const rowBytes = 8192

/** A job’s own word on the CPU time that one of its processes used until `at`, UTC epoch ms. */
export interface TimedRun {
  at: number
  pid: number
  seconds: number
}

interface PendingCalls {
  writer: ByteWriter
  firstAt: number
  lastAt: number
}

/** What jobs did and which calls they made, for a month: what runs and healing are told from. */
export class TrailStore implements TrailSink {
  private calls = new Map<string, PendingCalls>()
  private steps: Other[] = []
  /** Jobs of which something new was kept. */
  readonly changed = new Set<string>()
  private timed: TimedRun[] = []

  constructor(
    private readonly store: CostStore,
    private readonly now: () => number,
  ) {}

  call(job: string, low: number, high: number, telling: Telling): void {
    if (telling.at < this.now() - trailMs) return
    let pending = this.calls.get(job)
    if (!pending) this.calls.set(job, (pending = { writer: new ByteWriter(), firstAt: Infinity, lastAt: -Infinity }))
    pending.writer.word(low)
    pending.writer.word(high)
    packTelling(pending.writer, telling)
    pending.firstAt = Math.min(pending.firstAt, telling.at)
    pending.lastAt = Math.max(pending.lastAt, telling.at)
  }

  step(other: Other): void {
    if (other.record.at >= this.now() - trailMs) this.steps.push(other)
  }

  /** Keeps what came since the last time, and drops what is too old; within a transaction. */
  save(): void {
    for (const [job, pending] of this.calls) {
      this.saveCalls(job, pending)
      this.changed.add(job)
    }
    const insertStep = this.store.sql('INSERT OR IGNORE INTO trail VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
    for (const other of this.steps) {
      this.hear(other)
      const values = valuesOf(other)
      insertStep.run(other.idHigh, other.idLow, ...values)
      this.changed.add(values[1])
    }
    this.calls = new Map()
    this.steps = []
  }

  /** Runs that name their process, kept since this was asked last; each is told once. */
  takeTimed(): TimedRun[] {
    const told = this.timed
    this.timed = []
    return told
  }

  private hear({ record, idHigh, idLow }: Other): void {
    if (record.kind !== 'cpu' || record.pid === undefined) return
    const known = this.store.sql('SELECT 1 FROM trail WHERE high = ? AND low = ?').get(idHigh, idLow)
    if (!known) this.timed.push({ at: record.at, pid: record.pid, seconds: record.seconds })
  }

  /** In the job’s last row as long as that is short: many small ones are slow to read. */
  private saveCalls(job: string, { writer, firstAt, lastAt }: PendingCalls): void {
    const last = this.store.sql('SELECT number, first_at, last_at, entries FROM trail_calls WHERE job = ? ORDER BY number DESC LIMIT 1').get(job)
    const before = last ? bytesOf(last['entries']) : new Uint8Array()
    const insert = this.store.sql('INSERT OR REPLACE INTO trail_calls (number, job, first_at, last_at, entries) VALUES (?, ?, ?, ?, ?)')
    if (!last || before.length >= rowBytes) insert.run(null, job, firstAt, lastAt, writer.written)
    else insert.run(last['number']!, job, Math.min(firstAt, last['first_at'] as number), Math.max(lastAt, last['last_at'] as number), Buffer.concat([before, writer.written]))
  }

  prune(): void {
    const before = this.now() - trailMs
    this.store.sql('DELETE FROM trail WHERE at < ?').run(before)
    this.store.sql('DELETE FROM trail_calls WHERE last_at < ?').run(before)
  }

  jobsWith(what: TrailStep['what'], { from, to }: Span): string[] {
    return this.store.sql('SELECT DISTINCT job FROM trail WHERE what = ? AND at >= ? AND at < ? ORDER BY job').all(what, from, to).map(({ job }) => job as string)
  }

  /** Steps of a job since `from`, in order of time. */
  stepsOf(job: string, from: number): TrailStep[] {
    return this.store.sql('SELECT * FROM trail WHERE job = ? AND at >= ? ORDER BY at, high, low').all(job, from).map(stepOf)
  }

  /** The most complete tellings of a job’s calls within the span, in order of time. */
  callsOf(job: string, { from, to }: Span): Telling[] {
    const found = new Map<string, Telling>()
    for (const { entries } of this.store.sql('SELECT entries FROM trail_calls WHERE job = ? AND last_at >= ? AND first_at < ? ORDER BY number').all(job, from, to)) {
      const reader = new ByteReader(bytesOf(entries))
      while (!reader.atEnd) {
        const name = `${reader.word()}/${reader.word()}`
        const telling = emptyTelling()
        unpackTelling(reader, telling)
        // What was told later was more complete.
        found.set(name, telling)
      }
    }
    return [...found.values()].filter(({ at }) => at >= from && at < to).toSorted((a, b) => a.at - b.at)
  }
}

type StepValues = [at: number, job: string, what: string, run: SqlValue, agent: SqlValue, ref: SqlValue, attempt: SqlValue, cpuSeconds: number]

function valuesOf({ record }: Other): StepValues {
  if (record.kind === 'cpu') return [record.at, record.job, record.failed ? 'failed' : 'finished', record.runId, record.agent, null, null, record.seconds]
  if (record.kind === 'job') return [record.at, record.job, record.step, record.runId ?? null, record.agent ?? null, null, null, 0]
  if (record.kind === 'heal') return [record.at, record.job, 'heal', null, null, record.outcome, record.attempt, 0]
  if (record.kind === 'charge') return [record.at, record.job ?? '', 'charge', record.runId, null, record.charge, null, 0]
  throw new TypeError(`a ${record.kind} is no step of a job`)
}

const stepOf = (row: Row): TrailStep => ({
  at: row['at'] as number,
  job: row['job'] as string,
  what: row['what'] as TrailStep['what'],
  run: row['run'] as string | null,
  agent: row['agent'] as string | null,
  ref: row['ref'] as string | null,
  attempt: row['attempt'] as number | null,
  cpuSeconds: row['cpu_seconds'] as number,
})

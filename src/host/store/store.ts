import type { FaultCode } from '../../shared/faults'
import type { Brief, Incident, JobRun, Sample } from '../../shared/model'
import type { ComponentState } from '../../core/judge'
import type { Moment } from '../../core/moment'
import type { Message } from '../../core/plugin'
import type { Pulse, Span } from '../../core/presence'
import type { StoredLook } from '../../core/replay/recollection'
import type { Told } from '../../core/telling'
import type { Driver, Row } from './driver'
import { openOwn } from './open-own'
import { applicationId, steps } from './schema'

/** A message on its way through one channel. */
export interface OutboxRow {
  id: number
  channel: string
  createdAt: number
  message: Message
  state: 'waiting' | 'delivered' | 'refused'
  attempts: number
  /** UTC epoch ms; not before `restMs` have passed since it was last tried, where the clock was changed. */
  notBefore: number
  restMs: number
  receipt: string | null
  problem: string | null
}

/** Why a channel takes nothing any more, and what it was set up with then. */
export interface ChannelRefusal {
  at: number
  code: FaultCode
  message: string
  hint: string | null
  /** Another one means that it was set up anew. */
  mark: string
}

/** Everything kept between starts. One process, one writing connection; every call is synchronous and durable when it returns. */
export class Store {
  private readonly statements = new Map<string, ReturnType<Driver['prepare']>>()

  private constructor(private readonly driver: Driver) {}

  /**
   * Opens or makes the database at `path`. A file that isn't ours or is damaged is set aside (never deleted) and
   * `problem` says so. Rejects when a sound file can't be opened: held by another program, or no room.
   */
  static async open(path: string, now: number): Promise<{ store: Store; problem: string | null }> {
    const { driver, aside } = await openOwn(path, { applicationId, steps, synchronous: 'FULL', pageBytes: 4096, check: true }, now)
    return { store: new Store(driver), problem: aside && `The database was damaged. It was kept as ${aside}, and a new one begun.` }
  }

  get engine(): string {
    return this.driver.engine
  }

  transaction<T>(work: () => T): T {
    this.driver.exec('BEGIN IMMEDIATE')
    try {
      const result = work()
      this.driver.exec('COMMIT')
      return result
    } catch (error) {
      try {
        this.driver.exec('ROLLBACK')
      } catch {
        // SQLite has rolled back by itself, as it does on a full disk; the first error is the one to tell.
      }
      throw error
    }
  }

  close(): void {
    this.statements.clear()
    this.driver.close()
  }

  meta(key: string): string | null {
    return (this.sql('SELECT value FROM meta WHERE key = ?').get(key)?.['value'] as string | undefined) ?? null
  }

  setMeta(key: string, value: string): void {
    this.sql('INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(key, value)
  }

  addSamples(samples: readonly Sample[]): void {
    const insert = this.sql('INSERT OR REPLACE INTO samples VALUES (?, ?, ?, ?, ?, ?)')
    for (const { target, at, status, code, latencyMs, value } of samples) insert.run(target, at, status, code, latencyMs, value)
  }

  /** Newest last. */
  samples(target: string, limit: number): Pick<Sample, 'target' | 'at' | 'status' | 'code' | 'latencyMs' | 'value'>[] {
    const rows = this.sql('SELECT * FROM samples WHERE target = ? ORDER BY at DESC LIMIT ?').all(target, limit)
    return rows.toReversed().map((row) => ({
      target,
      at: row['at'] as number,
      status: row['status'] as Sample['status'],
      code: row['code'] as Sample['code'],
      latencyMs: row['latency_ms'] as number | null,
      value: row['value'] as number | null,
    }))
  }

  saveIncident(incident: Incident): void {
    this.sql(
      `INSERT INTO incidents VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET resolved_at = excluded.resolved_at, body = excluded.body`,
    ).run(incident.id, incident.identity, incident.openedAt, incident.resolvedAt, JSON.stringify(incident))
  }

  openIncidents(): Incident[] {
    return this.sql('SELECT body FROM incidents WHERE resolved_at IS NULL ORDER BY opened_at').all().map(incidentOf)
  }

  /** Newest first. */
  incidents(limit: number): Incident[] {
    return this.sql('SELECT body FROM incidents ORDER BY opened_at DESC LIMIT ?').all(limit).map(incidentOf)
  }

  incidentsSince(at: number): Incident[] {
    return this.sql('SELECT body FROM incidents WHERE opened_at >= ? OR resolved_at >= ? OR resolved_at IS NULL ORDER BY opened_at')
      .all(at, at)
      .map(incidentOf)
  }

  /** Records a run's start. False when a scheduled run of that job for that due time is already recorded. */
  startRun(run: JobRun): boolean {
    if (!run.manual && this.sql('SELECT 1 AS found FROM job_runs WHERE job = ? AND due_at = ? AND manual = 0').get(run.job, run.dueAt))
      return false
    this.sql('INSERT INTO job_runs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
      run.id, run.job, run.dueAt, run.startedAt, run.finishedAt, run.outcome, Number(run.late), Number(run.manual), run.message,
    )
    return true
  }

  finishRun(run: JobRun): void {
    this.sql('UPDATE job_runs SET finished_at = ?, outcome = ?, message = ? WHERE id = ?').run(run.finishedAt, run.outcome, run.message, run.id)
  }

  /** Runs that were under way when the console ended will never finish: says so once, at start. */
  closeInterruptedRuns(): void {
    this.sql("UPDATE job_runs SET outcome = 'interrupted', message = 'The console ended during the run.' WHERE outcome = 'running'").run()
  }

  /** Newest first. */
  runs(limit: number): JobRun[] {
    return this.sql('SELECT * FROM job_runs ORDER BY started_at DESC, due_at DESC LIMIT ?').all(limit).map(runOf)
  }

  runsSince(at: number): JobRun[] {
    return this.sql('SELECT * FROM job_runs WHERE started_at >= ? ORDER BY started_at').all(at).map(runOf)
  }

  /** Due time of each job's newest scheduled run. */
  lastDue(): Map<string, number> {
    const rows = this.sql('SELECT job, MAX(due_at) AS due_at FROM job_runs WHERE manual = 0 GROUP BY job').all()
    return new Map(rows.map((row) => [row['job'] as string, row['due_at'] as number]))
  }

  lastRun(job: string): JobRun | null {
    const row = this.sql('SELECT * FROM job_runs WHERE job = ? ORDER BY started_at DESC LIMIT 1').get(job)
    return row ? runOf(row) : null
  }

  enqueue(channel: string, message: Message, now: number): void {
    const [only, second] = message.about
    this.sql("INSERT INTO outbox (channel, created_at, message, state, not_before, incident) VALUES (?, ?, ?, 'waiting', ?, ?)").run(
      channel, now, JSON.stringify(message), now, only && !second ? only.incident : null,
    )
  }

  /** What waits in a channel, due or not, oldest first: order within a channel is kept. */
  waiting(channel: string, limit = 1000): OutboxRow[] {
    return this.sql("SELECT * FROM outbox WHERE channel = ? AND state = 'waiting' ORDER BY id LIMIT ?").all(channel, limit).map(outboxOf)
  }

  /** Settles a parcel: all its rows at once, or none. */
  markDelivered(ids: readonly number[], receipt: string): void {
    const mark = this.sql("UPDATE outbox SET state = 'delivered', receipt = ?, problem = NULL, attempts = attempts + 1 WHERE id = ?")
    if (ids.length === 1) mark.run(receipt, ids[0]!)
    else this.transaction(() => ids.forEach((id) => mark.run(receipt, id)))
  }

  markRefused(ids: readonly number[], problem: string): void {
    const mark = this.sql("UPDATE outbox SET state = 'refused', problem = ?, attempts = attempts + 1 WHERE id = ?")
    this.transaction(() => ids.forEach((id) => mark.run(problem, id)))
  }

  postpone(id: number, notBefore: number, restMs: number, problem: string): void {
    this.sql('UPDATE outbox SET not_before = ?, rest_ms = ?, problem = ?, attempts = attempts + 1 WHERE id = ?').run(notBefore, restMs, problem, id)
  }

  /** What the other side calls this channel's message about the beginning of an incident; null when it had none. */
  receiptOf(channel: string, incident: string): string | null {
    const row = this.sql("SELECT receipt FROM outbox WHERE channel = ? AND incident = ? AND state = 'delivered' ORDER BY id LIMIT 1").get(channel, incident)
    return (row?.['receipt'] as string | undefined) ?? null
  }

  /** What was sent where about an incident, oldest first. */
  messagesAbout(incident: string): OutboxRow[] {
    // A summary tells of several: those are found by the text, and made sure of.
    return this.sql('SELECT * FROM outbox WHERE incident = ?1 OR (incident IS NULL AND instr(message, ?1) > 0) ORDER BY id')
      .all(incident)
      .map(outboxOf)
      .filter(({ message }) => message.about.some((about) => about.incident === incident))
  }

  channelRefusal(channel: string): ChannelRefusal | null {
    const body = this.sql('SELECT body FROM channel_refusals WHERE channel = ?').get(channel)?.['body']
    return body === undefined ? null : (JSON.parse(body as string) as ChannelRefusal)
  }

  setChannelRefusal(channel: string, refusal: ChannelRefusal | null): void {
    if (refusal === null) this.sql('DELETE FROM channel_refusals WHERE channel = ?').run(channel)
    else this.sql('INSERT INTO channel_refusals VALUES (?, ?) ON CONFLICT (channel) DO UPDATE SET body = excluded.body').run(channel, JSON.stringify(refusal))
  }

  /** Newest first. */
  outbox(limit: number): OutboxRow[] {
    return this.sql('SELECT * FROM outbox ORDER BY id DESC LIMIT ?').all(limit).map(outboxOf)
  }

  /** What the reader of messages was told, by identity. */
  told(): Map<string, Told> {
    return new Map(this.sql('SELECT * FROM telling').all().map((row) => [row['identity'] as string, JSON.parse(row['body'] as string) as Told]))
  }

  setTold(told: Told): void {
    this.sql('INSERT INTO telling VALUES (?, ?) ON CONFLICT (identity) DO UPDATE SET body = excluded.body').run(told.identity, JSON.stringify(told))
  }

  /** The newest incident of an identity, open or not. */
  newestIncident(identity: string): Incident | null {
    const row = this.sql('SELECT body FROM incidents WHERE identity = ? ORDER BY opened_at DESC LIMIT 1').get(identity)
    return row ? incidentOf(row) : null
  }

  saveBrief(brief: Brief): void {
    this.setMeta('brief', JSON.stringify(brief))
  }

  brief(): Brief | null {
    const text = this.meta('brief')
    return text === null ? null : (JSON.parse(text) as Brief)
  }

  /** What was known of each target, so that a start shows it with its age instead of nothing. */
  saveComponents(components: readonly ComponentState[]): void {
    const save = this.sql('INSERT INTO components VALUES (?, ?) ON CONFLICT (target) DO UPDATE SET body = excluded.body')
    for (const component of components) save.run(component.target, JSON.stringify(component))
  }

  dropComponent(target: string): void {
    this.sql('DELETE FROM components WHERE target = ?').run(target)
  }

  components(): ComponentState[] {
    return this.sql('SELECT body FROM components').all().map((row) => JSON.parse(row['body'] as string) as ComponentState)
  }

  addSpan({ kind, from, to, sleptMs }: Span): void {
    this.sql('INSERT INTO presence (kind, from_wall, from_boot, from_since_boot, to_wall, to_boot, to_since_boot, slept_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(
      kind, ...whole(from), ...whole(to), sleptMs === null ? null : Math.round(sleptMs),
    )
  }

  /** Where the console was when it wasn't awake: the newest spans, oldest first. */
  spans(limit: number): Span[] {
    return this.sql('SELECT * FROM presence ORDER BY id DESC LIMIT ?').all(limit).toReversed().map(spanOf)
  }

  /** That the console runs: what the next start measures by how long it was off. */
  keepPulse(pulse: Pulse): void {
    this.setMeta('pulse', JSON.stringify(pulse))
  }

  lastPulse(): Pulse | null {
    const text = this.meta('pulse')
    return text === null ? null : (JSON.parse(text) as Pulse)
  }

  saveForecasts(forecasts: Readonly<Record<string, unknown>>): void {
    const save = this.sql('INSERT INTO forecasts VALUES (?, ?) ON CONFLICT (series) DO UPDATE SET body = excluded.body')
    for (const [series, known] of Object.entries(forecasts)) save.run(series, JSON.stringify(known))
  }

  forecasts(): Record<string, unknown> {
    return Object.fromEntries(this.sql('SELECT * FROM forecasts').all().map((row) => [row['series'], JSON.parse(row['body'] as string) as unknown]))
  }

  /** All looks of a half-open span, oldest first, for trying a rule on the past. */
  looksBetween(targets: readonly string[], from: number, to: number): StoredLook[] {
    // By target first, as they are kept: a search by time alone would read all of them.
    return this.sql('SELECT * FROM samples WHERE target IN (SELECT value FROM json_each(?)) AND at >= ? AND at < ? ORDER BY at').all(JSON.stringify(targets), from, to).map((row) => ({
      target: row['target'] as string,
      at: row['at'] as number,
      status: row['status'] as StoredLook['status'],
      code: row['code'] as StoredLook['code'],
      latencyMs: row['latency_ms'] as number | null,
      value: row['value'] as number | null,
    }))
  }

  /** Gives room of dropped rows back to the disk, a little at a time. */
  shrink(): void {
    this.driver.exec('PRAGMA incremental_vacuum(200)')
  }

  /** All of it, a little at a time; others have their turn in between. */
  async shrinkWholly(signal: AbortSignal): Promise<void> {
    const empty = (): number => this.sql('PRAGMA freelist_count').get()?.['freelist_count'] as number
    for (let before = Infinity, left = empty(); left > 0 && left < before && !signal.aborted; before = left, left = empty()) {
      this.shrink()
      await new Promise((next) => setImmediate(next))
    }
  }

  /** SQLite's own verdict on the file: "ok" when sound. */
  check(): string {
    return this.sql('PRAGMA quick_check').get()?.['quick_check'] as string
  }

  /** A statement, prepared once; for tables whose rows have a class of their own. */
  sql(text: string) {
    let statement = this.statements.get(text)
    if (!statement) this.statements.set(text, (statement = this.driver.prepare(text)))
    return statement
  }
}

/** Rows of an older console lack what incidents have learned since. */
export function incidentOf(row: Row): Incident {
  const kept = JSON.parse(row['body'] as string) as Incident
  return { ...kept, component: kept.component ?? (kept.rule === 'disk-usage' ? 'disk_ok' : kept.target), mark: kept.mark ?? '', acknowledgedAt: kept.acknowledgedAt ?? null, snooze: kept.snooze ?? null }
}

const whole = ({ wallMs, boot, sinceBootMs }: Moment): [number, string, number] => [Math.round(wallMs), boot, Math.round(sinceBootMs)]

export const spanOf = (row: Row): Span => ({
  kind: row['kind'] as Span['kind'],
  from: { wallMs: row['from_wall'] as number, boot: row['from_boot'] as string, sinceBootMs: row['from_since_boot'] as number },
  to: { wallMs: row['to_wall'] as number, boot: row['to_boot'] as string, sinceBootMs: row['to_since_boot'] as number },
  sleptMs: row['slept_ms'] as number | null,
})

export const runOf = (row: Row): JobRun => ({
  id: row['id'] as string,
  job: row['job'] as string,
  dueAt: row['due_at'] as number,
  startedAt: row['started_at'] as number,
  finishedAt: row['finished_at'] as number | null,
  outcome: row['outcome'] as JobRun['outcome'],
  late: row['late'] === 1,
  manual: row['manual'] === 1,
  message: row['message'] as string | null,
})

/** Rows of an older console don't say what they are about. */
const messageOf = (text: string): Message => {
  const message = JSON.parse(text) as Omit<Message, 'about'> & Partial<Pick<Message, 'about'>>
  return { ...message, about: message.about ?? [] }
}

const outboxOf = (row: Row): OutboxRow => ({
  id: row['id'] as number,
  channel: row['channel'] as string,
  createdAt: row['created_at'] as number,
  message: messageOf(row['message'] as string),
  state: row['state'] as OutboxRow['state'],
  attempts: row['attempts'] as number,
  notBefore: row['not_before'] as number,
  restMs: row['rest_ms'] as number,
  receipt: row['receipt'] as string | null,
  problem: row['problem'] as string | null,
})

import { flag, type Batch } from './batch'
import { CellTable, cpuPlace } from './cells'
import { accountOf, noSeries, type Account, type Accounts } from './cells-accounts'
import type { PriceCalendar } from './cells-epochs'
import { BatchAccounts } from './cells-series'
import { emptyTelling, weightOf, type Ids, type Telling } from './identity'
import type { LineCounts } from './question'
import type { LogRecord } from './record'
import { buckets } from './usage'

type Other = Batch['others'][number]
type Told<K extends LogRecord['kind']> = Extract<LogRecord, { kind: K }>

/** Where entries go beside the cells: what jobs did, for a month. */
export interface TrailSink {
  call(job: string, low: number, high: number, telling: Telling): void
  step(other: Other): void
}

export interface BatchFacts {
  /** The file was read before and is begun anew: lines known already are no second telling. */
  again: boolean
  /** The console's own log. */
  own: boolean
}

export interface PostingParts {
  accounts: Accounts
  ids: Ids
  calendar: PriceCalendar
  trail: TrailSink
  slotMs: number
  /** Processors of the computer: no run uses more time than they have. */
  cores: number
}

/** Latest moment JavaScript has a date for. */
const lastAt = 8.64e15

/** Books what batches tell: each call once, by its most complete telling and at its first time. */
export class Posting {
  /** What has come since it was begun: to be added to the cells that are kept. */
  readonly cells = new CellTable()
  readonly lines: Pick<LineCounts, 'rows' | 'duplicates' | 'ambiguous'> = { rows: 0, duplicates: 0, ambiguous: 0 }
  private readonly before = emptyTelling()
  private readonly telling = emptyTelling()

  constructor(private readonly parts: PostingParts) {}

  take(batch: Batch, facts: BatchFacts): void {
    const accounts = new BatchAccounts(batch, this.parts.accounts, this.parts.calendar)
    for (let call = 0; call < batch.calls.count; call++) this.takeCall(batch, call, accounts, facts)
    for (const other of batch.others) this.takeOther(other, facts)
  }

  private takeCall(batch: Batch, call: number, accounts: BatchAccounts, { again }: BatchFacts): void {
    const { calls, series } = batch
    const { telling } = this
    telling.at = momentOf(calls.at[call]!)
    telling.account = accounts.of(call)
    telling.calls = 1
    for (let place = 0; place < buckets.length; place++) telling.amounts[place] = calls.tokens[call * buckets.length + place]!
    telling.amounts[cpuPlace] = 0
    telling.reported = calls.flags[call]! & flag.reported ? (batch.reported.get(call) ?? 0n) : null
    const anonymous = (calls.flags[call]! & flag.anonymous) !== 0
    const counted = this.count(calls.idLow[call]!, calls.idHigh[call]!, anonymous, again)
    const { job } = series[calls.series[call]!]!
    if (counted && job !== null) this.parts.trail.call(job, calls.idLow[call]!, calls.idHigh[call]!, counted)
  }

  private takeOther(other: Other, facts: BatchFacts): void {
    const { record } = other
    if (record.kind === 'tick') this.takeTick(other, record, facts)
    else if (record.kind === 'cpu') this.takeRun(other, record, facts)
    // A watched program’s time is no run of a job.
    const isRun = record.kind !== 'cpu' || record.job !== ''
    if (record.kind !== 'tick' && record.kind !== 'other' && isRun) this.parts.trail.step(other)
  }

  private takeTick({ idLow, idHigh }: Other, { at, cpuSeconds }: Told<'tick'>, { again, own }: BatchFacts): void {
    if (cpuSeconds === null) return
    this.takeTime(at, cpuSeconds, { ...noSeries, agent: own ? 'console' : null, source: 'tick' })
    this.count(idLow, idHigh, true, again)
  }

  private takeRun({ idLow, idHigh }: Other, { at, job, agent, runId, seconds, wallSeconds }: Told<'cpu'>, { again }: BatchFacts): void {
    const inconsistent = wallSeconds !== undefined && seconds > wallSeconds * this.parts.cores * 1.05
    this.takeTime(at, seconds, { ...noSeries, job, agent, source: 'job', inconsistent })
    this.count(idLow, idHigh, runId === null, again)
  }

  private takeTime(at: number, seconds: number, account: typeof noSeries & Partial<Account>): void {
    const { telling } = this
    telling.at = momentOf(at)
    telling.account = this.parts.accounts.numberOf(accountOf(account, { kind: 'cpu' }))
    telling.calls = 1
    telling.reported = null
    telling.amounts.fill(0)
    telling.amounts[cpuPlace] = Math.round(seconds * 1e6)
  }

  /** Books `this.telling` under a name; what is known of it now, null when that was known before. */
  private count(low: number, high: number, anonymous: boolean, again: boolean): Telling | null {
    const { telling, before, lines } = this
    const { ids } = this.parts
    lines.rows++
    if (!ids.find(low, high, before)) {
      this.add(telling, 1)
      ids.put(low, high, telling)
      return telling
    }
    lines.duplicates++
    if (anonymous) {
      if (!again) this.addRepeated(before)
      return null
    }
    return this.complete(low, high)
  }

  /** The more complete telling counts, at the first time of both. */
  private complete(low: number, high: number): Telling | null {
    const { telling, before } = this
    const more = weightOf(telling.amounts, 0, telling.reported) > weightOf(before.amounts, 0, before.reported)
    if (!more && telling.at >= before.at) return null
    const at = Math.min(telling.at, before.at)
    this.add(before, -1)
    const winner = more ? telling : before
    winner.at = at
    this.add(winner, 1)
    this.parts.ids.put(low, high, winner)
    return winner
  }

  private addRepeated(telling: Telling): void {
    this.lines.ambiguous++
    this.cells.add(this.slotOf(telling.at), this.parts.accounts.repeatedOf(telling.account), telling)
  }

  private add(telling: Telling, sign: 1 | -1): void {
    this.cells.add(this.slotOf(telling.at), telling.account, telling, sign)
  }

  private slotOf(at: number): number {
    return at - (at % this.parts.slotMs)
  }
}

/** What can be kept of a time: whole, and since 1970. */
const momentOf = (at: number): number => Math.min(Math.max(0, Math.round(at)), lastAt)

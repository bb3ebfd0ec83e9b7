import { createHash } from 'node:crypto'
import { mayBeRead, type BillRead } from '../../core/bills/due'
import type { CostSource } from '../../shared/costs'
import type { Fault } from '../../shared/faults'
import type { Clock } from '../../core/io'
import { dayMs, isReady, type BillSource, type Ready } from './bill-source'
import type { BillStore } from './bill-store'

/** What is older than this doesn’t stand in for the present any more. */
const staleMs = dayMs

interface ReadingParts {
  bills: BillStore
  clock: Clock
  onChange(): void
  /** The console ends, and breaks off what is under way. */
  isEnding(): boolean
}

/** Reads one source when it is due, and says how that went. */
export class BillReading<R extends Ready> {
  private underWay: Promise<void> | null = null

  constructor(
    readonly source: BillSource<R>,
    private readonly parts: ReadingParts,
  ) {}

  /** Callers at the same time share one reading. */
  refresh(byHand: boolean): Promise<void> {
    if (this.underWay) return this.underWay
    const { source, parts } = this
    const ready = source.setUp()
    if (!isReady(ready)) return Promise.resolve()
    const before = parts.bills.readOf(source.id)
    if (!byHand && !mayBeRead(before, markOf(ready.key), aboutOf(ready), parts.clock.now())) return Promise.resolve()
    this.underWay = this.read(ready, before).finally(() => {
      this.underWay = null
      parts.onChange()
    })
    return this.underWay
  }

  /** Settles when nothing is under way any more. */
  async settled(): Promise<void> {
    await this.underWay?.catch(() => {})
  }

  /** What is kept and still says something under the present settings; null: nothing. */
  current(): { ready: R; read: BillRead } | null {
    const ready = this.source.setUp()
    const read = isReady(ready) ? this.parts.bills.readOf(this.source.id) : null
    return isReady(ready) && read && read.about === aboutOf(ready) ? { ready, read } : null
  }

  /** The present can’t be told from it: it failed, and what is known is old or nothing at all. */
  isAway(): boolean {
    const current = this.current()
    if (!current || !current.read.fault) return current === null || current.read.at === null
    return current.read.at === null || this.parts.clock.now() - current.read.at > staleMs
  }

  state(): CostSource {
    const { source } = this
    const ready = source.setUp()
    const about = { id: source.id, title: source.title }
    if (!isReady(ready)) return { ...about, ...ready, at: null }
    const { read } = this.current() ?? { read: null }
    const at = read?.at ?? null
    if (read?.fault) return { ...about, ...this.failed(read.fault, at, ready), at }
    if (at === null) return { ...about, state: 'reading', words: this.underWay ? 'Being read for the first time.' : 'Not read yet.', hint: null, at }
    return { ...about, state: 'ok', words: source.words(ready), hint: read?.lacking ?? null, at }
  }

  private failed({ message, hint }: Fault, at: number | null, ready: R): Pick<CostSource, 'state' | 'words' | 'hint'> {
    if (at === null) return { state: 'problem', words: message, hint }
    return { state: this.isAway() ? 'problem' : 'stale', words: `${message} What was read before stays: ${this.source.words(ready)}.`, hint }
  }

  private async read(ready: R, before: BillRead | null): Promise<void> {
    const { bills, clock } = this.parts
    const same = before?.about === aboutOf(ready) ? before : null
    const next: BillRead = { credential: markOf(ready.key), about: aboutOf(ready), triedAt: clock.now(), at: same?.at ?? null, covered: same?.covered ?? null, fault: null, lacking: same?.lacking ?? null }
    const keep = (change: Partial<BillRead>) => bills.saveRead(this.source.id, Object.assign(next, change))
    const came = await this.source.read(ready, next.covered, (covered) => keep({ covered }))
    // What was broken off by us says nothing of the provider.
    if (!came.ok && this.parts.isEnding()) return
    keep(came.ok ? { ...came.value, at: clock.now() } : { fault: came.error })
  }
}

/** Tells one credential from another, and says nothing else about it. */
const markOf = (key: string): string => createHash('sha256').update(`bills\n${key}`).digest('base64url').slice(0, 12)

/** A provider’s bills are those of the account its key belongs to; a table is the same by whatever key it is read. */
const aboutOf = ({ key, about }: Ready): string => about || markOf(key)

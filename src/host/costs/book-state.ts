import type { Accounts } from '../../core/costs/cells-accounts'
import { PriceCalendar } from '../../core/costs/cells-epochs'
import type { PriceTable } from '../../core/costs/prices'
import type { LineCounts } from '../../core/costs/question'
import { slotMsFor } from '../../core/costs/slots'
import type { LogSource } from './book'
import { CostStore } from './store'
import { CellStore } from './store-cells'
import { FileStore } from './store-files'
import { IdStore } from './store-ids'
import { TrailStore } from './store-trail'

/** What a book is told from outside; all of it may change while it lives. */
export interface BookConfig {
  sources: readonly LogSource[]
  prices: PriceTable
  /** IANA name: days, weeks and months are those of this zone. */
  zone: string
}

type Counted = Pick<LineCounts, 'rows' | 'duplicates' | 'ambiguous'>

/** Sources by what they are called; a stream is never kept. */
const namesOf = (sources: readonly LogSource[]): string[] => sources.flatMap((source) => ('folder' in source ? [source.folder] : 'file' in source ? [source.file] : []))

/** What a book has in memory of its database. It is void once another program has written to that, or a transaction has failed. */
export class BookState {
  readonly accounts: Accounts
  readonly ids: IdStore
  readonly files: FileStore
  readonly trail: TrailStore
  readonly cells: CellStore
  readonly calendar: PriceCalendar
  readonly slotMs: number
  lines: Counted
  private commits: number

  constructor(
    readonly store: CostStore,
    { sources, prices, zone }: BookConfig,
    now: () => number,
  ) {
    this.slotMs = this.slotMsOf(sources, zone, now())
    this.accounts = store.accounts()
    this.ids = new IdStore(store)
    this.files = new FileStore(store)
    this.trail = new TrailStore(store, now)
    this.cells = new CellStore(store, store.meta('zone') ?? zone)
    if (this.cells.zone !== zone) this.cells.rezone(zone)
    this.calendar = new PriceCalendar(prices)
    this.lines = JSON.parse(store.meta('lines') ?? '{"rows":0,"duplicates":0,"ambiguous":0}') as Counted
    this.commits = this.kept('commits')
    store.transaction(() => {
      store.setMeta('zone', zone)
      store.setMeta('slot-ms', String(this.slotMs))
      store.setMeta('sources', JSON.stringify(namesOf(sources)))
      this.noteThresholds()
    })
  }

  /** What is kept is no longer what another program has made of it. */
  get isOutdated(): boolean {
    return this.kept('commits') !== this.commits
  }

  /** Notes for people on what couldn't be set right by itself. */
  get notes(): string[] {
    return JSON.parse(this.store.meta('notes') ?? '[]') as string[]
  }

  /** Keeps everything at once, or nothing. False when another program has written meanwhile: then this state is void. */
  commit(save: () => void): boolean {
    let mine = true
    this.store.transaction(() => {
      mine = !this.isOutdated
      if (!mine) return
      save()
      this.store.saveAccounts(this.accounts)
      this.store.setMeta('lines', JSON.stringify(this.lines))
      this.store.setMeta('commits', String(++this.commits))
    })
    return mine
  }

  private kept(key: string): number {
    return Number(this.store.meta(key) ?? 0)
  }

  /** Where what is kept can't answer for the new zone or sources, the logs are read anew. */
  private slotMsOf(sources: readonly LogSource[], zone: string, now: number): number {
    const before = this.kept('slot-ms')
    const wanted = this.store.meta('zone') === zone ? before : slotMsFor(zone, now)
    const gone = (JSON.parse(this.store.meta('sources') ?? '[]') as string[]).some((name) => !namesOf(sources).includes(name))
    if (before !== 0 && before <= wanted && !gone) return before
    this.store.transaction(() => this.store.clear())
    return slotMsFor(zone, now)
  }

  /** A model whose long-context thresholds are others now can't be told apart by them in what was read before: that is said. */
  private noteThresholds(): void {
    const before = JSON.parse(this.store.meta('thresholds') ?? '{}') as Record<string, readonly number[]>
    const models = new Map(this.accounts.all.filter(({ kind }) => kind === 'llm').map(({ provider, model }) => [`${provider}/${model}`, this.calendar.of(provider, model).thresholds]))
    const moved = [...models].filter(([name, thresholds]) => before[name] && JSON.stringify(before[name]) !== JSON.stringify(thresholds)).map(([name]) => name)
    const notes = moved.map((name) => `The long-context threshold of ${name} is another one in the present prices. Calls read before are priced on the side of the old one.`)
    if (notes.length > 0) this.store.setMeta('notes', JSON.stringify([...new Set([...this.notes, ...notes])]))
    this.store.setMeta('thresholds', JSON.stringify(Object.fromEntries(models)))
  }
}

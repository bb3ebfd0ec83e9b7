import { ByteWriter } from '../../core/costs/cells-bytes'
import { IdTable, type IdEntry, type Ids, type Telling } from '../../core/costs/identity'
import { chunksOf, chunksOfTable, merged, rising } from '../../core/costs/identity-chunk'
import { bytesOf } from '../store/driver'
import { ChunkReader } from './store-chunks'
import type { CostStore } from './store'

/** Entries in memory and in the journal, at least, before they are sorted into the chunks. */
const journalEntries = 65_536
/** Most that are held in memory while much is read. */
const mostEntries = 1_500_000
/** Most rows of the journal: reading one takes as long as reading a hundred entries. */
const mostRows = 500
/** Parts of the whole that the journal may be: the more is kept, the rarer all of it is written again. */
const journalPart = 16

/** Names of calls: sorted chunks in the database, and in memory what came since they were sorted. */
export class IdStore implements Ids {
  private recent = new IdTable()
  /** Of `recent`, how many are in the journal; those below it that were told anew. */
  private journaled = 0
  private retold = new Set<number>()
  /** Of the journal. */
  private rows: number
  private readonly chunks: ChunkReader
  /** What was looked for last, and where in `recent` it is: it is put there next, as a rule. */
  private readonly sought = { low: -1, high: -1, place: -1 }

  constructor(private readonly store: CostStore) {
    this.chunks = new ChunkReader(store)
    const journal = store.sql('SELECT entries FROM id_journal ORDER BY number').all()
    for (const { entries } of journal) this.recent.unpackAll(bytesOf(entries))
    this.journaled = this.recent.count
    this.rows = journal.length
  }

  find(low: number, high: number, into: Telling): boolean {
    const place = this.recent.find(low, high)
    const { sought } = this
    sought.low = low
    sought.high = high
    sought.place = place
    if (place === -1) return this.chunks.find(low, high, into)
    this.recent.get(place, into)
    return true
  }

  put(low: number, high: number, telling: Telling): void {
    const { sought } = this
    const place = sought.low === low && sought.high === high ? sought.place : this.recent.find(low, high)
    sought.low = -1
    if (place !== -1 && place < this.journaled) this.retold.add(place)
    this.recent.put(low, high, telling, place)
  }

  /** Keeps what came since the last time; within a transaction. After a failure, this object is void. */
  save(): void {
    if (this.rows >= mostRows) this.emptyJournal()
    const writer = new ByteWriter(new Uint8Array(64 * (this.recent.count - this.journaled + this.retold.size)))
    for (const place of this.retold) this.recent.pack(place, writer)
    for (let place = this.journaled; place < this.recent.count; place++) this.recent.pack(place, writer)
    if (writer.length > 0) {
      this.store.sql('INSERT INTO id_journal (entries) VALUES (?)').run(writer.written)
      this.rows++
    }
    this.journaled = this.recent.count
    this.retold = new Set()
  }

  /** Whether it is time to sort what is in memory into the chunks; while much is read, only when it grows too large. */
  isFull(reading: boolean): boolean {
    return this.recent.count > (reading ? mostEntries : Math.max(journalEntries, this.chunks.entries / journalPart))
  }

  /** Sorts everything into the chunks; within a transaction. What isn't saved yet is saved by it. After a failure, this object is void. */
  fold(): void {
    if (this.chunks.entries === 0) this.writeAll()
    else this.mergeAll()
    this.chunks.added(this.recent.count)
    this.recent = new IdTable()
    this.emptyJournal()
  }

  private writeAll(): void {
    const insert = this.store.sql('INSERT INTO id_chunks VALUES (?, ?)')
    for (const { first, bytes } of chunksOfTable(this.recent)) insert.run(first, bytes)
  }

  private mergeAll(): void {
    for (const { first, before, added } of this.chunks.withAdded(rising(this.recent))) this.replace(first, before, added)
  }

  private emptyJournal(): void {
    this.store.sql('DELETE FROM id_journal').run()
    this.rows = 0
    this.journaled = 0
    this.retold = new Set()
  }

  private replace(first: number, before: readonly IdEntry[], added: readonly IdEntry[]): void {
    this.store.sql('DELETE FROM id_chunks WHERE first = ?').run(first)
    const insert = this.store.sql('INSERT INTO id_chunks VALUES (?, ?)')
    for (const chunk of chunksOf(first, merged(before, added))) insert.run(chunk.first, chunk.bytes)
  }
}

import type { IdEntry, Telling } from '../../core/costs/identity'
import { IdChunk } from '../../core/costs/identity-chunk'
import { IdFilter } from '../../core/costs/identity-filter'
import { bytesOf, type Row } from '../store/driver'
import type { CostStore } from './store'

/** Chunks held in memory at most, some 8 KiB each. */
const mostHeld = 4096
/** Look-ups after which it pays to have passed through all chunks once. */
const fewLookUps = 1000

/** What many look-ups need at hand. */
interface Known {
  /** Rising. */
  firsts: number[]
  held: Map<number, IdChunk>
  filter: IdFilter
}

/** What is to be put into a chunk, or into the place of none. */
export interface Addition {
  first: number
  before: readonly IdEntry[]
  added: IdEntry[]
}

/** Entries that are sorted and written together where there is no chunk yet. */
const partEntries = 4096
const isEnough = ({ added }: Addition, next: IdEntry): boolean => added.length >= partEntries && added.at(-1)!.high !== next.high

const chunkOf = (row: Row): IdChunk => new IdChunk(bytesOf(row['entries']))

/** Finds names in the chunks: few of them by the database alone; when they become many, all chunks are passed through once and most names are answered without it. */
export class ChunkReader {
  entries: number
  private count: number
  private lookUps = 0
  private known: Known | null = null

  constructor(private readonly store: CostStore) {
    this.count = store.sql('SELECT COUNT(*) AS count FROM id_chunks').get()!['count'] as number
    this.entries = Number(store.meta('chunk-entries') ?? 0)
  }

  find(low: number, high: number, into: Telling): boolean {
    if (this.count === 0) return false
    if (!this.known && ++this.lookUps > fewLookUps + this.count) this.known = this.passThrough()
    if (this.known && !this.known.filter.mayHave(low, high)) return false
    const chunk = this.known ? this.heldChunk(this.known, high) : this.chunkAt(high)
    return chunk.find(low, high, into)
  }

  /** Each chunk with those of the new entries that belong into it. Where there is none yet, the entries come in parts of their own. */
  *withAdded(rising: Iterable<IdEntry>): Generator<Addition> {
    const firsts = this.firsts()
    let addition: Addition | null = null
    let place = 0
    for (const entry of rising) {
      while (place + 1 < firsts.length && firsts[place + 1]! <= entry.high) place++
      const first: number = firsts[place] ?? (addition && !isEnough(addition, entry) ? addition.first : addition ? entry.high : 0)
      if (addition && addition.first !== first) {
        yield addition
        addition = null
      }
      addition ??= { first, before: firsts.length > 0 ? this.chunkAt(first).entries() : [], added: [] }
      addition.added.push(entry)
    }
    if (addition) yield addition
  }

  /** The chunks have changed, and hold so many entries more at most. */
  added(entries: number): void {
    this.entries += entries
    this.store.setMeta('chunk-entries', String(this.entries))
    this.count = this.store.sql('SELECT COUNT(*) AS count FROM id_chunks').get()!['count'] as number
    this.known = null
  }

  private firsts(): number[] {
    return this.store.sql('SELECT first FROM id_chunks ORDER BY first').all().map(({ first }) => first as number)
  }

  private chunkAt(high: number): IdChunk {
    return chunkOf(this.store.sql('SELECT entries FROM id_chunks WHERE first <= ? ORDER BY first DESC LIMIT 1').get(high)!)
  }

  private heldChunk({ firsts, held }: Known, high: number): IdChunk {
    let [from, to] = [0, firsts.length]
    while (to - from > 1) {
      const middle = (from + to) >>> 1
      if (firsts[middle]! <= high) from = middle
      else to = middle
    }
    const first = firsts[from]!
    let chunk = held.get(first)
    if (!chunk) {
      if (held.size >= mostHeld) held.clear()
      held.set(first, (chunk = this.chunkAt(first)))
    }
    return chunk
  }

  private passThrough(): Known {
    const known: Known = { firsts: this.firsts(), held: new Map(), filter: new IdFilter(this.entries) }
    for (const first of known.firsts) {
      const chunk = this.heldChunk(known, first)
      for (let place = 0; place < chunk.count; place++) known.filter.add(chunk.low(place), chunk.high(place))
    }
    return known
  }
}

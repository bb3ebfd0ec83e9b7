import { ByteReader, ByteWriter } from './cells-bytes'
import { cpuPlace } from './cells'
import { emptyEntry, packEntry, unpackEntry, type ReadEntry } from './cells-codec'
import { buckets } from './usage'

/** The most complete telling of a call (or of a run's CPU time) so far. */
export interface Telling extends ReadEntry {
  /** Its first time, UTC epoch ms. */
  at: number
}

export const emptyTelling = (): Telling => ({ at: 0, ...emptyEntry() })

const searches = buckets.indexOf('searches')

/** A name with its packed telling: bytes[from, to). */
export interface IdEntry {
  low: number
  high: number
  bytes: Uint8Array
  from: number
  to: number
}

/** What is known of ids: in memory, in a database or in both. */
export interface Ids {
  /** False when it isn't known; `into` then holds nothing. */
  find(low: number, high: number, into: Telling): boolean
  put(low: number, high: number, telling: Telling): void
}

/** How much of a call has been told. */
export function weightOf(amounts: ArrayLike<number>, from: number, reported: bigint | null): number {
  let weight = reported === null ? 0 : 0.5
  for (let place = 0; place <= cpuPlace; place++) if (place !== searches) weight += amounts[from + place]!
  return weight
}

/** Numbers of an entry that lie side by side: what is looked up at random is one step into memory, not four. */
const entryWords = 4
const [lowWord, highWord, startWord, sizeWord] = [0, 1, 2, 3]

/** Tellings by a 64-bit name, packed: a million of them take some fifty megabytes. */
export class IdTable {
  count = 0
  /** By place: both halves of the name, where its packed telling begins, and its size. */
  private entries = new Uint32Array(256 * entryWords)
  private readonly packed = new ByteWriter()
  private readonly reader = new ByteReader(this.packed.bytes)
  /** Open addressing, two numbers a slot: place + 1 (0 for empty), and the high half of the name, so that what differs is seen without going there. */
  private index = new Uint32Array(2 * 1024)
  /** Where in the index the last search ended: what isn’t found is added next, as a rule. */
  private ended = 0

  /** Its place; −1 when it isn’t there. */
  find(low: number, high: number): number {
    const { index, entries } = this
    const mask = index.length - 1
    for (let at = slotOf(low, high) & mask; ; at = (at + 2) & mask) {
      const place = index[at]! - 1
      if (place !== -1 && (index[at + 1] !== high || entries[place * entryWords + lowWord] !== low)) continue
      this.ended = at
      return place
    }
  }

  get(place: number, into: Telling): void {
    this.reader.bytes = this.packed.bytes
    this.reader.at = this.entries[place * entryWords + startWord]!
    unpackTelling(this.reader, into)
  }

  /** Adds it, or puts it in the place of the one of that name. `found`: what `find` has just said of the name. */
  put(low: number, high: number, telling: Telling, found = this.find(low, high)): void {
    const at = (found === -1 ? this.newPlace(low, high) : found) * entryWords
    const from = this.packed.length
    packTelling(this.packed, telling)
    this.entries[at + startWord] = from
    this.entries[at + sizeWord] = this.packed.length - from
  }

  /** An entry whose bytes are void after the next `put`. */
  entry(place: number): IdEntry {
    const at = place * entryWords
    const from = this.entries[at + startWord]!
    return { low: this.entries[at + lowWord]!, high: this.highAt(place), bytes: this.packed.bytes, from, to: from + this.sizeAt(place) }
  }

  highAt(place: number): number {
    return this.entries[place * entryWords + highWord]!
  }

  /** Bytes of the telling there. */
  sizeAt(place: number): number {
    return this.entries[place * entryWords + sizeWord]!
  }

  copyTo(chunk: { add(low: number, high: number, bytes: Uint8Array, from: number, to: number): void }, place: number): void {
    const at = place * entryWords
    const from = this.entries[at + startWord]!
    chunk.add(this.entries[at + lowWord]!, this.entries[at + highWord]!, this.packed.bytes, from, from + this.entries[at + sizeWord]!)
  }

  /** Appends a name with its telling. */
  pack(place: number, writer: ByteWriter): void {
    const { low, high, bytes, from, to } = this.entry(place)
    writer.word(low)
    writer.word(high)
    writer.raw(bytes, from, to)
  }

  /** Takes in what `pack` has written. */
  unpackAll(bytes: Uint8Array): void {
    const reader = new ByteReader(bytes)
    const telling = emptyTelling()
    while (!reader.atEnd) {
      const [low, high] = [reader.word(), reader.word()]
      unpackTelling(reader, telling)
      this.put(low, high, telling)
    }
  }

  private newPlace(low: number, high: number): number {
    if (this.count * entryWords === this.entries.length) this.enlarge()
    const place = this.count++
    this.entries[place * entryWords + lowWord] = low
    this.entries[place * entryWords + highWord] = high
    if (this.count * 4 > this.index.length) this.reindex(this.index.length * 2)
    else this.occupy(this.ended, place)
    return place
  }

  private enter(place: number): void {
    const mask = this.index.length - 1
    let at = slotOf(this.entries[place * entryWords + lowWord]!, this.highAt(place)) & mask
    while (this.index[at] !== 0) at = (at + 2) & mask
    this.occupy(at, place)
  }

  private occupy(at: number, place: number): void {
    this.index[at] = place + 1
    this.index[at + 1] = this.highAt(place)
  }

  private enlarge(): void {
    const larger = new Uint32Array(this.entries.length * 2)
    larger.set(this.entries)
    this.entries = larger
  }

  private reindex(length: number): void {
    this.index = new Uint32Array(length)
    for (let place = 0; place < this.count; place++) this.enter(place)
  }
}

/** Even, since a slot has two numbers. */
const slotOf = (low: number, high: number): number => (low ^ (high >>> 16)) << 1

export function packTelling(writer: ByteWriter, telling: Telling): void {
  writer.number(telling.at)
  packEntry(writer, telling.account, telling)
}

export function unpackTelling(reader: ByteReader, into: Telling): void {
  into.at = reader.number()
  unpackEntry(reader, into)
}

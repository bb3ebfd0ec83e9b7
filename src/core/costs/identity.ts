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

/** Tellings by a 64-bit name, packed: a million of them take some thirty megabytes. */
export class IdTable {
  count = 0
  low = new Uint32Array(256)
  high = new Uint32Array(256)
  /** Where each one’s packed telling begins. */
  private starts = new Uint32Array(256)
  private sizes = new Uint32Array(256)
  private readonly packed = new ByteWriter()
  private readonly reader = new ByteReader(this.packed.bytes)
  /** Open addressing: place + 1, 0 for empty; beside it the high half, so that what differs is seen without going there. */
  private index = new Uint32Array(1024)
  private tags = new Uint32Array(1024)
  /** Where in the index the last search ended: what isn’t found is added next, as a rule. */
  private ended = 0

  /** Its place; −1 when it isn’t there. */
  find(low: number, high: number): number {
    const mask = this.index.length - 1
    for (let at = (low ^ (high >>> 16)) & mask; ; at = (at + 1) & mask) {
      const place = this.index[at]! - 1
      if (place !== -1 && (this.tags[at] !== high || this.low[place] !== low)) continue
      this.ended = at
      return place
    }
  }

  get(place: number, into: Telling): void {
    this.reader.bytes = this.packed.bytes
    this.reader.at = this.starts[place]!
    unpackTelling(this.reader, into)
  }

  /** Adds it, or puts it in the place of the one of that name. `found`: what `find` has just said of the name. */
  put(low: number, high: number, telling: Telling, found = this.find(low, high)): void {
    const place = found === -1 ? this.newPlace(low, high) : found
    this.starts[place] = this.packed.length
    packTelling(this.packed, telling)
    this.sizes[place] = this.packed.length - this.starts[place]!
  }

  /** An entry whose bytes are void after the next `put`. */
  entry(place: number): IdEntry {
    const from = this.starts[place]!
    return { low: this.low[place]!, high: this.high[place]!, bytes: this.packed.bytes, from, to: from + this.sizes[place]! }
  }

  /** Bytes of the telling there. */
  sizeAt(place: number): number {
    return this.sizes[place]!
  }

  copyTo(chunk: { add(low: number, high: number, bytes: Uint8Array, from: number, to: number): void }, place: number): void {
    const from = this.starts[place]!
    chunk.add(this.low[place]!, this.high[place]!, this.packed.bytes, from, from + this.sizes[place]!)
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
    if (this.count === this.low.length) this.enlarge()
    const place = this.count++
    this.low[place] = low
    this.high[place] = high
    if (this.count * 2 > this.index.length) this.reindex(this.index.length * 2)
    else this.occupy(this.ended, place)
    return place
  }

  private enter(place: number): void {
    const mask = this.index.length - 1
    let at = (this.low[place]! ^ (this.high[place]! >>> 16)) & mask
    while (this.index[at] !== 0) at = (at + 1) & mask
    this.occupy(at, place)
  }

  private occupy(at: number, place: number): void {
    this.index[at] = place + 1
    this.tags[at] = this.high[place]!
  }

  private enlarge(): void {
    for (const name of ['low', 'high', 'starts', 'sizes'] as const) {
      const larger = new Uint32Array(this.count * 2)
      larger.set(this[name])
      this[name] = larger
    }
  }

  private reindex(room: number): void {
    this.index = new Uint32Array(room)
    this.tags = new Uint32Array(room)
    for (let place = 0; place < this.count; place++) this.enter(place)
  }
}

export function packTelling(writer: ByteWriter, telling: Telling): void {
  writer.number(telling.at)
  packEntry(writer, telling.account, telling)
}

export function unpackTelling(reader: ByteReader, into: Telling): void {
  into.at = reader.number()
  unpackEntry(reader, into)
}

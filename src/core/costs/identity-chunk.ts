import { ByteReader, Damaged } from './cells-bytes'
import { unpackTelling, type IdEntry, type IdTable, type Telling } from './identity'

/** Entries of a chunk, at best: a page or two of the database. */
const chunkEntries = 256
const headerWords = 1

/** A chunk as it lies in the database: count, high halves, low halves, ends of the tellings, the tellings. Words are little-endian. */
export class IdChunk {
  readonly count: number
  private readonly words: Uint32Array
  private readonly tellings: number

  constructor(private readonly bytes: Uint8Array) {
    const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice()
    this.count = new DataView(aligned.buffer, aligned.byteOffset, 4).getUint32(0, true)
    this.tellings = 4 * (headerWords + 3 * this.count)
    if (this.tellings > bytes.length) throw new Damaged('a chunk of names is shorter than it says')
    this.words = new Uint32Array(aligned.buffer, aligned.byteOffset + 4 * headerWords, 3 * this.count)
  }

  high(place: number): number {
    return this.words[place]!
  }

  low(place: number): number {
    return this.words[this.count + place]!
  }

  find(low: number, high: number, into: Telling): boolean {
    for (let place = this.firstAtLeast(high); place < this.count && this.high(place) === high; place++) {
      if (this.low(place) !== low) continue
      unpackTelling(new ByteReader(this.bytes, this.begin(place)), into)
      return true
    }
    return false
  }

  entries(): IdEntry[] {
    return Array.from({ length: this.count }, (_, place) => {
      return { low: this.low(place), high: this.high(place), bytes: this.bytes, from: this.begin(place), to: this.begin(place + 1) }
    })
  }

  private begin(place: number): number {
    return this.tellings + (place === 0 ? 0 : this.words[2 * this.count + place - 1]!)
  }

  private firstAtLeast(high: number): number {
    let [from, to] = [0, this.count]
    while (from < to) {
      const middle = (from + to) >>> 1
      if (this.words[middle]! < high) from = middle + 1
      else to = middle
    }
    return from
  }
}

/** Fills a chunk entry by entry. */
class ChunkWriter {
  readonly bytes: Uint8Array
  private readonly words: Uint32Array
  private readonly begin: number
  private end: number
  private place = 0

  /** `size`: bytes of the tellings. */
  constructor(private readonly count: number, size: number) {
    this.begin = this.end = 4 * (headerWords + 3 * count)
    this.bytes = new Uint8Array(this.begin + size)
    this.words = new Uint32Array(this.bytes.buffer, 0, this.begin / 4)
    this.words[0] = count
  }

  add(low: number, high: number, bytes: Uint8Array, from: number, to: number): void {
    const at = headerWords + this.place++
    for (let next = from; next < to; next++) this.bytes[this.end++] = bytes[next]!
    this.words[at] = high
    this.words[at + this.count] = low
    this.words[at + 2 * this.count] = this.end - this.begin
  }
}

function packChunk(entries: readonly IdEntry[]): Uint8Array {
  const chunk = new ChunkWriter(entries.length, entries.reduce((sum, { from, to }) => sum + to - from, 0))
  for (const { low, high, bytes, from, to } of entries) chunk.add(low, high, bytes, from, to)
  return chunk.bytes
}

export interface PackedChunk {
  first: number
  bytes: Uint8Array
}

/** Chunks of entries in rising order; names with the same high half stay together. The first one begins at `first`. */
export function chunksOf(first: number, entries: readonly IdEntry[]): PackedChunk[] {
  const chunks: PackedChunk[] = []
  for (let from = 0; from < entries.length; ) {
    let to = Math.min(from + chunkEntries, entries.length)
    while (to < entries.length && entries[to]!.high === entries[to - 1]!.high) to++
    chunks.push({ first: from === 0 ? first : entries[from]!.high, bytes: packChunk(entries.slice(from, to)) })
    from = to
  }
  return chunks
}

const nameOrder = (a: IdEntry, b: IdEntry): number => a.high - b.high || a.low - b.low

/** Both rise already, which makes the sort a mere passing through; where both have a name, the newer telling counts. */
export function merged(older: readonly IdEntry[], newer: readonly IdEntry[]): readonly IdEntry[] {
  if (older.length === 0) return newer
  const all = [...older, ...newer].toSorted(nameOrder)
  return all.filter((entry, i) => i + 1 === all.length || nameOrder(entry, all[i + 1]!) !== 0)
}

/** Chunks of a whole table, where there are none yet: without an object for each of a million names. */
export function* chunksOfTable(table: IdTable): Generator<PackedChunk> {
  const places = sortedPlaces(table)
  const high = (at: number): number => table.highAt(places[at]!)
  for (let from = 0; from < places.length; ) {
    let to = Math.min(from + chunkEntries, places.length)
    while (to < places.length && high(to) === high(to - 1)) to++
    yield { first: from === 0 ? 0 : high(from), bytes: packPlaces(table, places.subarray(from, to)) }
    from = to
  }
}

function packPlaces(table: IdTable, places: Uint32Array): Uint8Array {
  let size = 0
  for (let at = 0; at < places.length; at++) size += table.sizeAt(places[at]!)
  const chunk = new ChunkWriter(places.length, size)
  for (let at = 0; at < places.length; at++) table.copyTo(chunk, places[at]!)
  return chunk.bytes
}

/** All of a table in rising order of the high halves. */
export function* rising(table: IdTable): Generator<IdEntry> {
  for (const place of sortedPlaces(table)) yield table.entry(place)
}

/** Eleven bits at a time, the lowest first: their counters stay in the processor’s cache. */
const digitBits = 11

/** Places in rising order of their high halves. The numbers go along with the places, so that nothing is looked up at random. */
function sortedPlaces(table: IdTable): Uint32Array {
  const { count } = table
  let [numbers, places] = [new Uint32Array(count), new Uint32Array(count)]
  for (let place = 0; place < count; place++) {
    numbers[place] = table.highAt(place)
    places[place] = place
  }
  let [spareNumbers, sparePlaces] = [new Uint32Array(count), new Uint32Array(count)]
  for (let shift = 0; shift < 32; shift += digitBits) {
    scatter(numbers, places, spareNumbers, sparePlaces, shift)
    ;[numbers, spareNumbers] = [spareNumbers, numbers]
    ;[places, sparePlaces] = [sparePlaces, places]
  }
  return places
}

/** In rising order of one digit; alike ones stay in their order. */
function scatter(numbers: Uint32Array, places: Uint32Array, toNumbers: Uint32Array, toPlaces: Uint32Array, shift: number): void {
  const mask = (1 << digitBits) - 1
  const next = new Uint32Array(mask + 2)
  for (let at = 0; at < numbers.length; at++) next[((numbers[at]! >>> shift) & mask) + 1]!++
  for (let at = 1; at < next.length; at++) next[at]! += next[at - 1]!
  for (let at = 0; at < numbers.length; at++) {
    const to = next[(numbers[at]! >>> shift) & mask]!++
    toNumbers[to] = numbers[at]!
    toPlaces[to] = places[at]!
  }
}

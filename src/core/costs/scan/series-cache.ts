import type { Series } from '../batch'
import type { BatchColumns } from './columns'
import { kind, type FieldScanner } from './fields'
import type { Recogniser } from './recogniser'
import { sameBytes } from './keys'

interface Known {
  name: Uint8Array
  series: number
  /** Another one with the same hash. */
  next: Known | null
}

const longestName = 1024
/** No byte of UTF-8. */
const endOfText = 0xfe
const noText = 0xff

/** Finds the series of a line by the bytes of the fields that make it up, so that no text is made for lines alike. */
export class SeriesCache {
  private readonly known = new Map<number, Known>()
  private readonly name = new Uint8Array(longestName)
  private readonly words = new Int32Array(this.name.buffer)
  private serial = -1

  constructor(
    private readonly slots: readonly number[],
    /** What the fields' texts mean, in the order of the slots; null for one that isn't there. null: look at the line carefully. */
    private readonly seriesOf: (texts: (string | null)[]) => Series | null,
    private readonly decode: (bytes: Uint8Array, from: number, to: number) => string,
  ) {}

  /** Number of the line's series in the batch; -1: look at the line carefully. */
  find(fields: Recogniser, columns: BatchColumns): number {
    const { likeness } = fields
    if (likeness === null) return this.search(fields, columns)
    // The fields are words, which all lines alike share.
    if (likeness.serial !== columns.serial) {
      likeness.series = this.search(fields, columns)
      likeness.serial = columns.serial
    }
    return likeness.series
  }

  private search(fields: FieldScanner, columns: BatchColumns): number {
    if (this.serial !== columns.serial) {
      this.known.clear()
      this.serial = columns.serial
    }
    const length = this.writeName(fields)
    if (length === -1) return -1
    let hash = length
    for (let index = 0; index < length; index += 4) hash = Math.imul(hash ^ this.words[index >> 2]!, 0x9e3779b1) ^ (hash >>> 15)
    const first = this.known.get(hash) ?? null
    for (let known = first; known !== null; known = known.next) if (sameBytes(known.name, this.name, 0, length)) return known.series
    return this.learn(fields, columns, hash, length, first)
  }

  /** Its length; -1 when it can't be told by bytes alone. */
  private writeName(fields: FieldScanner): number {
    const { name } = this
    const { text, starts, ends } = fields
    let length = 0
    for (const slot of this.slots) {
      const is = fields.kindOf(slot)
      if (is === kind.text) {
        const end = ends[slot]!
        if (length + end - starts[slot]! + this.slots.length > longestName) return -1
        for (let at = starts[slot]!; at < end; at++) name[length++] = text[at]!
        name[length++] = endOfText
      } else if (is === kind.absent || is === kind.null) name[length++] = noText
      else return -1
    }
    // The last word is hashed as a whole.
    for (let at = length; (at & 3) !== 0; at++) name[at] = 0
    return length
  }

  private learn(fields: FieldScanner, columns: BatchColumns, hash: number, length: number, next: Known | null): number {
    const texts = this.slots.map((slot) => (fields.kindOf(slot) === kind.text ? this.decode(fields.text, fields.starts[slot]!, fields.ends[slot]!) : null))
    const series = this.seriesOf(texts)
    if (series === null) return -1
    const number = columns.seriesOf(series)
    this.known.set(hash, { name: this.name.slice(0, length), series: number, next })
    return number
  }
}

import type { Desk } from './desk'
import { viewOf } from './hash'
import type { KeySet, WantedKey } from './keys'
import { Places, holds } from './places'
import { isDigit, Tokens } from './tokens'

/** What a wanted value is. `odd` is what the careful reader has to look at: an escaped text, a number that isn't a short whole one. */
export const kind = { absent: 0, text: 1, whole: 2, true: 3, false: 4, null: 5, object: 6, array: 7, odd: 8 } as const
export type Kind = (typeof kind)[keyof typeof kind]

/** Digits that a double holds exactly. */
const exactDigits = 15

/** Checks a line's JSON and notes where its wanted values are. */
export class FieldScanner extends Tokens {
  readonly text: Uint8Array
  /** The same bytes, four at a time. */
  readonly view: DataView
  /** Where the texts (without their quotes) and the lists are. */
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** Of whole numbers. */
  readonly values: Float64Array
  /** Bits of the formats that might claim the line. */
  marks = 0
  /** By slot. */
  protected kinds: Uint8Array
  /** Those of the line that was looked through last. */
  protected readonly ownKinds: Uint8Array
  /** Where that line has what other lines might have otherwise. */
  protected readonly places = new Places()

  constructor(
    desk: Desk,
    private readonly keys: KeySet,
    slots: number,
    /** Bits of the formats that might claim any line. */
    private readonly always: number,
  ) {
    super(desk)
    this.text = desk.bytes
    this.view = viewOf(desk.bytes)
    this.starts = new Int32Array(slots)
    this.ends = new Int32Array(slots)
    this.values = new Float64Array(slots)
    this.kinds = this.ownKinds = new Uint8Array(slots)
  }

  kindOf(slot: number): Kind {
    return this.kinds[slot] as Kind
  }

  /** Where the object's line, which begins at `from`, ends: at its line end. -1: look at it carefully. */
  fieldsEnd(from: number): number {
    this.kinds = this.ownKinds.fill(kind.absent)
    this.marks = this.always
    this.places.count = 0
    const end = this.bytes[from] === 0x7b ? this.wantedEnd(this.keys, from + 1) : -1
    if (end === -1) return -1
    const at = this.past(end)
    return this.bytes[at] === 0x0a ? at : -1
  }

  /** Of an object in which keys are looked out for. */
  private wantedEnd(keys: KeySet, from: number): number {
    const { bytes } = this
    let at = this.past(from)
    if (bytes[at] === 0x7d) return at + 1
    for (;;) {
      if ((at = this.memberEnd(keys, at)) === -1) return -1
      at = this.past(at)
      if (bytes[at] === 0x7d) return at + 1
      if (bytes[at] !== 0x2c) return -1
      at = this.past(at + 1)
    }
  }

  /** Of a key at `from` and its value. */
  private memberEnd(keys: KeySet, from: number): number {
    const end = this.bytes[from] === 0x22 ? this.stringEnd(from + 1) : -1
    // A key may be written with escapes, too, and be one of ours.
    if (end === -1 || this.escaped) return -1
    const key = keys.find(this.bytes, from + 1, end - 1)
    const at = key === null && keys.complete ? -1 : this.pastColon(end)
    if (at === -1) return -1
    return key === null ? this.places.add(holds.anything, 0, at, this.valueEnd(at, 0)) : this.noteEnd(key, at)
  }

  /** Of a wanted value, which is noted. A key told twice is looked at carefully. */
  private noteEnd(key: WantedKey, at: number): number {
    const { slot } = key
    if (this.kinds[slot] !== kind.absent) return -1
    this.marks |= key.marks
    const byte = this.bytes[at]!
    if (byte === 0x22) return this.noteText(key, at)
    if (isDigit(byte) || byte === 0x2d) return this.noteNumber(slot, at)
    this.kinds[slot] = byte === 0x7b ? kind.object : byte === 0x5b ? kind.array : byte === 0x74 ? kind.true : byte === 0x66 ? kind.false : kind.null
    if (byte === 0x7b && key.inside !== null) return this.wantedEnd(key.inside, at + 1)
    const end = this.valueEnd(at, 0)
    this.starts[slot] = at
    this.ends[slot] = end
    return byte === 0x7b || byte === 0x5b ? this.places.add(holds.inside, slot, at + 1, end) : end
  }

  private noteText({ slot, isWord }: WantedKey, at: number): number {
    const end = this.stringEnd(at + 1)
    this.kinds[slot] = this.escaped ? kind.odd : kind.text
    this.starts[slot] = at + 1
    this.ends[slot] = end - 1
    if (end !== -1) this.places.add(this.escaped ? holds.odd : isWord ? holds.word : holds.text, slot, at + 1, end - 1)
    return end
  }

  private noteNumber(slot: number, from: number): number {
    const at = this.wholeEnd(slot, from)
    const next = at === -1 ? 0x2e : this.bytes[at]!
    const isWhole = next !== 0x2e && (next | 0x20) !== 0x65
    this.kinds[slot] = isWhole ? kind.whole : kind.odd
    return isWhole ? this.places.add(holds.whole, slot, from, at) : this.places.add(holds.odd, slot, from, this.numberEnd(from))
  }

  /** Of the digits at `from`, which are noted; -1 when they are no short whole number, though they may be the beginning of another one. */
  protected wholeEnd(slot: number, from: number): number {
    const { bytes } = this
    let value = 0
    let at = from
    for (let byte = bytes[at]!; isDigit(byte); byte = bytes[++at]!) value = value * 10 + byte - 0x30
    this.values[slot] = value
    return at === from || at - from > exactDigits || (bytes[from] === 0x30 && at > from + 1) ? -1 : at
  }
}

import type { Desk } from './desk'
import type { Guess, KeySet, WantedKey } from './keys'
import { isDigit, Tokens } from './tokens'

/** What a wanted value is. `odd` is what the careful reader has to look at: an escaped text, a number that isn't a short whole one. */
export const kind = { absent: 0, text: 1, whole: 2, true: 3, false: 4, null: 5, object: 6, array: 7, odd: 8 } as const
export type Kind = (typeof kind)[keyof typeof kind]

/** Digits that a double holds exactly. */
const exactDigits = 15

/** Checks a line's JSON and notes where its wanted values are. */
export class FieldScanner extends Tokens {
  readonly text: Uint8Array
  /** Where the values are; texts without their quotes. Not of numbers. */
  readonly starts: Int32Array
  readonly ends: Int32Array
  /** Of whole numbers. */
  readonly values: Float64Array
  /** Bits of the formats that might claim the line. */
  marks = 0
  private readonly kinds: Uint8Array
  private readonly seen: Uint32Array
  private serial = 0

  constructor(
    desk: Desk,
    private readonly keys: KeySet,
    slots: number,
    /** Bits of the formats that might claim any line. */
    private readonly always: number,
  ) {
    super(desk)
    this.text = desk.bytes
    this.starts = new Int32Array(slots)
    this.ends = new Int32Array(slots)
    this.values = new Float64Array(slots)
    this.kinds = new Uint8Array(slots)
    this.seen = new Uint32Array(slots)
  }

  kindOf(slot: number): Kind {
    return this.seen[slot] === this.serial ? (this.kinds[slot] as Kind) : kind.absent
  }

  /** Where the object's line, which begins at `from`, ends: at its line end. -1: look at it carefully. */
  fieldsEnd(from: number): number {
    this.serial = (this.serial + 1) >>> 0
    this.marks = this.always
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
    let before = keys.start
    for (;;) {
      const guess = keys.followed(before, bytes, at) ?? this.readKey(keys, before, at)
      if (guess === null) return -1
      before = guess
      at += guess.text.length
      at = guess.key === null ? this.valueEnd(at, 0) : this.noteEnd(guess.key, at)
      if (at === -1) return -1
      at = this.past(at)
      if (bytes[at] === 0x7d) return at + 1
      if (bytes[at] !== 0x2c) return -1
      at = this.past(at + 1)
    }
  }

  /** The key at `from`, with what is around it up to its value. */
  private readKey(keys: KeySet, before: Guess, from: number): Guess | null {
    const { bytes } = this
    const end = bytes[from] === 0x22 ? this.stringEnd(from + 1) : -1
    // A key may be written with escapes, too, and be one of ours.
    if (end === -1 || this.escaped) return null
    const key = keys.find(bytes, from + 1, end - 1)
    const at = key === null && keys.complete ? -1 : this.pastColon(end)
    return at === -1 ? null : keys.learn(before, bytes.slice(from, at), key)
  }

  /** Of a wanted value, which is noted. A key told twice is looked at carefully. */
  private noteEnd(key: WantedKey, at: number): number {
    const { slot } = key
    if (this.seen[slot] === this.serial) return -1
    this.seen[slot] = this.serial
    this.marks |= key.marks
    const byte = this.bytes[at]!
    if (byte === 0x22) return this.noteText(slot, at)
    if (isDigit(byte) || byte === 0x2d) return this.noteNumber(slot, at)
    this.kinds[slot] = byte === 0x7b ? kind.object : byte === 0x5b ? kind.array : byte === 0x74 ? kind.true : byte === 0x66 ? kind.false : kind.null
    this.starts[slot] = at
    return (this.ends[slot] = byte === 0x7b && key.inside !== null ? this.wantedEnd(key.inside, at + 1) : this.valueEnd(at, 0))
  }

  private noteText(slot: number, at: number): number {
    const end = this.stringEnd(at + 1)
    this.kinds[slot] = this.escaped ? kind.odd : kind.text
    this.starts[slot] = at + 1
    this.ends[slot] = end - 1
    return end
  }

  private noteNumber(slot: number, from: number): number {
    const { bytes } = this
    let value = 0
    let at = from
    for (let byte = bytes[at]!; isDigit(byte); byte = bytes[++at]!) value = value * 10 + byte - 0x30
    const next = bytes[at]!
    const leadingZero = bytes[from] === 0x30 && at > from + 1
    if (at === from || leadingZero || at - from > exactDigits || next === 0x2e || (next | 0x20) === 0x65) {
      this.kinds[slot] = kind.odd
      return this.numberEnd(from)
    }
    this.kinds[slot] = kind.whole
    this.values[slot] = value
    return at
  }
}

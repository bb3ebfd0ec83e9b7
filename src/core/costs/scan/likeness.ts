import { holds, type Holds, type Place } from './places'

/** What all lines alike have in common: their keys, in one order and with the same space around them, the kinds of their values, and their words. */
export class Likeness {
  /** Number of the series of their calls in the batch `serial`. */
  series = -1
  serial = -1

  constructor(
    /** By slot. */
    readonly kinds: Uint8Array,
    /** Bits of the formats that might claim them. */
    readonly marks: number,
  ) {}
}

/** A stretch of bytes that lines alike have in common, and what each of them has its own of after it. */
export class Step {
  /** The first of those that may come after that. */
  next: Step | null = null
  /** What may stand here instead. */
  other: Step | null = null

  constructor(
    /** Where its first four bytes are in `texts`. */
    readonly from: number,
    /** Where its last ones are, up to four. */
    readonly last: number,
    /** Which bits of the last ones count. */
    readonly mask: number,
    readonly length: number,
    /** One of `holds`. */
    readonly what: Holds,
    readonly slot: number,
    /** Length of its word. */
    readonly word: number,
    /** Of the lines that end here. */
    readonly likeness: Likeness | null,
  ) {}
}

const roomWords = 16_384
const longestText = 400
const mostOthers = 32
/** Of each so many unknown lines one is learnt, and some at once: a log in which no two lines are alike shall not cost much more for it. */
const price = 16
const mostCredit = 1000

/** The lines of a log are of a few makes. Keeps what is the same in all lines of a make, as a tree: those that begin alike part where they differ. */
export class Likenesses {
  /** Texts of the steps, four bytes a number. */
  readonly texts = new Int32Array(roomWords)
  private readonly bytes = new Uint8Array(this.texts.buffer)
  /** Before all lines. */
  readonly root = new Step(0, 0, 0, 0, holds.odd, 0, 0, null)
  private used = 0
  private credit = mostCredit

  /** `end`: after the line end of the line that begins at `from` and has these places. */
  learn(line: Uint8Array, from: number, end: number, places: readonly Place[], likeness: Likeness): void {
    this.credit = Math.min(mostCredit, this.credit + 1)
    if (this.credit < price) return
    this.credit -= price
    let step: Step | null = this.root
    let at = from
    for (const place of places) {
      // The quote after a word tells it from a longer one.
      const to = place.holds === holds.word ? place.to + 1 : place.from
      step = step && this.after(step, line.subarray(at, to), place, null)
      at = Math.max(to, place.to)
    }
    if (step) this.after(step, line.subarray(at, end), { holds: holds.lineEnd, slot: 0, from: end, to: end }, likeness)
  }

  /** The step after `before` that has this text; null when there is no room for one. */
  private after(before: Step, text: Uint8Array, place: Place, likeness: Likeness | null): Step | null {
    let last: Step | null = null
    let count = 0
    for (let step = before.next; step !== null; step = step.other) {
      if (step.what === place.holds && step.slot === place.slot && this.isText(step, text)) return step
      // With more, the last one makes room.
      if (++count < mostOthers) last = step
    }
    const step = this.newStep(text, place, likeness)
    if (step === null) return null
    if (last === null) before.next = step
    else last.other = step
    return step
  }

  private isText({ from, length }: Step, text: Uint8Array): boolean {
    return length === text.length && text.every((byte, index) => byte === this.bytes[from * 4 + index])
  }

  private newStep(text: Uint8Array, { holds: what, slot, from, to }: Place, likeness: Likeness | null): Step | null {
    const words = Math.ceil(text.length / 4)
    if (text.length > longestText) return null
    if (this.used + words > roomWords) return this.forget()
    const begin = this.used
    this.used += words
    this.bytes.fill(0, begin * 4, this.used * 4).set(text, begin * 4)
    return new Step(begin, this.used - 1, (-1 >>> ((words * 4 - text.length) * 8)) | 0, text.length, what, slot, what === holds.word ? to - from : 0, likeness)
  }

  /** There is no more room: what is still about will be learnt anew. */
  private forget(): null {
    this.root.next = null
    this.used = 0
    return null
  }
}

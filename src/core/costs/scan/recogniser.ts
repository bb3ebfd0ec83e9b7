import { FieldScanner } from './fields'
import { Likeness, Likenesses, type Step } from './likeness'
import { holds } from './places'
import { specials } from './tokens'

/** Knows lines that are like earlier ones, and only looks at where those may differ. */
export class Recogniser extends FieldScanner {
  /** What the line is like; null when it was looked through. */
  likeness: Likeness | null = null
  private readonly likenesses = new Likenesses()
  private readonly texts = this.likenesses.texts

  /** As `fieldsEnd`, but -1 as well for a line that is like none so far. */
  recognisedEnd(from: number): number {
    let before: Step = this.likenesses.root
    let at = from
    for (;;) {
      let step = before.next
      let end = -1
      while (step !== null && (!this.stands(step, at) || (end = this.holdingEnd(step, at + step.length)) === -1)) step = step.other
      if (step === null) return -1
      if (step.what === holds.lineEnd) return this.recognised(step.likeness!, end - 1)
      before = step
      at = end
    }
  }

  override fieldsEnd(from: number): number {
    this.likeness = null
    return super.fieldsEnd(from)
  }

  /** Lines like the one that was looked through, from `from` to its line end at `end`, will be recognised. */
  learn(from: number, end: number): void {
    const places = this.places.all()
    if (places) this.likenesses.learn(this.bytes, from, end + 1, places, new Likeness(this.ownKinds.slice(), this.marks))
  }

  private recognised(likeness: Likeness, end: number): number {
    this.likeness = likeness
    this.kinds = likeness.kinds
    this.marks = likeness.marks
    return end
  }

  /** Whether the step's text begins at `begin`. */
  private stands({ from, last, mask }: Step, begin: number): boolean {
    const { texts, view } = this
    let at = begin
    for (let index = from; index < last; index++, at += 4) if (view.getInt32(at, true) !== texts[index]) return false
    return ((view.getInt32(at, true) ^ texts[last]!) & mask) === 0
  }

  /** Of what the step holds, from `at` on; -1 when it holds something else here. */
  private holdingEnd(step: Step, at: number): number {
    const { slot } = step
    switch (step.what) {
      case holds.text:
        this.starts[slot] = at
        return (this.ends[slot] = this.plainEnd(at))
      case holds.whole:
        return this.wholeEnd(slot, at)
      case holds.word:
        this.starts[slot] = at - 1 - step.word
        this.ends[slot] = at - 1
        return at
      case holds.anything:
        return this.valueEnd(at, 0)
      case holds.inside:
        this.starts[slot] = at - 1
        return (this.ends[slot] = this.valueEnd(at - 1, 0))
      default:
        return at
    }
  }

  /** Of a string's content without escapes: the text after it begins with its quote, and what else may end it doesn't stand there. */
  private plainEnd(from: number): number {
    const { view } = this
    let at = from
    let found = specials(view.getInt32(at, true))
    while (found === 0) found = specials(view.getInt32((at += 4), true))
    return at + ((31 - Math.clz32(found & -found)) >> 3)
  }
}

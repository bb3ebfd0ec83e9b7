/**
 * What stands in a line between two texts that lines like it have as well. `text` and `whole`: a wanted value of this kind. `word`: nothing more; the
 * text before ends with a word, which is wanted. `inside`: the rest of a wanted list or object after its first byte. `anything`: a value that
 * isn't wanted. `odd`: a value that makes the line one of its own.
 */
export const holds = { text: 0, word: 1, whole: 2, inside: 3, anything: 4, lineEnd: 5, odd: 6 } as const
export type Holds = (typeof holds)[keyof typeof holds]

export interface Place {
  holds: Holds
  slot: number
  /** For a list and an object, after their first byte. */
  from: number
  to: number
}

const most = 120

/** The places of one line, in their order. */
export class Places {
  count = 0
  private readonly list = Array.from({ length: most }, (): Place => ({ holds: holds.odd, slot: 0, from: 0, to: 0 }))

  /** Answers `to`. */
  add(what: Holds, slot: number, from: number, to: number): number {
    const place = this.list[this.count++]
    if (place === undefined) return to
    place.holds = what
    place.slot = slot
    place.from = from
    place.to = to
    return to
  }

  /** null when lines like it are not worth to be known. */
  all(): readonly Place[] | null {
    const places = this.count <= most ? this.list.slice(0, this.count) : null
    return places?.every((place) => place.holds !== holds.odd) ? places : null
  }
}

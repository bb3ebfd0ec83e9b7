/** A key that is looked out for. */
export interface WantedKey {
  name: Uint8Array
  /** Where what is known of its value goes. */
  slot: number
  /** Bits of the formats that claim no line without one such key. */
  marks: number
  /** Its texts are few. */
  isWord: boolean
  /** Keys of the object that is its value, as far as they are looked out for. */
  inside: KeySet | null
}

/** The wanted keys of an object. */
export class KeySet {
  private readonly keys: (WantedKey | null)[]
  private readonly mask: number

  constructor(
    wanted: readonly WantedKey[],
    /** Whether an object with any other key is looked at carefully. */
    readonly complete: boolean,
  ) {
    let room = 8
    while (room < wanted.length * 4) room *= 2
    this.mask = room - 1
    this.keys = Array.from({ length: room }, () => null)
    for (const key of wanted) {
      let place = placeOf(key.name, 0, key.name.length) & this.mask
      while (this.keys[place] !== null) place = (place + 1) & this.mask
      this.keys[place] = key
    }
  }

  /** The key that is bytes[from, to); null when it isn't wanted. */
  find(bytes: Uint8Array, from: number, to: number): WantedKey | null {
    for (let place = placeOf(bytes, from, to) & this.mask; ; place = (place + 1) & this.mask) {
      const key = this.keys[place]!
      if (key === null || sameBytes(key.name, bytes, from, to)) return key
    }
  }
}

/** Keys differ in their length and a few of their bytes. */
const placeOf = (bytes: Uint8Array, from: number, to: number): number =>
  to === from ? 0 : Math.imul(to - from, 37) + Math.imul(bytes[from]!, 5) + Math.imul(bytes[to - 1]!, 11) + bytes[(from + to) >> 1]!

/** Whether `name` is bytes[from, to). */
export const sameBytes = (name: Uint8Array, bytes: Uint8Array, from: number, to: number): boolean => name.length === to - from && beginsWith(name, bytes, from)

/** Whether `name` stands at `from`. */
export function beginsWith(name: Uint8Array, bytes: Uint8Array, from: number): boolean {
  for (let index = 0; index < name.length; index++) if (name[index] !== bytes[from + index]) return false
  return true
}

/** Dotted paths, each looked out for. */
export class WantedPaths {
  private readonly slots = new Map<string, number>()
  private readonly marks = new Map<string, number>()
  private readonly complete = new Set<string>()
  private readonly words = new Set<string>()

  /** The slot of a path, which is looked out for from now on. */
  slotOf(path: string): number {
    let slot = this.slots.get(path)
    if (slot === undefined) {
      // What it is in is looked out for as well.
      if (path.includes('.')) this.slotOf(path.slice(0, path.lastIndexOf('.')))
      slot = this.slots.size
      this.slots.set(path, slot)
    }
    return slot
  }

  /** The object at this path is looked at carefully when it holds a key that isn't looked out for: what that one means isn't known here. */
  closed(path: string): void {
    this.complete.add(`${path}.`)
  }

  /** The slot of a path of which the texts are few: lines are told apart by them. */
  wordOf(path: string): number {
    this.words.add(path)
    return this.slotOf(path)
  }

  mark(path: string, bit: number): void {
    this.slotOf(path)
    this.marks.set(path, (this.marks.get(path) ?? 0) | bit)
  }

  get count(): number {
    return this.slots.size
  }

  /** `encode`: UTF-8. */
  keys(encode: (text: string) => Uint8Array): KeySet {
    return this.within(encode, '') ?? new KeySet([], false)
  }

  private within(encode: (text: string) => Uint8Array, within: string): KeySet | null {
    const paths = [...this.slots].filter(([path]) => path.startsWith(within) && path.length > within.length && !path.slice(within.length).includes('.'))
    if (paths.length === 0) return null
    return new KeySet(
      paths.map(([path, slot]) => ({
        name: encode(path.slice(within.length)),
        slot,
        marks: this.marks.get(path) ?? 0,
        isWord: this.words.has(path),
        inside: this.within(encode, `${path}.`),
      })),
      this.complete.has(within),
    )
  }
}

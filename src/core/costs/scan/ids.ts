import type { Codec } from './careful'
import { hashInto, viewOf, type Hash64 } from './hash'

/** Of the first half of an id's hash. */
const ownerSeed: Hash64 = { low: 0x1d, high: 0x1d }

/** The hash of an id is that of its owner (a provider, a kind of record), which has its own names, and then that of the id. */
export class IdHasher {
  readonly hash: Hash64 = { low: 0, high: 0 }
  private readonly owners = new Map<string, Hash64>()

  constructor(private readonly codec: Codec) {}

  text(owner: string, id: string): Hash64 {
    const bytes = this.codec.encode(id)
    return this.bytes(this.ownerOf(owner), viewOf(bytes), 0, bytes.length)
  }

  /** Its bytes [from, to) are the id. */
  bytes(owner: Hash64, view: DataView, from: number, to: number): Hash64 {
    hashInto(this.hash, view, from, to, owner)
    return this.hash
  }

  /** A whole line stands for the id that it lacks. `place`: which of its records it is. */
  line(bytes: Uint8Array, from: number, to: number, place: number): Hash64 {
    hashInto(this.hash, viewOf(bytes), from, to, { low: place, high: 0 })
    return this.hash
  }

  ownerOf(owner: string): Hash64 {
    let hash = this.owners.get(owner)
    if (!hash) {
      hash = { low: 0, high: 0 }
      const name = this.codec.encode(owner)
      hashInto(hash, viewOf(name), 0, name.length, ownerSeed)
      this.owners.set(owner, hash)
    }
    return hash
  }
}

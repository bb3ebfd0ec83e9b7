/** Says of most names that aren't there that they aren't (all but one in five hundred), without looking them up: a Bloom filter. */
export class IdFilter {
  private readonly bits: Uint32Array

  /** `room`: how many names it will hold at most. */
  constructor(room: number) {
    this.bits = new Uint32Array(Math.ceil(Math.max(room, 1024) / 2))
  }

  add(low: number, high: number): void {
    for (let nth = 0; nth < 4; nth++) {
      const bit = this.bitOf(low, high, nth)
      this.bits[bit >>> 5] = this.bits[bit >>> 5]! | (1 << (bit & 31))
    }
  }

  /** False: it isn't there. */
  mayHave(low: number, high: number): boolean {
    for (let nth = 0; nth < 4; nth++) {
      const bit = this.bitOf(low, high, nth)
      if ((this.bits[bit >>> 5]! & (1 << (bit & 31))) === 0) return false
    }
    return true
  }

  private bitOf(low: number, high: number, nth: number): number {
    return ((low + Math.imul(nth, high | 1)) >>> 0) % (this.bits.length * 32)
  }
}

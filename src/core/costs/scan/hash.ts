/**
 * 64 bits of a name for bytes, in two lanes of 32: two calls in a hundred million that differ and have the same name are one in four
 * thousand tries. Not for anything an enemy may choose: it takes no key.
 */
export interface Hash64 {
  low: number
  high: number
}

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length)

/** Of its bytes [from, to), into `into`; all numbers are unsigned. `seed` tells kinds of things apart. */
export function hashInto(into: Hash64, view: DataView, from: number, to: number, seed: Hash64): void {
  let low = seed.low ^ (to - from)
  let high = seed.high + (to - from)
  let at = from
  for (; at + 4 <= to; at += 4) {
    const word = view.getInt32(at, true)
    low = Math.imul(rotate(low ^ Math.imul(word, 0xcc9e2d51), 13), 5) + 0xe6546b64
    high = Math.imul(rotate(high + Math.imul(word, 0x85ebca77), 17), 0x9e3779b1) ^ low
  }
  for (; at < to; at++) {
    const byte = view.getUint8(at)
    low = Math.imul(rotate(low ^ byte, 11), 0x9e3779b1)
    high = Math.imul(rotate(high + byte, 15), 0xcc9e2d51) ^ low
  }
  into.low = mixed(low + high)
  into.high = mixed(high ^ Math.imul(low, 0x27d4eb2f))
}

const rotate = (value: number, by: number): number => (value << by) | (value >>> (32 - by))

/** Every bit of the input moves half of the output's. */
function mixed(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

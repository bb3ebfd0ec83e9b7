// JSON as bytes. Every `…End` answers where the thing that begins at `at` ends, or -1 when it isn't JSON (or nested too deep to tell).
// bytes after the text must hold a line end: it is in no token, so that nothing here looks for the end of its input.

import type { Desk, Skim } from './desk'

const quote = 0x22
const backslash = 0x5c
const deepest = 64
/** A string of so many words is looked at by `skim`. */
const longWords = 12

/** What a byte after a backslash stands for: 1 for itself, 2 for `u`, 0 for nothing. */
const escapes = new Uint8Array(256)
for (const letter of '"\\/bfnrt') escapes[letter.codePointAt(0)!] = 1
escapes[0x75] = 2

const hexDigits = new Uint8Array(256)
for (const digit of '0123456789abcdefABCDEF') hexDigits[digit.codePointAt(0)!] = 1

export const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39

/**
 * The top bit of each byte that is below 0x20, a quote or a backslash: the usual trick for finding a zero byte. Bytes after such a one
 * may have theirs set for nothing.
 */
export function specials(four: number): number {
  const quotes = four ^ 0x22222222
  const slashes = four ^ 0x5c5c5c5c
  return (((four - 0x20202020) & ~four) | ((quotes - 0x01010101) & ~quotes) | ((slashes - 0x01010101) & ~slashes)) & 0x80808080
}

/** Accepts what JSON.parse accepts, and refuses besides that only what is nested deeper than any log. */
export class Tokens {
  protected readonly words: Int32Array
  /** Whether the last string had a backslash. */
  protected escaped = false
  /** Within one line a line end is no white space. */
  protected acrossLines = false

  protected readonly bytes: Uint8Array
  private readonly skim: Skim

  constructor({ bytes, skim }: Desk) {
    this.bytes = bytes
    this.words = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
    this.skim = skim
  }

  /** Where the first byte that isn't white space is. */
  protected past(from: number): number {
    let at = from
    for (;;) {
      const byte = this.bytes[at]!
      if (byte > 0x20 || !(byte === 0x20 || byte === 9 || byte === 13 || (byte === 10 && this.acrossLines))) return at
      at++
    }
  }

  /** Of a value. */
  protected valueEnd(at: number, depth: number): number {
    const byte = this.bytes[at]!
    if (byte === quote) return this.stringEnd(at + 1)
    if (byte === 0x7b) return depth > deepest ? -1 : this.objectEnd(at + 1, depth + 1)
    if (byte === 0x5b) return depth > deepest ? -1 : this.arrayEnd(at + 1, depth + 1)
    if (byte === 0x2d || isDigit(byte)) return this.numberEnd(at)
    return this.literalEnd(at)
  }

  /** Of a string whose content begins at `from`; four bytes at a time, and more where the string is long. */
  protected stringEnd(from: number): number {
    const { bytes, words } = this
    const long = (from >> 2) + longWords
    let at = from
    this.escaped = false
    for (;;) {
      let word = at >> 2
      // Bytes of the first word that come before the string are no finds.
      let found = specials(words[word]!) & (-1 << ((at & 3) << 3))
      while (found === 0 && word < long) found = specials(words[++word]!)
      if (found === 0) at = this.skimmed((word + 1) << 2)
      else at = (word << 2) + ((31 - Math.clz32(found & -found)) >> 3)
      const byte = bytes[at]!
      if (byte === quote) return at + 1
      if (byte === backslash) {
        if ((at = this.escapeEnd(at)) === -1) return -1
      } else if (byte < 0x20) return -1
      else at++
    }
  }

  /** Past what is plain in a string, from `at` on. */
  private skimmed(at: number): number {
    const stop = this.skim(at)
    this.escaped ||= (stop & 1) === 1
    return stop >> 1
  }

  private escapeEnd(at: number): number {
    this.escaped = true
    const kind = escapes[this.bytes[at + 1]!]!
    return kind === 1 ? at + 2 : kind === 2 && this.fourHexDigits(at + 2) ? at + 6 : -1
  }

  private fourHexDigits(at: number): boolean {
    const { bytes } = this
    return (hexDigits[bytes[at]!]! & hexDigits[bytes[at + 1]!]! & hexDigits[bytes[at + 2]!]! & hexDigits[bytes[at + 3]!]!) === 1
  }

  protected numberEnd(from: number): number {
    const { bytes } = this
    let at = bytes[from] === 0x2d ? from + 1 : from
    if (bytes[at] === 0x30) at++
    else if ((at = this.digitsEnd(at)) === -1) return -1
    if (bytes[at] === 0x2e && (at = this.digitsEnd(at + 1)) === -1) return -1
    if ((bytes[at]! | 0x20) !== 0x65) return at
    at++
    return this.digitsEnd(bytes[at] === 0x2b || bytes[at] === 0x2d ? at + 1 : at)
  }

  private digitsEnd(from: number): number {
    let at = from
    while (isDigit(this.bytes[at]!)) at++
    return at === from ? -1 : at
  }

  private literalEnd(at: number): number {
    const { bytes } = this
    const first = bytes[at]
    if (first === 0x6e) return bytes[at + 1] === 0x75 && bytes[at + 2] === 0x6c && bytes[at + 3] === 0x6c ? at + 4 : -1
    if (first === 0x74) return bytes[at + 1] === 0x72 && bytes[at + 2] === 0x75 && bytes[at + 3] === 0x65 ? at + 4 : -1
    if (first !== 0x66) return -1
    return bytes[at + 1] === 0x61 && bytes[at + 2] === 0x6c && bytes[at + 3] === 0x73 && bytes[at + 4] === 0x65 ? at + 5 : -1
  }

  /** Of an object whose first key is at or after `from`. */
  private objectEnd(from: number, depth: number): number {
    const { bytes } = this
    let at = this.past(from)
    if (bytes[at] === 0x7d) return at + 1
    for (;;) {
      if (bytes[at] !== quote || (at = this.stringEnd(at + 1)) === -1) return -1
      if ((at = this.pastColon(at)) === -1 || (at = this.valueEnd(at, depth)) === -1) return -1
      at = this.past(at)
      if (bytes[at] === 0x7d) return at + 1
      if (bytes[at] !== 0x2c) return -1
      at = this.past(at + 1)
    }
  }

  /** Where the value of the key that ends at `from` begins. */
  protected pastColon(from: number): number {
    const at = this.past(from)
    return this.bytes[at] === 0x3a ? this.past(at + 1) : -1
  }

  private arrayEnd(from: number, depth: number): number {
    const { bytes } = this
    let at = this.past(from)
    if (bytes[at] === 0x5d) return at + 1
    for (;;) {
      if ((at = this.valueEnd(at, depth)) === -1) return -1
      at = this.past(at)
      if (bytes[at] === 0x5d) return at + 1
      if (bytes[at] !== 0x2c) return -1
      at = this.past(at + 1)
    }
  }
}

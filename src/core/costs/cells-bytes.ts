/** Whole numbers in as few bytes as they need, seven bits each, the lowest first. */
export class ByteWriter {
  length = 0

  constructor(public bytes = new Uint8Array(1024)) {}

  /** `value`: whole, 0 to 2^53. */
  number(value: number): void {
    if (this.length + 8 > this.bytes.length) this.enlarge(8)
    const { bytes } = this
    let at = this.length
    let rest = value
    for (; rest >= 0x8000_0000; rest = Math.floor(rest / 128)) bytes[at++] = (rest % 128) | 128
    for (; rest >= 128; rest >>>= 7) bytes[at++] = (rest & 127) | 128
    bytes[at++] = rest
    this.length = at
  }

  /** `value`: 0 or more, of any size. */
  bigint(value: bigint): void {
    const digits = value.toString(16)
    this.number(digits.length)
    for (let at = 0; at < digits.length; at += 8) this.word(Number.parseInt(digits.slice(at, at + 8), 16))
  }

  /** 32 bits, unsigned. */
  word(value: number): void {
    if (this.length + 4 > this.bytes.length) this.enlarge(4)
    for (let shift = 0; shift < 32; shift += 8) this.bytes[this.length++] = (value >>> shift) & 255
  }

  /** A few bytes of another list. */
  raw(source: Uint8Array, from: number, to: number): void {
    if (this.length + to - from > this.bytes.length) this.enlarge(to - from)
    for (let at = from; at < to; at++) this.bytes[this.length++] = source[at]!
  }

  /** What was written; a view that the next writing may change. */
  get written(): Uint8Array {
    return this.bytes.subarray(0, this.length)
  }

  private enlarge(more: number): void {
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + more))
    larger.set(this.bytes.subarray(0, this.length))
    this.bytes = larger
  }
}

/** What was packed makes no sense: it was damaged. */
export class Damaged extends Error {}

export class ByteReader {
  constructor(
    public bytes: Uint8Array,
    public at = 0,
  ) {}

  get atEnd(): boolean {
    return this.at >= this.bytes.length
  }

  number(): number {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = this.next()
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
  }

  bigint(): bigint {
    const length = this.number()
    let digits = ''
    while (digits.length < length) digits += this.word().toString(16).padStart(Math.min(8, length - digits.length), '0')
    return BigInt(`0x${digits}`)
  }

  word(): number {
    return (this.next() | (this.next() << 8) | (this.next() << 16) | (this.next() << 24)) >>> 0
  }

  private next(): number {
    const byte = this.bytes[this.at++]
    if (byte === undefined) throw new Damaged('the packed bytes end in the middle of a number')
    return byte
  }
}

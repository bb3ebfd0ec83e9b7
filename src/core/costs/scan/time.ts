import { isDigit } from './tokens'

/** Reads "2026-11-23T08:00:00.123Z" as bytes. Remembers the day: log lines of one day follow one another. */
export class TimeReader {
  private day = -1
  private dayAt = 0

  /** UTC epoch ms of bytes[from, to); NaN for what is written in another way, which may still be a time. */
  read(bytes: Uint8Array, from: number, to: number): number {
    if (to - from < 20 || bytes[to - 1] !== 0x5a || bytes[from + 10] !== 0x54) return Number.NaN
    const hour = two(bytes, from + 11)
    const minute = two(bytes, from + 14)
    const second = two(bytes, from + 17)
    if (bytes[from + 13] !== 0x3a || bytes[from + 16] !== 0x3a || !(hour < 24 && minute < 60 && second < 60)) return Number.NaN
    return this.dayOf(bytes, from) + hour * 3_600_000 + minute * 60_000 + second * 1000 + fraction(bytes, from + 19, to - 1)
  }

  private dayOf(bytes: Uint8Array, from: number): number {
    const year = two(bytes, from) * 100 + two(bytes, from + 2)
    const month = two(bytes, from + 5)
    const date = two(bytes, from + 8)
    if (bytes[from + 4] !== 0x2d || bytes[from + 7] !== 0x2d) return Number.NaN
    const day = (year * 100 + month) * 100 + date
    if (day === this.day) return this.dayAt
    const at = Date.UTC(year, month - 1, date)
    // A month or a day that there isn't runs over into another.
    if (!(year >= 1970) || new Date(at).getUTCMonth() !== month - 1 || new Date(at).getUTCDate() !== date) return Number.NaN
    this.day = day
    this.dayAt = at
    return at
  }
}

/** Two digits; NaN for anything else. */
const two = (bytes: Uint8Array, at: number): number =>
  isDigit(bytes[at]!) && isDigit(bytes[at + 1]!) ? (bytes[at]! - 0x30) * 10 + bytes[at + 1]! - 0x30 : Number.NaN

/** Whole milliseconds of ".123456"; finer ones are cut off, as Date.parse does. */
function fraction(bytes: Uint8Array, from: number, to: number): number {
  if (from === to) return 0
  if (bytes[from] !== 0x2e || to - from < 2 || to - from > 10) return Number.NaN
  let ms = 0
  for (let index = 1; index < to - from; index++) {
    const byte = bytes[from + index]!
    if (!isDigit(byte)) return Number.NaN
    if (index <= 3) ms = ms * 10 + byte - 0x30
  }
  return to - from === 2 ? ms * 100 : to - from === 3 ? ms * 10 : ms
}

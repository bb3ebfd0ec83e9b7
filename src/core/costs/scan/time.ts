/** What each byte is worth as a digit; of any other byte so much that no number is. */
const digits = new Uint16Array(256).fill(10_000)
for (let digit = 0; digit < 10; digit++) digits[0x30 + digit] = digit

/** Reads "2026-11-23T08:00:00.123Z" as bytes. Remembers the day: log lines of one day follow one another. */
export class TimeReader {
  /** The ten bytes of the day read last. */
  private year = 0
  private month = 0
  private date = 0
  private dayAt = Number.NaN

  /** UTC epoch ms of its bytes [from, to); NaN for what is written in another way, which may still be a time. */
  read(view: DataView, from: number, to: number): number {
    if (to - from < 20 || view.getUint8(to - 1) !== 0x5a || view.getUint8(from + 10) !== 0x54) return Number.NaN
    const hour = two(view, from + 11)
    const minute = two(view, from + 14)
    const second = two(view, from + 17)
    if (view.getUint8(from + 13) !== 0x3a || view.getUint8(from + 16) !== 0x3a || hour > 23 || minute > 59 || second > 59) return Number.NaN
    return this.dayOf(view, from) + hour * 3_600_000 + minute * 60_000 + second * 1000 + fraction(view, from + 19, to - 1)
  }

  private dayOf(view: DataView, from: number): number {
    const [year, month, date] = [view.getInt32(from, true), view.getInt32(from + 4, true), view.getInt16(from + 8, true)]
    if (year !== this.year || month !== this.month || date !== this.date) {
      this.year = year
      this.month = month
      this.date = date
      this.dayAt = dayAt(view, from)
    }
    return this.dayAt
  }
}

/** Of "2026-11-23". */
function dayAt(view: DataView, from: number): number {
  const year = two(view, from) * 100 + two(view, from + 2)
  const month = two(view, from + 5)
  const date = two(view, from + 8)
  if (view.getUint8(from + 4) !== 0x2d || view.getUint8(from + 7) !== 0x2d || !(year >= 1970 && year <= 9999)) return Number.NaN
  const at = Date.UTC(year, month - 1, date)
  // A month or a day that there isn't runs over into another.
  return new Date(at).getUTCMonth() === month - 1 && new Date(at).getUTCDate() === date ? at : Number.NaN
}

/** Two digits; more than any two for anything else. */
const two = (view: DataView, at: number): number => digits[view.getUint8(at)]! * 10 + digits[view.getUint8(at + 1)]!

/** Whole milliseconds of ".123456"; finer ones are cut off, as Date.parse does. */
function fraction(view: DataView, from: number, to: number): number {
  const length = to - from
  if (length === 0) return 0
  if (view.getUint8(from) !== 0x2e || length < 2 || length > 10) return Number.NaN
  let ms = 0
  for (let index = 1; index < length; index++) {
    const digit = digits[view.getUint8(from + index)]!
    if (digit > 9) return Number.NaN
    if (index <= 3) ms = ms * 10 + digit
  }
  return length === 2 ? ms * 100 : length === 3 ? ms * 10 : ms
}

import { buckets } from '../usage'
import type { Batch, BadLine, CallColumns, Series } from '../batch'

const width = buckets.length
const keptBad = 100

const columnsOf = (room: number): CallColumns => ({
  count: 0,
  at: new Float64Array(room),
  idLow: new Uint32Array(room),
  idHigh: new Uint32Array(room),
  flags: new Uint8Array(room),
  series: new Uint32Array(room),
  tokens: new Uint32Array(room * width),
  totalIn: new Uint32Array(room),
  line: new Uint32Array(room),
})

/** The first `room` entries, in arrays of their own. */
function copyOf(columns: CallColumns, room: number): CallColumns {
  const { count } = columns
  const copy = columnsOf(room)
  copy.count = count
  for (const name of ['at', 'idLow', 'idHigh', 'flags', 'series', 'totalIn', 'line'] as const) copy[name].set(columns[name].subarray(0, count))
  copy.tokens.set(columns.tokens.subarray(0, count * width))
  return copy
}

/** Fills batches one after the other; what it fills them from are `addCall`, and its counts. */
export class BatchColumns {
  private columns = columnsOf(1024)
  private kinds = new Map<string, number>()
  private series: Series[] = []
  private reported: Batch['reported'] = new Map()
  private bad: BadLine[] = []
  private badCount = 0
  private firstAt = Infinity
  private lastAt = -Infinity
  others: Batch['others'] = []
  private formats = new Set<string>()
  private lastFormat = ''
  foreign = 0
  lines = 0
  bytes = 0
  /** Raised with each batch, so that whoever keeps numbers of series knows when they are void. */
  serial = 0

  /** Tokens are then written at `tokensAt(index)` of `tokens`. */
  addCall(at: number, idLow: number, idHigh: number, flags: number, series: number, totalIn: number, line: number): number {
    if (this.columns.count === this.columns.at.length) this.columns = copyOf(this.columns, this.columns.count * 2)
    const { columns } = this
    const index = columns.count++
    columns.at[index] = at
    columns.idLow[index] = idLow
    columns.idHigh[index] = idHigh
    columns.flags[index] = flags
    columns.series[index] = series
    columns.totalIn[index] = totalIn
    columns.line[index] = line
    this.seen(at)
    return index
  }

  /** `buckets.length` places for the call's tokens begin at `index * buckets.length`. */
  get tokens(): Uint32Array {
    return this.columns.tokens
  }

  report(index: number, pico: bigint): void {
    this.reported.set(index, pico)
  }

  seriesOf(series: Series): number {
    const key = JSON.stringify([series.provider, series.model, series.serviceTier, series.batch, series.region, series.job, series.agent])
    let number = this.kinds.get(key)
    if (number === undefined) this.kinds.set(key, (number = this.series.push(series) - 1))
    return number
  }

  seriesAt(number: number): Series {
    return this.series[number]!
  }

  addBad(line: number, why: BadLine['why']): void {
    if (this.badCount++ < keptBad) this.bad.push({ line, why })
  }

  /** A line of this format was. */
  met(format: string): void {
    if (format === this.lastFormat) return
    this.lastFormat = format
    this.formats.add(format)
  }

  seen(at: number): void {
    if (at < this.firstAt) this.firstAt = at
    if (at > this.lastAt) this.lastAt = at
  }

  /** What was added since the last time. */
  finish(): Batch {
    const { series, reported, others, foreign, bad, badCount, lines, bytes } = this
    const [firstAt, lastAt] = this.firstAt === Infinity ? [null, null] : [this.firstAt, this.lastAt]
    const calls = copyOf(this.columns, this.columns.count)
    const batch = { calls, series, reported, others, foreign, bad, badCount, lines, bytes, firstAt, lastAt, formats: [...this.formats].toSorted() }
    this.begin()
    return batch
  }

  private begin(): void {
    // Whoever adds a call writes those of its tokens that there are.
    this.columns.tokens.fill(0, 0, this.columns.count * width)
    this.columns.count = 0
    this.kinds = new Map()
    this.series = []
    this.reported = new Map()
    this.bad = []
    this.others = []
    this.formats = new Set()
    this.lastFormat = ''
    this.badCount = this.foreign = this.lines = this.bytes = 0
    this.firstAt = Infinity
    this.lastAt = -Infinity
    this.serial++
  }
}

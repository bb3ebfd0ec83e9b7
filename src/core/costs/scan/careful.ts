import { parseUsd } from '../money'
import { buckets } from '../usage'
import type { LlmCall, LogRecord } from '../record'
import { entriesOf, type FileContext, type Format } from '../../plugin'
import { flag } from '../batch'
import type { BatchColumns } from './columns'
import type { Hash64 } from './hash'
import { IdHasher } from './ids'

/** What core has no means for. */
export interface Codec {
  /** UTF-8, with U+FFFD for what isn't. */
  decode(bytes: Uint8Array, from: number, to: number): string
  encode(text: string): Uint8Array
}

const maxCount = 2 ** 32 - 1

/** Reads a line by way of its JSON value: what every line means. The fast path must say the same (scanner.ts). */
export class CarefulReader {
  private readonly ids: IdHasher

  constructor(
    private readonly formats: readonly Format[],
    private readonly codec: Codec,
    private readonly columns: BatchColumns,
    /** What earlier lines of the file said. */
    public context: FileContext,
  ) {
    this.ids = new IdHasher(codec)
  }

  /** bytes[from, to) is one line without its end. */
  readLine(bytes: Uint8Array, from: number, to: number, line: number): void {
    const [begin, end] = trimmed(bytes, from, to)
    if (begin === end) return
    const value = this.parse(bytes, begin, end)
    if (value === undefined) this.columns.addBad(line, 'not-json')
    else this.readValue(value, bytes, begin, end, line)
  }

  /** undefined: not JSON. */
  parse(bytes: Uint8Array, from: number, to: number): unknown {
    try {
      return JSON.parse(this.codec.decode(bytes, from, to))
    } catch {
      return undefined
    }
  }

  /** `value` is what bytes[from, to) says. */
  readValue(value: unknown, bytes: Uint8Array, from: number, to: number, line: number): void {
    for (const format of this.formats) {
      const read = format.read(value, this.context)
      if (read === null) continue
      this.columns.met(format.id)
      entriesOf(read).forEach((entry, place) => {
        if ('unreadable' in entry) this.columns.addBad(line, entry.unreadable)
        else this.take(entry, () => this.ids.line(bytes, from, to, place), line)
      })
      return
    }
    this.columns.foreign++
  }

  private take(record: LogRecord, hashLine: () => Hash64, line: number): void {
    if (record.kind === 'llm') this.takeCall(record.at, record.call, hashLine, line)
    else this.takeOther(record, hashLine, line)
  }

  private takeCall(at: number, call: LlmCall, hashLine: () => Hash64, line: number): void {
    const { columns } = this
    const { usage, provider, requestId, reportedUsd } = call
    if (usage.totalIn > maxCount || buckets.some((bucket) => usage[bucket] > maxCount)) {
      columns.addBad(line, 'bad-amount')
      return
    }
    const { low, high } = requestId === null ? hashLine() : this.ids.text(provider, requestId)
    const flags = (requestId === null ? flag.anonymous : 0) | (usage.inconsistent ? flag.inconsistent : 0) | (reportedUsd === null ? 0 : flag.reported)
    const index = columns.addCall(at, low, high, flags, columns.seriesOf(seriesOf(call)), usage.totalIn, line)
    columns.tokens.set(buckets.map((bucket) => usage[bucket]), index * buckets.length)
    if (reportedUsd !== null) columns.report(index, parseUsd(reportedUsd))
  }

  private takeOther(record: Exclude<LogRecord, { kind: 'llm' }>, hashLine: () => Hash64, line: number): void {
    this.columns.seen(record.at)
    // Nothing is asked of these; a log may hold a great many.
    if (record.kind === 'other') return
    const id = identityOf(record)
    const { low, high } = id === null ? hashLine() : this.ids.text(record.kind, id)
    this.columns.others.push({ record, line, idLow: low, idHigh: high })
  }
}

/** What makes two records one; null where only the same line again would be. */
function identityOf(record: LogRecord): string | null {
  if (record.kind === 'charge') return record.charge
  if (record.kind === 'cpu' && record.runId !== null) return `${record.job}\n${record.runId}`
  return null
}

const seriesOf = ({ provider, model, serviceTier, batch, region, job, agent }: LlmCall) => ({ provider, model, serviceTier, batch, region: region ?? null, job, agent })

const isSpace = (byte: number | undefined): boolean => byte === 32 || byte === 9 || byte === 13 || byte === 10

/** Without the white space of JSON at both ends, and without a byte order mark, which glued files have in their midst. */
export function trimmed(bytes: Uint8Array, from: number, to: number): [number, number] {
  let begin = from
  let end = to
  if (end - begin >= 3 && bytes[begin] === 0xef && bytes[begin + 1] === 0xbb && bytes[begin + 2] === 0xbf) begin += 3
  while (begin < end && isSpace(bytes[begin])) begin++
  while (end > begin && isSpace(bytes[end - 1])) end--
  return [begin, end]
}

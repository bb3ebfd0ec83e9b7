import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Ledger } from '../../core/costs/ledger'
import type { PriceTable } from '../../core/costs/prices'
import type { LogRecord } from '../../core/costs/record'
import type { Format } from '../../core/plugin'

const chunkBytes = 1024 * 1024
/** A line longer than this is skipped and counted, so that one of 64 MiB can't take the memory. */
const maxLineBytes = 4 * 1024 * 1024
const isLog = /\.(log|jsonl|ndjson)(\.\d+)?$/i

/** Enough to tell one log's beginning from another's: the first line with its time stamp. */
const headBytes = 256

/**
 * How far a file was read. Files are known by device and inode, so that a renamed (rotated) one isn't read twice, and
 * by their first bytes, so that one begun anew in the same place isn't taken for the old one, however long it is.
 */
interface Position {
  offset: number
  head: Buffer
  /** Bytes of a line whose end isn't written yet. */
  torn: Buffer
  skipping: boolean
}

export interface LogSource {
  folder: string
  /** Only these files; all logs of the folder when left out. */
  only?: readonly string[]
}

/** Reads logs once, then only what was added; the answers come from the ledger. */
export class LogReader {
  readonly ledger: Ledger
  badLines = 0
  files = 0
  /** Logs that were there and couldn't be read at the last look. */
  readonly unreadable = new Set<string>()
  private readonly positions = new Map<string, Position>()
  /** Positions in files that were begun anew: their content may turn up elsewhere, copied before it was cut off. */
  private readonly left: Position[] = []
  private reading: Promise<void> | null = null

  constructor(
    prices: PriceTable,
    private readonly formats: readonly Format[],
    /** Who else wants each record. */
    private readonly also: (record: LogRecord) => void = () => {},
  ) {
    this.ledger = new Ledger(prices)
  }

  /** Takes in what the sources gained. Callers at the same time share one pass. */
  read(sources: readonly LogSource[]): Promise<void> {
    this.reading ??= this.pass(sources).finally(() => (this.reading = null))
    return this.reading
  }

  private async pass(sources: readonly LogSource[]): Promise<void> {
    const done = new Set<string>()
    for (const path of await logFiles(sources)) {
      const file = await stat(path).catch(() => null)
      if (!file?.isFile()) continue
      const identity = `${file.dev}:${file.ino}`
      // The same file under two names or in two sources counts once.
      if (done.has(identity)) continue
      done.add(identity)
      // One that vanished meanwhile, or may not be read, must not keep the others from being read.
      if (!(await this.readFile(path, identity, file.size).catch(() => false))) this.unreadable.add(path)
      else this.unreadable.delete(path)
    }
    this.files = done.size
  }

  private async readFile(path: string, identity: string, size: number): Promise<true> {
    const before = this.positions.get(identity)
    const handle = await open(path, 'r')
    try {
      const head = Buffer.alloc(headBytes)
      const headLength = (await handle.read(head, 0, headBytes, 0)).bytesRead
      const same = before !== undefined && continues(before, size, head)
      if (before && !same) this.left.push(before)
      const position = same ? before : (this.copied(size, head) ?? { offset: 0, head, torn: Buffer.alloc(0), skipping: false })
      position.head = head.subarray(0, headLength)
      this.positions.set(identity, position)
      if (size === position.offset) return true
      const buffer = Buffer.allocUnsafe(chunkBytes)
      for (;;) {
        const { bytesRead } = await handle.read(buffer, 0, chunkBytes, position.offset)
        if (bytesRead === 0) break
        this.take(position, buffer.subarray(0, bytesRead))
        position.offset += bytesRead
      }
      return true
    } finally {
      await handle.close()
    }
  }

  /** How far the original of a copy was read; null when this isn't one. */
  private copied(size: number, head: Buffer): Position | null {
    const at = this.left.findIndex((position) => position.offset > 0 && continues(position, size, head))
    return at === -1 ? null : this.left.splice(at, 1)[0]!
  }

  private take(position: Position, chunk: Buffer): void {
    let from = 0
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, from)) {
      const piece = chunk.subarray(from, end)
      if (position.skipping) this.badLines++
      else this.line(position.torn.length > 0 ? Buffer.concat([position.torn, piece]) : piece)
      position.torn = Buffer.alloc(0)
      position.skipping = false
      from = end + 1
    }
    if (from === chunk.length || position.skipping) return
    position.torn = Buffer.concat([position.torn, chunk.subarray(from)])
    if (position.torn.length > maxLineBytes) {
      position.torn = Buffer.alloc(0)
      position.skipping = true
    }
  }

  private line(bytes: Buffer): void {
    const text = bytes.toString('utf8').replace(/^\uFEFF/, '').trim()
    if (text === '') return
    const record = this.parse(text)
    if (record === undefined) this.badLines++
    else if (record !== null) {
      this.ledger.add(record)
      this.also(record)
    }
  }

  /** null: JSON that no format claims (another program's line); undefined: not JSON at all. */
  private parse(text: string): LogRecord | null | undefined {
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch {
      return undefined
    }
    for (const format of this.formats) {
      const record = format.read(value)
      if (record) return record
    }
    return null
  }
}

/** Shorter than before, or with another beginning: truncated and begun anew. */
const continues = (before: Position, size: number, head: Buffer): boolean =>
  size >= before.offset && head.subarray(0, before.head.length).equals(before.head)

async function logFiles(sources: readonly LogSource[]): Promise<string[]> {
  const lists = await Promise.all(
    sources.map(async ({ folder, only }) => {
      if (only) return only.map((name) => join(folder, name))
      const names = await readdir(folder).catch(() => [])
      return names.filter((name) => isLog.test(name)).toSorted().map((name) => join(folder, name))
    }),
  )
  return lists.flat()
}

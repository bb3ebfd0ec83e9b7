import { ByteReader, ByteWriter } from './cells-bytes'
import { width, type CellTable, type Entry } from './cells'

const reportedBit = 1 << width

/** Appends account and sums; amounts that are 0 take no room. */
export function packEntry(writer: ByteWriter, account: number, entry: Entry): void {
  let mask = entry.reported === null ? 0 : reportedBit
  for (let place = 0; place < width; place++) if (entry.amounts[entry.from + place] !== 0) mask |= 1 << place
  writer.number(account)
  writer.number(entry.calls)
  writer.number(mask)
  for (let place = 0; place < width; place++) if (mask & (1 << place)) writer.number(entry.amounts[entry.from + place]!)
  if (entry.reported !== null) writer.bigint(entry.reported)
}

/** An entry that is read again and again into the same place. */
export interface ReadEntry extends Entry {
  account: number
  amounts: Float64Array
}

export const emptyEntry = (): ReadEntry => ({ account: 0, calls: 0, amounts: new Float64Array(width), from: 0, reported: null })

export function unpackEntry(reader: ByteReader, into: ReadEntry): void {
  into.account = reader.number()
  into.calls = reader.number()
  const mask = reader.number()
  for (let place = 0; place < width; place++) into.amounts[place] = mask & (1 << place) ? reader.number() : 0
  into.reported = mask & reportedBit ? reader.bigint() : null
}

/** The sums of some rows of a table, without their slot. What was taken back wholly is left out. */
export function packCells(table: CellTable, rows: Iterable<number>): Uint8Array {
  const writer = new ByteWriter()
  for (const row of rows) {
    const calls = table.calls[row]!
    if (calls > 0) packEntry(writer, table.accounts[row]!, { calls, amounts: table.amounts, from: row * width, reported: table.reported.get(row) ?? null })
  }
  return writer.written
}

/** Adds what `packCells` packed. Throws on bytes that are no cells. */
export function unpackCells(bytes: Uint8Array, slot: number, into: CellTable): void {
  const reader = new ByteReader(bytes)
  const entry = emptyEntry()
  while (!reader.atEnd) {
    unpackEntry(reader, entry)
    into.add(slot, entry.account, entry)
  }
}

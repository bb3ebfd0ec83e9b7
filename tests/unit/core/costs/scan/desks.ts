import { CarefulReader } from '../../../../../src/core/costs/scan/careful'
import { BatchColumns } from '../../../../../src/core/costs/scan/columns'
import { deskBytes, LineReader } from '../../../../../src/core/costs/scan/lines'
import { plainDesk, type Desk } from '../../../../../src/core/costs/scan/desk'
import type { Batch } from '../../../../../src/core/costs/batch'
import { formats } from '../../../../../src/core/costs/formats'
import { codec } from '../../../../../src/host/costs/reading/codec'
import { deskOf } from '../../../../../src/host/costs/reading/skim'

/** Both ways there are to go through a long string. */
export const desks: [string, (size: number) => Desk][] = [
  ['in JavaScript', plainDesk],
  ['with WebAssembly', deskOf],
]

/** The fast way: everything written to the reader, so many bytes at a time. */
export function readFast(reader: LineReader, text: Uint8Array, atATime = Infinity): Batch {
  reader.begin(1, {})
  for (let at = 0; at < text.length; ) {
    const room = reader.room()
    const part = text.subarray(at, at + Math.min(room.length, atATime))
    room.set(part)
    reader.wrote(part.length)
    at += part.length
  }
  return reader.finish()
}

export const readerOn = (desk: (size: number) => Desk): LineReader => new LineReader(formats, codec, desk(deskBytes))

/** What it all means: each line by JSON.parse and the formats. `text` ends with a line end. */
export function readCarefully(text: Uint8Array): Batch {
  const columns = new BatchColumns()
  const careful = new CarefulReader(formats, codec, columns, {})
  for (let from = 0, line = 1; from < text.length; line++) {
    const end = text.indexOf(10, from)
    careful.readLine(text, from, end, line)
    columns.lines++
    columns.bytes += end + 1 - from
    from = end + 1
  }
  return columns.finish()
}

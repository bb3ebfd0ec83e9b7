import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { mayBeDocument } from '../../../core/costs/scan/document'
import { codec } from './codec'
import type { FileContext } from '../../../core/plugin'
import { wholePart, type Part, type Piece } from './pieces'
import { newReader } from './read-piece'

/** What a thread reads at a time, about: small enough that all finish together, large enough that nobody waits for messages. */
export const errandBytes = 8 * 1024 * 1024

/** One part of a piece. */
export interface Errand<P extends Piece = Piece> {
  piece: P
  part: Part
  bytes: number
}

/** The pieces as parts that can be read at the same time, in their order. */
export function* errandsOf<P extends Piece>(pieces: readonly P[]): Generator<Errand<P>, void> {
  for (const piece of pieces) {
    const bytes = bytesOf(piece)
    if (bytes <= errandBytes * 2) yield { piece, part: wholePart(piece), bytes }
    else yield* inParts(piece, bytes)
  }
}

function* inParts<P extends Piece>(piece: P, bytes: number): Generator<Errand<P>, void> {
  const end = piece.from + bytes
  for (let from = piece.from; from < end; from += errandBytes) {
    const until = from + errandBytes >= end ? null : from + errandBytes
    const first = from === piece.from
    // What comes before is told by the parts before, once they have been read.
    const known = first ? {} : { firstLine: 1, context: {} }
    yield { piece, part: { ...piece, ...known, from, until, midLine: !first }, bytes: Math.min(errandBytes, end - from) }
  }
}

/** How much there is to read in a piece that may be cut; 0 for one that may not, and for what can't be read. */
function bytesOf({ path, from, to, context }: Piece): number {
  let file: number | null = null
  try {
    file = openSync(path, 'r')
    const bytes = Math.max(0, Math.min(fstatSync(file).size, to ?? Infinity) - from)
    return bytes > errandBytes * 2 && (hasAny(context) || (from === 0 && isToBeReadInOrder(file))) ? 0 : bytes
  } catch {
    // Whoever reads it is told why.
    return 0
  } finally {
    if (file !== null) closeSync(file)
  }
}

const hasAny = (context: FileContext): boolean => Object.keys(context).length > 0

/** Whether it is one JSON document, or begins with lines that give those after them their meaning. */
function isToBeReadInOrder(file: number): boolean {
  const reader = newReader()
  reader.begin(1, {})
  const room = reader.room()
  const count = readSync(file, room, 0, room.length, 0)
  if (mayBeDocument(room.subarray(0, count), codec)) return true
  reader.wrote(count)
  return hasAny(reader.context)
}

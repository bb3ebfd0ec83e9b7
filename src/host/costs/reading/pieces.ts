import type { Batch } from '../../../core/costs/batch'
import type { FileContext } from '../../../core/plugin'

/** Bytes of one file. It begins at a line's beginning; nothing at or after `to` is read. */
export interface Piece {
  path: string
  from: number
  /** null: to the end. */
  to: number | null
  /** Number of the first line, 1-based. */
  firstLine: number
  /** What earlier lines of the file said: `context` of the last batch read from it; `{}` at its beginning. */
  context: FileContext
}

/** What a stretch of a piece said. Those of one piece follow one another without a gap. */
export interface ReadPiece {
  path: string
  /** Where it begins; it holds `batch.bytes` bytes from there on. */
  from: number
  firstLine: number
  batch: Batch
  /** After its last line. */
  context: FileContext
  /** The last one of its piece. */
  last: boolean
  /** Bytes after the last line's end, not among `batch.bytes`; 0 but in the last one. */
  torn: number
  /** The file is one JSON document and was read as a whole: when it changes, it is to be read anew. */
  whole: boolean
}

export interface ReadOptions {
  /** A last line without an end counts when it is whole JSON: for what will not grow. */
  takeTorn?: boolean
}

/** A part of a piece that can be read while nobody knows yet what is before it. */
export interface Part extends Piece {
  /** It has the lines that begin before this. */
  until: number | null
  /** It begins somewhere in a line, which isn't one of its own. `firstLine` and `context` are then those of a file's beginning. */
  midLine: boolean
}

export const wholePart = (piece: Piece): Part => ({ ...piece, until: null, midLine: false })

export type { Piece, ReadOptions, ReadPiece } from './pieces'
export { batchBytes, newReader, readPiece } from './read-piece'
export { readAll, type ReadAllOptions } from './read-all'

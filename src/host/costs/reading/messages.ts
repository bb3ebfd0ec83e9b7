import type { Part, ReadOptions, ReadPiece } from './pieces'

/** What a thread is asked to do: to read these parts one after the other, or (`more`) to go on. */
export type Request = { parts: readonly Part[]; options: ReadOptions } | 'more'

/** What it found of the part at `index` of those it was asked for. */
export type Found = { index: number; read: ReadPiece } | { index: number; error: { code: string; message: string } }

/** `done`: of all it was asked for; else it waits to be told to go on. */
export interface Answer {
  found: Found[]
  done: boolean
}

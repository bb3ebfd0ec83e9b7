import type { FileContext } from '../plugin'

/** A file's first bytes that tell it from others: a line with its time stamp, mostly. */
export const headBytes = 256
/** Bytes before a position that must still be the same. */
export const tailBytes = 4096

/** How far a file was read, and how to know it again. */
export interface Position {
  /** Bytes read: up to a line's end. */
  offset: number
  nextLine: number
  /** What its lines said for later ones. */
  context: FileContext
  /** Its first `headBytes`, as far as they were read; one character a byte. */
  head: string
  /** A hash of the `tailBytes` before `offset`. */
  tail: string
  /** One JSON document, that is read anew when it has changed. */
  whole: boolean
}

/** A file as it is now. */
export interface Look {
  /** Device and inode. */
  identity: string
  size: number
  mtimeMs: number
  /** Its first `headBytes`. */
  head: string
  /** The hash of the `tailBytes` before an offset. */
  tailAt(offset: number): string
}

export const beginning = (): Position => ({ offset: 0, nextLine: 1, context: {}, head: '', tail: '', whole: false })

/** Whether the file still begins with what was read of it. */
export const continues = (position: Position, look: Look): boolean =>
  look.size >= position.offset && look.head.startsWith(position.head) && (position.offset === 0 || look.tailAt(position.offset) === position.tail)

/** The position that reaches furthest into a file that is a copy of what was read; null when none does. */
export function copiedFrom<T extends { position: Position }>(known: readonly T[], look: Look): T | null {
  const candidates = known.filter(({ position }) => position.offset > 0 && !position.whole && position.offset <= look.size && look.head.startsWith(position.head))
  return candidates.toSorted((a, b) => b.position.offset - a.position.offset).find(({ position }) => continues(position, look)) ?? null
}

/**
 * Goes through a string's content from `at` on, to a byte that can't be passed over: its quote, a control character, or a backslash (one that
 * is followed by any of "\\/bfnrt may be passed over). Twice where that is, and 1 more if a backslash was passed over.
 */
export type Skim = (at: number) => number

/** The last bytes of a desk hold no line: four bytes are looked at at a time. */
export const beyondBytes = 4

/** Where lines are laid to be read. */
export interface Desk {
  /** Begins its buffer; its length is a multiple of 4. */
  bytes: Uint8Array
  skim: Skim
}

/** A desk without any help from the machine. */
export const plainDesk = (size: number): Desk => ({ bytes: new Uint8Array(size), skim: (at) => at * 2 })

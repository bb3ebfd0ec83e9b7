import { kind, type FieldScanner } from '../fields'

/** No call has more tokens (usage-counts.ts); a greater number is looked at carefully. */
const mostTokens = 1e9

/** A count of tokens, 0 where there is none; -1: look at the line carefully. */
export function countAt(fields: FieldScanner, slot: number): number {
  const is = fields.kindOf(slot)
  if (is === kind.absent) return 0
  const value = fields.values[slot]!
  return is === kind.whole && value <= mostTokens ? value : -1
}

/** Whether it is a text without escapes that isn't empty. */
export const isText = (fields: FieldScanner, slot: number): boolean => fields.kindOf(slot) === kind.text && fields.ends[slot]! > fields.starts[slot]!

/** Whether it is this text; false as well for one with escapes. */
export function isWord(fields: FieldScanner, slot: number, word: Uint8Array): boolean {
  const length = fields.ends[slot]! - fields.starts[slot]!
  return isText(fields, slot) && length === word.length && beginsWith(fields, slot, word)
}

/** Whether the text begins with these bytes. */
export function beginsWith({ text, starts, ends }: FieldScanner, slot: number, start: Uint8Array): boolean {
  const from = starts[slot]!
  if (ends[slot]! - from < start.length) return false
  for (let index = 0; index < start.length; index++) if (text[from + index] !== start[index]) return false
  return true
}

/** Whether it is missing, or null, which says as little. */
export const isNothing = (fields: FieldScanner, slot: number): boolean => fields.kindOf(slot) === kind.absent || fields.kindOf(slot) === kind.null

/** Whether it is missing, or null, or an object that was looked into. */
export const isObjectOrNothing = (fields: FieldScanner, slot: number): boolean => fields.kindOf(slot) === kind.object || isNothing(fields, slot)

/** Whether all its bytes are ASCII. */
export function isAscii({ view, starts, ends }: FieldScanner, slot: number): boolean {
  const end = ends[slot]!
  let bits = 0
  let at = starts[slot]!
  for (; at + 4 <= end; at += 4) bits |= view.getInt32(at, true)
  for (; at < end; at++) bits |= view.getUint8(at)
  return (bits & 0x80808080) === 0
}

/** Whether the value's bytes hold this word, or escapes in which it could hide. */
export function holdsWord({ text, starts, ends }: FieldScanner, slot: number, word: Uint8Array): boolean {
  for (let at = starts[slot]!; at < ends[slot]!; at++) {
    if (text[at] === 0x5c) return true
    let length = 0
    while (length < word.length && text[at + length] === word[length]) length++
    if (length === word.length) return true
  }
  return false
}

/**
 * Lines are searched as they lie in the file, each byte read as one character, since decoding millions of them takes longer than
 * searching. What is looked for is therefore written the same way.
 */

/** A character's UTF-8 bytes as characters. */
const bytesOf = (character: string): string =>
  // Half of a surrogate pair has no bytes; the mark for what can't be read stands for it.
  encodeURIComponent(/^[\uD800-\uDFFF]$/.test(character) ? '\uFFFD' : character).replace(/%(..)/g, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/** A text as it lies in a file. */
export const byteText = (text: string): string => Array.from(text, bytesOf).join('')

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

/** The character as JSON may also write it. */
const jsonEscape = (character: string): string =>
  Array.from({ length: character.length }, (_, index) => `\\\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`).join('')

/** A pattern that finds the text in bytes, in JSON strings too; for a RegExp with the flag `i`. */
export const bytePattern = (text: string): string => Array.from(text, characterPattern).join('')

function characterPattern(character: string): string {
  // Inside of a JSON string they have a backslash before them.
  if (character === '"') return '\\\\?"'
  if (character === '\\') return '\\\\{1,2}'
  if (character.charCodeAt(0) < 0x80) return escaped(character)
  const forms = new Set([character, character.toLowerCase(), character.toUpperCase()])
  return `(?:${[...forms].flatMap((form) => [escaped(bytesOf(form)), jsonEscape(form)]).join('|')})`
}

import type { Codec } from './careful'
import { plainDesk } from './desk'
import { Tokens } from './tokens'

/** A file that is one JSON document is read as a whole up to this size. */
export const mostDocumentBytes = 64 * 1024 * 1024

/** Whether a file that begins like this may be one JSON document rather than lines of JSON: a list of objects, or an object over several lines. */
export function mayBeDocument(head: Uint8Array, codec: Codec): boolean {
  const begin = /^\uFEFF?\s*(?:(\[)\s*[[{\]]|\{.*\n)/.exec(codec.decode(head, 0, head.length))
  if (begin === null) return false
  return begin[1] !== undefined || !isJson(begin[0])
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\uFEFF/, ''))
    return true
  } catch {
    return false
  }
}

/** Where something is in bytes, and in which line. */
export interface Place {
  from: number
  to: number
  line: number
}

/** Finds what a JSON document consists of, so that no more than one element of a long list is a value at a time. */
export class DocumentScanner extends Tokens {
  /** `bytes` are the document and at least one zero after it, a multiple of 4 long. */
  constructor(bytes: Uint8Array) {
    super({ ...plainDesk(0), bytes })
    this.acrossLines = true
  }

  /** The elements of the list in the first `length` bytes; what else is there as a whole; null when it isn't one JSON document. */
  elements(length: number): Place[] | null {
    const { bytes } = this
    const begin = this.past(bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0)
    const end = this.valueEnd(begin, 0)
    if (end === -1 || this.past(end) !== length) return null
    return bytes[begin] === 0x5b ? this.inList(begin + 1) : [this.placeOf(begin, end)]
  }

  private line = 1
  private counted = 0

  private inList(from: number): Place[] {
    const { bytes } = this
    const places: Place[] = []
    for (let at = this.past(from); bytes[at] !== 0x5d; at = this.past(bytes[at] === 0x2c ? at + 1 : at)) {
      const end = this.valueEnd(at, 0)
      places.push(this.placeOf(at, end))
      at = this.past(end)
    }
    return places
  }

  /** Places are asked for in their order. */
  private placeOf(from: number, to: number): Place {
    for (; this.counted < from; this.counted++) if (this.bytes[this.counted] === 0x0a) this.line++
    return { from, to, line: this.line }
  }
}

/** Lines of the first `length` bytes; the last one needs no end. */
export function linesOf(bytes: Uint8Array, length: number): number {
  let lines = 0
  for (let at = 0; at < length; at++) if (bytes[at] === 0x0a || at === length - 1) lines++
  return lines
}

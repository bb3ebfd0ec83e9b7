import { errandBytes } from './errands'
import type { Answer, Found } from './messages'
import type { Part, ReadOptions } from './pieces'
import { readPart } from './read-piece'

/** Reads parts one after the other; answers whenever it has read a good deal. A part that can’t be read doesn’t keep the others from it. */
export function* readParts(parts: readonly Part[], options: ReadOptions): Generator<Answer, void> {
  let found: Found[] = []
  let bytes = 0
  for (const [index, part] of parts.entries()) {
    for (const one of readOne(part, index, options)) {
      found.push(one)
      bytes += 'read' in one ? one.read.batch.bytes : 0
      if (bytes < errandBytes) continue
      yield { found, done: false }
      found = []
      bytes = 0
    }
  }
  yield { found, done: true }
}

function* readOne(part: Part, index: number, options: ReadOptions): Generator<Found, void> {
  try {
    for (const read of readPart(part, options)) yield { index, read }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    // Only the file system's errors have a code; any other is a bug.
    if (code === undefined) throw error
    yield { index, error: { code, message } }
  }
}

import type { Status } from '../../../shared/model'
import { statusShape } from '../../../shared/status'

const shapes = Object.entries(statusShape) as [Status, string][]

/** "✅ Notion: ok" → the state and the words after its sign. */
export function markedLine(line: string): { status: Status | null; words: string } {
  const found = shapes.find(([, shape]) => line.startsWith(`${shape} `))
  return found ? { status: found[0], words: line.slice(found[1].length + 1) } : { status: null, words: line }
}

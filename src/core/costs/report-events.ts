import { readLine, type Format } from '../plugin'
import type { BadLine } from './batch'

/** A line that isn’t kept; the first one has number 1. */
export interface RejectedLine {
  line: number
  why: BadLine['why'] | 'unknown-format'
}

export interface SortedEvents {
  /** As they were sent. */
  good: string[]
  rejected: RejectedLine[]
}

/** Which lines of a text are log lines some format knows; empty ones are none. */
export function sortEvents(text: string, formats: readonly Format[]): SortedEvents {
  const sorted: SortedEvents = { good: [], rejected: [] }
  for (const [i, raw] of text.replace(/^\uFEFF/, '').split('\n').entries()) {
    const line = raw.trim()
    const why = line === '' ? null : refusalOf(line, formats)
    if (why) sorted.rejected.push({ line: i + 1, why })
    else if (line !== '') sorted.good.push(line)
  }
  return sorted
}

function refusalOf(line: string, formats: readonly Format[]): RejectedLine['why'] | null {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return 'not-json'
  }
  const read = readLine(formats, value, {})
  return read === null ? 'unknown-format' : 'unreadable' in read ? read.unreadable : null
}

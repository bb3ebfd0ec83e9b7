import { parseTime } from '../costs/log-fields'

/** Fields in which logs write their time, the likeliest first. */
export const timeFields = ['ts', 'timestamp', 'time', '@timestamp', 'date', 'at', 'created_at', 'created'] as const

const names = timeFields.join('|')
const inJson = new RegExp(`"(?:${names})"\\s*:\\s*(?:"([^"]{10,40})"|(\\d{9,13}(?:\\.\\d+)?))`, 'g')
const atStart = /^\W{0,2}(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)?)/

/** A line may be long: its time is near one of its ends. */
const headChars = 1024
const tailChars = 512

/** When a line was written, by what it says, UTC epoch ms; null where it doesn’t say. Quick: the line isn’t parsed. */
export function lineTime(line: string): number | null {
  if (!line.startsWith('{') && !line.startsWith('[{')) return plainTime(line)
  return jsonTime(line.slice(0, headChars)) ?? (line.length > headChars ? jsonTime(line.slice(-tailChars)) : null)
}

/** Of a line that isn’t JSON, which begins with its time if it has one. */
export function plainTime(line: string): number | null {
  const [, written] = atStart.exec(line) ?? []
  return written === undefined ? null : parseTime(written.trim().replace(' ', 'T').replace(' ', '').replace(',', '.'))
}

function jsonTime(text: string): number | null {
  for (const [, written, number] of text.matchAll(inJson)) {
    const at = parseTime(written ?? Number(number))
    if (at !== null) return at
  }
  return null
}

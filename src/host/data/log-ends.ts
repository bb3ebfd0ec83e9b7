import { closeSync, existsSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { Diagnostics } from '../../shared/data'

/** So much of a log’s end is read. */
const endBytes = 256 * 1024
const errorsShown = 10
/** Logs whose ends help to understand what happened; the others hold figures. */
const helpful = ['console.log', 'health_probe.log', 'scheduler.log']
const linesShown: Readonly<Record<string, number>> = { 'console.log': 200 }
const usualLines = 30
/** A longer line is cut: a stack trace fits. */
const longestLine = 4000

/** The last whole lines of a file, oldest first; none where there is no file. */
export function lastLines(path: string, most: number): string[] {
  if (!existsSync(path)) return []
  const handle = openSync(path, 'r')
  try {
    const { size } = fstatSync(handle)
    const from = Math.max(0, size - endBytes)
    const buffer = Buffer.alloc(size - from)
    const read = readSync(handle, buffer, 0, buffer.length, from)
    const lines = buffer.toString('utf8', 0, read).split('\n')
    // The first may have lost its beginning, the last isn’t ended yet.
    return lines.slice(from === 0 ? 0 : 1, -1).slice(-most)
  } finally {
    closeSync(handle)
  }
}

export function logEnds(folder: string): { name: string; lines: string[] }[] {
  const there = existsSync(folder) ? readdirSync(folder) : []
  return helpful
    .filter((name) => there.includes(name))
    .map((name) => ({ name, lines: lastLines(join(folder, name), linesShown[name] ?? usualLines).map((line) => line.slice(0, longestLine)) }))
}

/** What broke inside the console lately, newest first. */
export function lastErrors(folder: string): Diagnostics['errors'] {
  const found = lastLines(join(folder, 'console.log'), Infinity).flatMap((line) => errorOf(line))
  return found.slice(-errorsShown).toReversed()
}

function errorOf(line: string): Diagnostics['errors'] {
  // Most lines are something else.
  if (!line.includes('"bug"')) return []
  try {
    const { ts, event, where, error } = JSON.parse(line) as Record<string, unknown>
    const at = Date.parse(String(ts))
    return event === 'bug' && !Number.isNaN(at) ? [{ at, where: String(where), message: String(error).split('\n')[0] ?? '' }] : []
  } catch {
    return []
  }
}

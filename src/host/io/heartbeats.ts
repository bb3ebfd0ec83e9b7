import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { formats } from '../../core/registry'
import type { Heartbeat } from '../../core/io'

const dayMs = 86_400_000
/** A day of ticks at 60 s is 1,440 lines; this holds that many lines of 300 bytes. */
const tailBytes = 448 * 1024

/** The ticks of a scheduler.log, from its tail: bounded work however long the log is, and no silence after a rotation. */
export async function readHeartbeat(folder: string, now: number, name = 'EchoPilot’s scheduler'): Promise<Heartbeat> {
  const path = join(folder, 'scheduler.log')
  const base = { name, source: 'log' as const, path }
  try {
    const current = await tail(path)
    const rotated = current.whole ? await tail(`${path}.1`).catch(() => null) : null
    const ticks = [rotated, current].flatMap((part) => (part ? ticksOf(part.text, now, part.changedAt) : [])).toSorted((a, b) => a - b)
    return { ...base, lastTickAt: ticks.at(-1) ?? null, ticks: ticks.filter((at) => at >= now - dayMs), problem: null }
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    return { ...base, lastTickAt: null, ticks: [], problem: `${path} ${missing ? 'isn’t there' : 'can’t be read'}.` }
  }
}

async function tail(path: string): Promise<{ text: string; changedAt: number; whole: boolean }> {
  let handle: FileHandle | null = null
  try {
    handle = await open(path, 'r')
    const { size, mtimeMs } = await handle.stat()
    const length = Math.min(size, tailBytes)
    const buffer = Buffer.alloc(length)
    await handle.read(buffer, 0, length, size - length)
    const text = buffer.toString('utf8')
    // The first line is torn when the tail begins inside it; the last one when its newline isn't written yet.
    const from = size > length ? text.indexOf('\n') + 1 : 0
    return { text: text.slice(from), changedAt: Math.floor(mtimeMs), whole: size <= length }
  } finally {
    await handle?.close()
  }
}

function ticksOf(text: string, now: number, changedAt: number): number[] {
  const ticks: number[] = []
  for (const line of text.split('\n')) {
    if (!line.includes('tick')) continue
    const value = parsed(line)
    const record = value === undefined ? null : formats.map((format) => format.read(value)).find((found) => found !== null)
    // A stamp from the future says that the writer's clock is ahead: the tick is as fresh as its line, no fresher.
    if (record?.kind === 'tick') ticks.push(record.at > now ? Math.min(now, changedAt) : record.at)
  }
  return ticks
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { LogRecord } from '../../core/costs/record'
import { lookAtFetched, type FetchedLog } from '../../core/fetched-log'
import type { Heartbeat } from '../../core/io'
import type { Moment } from '../../core/moment'
import { readLine, recordsOf } from '../../core/plugin'
import { formats } from '../../core/registry'
import { timelineOf, type Presence } from '../../core/timeline'

/** A day of ticks at 60 s is 1,440 lines; this holds that many lines of 300 bytes. */
const tailBytes = 448 * 1024

export interface HeartbeatOf {
  name?: string
  source?: Heartbeat['source']
  /** Whether to find out which ticks did something. */
  work?: boolean
}

export interface ReadHeartbeat extends Heartbeat {
  /** What tells one content of the log from another. */
  content: string
  /** Where each tick is written: the same line again is the same tick. */
  places: string[]
}

/** The ticks of a scheduler.log, from its tail: bounded work however long the log is, and no silence after a rotation. */
export async function readHeartbeat(folder: string, { name = 'EchoPilot’s scheduler', source = 'log', work = false }: HeartbeatOf = {}): Promise<ReadHeartbeat> {
  const path = join(folder, 'scheduler.log')
  const base = { name, source, path }
  try {
    const current = await tail(path)
    const rotated = current.whole ? await tail(`${path}.1`).catch(() => null) : null
    const found = ticksOf(rotated ? [rotated, current] : [current], work)
    const ticks = found.map(({ at }) => at)
    const { changedAt, content } = current
    return { ...base, lastTickAt: ticks.at(-1) ?? null, ticks, ...(work ? { worked: found.map(({ worked }) => worked) } : {}), changedAt, problem: null, content, places: found.map(({ place }) => place) }
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    return { ...base, lastTickAt: null, ticks: [], problem: `${path} ${missing ? 'isn’t there' : 'can’t be read'}.`, content: '', places: [] }
  }
}

/** Logs on this computer. When a tick came is seen while it is new: later its stamp may be by another setting of the clock. */
export class LocalLogs {
  private readonly known = new Map<string, { ticks: Map<string, Moment>; lookedAt: Moment }>()

  async read(folder: string, about: HeartbeatOf, presence: () => Presence): Promise<Heartbeat> {
    const { content: _content, places, ...beat } = await readHeartbeat(folder, about)
    if (beat.problem !== null) return beat
    const past = presence()
    const timeline = timelineOf(past)
    const before = this.known.get(folder)
    const isNew = places.map((place) => before?.ticks.has(place) !== true)
    const last = places.findLast((_, i) => !isNew[i])
    const known = before ? { after: timeline.placeMoment(before.lookedAt), ...(last === undefined ? {} : { preceding: timeline.placeMoment(before.ticks.get(last)!) }) } : {}
    const fresh = timeline.place(beat.ticks.filter((_, i) => isNew[i]), known)
    let next = 0
    const ticks = new Map(places.map((place, i) => [place, isNew[i] ? momentAt(fresh[next++]!, past.now) : before!.ticks.get(place)!]))
    this.known.set(folder, { ticks, lookedAt: past.now })
    const placed = places.map((place) => timeline.placeMoment(ticks.get(place)!))
    return { ...beat, ticks: placed, lastTickAt: placed.at(-1) ?? null, placed: true }
  }
}

/** A time on the timeline, kept so that it stays where it is though the clock is set. */
export const momentAt = (at: number, { wallMs, boot, sinceBootMs }: Moment): Moment => ({ wallMs: at, boot, sinceBootMs: sinceBootMs - (wallMs - at) })

/** Logs that are fetched from another computer, with what was seen of each since the start. */
export class FetchedLogs {
  private readonly seen = new Map<string, FetchedLog>()

  async read(folder: string, about: HeartbeatOf, now: () => Moment): Promise<Heartbeat> {
    const { content, places: _places, ...beat } = await readHeartbeat(folder, about)
    if (beat.problem !== null) return beat
    const fetched = lookAtFetched(this.seen.get(folder) ?? null, content, beat.lastTickAt, now())
    this.seen.set(folder, fetched)
    return { ...beat, fetched }
  }
}

interface Tail {
  text: string
  /** Where the text begins in the file, and which file that is. */
  offset: number
  file: string
  changedAt: number
  content: string
  whole: boolean
}

async function tail(path: string): Promise<Tail> {
  let handle: FileHandle | null = null
  try {
    handle = await open(path, 'r')
    const { size, mtimeMs, ino, dev } = await handle.stat()
    const length = Math.min(size, tailBytes)
    const buffer = Buffer.alloc(length)
    await handle.read(buffer, 0, length, size - length)
    // The first line is torn when the tail begins inside it; the last one when its newline isn't written yet.
    const from = size > length ? buffer.indexOf(10) + 1 : 0
    return { text: buffer.toString('utf8', from), offset: size - length + from, file: `${dev}:${ino}`, changedAt: Math.floor(mtimeMs), content: `${ino}:${size}:${mtimeMs}`, whole: size <= length }
  } finally {
    await handle?.close()
  }
}

/** What a job leaves behind when it does something. */
const workKinds: ReadonlySet<LogRecord['kind']> = new Set<LogRecord['kind']>(['cpu', 'job', 'llm', 'heal'])

interface FoundTick {
  at: number
  worked: boolean
  place: string
}

function ticksOf(tails: readonly Tail[], work: boolean): FoundTick[] {
  const ticks: FoundTick[] = []
  // What was done before the first tick isn't known: it gets the benefit of the doubt.
  let done = true
  for (const { text, offset, file } of tails) {
    let at = offset
    for (const line of text.split('\n')) {
      const from = at
      at += Buffer.byteLength(line) + 1
      const record = work || line.includes('tick') ? recordOf(line) : null
      if (!record) continue
      if (workKinds.has(record.kind)) done = true
      if (record.kind !== 'tick') continue
      // With its stamp, since a log may be begun anew in the same place.
      ticks.push({ at: record.at, worked: done || record.worked === true, place: `${file}:${from}:${record.at}` })
      done = false
    }
  }
  return ticks
}

function recordOf(line: string): LogRecord | null {
  const value = parsed(line)
  return value === undefined ? null : (recordsOf(readLine(formats, value, {}))[0] ?? null)
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

import { availableParallelism } from 'node:os'
import { healFigures, type JobAttempts, type SelfHealFigures } from '../../core/self-heal'
import { systemClock } from '../io/clock'
import type { CostBook, ReadProgress } from './book'
import { BookCore, type BookEvents, type BookNews, type BookSurroundings } from './book-core'
import type { BookConfig } from './book-state'
import { startThread } from './book-thread'
import { openLater } from './later-book'
import type { TimedRun } from './store-trail'

export { cachePathFor } from './book-cache'
export type { BookConfig } from './book-state'

/** Built scripts, by their paths or as file URLs. */
export interface BookScripts {
  /** book-worker.ts: the thread of the book; null: the book is on this one, and only the reading of much isn’t. */
  book: string | null
  /** reading/reader-worker.ts: threads that read much. */
  reader: string
}

export interface BookOptions extends BookConfig {
  /** Path of its database; null for one in memory. */
  database: string | null
  /** null: everything is done on this thread, which stands still while logs are read. Streams are only read so. */
  scripts: BookScripts | null
  /** Reads new lines as they are written, without being asked. */
  watch?: boolean
  /** Answers may be wanted while much is read: what is read is kept bit by bit. True when left out. */
  isAskedMeanwhile?: boolean
  /** Nothing is opened before the first question, which fails where it can’t be. */
  isOpenedLater?: boolean
  /** UTC epoch ms; only where the book is on this thread. */
  now?: () => number
}

export interface OpenBook extends CostBook {
  /** Other sources, prices or another zone. What is no source any more no longer counts. */
  configure(change: Partial<BookConfig>): Promise<void>
  /** After each reading, with what jobs newly told of the CPU time of their processes. */
  onChange(told: (timed: readonly TimedRun[]) => void): void
  /** What people should know of the book itself: that it was damaged, that prices have moved a threshold. */
  notes(): Promise<string[]>
}

/** What a book can be asked, on whatever thread it is. */
export type BookCalls = Pick<BookCore, 'refresh' | 'hold' | 'resume' | 'configure' | 'ask' | 'calls' | 'files' | 'runs' | 'notes' | 'close'>

/** Opens the cost book and its database, which is made where there is none. Rejects where that is held by another program or can't be written. */
export async function openBook(options: BookOptions): Promise<OpenBook> {
  const told = new Told()
  const { database, scripts, watch = false, isAskedMeanwhile = true, isOpenedLater = false, sources, prices, zone, now = systemClock.now } = options
  const config = { sources, prices, zone }
  const cores = availableParallelism()
  const readers = scripts && { threads: Math.min(4, cores), worker: scripts.reader }
  const around = { database, cores, readers, watch, isAskedMeanwhile }
  const open = (wanted: BookConfig): Promise<BookCalls> =>
    scripts?.book ? startThread(scripts.book, wanted, around, told) : BookCore.open(wanted, { ...around, now, monotonic: systemClock.monotonic }, told)
  return bookOf(isOpenedLater ? openLater(config, open) : await open(config), told)
}

/** What can be sent to a thread. */
export type SentSurroundings = Omit<BookSurroundings, 'now' | 'monotonic'>

/** Keeps what the book has told, for those who ask without waiting. */
class Told implements BookEvents {
  latest: ReadProgress | null = null
  heals: JobAttempts[] | null = null
  readonly onProgress = new Set<(progress: ReadProgress | null) => void>()
  readonly onChange = new Set<(timed: readonly TimedRun[]) => void>()

  progress(progress: ReadProgress | null): void {
    this.latest = progress && { ...progress }
    for (const told of this.onProgress) told(this.latest)
  }

  changed({ heals, timed }: BookNews): void {
    this.heals = heals
    for (const told of this.onChange) told(timed)
  }
}

const bookOf = (calls: BookCalls, told: Told): OpenBook => ({
  refresh: () => calls.refresh(),
  hold: () => calls.hold(),
  resume: () => calls.resume(),
  ask: (question) => calls.ask(question),
  calls: (question, limit) => calls.calls(question, limit),
  files: () => calls.files(),
  runs: (span) => calls.runs(span),
  notes: () => calls.notes(),
  close: () => calls.close(),
  heals: (now): SelfHealFigures | null => told.heals && healFigures(told.heals, now),
  healAttempts: () => told.heals,
  progress: () => told.latest,
  onProgress: (listener) => void told.onProgress.add(listener),
  onChange: (listener) => void told.onChange.add(listener),
  async configure(change) {
    // Other logs have other jobs: nothing is known of them yet.
    if (change.sources) told.heals = null
    await calls.configure(change)
  },
})

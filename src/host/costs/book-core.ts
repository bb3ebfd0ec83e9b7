import { answerOf } from '../../core/costs/cells-answer'
import { Names } from '../../core/costs/cells-groups'
import type { Span } from '../../core/costs/periods'
import type { AgentRun, Answer, CallRow, FileFacts, Question } from '../../core/costs/question'
import type { JobAttempts } from '../../core/self-heal'
import type { ReadProgress } from './book'
import { callsIn } from './book-calls'
import { runsIn } from './book-jobs'
import { Overtaken } from './book-pass'
import { Reading, type ReadingParts } from './book-reading'
import { Shelf, type Keeping } from './book-shelf'
import type { BookConfig, BookState } from './book-state'
import { factsOf } from './files-known'
import { FolderWatch } from './files-watch'
import type { TimedRun } from './store-trail'

/** What surrounds a book and doesn't change. */
export interface BookSurroundings extends Keeping, Pick<ReadingParts, 'cores' | 'readers' | 'monotonic' | 'isAskedMeanwhile'> {
  /** Whether folders are watched for new lines. */
  watch: boolean
}

/** Told as they happen. */
export interface BookEvents {
  progress(progress: ReadProgress | null): void
  /** Something new was kept. */
  changed(news: BookNews): void
}

export interface BookNews {
  /** Attempts at healing, by job. */
  heals: JobAttempts[]
  /** What jobs have told of the CPU time of their processes since the last time. */
  timed: TimedRun[]
}

const tidyAfterMs = 2000

/** A cost book, on the thread it was opened on. */
export class BookCore {
  private pass: Promise<void> | null = null
  private readonly names = new Names()
  private readonly reading: Reading
  private readonly watch: FolderWatch | null
  private closed = false
  /** Whether what is kept was told since it was opened or set up otherwise. */
  private wasTold = false

  private constructor(
    private readonly shelf: Shelf,
    private config: BookConfig,
    around: BookSurroundings,
    private readonly events: BookEvents,
  ) {
    // What fails by being asked anew fails again for whoever asks, and is told then.
    this.watch = around.watch ? new FolderWatch(() => void this.refresh().catch(() => {})) : null
    this.reading = new Reading({ ...around, onProgress: (progress) => events.progress(progress), onFolders: (folders) => this.follow(folders) })
  }

  static async open(config: BookConfig, around: BookSurroundings, events: BookEvents): Promise<BookCore> {
    return new BookCore(await Shelf.open(config, around), config, around, events)
  }

  /** Takes in what the sources gained; callers at the same time share one pass. */
  refresh(): Promise<void> {
    this.pass ??= this.shelf
      .sound(() => this.readOnce())
      .finally(() => {
        this.pass = null
        // Whoever waited for the reading has questions first.
        setTimeout(() => this.tidy(), tidyAfterMs).unref()
      })
    return this.pass
  }

  async hold(): Promise<void> {
    if (this.pass) this.reading.hold()
  }

  /** What was put off is read with the next pass, which begins at once. */
  async resume(): Promise<void> {
    await this.pass?.catch(() => {})
    this.reading.resume()
    await this.refresh()
  }

  async configure(change: Partial<BookConfig>): Promise<void> {
    await this.pass?.catch(() => {})
    this.config = { ...this.config, ...change }
    this.wasTold = false
    this.shelf.reload(this.config)
  }

  ask(question: Question): Promise<Answer> {
    return this.kept(({ cells, accounts, calendar, lines, files }) => {
      const byHour = question.by.includes('hour') || question.where?.hour !== undefined || ![cells.zone, 'UTC'].includes(question.zone)
      return answerOf({ cells: cells.between(question.span, byHour), accounts, calendar, names: this.names, lines: { ...lines, ...files.counts } }, question)
    })
  }

  calls(question: Omit<Question, 'by'>, limit: number): Promise<{ rows: CallRow[]; more: boolean }> {
    return this.kept(({ files }) => callsIn(files.all, question, limit, this.config.prices))
  }

  files(): Promise<FileFacts[]> {
    return this.kept(({ files }) => {
      const there = files.all.filter(({ goneAt, problem }) => goneAt === null || problem !== null)
      return there.map(factsOf).toSorted((a, b) => (a.path < b.path ? -1 : 1))
    })
  }

  runs(span: Span): Promise<AgentRun[]> {
    return this.kept(({ trail, accounts }) => runsIn(span, trail, this.config.prices, accounts))
  }

  notes(): Promise<string[]> {
    return this.kept(() => this.shelf.notes)
  }

  async close(): Promise<void> {
    this.watch?.close()
    await this.pass?.catch(() => {})
    this.tidy()
    this.closed = true
    this.shelf.state.store.close()
  }

  /** Answers from what is kept. While logs are read, that is what was committed last. */
  private async kept<T>(work: (state: BookState) => T): Promise<T> {
    if (this.pass) return work(this.shelf.state)
    return this.shelf.sound(async () => {
      this.freshen()
      return work(this.shelf.state)
    })
  }

  private freshen(): void {
    if (this.shelf.state.isOutdated) this.shelf.reload()
  }

  private follow(folders: readonly string[]): void {
    if (!this.closed) this.watch?.follow(folders)
  }

  private async readOnce(): Promise<void> {
    this.freshen()
    for (;;) {
      try {
        return await this.readAndTell()
      } catch (error) {
        // Whatever was half done in memory goes; what is kept is whole.
        this.shelf.reload()
        if (!(error instanceof Overtaken)) throw error
      } finally {
        this.events.progress(this.reading.heldBack)
      }
    }
  }

  private async readAndTell(): Promise<void> {
    const { state, healing } = this.shelf
    const isNews = await this.reading.pass(state, this.config.sources)
    if (isNews || !this.wasTold) this.events.changed({ heals: healing.jobs(this.config.prices, state.accounts), timed: state.trail.takeTimed() })
    this.wasTold = true
  }

  /** Sorts names of calls, where they have become many. Never in the midst of a reading: what it keeps would be without its cells. */
  private tidy(): void {
    if (this.closed || this.pass) return
    const { state } = this.shelf
    if (!state.ids.isFull(false)) return
    try {
      if (state.commit(() => state.ids.fold())) return
    } catch {
      // Nothing was changed by it, and it is tried again after the next reading.
    }
    this.shelf.reload()
  }
}

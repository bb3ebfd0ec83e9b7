import { Worker } from 'node:worker_threads'
import { errandBytes, type Errand } from './errands'
import type { Answer, Found, Request } from './messages'
import type { ReadOptions } from './pieces'

/** Answers that wait to be taken: with more, a thread waits before it goes on. */
const mostWaiting = 2
/** Batches that were sent are thrown away when so much is new; with as much as is usual, they would lie about by the dozen. */
const resourceLimits = { maxYoungGenerationSizeMb: 6 }
/** Tasks begun before the first of them was taken in whole: what a long one holds up. */
const mostBegun = 16

class ReaderThread {
  private readonly worker: Worker
  private answered: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | null = null

  /** `file`: a path or a file URL. */
  constructor(file: string) {
    // None of this process's own flags: they may be for its script alone.
    this.worker = new Worker(file.startsWith('file:') ? new URL(file) : file, { execArgv: [], resourceLimits })
    this.worker.on('message', (answer: Answer) => this.answered?.resolve(answer))
    this.worker.on('error', (error) => this.answered?.reject(error))
    this.worker.on('exit', (code) => this.answered?.reject(new Error(`a reading thread ended with code ${code}`)))
  }

  ask(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.answered = { resolve, reject }
      this.worker.postMessage(request, [])
    })
  }

  async close(): Promise<void> {
    this.answered = null
    await this.worker.terminate()
  }
}

/** A few errands that one thread does, and what it has told of them. */
class Task {
  private readonly waiting: Answer[] = []
  private failure: Error | null = null
  private ended = false
  private changed: () => void = () => {}

  constructor(readonly errands: readonly Errand[]) {}

  async run(thread: ReaderThread, options: ReadOptions): Promise<void> {
    try {
      let answer = await thread.ask({ parts: this.errands.map(({ part }) => part), options })
      this.tell(answer)
      while (!answer.done) {
        while (this.waiting.length >= mostWaiting) await this.change()
        this.tell((answer = await thread.ask('more')))
      }
    } catch (error) {
      this.failure = error as Error
    }
    this.ended = true
    this.changed()
  }

  async *answers(): AsyncGenerator<Answer, void> {
    for (;;) {
      const answer = this.waiting.shift()
      this.changed()
      if (answer) yield answer
      else if (this.failure) throw this.failure
      else if (this.ended) return
      else await this.change()
    }
  }

  private tell(answer: Answer): void {
    this.waiting.push(answer)
    this.changed()
  }

  private change(): Promise<void> {
    return new Promise((resolve) => {
      const before = this.changed
      this.changed = () => {
        this.changed = () => {}
        before()
        resolve()
      }
    })
  }
}

/** Some threads that read. */
export class ReaderPool {
  private readonly idle: ReaderThread[] = []
  private readonly threads: ReaderThread[] = []
  private readonly queue: Task[] = []

  constructor(
    private readonly file: string,
    private readonly most: number,
    private readonly options: ReadOptions,
  ) {}

  /** What the errands find, in their order. */
  async *read(errands: Iterable<Errand>): AsyncGenerator<Found & { errand: Errand }, void> {
    const tasks = inTasks(errands)
    const begun: Task[] = []
    for (;;) {
      for (let next = null; begun.length < mostBegun && !(next = tasks.next()).done; ) begun.push(this.begin(new Task(next.value)))
      const first = begun.shift()
      if (!first) return
      for await (const { found } of first.answers()) for (const one of found) yield { ...one, errand: first.errands[one.index]! }
    }
  }

  async close(): Promise<void> {
    this.queue.length = 0
    await Promise.all(this.threads.map((thread) => thread.close()))
  }

  private begin(task: Task): Task {
    this.queue.push(task)
    const thread = this.idle.pop() ?? this.newThread()
    if (thread) void this.serve(thread)
    return task
  }

  private newThread(): ReaderThread | null {
    if (this.threads.length === this.most) return null
    const thread = new ReaderThread(this.file)
    this.threads.push(thread)
    return thread
  }

  private async serve(thread: ReaderThread): Promise<void> {
    for (let task = this.queue.shift(); task; task = this.queue.shift()) await task.run(thread, this.options)
    this.idle.push(thread)
  }
}

/** Small errands are done several at once. */
function* inTasks(errands: Iterable<Errand>): Generator<Errand[], void> {
  let together: Errand[] = []
  let bytes = 0
  for (const errand of errands) {
    together.push(errand)
    bytes += errand.bytes
    if (bytes < errandBytes) continue
    yield together
    together = []
    bytes = 0
  }
  if (together.length > 0) yield together
}

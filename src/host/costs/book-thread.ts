import { Worker } from 'node:worker_threads'
import type { ReadProgress } from './book'
import type { BookEvents, BookNews } from './book-core'
import type { BookConfig } from './book-state'
import type { BookCalls, SentSurroundings } from './open-book'

export type CallName = keyof BookCalls

export interface ThreadData {
  config: BookConfig
  around: SentSurroundings
}

export interface ThreadCall {
  id: number
  name: CallName
  args: readonly unknown[]
}

/** What the thread says: that it is open, an answer, or what happened. */
export type ThreadMessage =
  | { open: true }
  | { id: number; value: unknown }
  | { id: number; error: unknown }
  | { progress: ReadProgress | null }
  | { changed: BookNews }

interface Waiting {
  resolve(value: unknown): void
  reject(error: unknown): void
}

const names: readonly CallName[] = ['refresh', 'hold', 'resume', 'configure', 'ask', 'calls', 'files', 'runs', 'notes', 'close']

/** A book on a thread of its own. Resolves when it is open. */
export function startThread(script: string, config: BookConfig, around: SentSurroundings, events: BookEvents): Promise<BookCalls> {
  const data: ThreadData = { config, around }
  const thread = new BookThread(new Worker(script.startsWith('file:') ? new URL(script) : script, { workerData: data, execArgv: [] }), events)
  return thread.opened.then(() => thread.calls)
}

class BookThread {
  private readonly waiting = new Map<number, Waiting>()
  private last = 0
  private ended: Error | null = null
  readonly opened: Promise<void>

  constructor(
    private readonly worker: Worker,
    private readonly events: BookEvents,
  ) {
    this.opened = new Promise((resolve, reject) => {
      this.waiting.set(0, { resolve: () => resolve(), reject })
    })
    worker.on('message', (message: ThreadMessage) => this.hear(message))
    worker.on('error', (error: Error) => this.end(error))
    worker.on('exit', (code) => this.end(new Error(`The thread of the cost book has ended (${code}).`)))
  }

  /** Each call goes to the thread and comes back from it. */
  get calls(): BookCalls {
    return Object.fromEntries(names.map((name) => [name, (...args: unknown[]) => this.call(name, args)])) as unknown as BookCalls
  }

  private async call(name: CallName, args: readonly unknown[]): Promise<unknown> {
    if (this.ended) throw this.ended
    const id = ++this.last
    const answered = new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject })
    })
    this.worker.postMessage({ id, name, args } satisfies ThreadCall, [])
    return answered
  }

  private hear(message: ThreadMessage): void {
    if ('open' in message) this.settle(0)?.resolve(undefined)
    else if ('value' in message) this.settle(message.id)?.resolve(message.value)
    else if ('error' in message) this.settle(message.id)?.reject(message.error)
    else if ('progress' in message) this.events.progress(message.progress)
    else this.events.changed(message.changed)
  }

  private settle(id: number): Waiting | undefined {
    const waiting = this.waiting.get(id)
    this.waiting.delete(id)
    return waiting
  }

  private end(error: Error): void {
    this.ended ??= error
    for (const { reject } of this.waiting.values()) reject(this.ended)
    this.waiting.clear()
  }
}

import { Worker } from 'node:worker_threads'
import type { LogState } from '../../shared/logs'
import type { LogDesk } from './log-desk'

/** What a desk can be asked, on whatever thread it is. */
type Asks = Pick<LogDesk, 'sources' | 'open' | 'rows' | 'text' | 'rowAt' | 'close'>
export type AskName = keyof Asks
/** The same, answered later. */
export type LogCalls = { [N in AskName]: (...args: Parameters<Asks[N]>) => Promise<ReturnType<Asks[N]>> }

export interface ThreadCall {
  id: number
  name: AskName
  args: readonly unknown[]
}

export type ThreadMessage = { id: number; value: unknown } | { id: number; error: unknown } | { state: LogState }

interface Waiting {
  resolve(value: unknown): void
  reject(error: unknown): void
}

/** Nobody looks at logs any more after so long. */
const idleMs = 120_000
const names: readonly AskName[] = ['sources', 'open', 'rows', 'text', 'rowAt', 'close']

/**
 * A desk on a thread of its own, so that reading much holds up nobody. The thread begins with the first question and ends when nobody has
 * had a log open for a while.
 */
export class LogThread {
  private worker: Worker | null = null
  private readonly waiting = new Map<number, Waiting>()
  private last = 0
  private idle: NodeJS.Timeout | null = null

  /** `script`: the built log-worker.ts, by its path. */
  constructor(
    private readonly script: string,
    private readonly onState: (state: LogState) => void,
  ) {}

  get calls(): LogCalls {
    return Object.fromEntries(names.map((name) => [name, (...args: unknown[]) => this.call(name, args)])) as unknown as LogCalls
  }

  private async call(name: AskName, args: readonly unknown[]): Promise<unknown> {
    if (name === 'close' && !this.worker) return undefined
    this.worker ??= this.begin()
    if (this.idle) clearTimeout(this.idle)
    this.idle = name === 'close' ? setTimeout(() => void this.worker?.terminate(), idleMs).unref() : null
    const id = ++this.last
    const answered = new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject })
    })
    this.worker.postMessage({ id, name, args } satisfies ThreadCall, [])
    return answered
  }

  private begin(): Worker {
    const worker = new Worker(this.script)
    worker.unref()
    worker.on('message', (message: ThreadMessage) => this.hear(message))
    worker.on('error', (error: Error) => this.ended(worker, error))
    worker.on('exit', (code) => this.ended(worker, new Error(`The thread that reads logs has ended (${code}).`)))
    return worker
  }

  private hear(message: ThreadMessage): void {
    if ('state' in message) return this.onState(message.state)
    const waiting = this.waiting.get(message.id)
    this.waiting.delete(message.id)
    if ('error' in message) waiting?.reject(message.error)
    else waiting?.resolve(message.value)
  }

  /** The next question begins another one. */
  private ended(worker: Worker, error: Error): void {
    if (this.worker !== worker) return
    this.worker = null
    for (const { reject } of this.waiting.values()) reject(error)
    this.waiting.clear()
  }
}

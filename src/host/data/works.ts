import type { Clock } from '../../core/io'
import { fault } from '../../shared/faults'
import { err, type Result } from '../../shared/result'
import type { WorkView } from '../../shared/work'
import { Hub } from '../hub'
import { cancelled, type Going } from './meter'

/** A bar needs no more than this. */
const tellEveryMs = 100

interface Running {
  view: WorkView
  cancel: (() => void) | null
  toldAt: number
}

/** Long work that is under way: each says how far it is, and can be stopped. */
export class Works {
  /** Every step that is worth showing, and how each ended. */
  readonly changes: Hub<WorkView>
  private readonly running = new Map<string, Running>()

  constructor(
    private readonly clock: Clock,
    onBug: (where: string, error: unknown) => void,
  ) {
    this.changes = new Hub((sink, error) => onBug(`sink ${sink}`, error))
  }

  /** Does the work unless the same is under way already. */
  async run<T>(id: string, title: string, work: (going: Going) => Promise<Result<T>>): Promise<Result<T>> {
    if (this.running.has(id)) return err(fault('conflict', `${title}: this is under way already.`, 'Wait for its end, or stop it.'))
    const ended = new AbortController()
    const going: Going = { signal: ended.signal, progress: (part, detail) => this.tell(id, { part, detail }) }
    this.begin({ id, title, part: null, detail: '', state: 'running', stop: 'Cancel', startedAt: this.clock.now() }, () => ended.abort())
    try {
      const done = await work(going)
      this.end(id, done.ok ? 'done' : done.error.code === 'cancelled' ? 'cancelled' : 'failed')
      return done
    } catch (error) {
      this.end(id, ended.signal.aborted ? 'cancelled' : 'failed')
      if (ended.signal.aborted) return err(cancelled())
      throw error
    }
  }

  /** Work that others do and tell of; null: it has ended. */
  show(view: Omit<WorkView, 'startedAt' | 'state'> | null, id: string, cancel: (() => void) | null = null): void {
    if (view === null) return this.end(id, 'done')
    if (this.running.has(id)) this.tell(id, view)
    else this.begin({ ...view, state: 'running', startedAt: this.clock.now() }, cancel)
  }

  /** False when nothing of that name is under way, or it can’t be stopped. */
  cancel(id: string): boolean {
    const cancel = this.running.get(id)?.cancel
    cancel?.()
    return cancel !== null && cancel !== undefined
  }

  cancelAll(): void {
    for (const id of this.running.keys()) this.cancel(id)
  }

  /** What is under way, in the order it began. */
  views(): WorkView[] {
    return [...this.running.values()].map(({ view }) => ({ ...view }))
  }

  private begin(view: WorkView, cancel: (() => void) | null): void {
    this.running.set(view.id, { view, cancel, toldAt: this.clock.monotonic() })
    this.changes.publish({ ...view })
  }

  private tell(id: string, change: Partial<WorkView>): void {
    const one = this.running.get(id)
    if (!one) return
    Object.assign(one.view, change)
    const now = this.clock.monotonic()
    if (now - one.toldAt < tellEveryMs) return
    one.toldAt = now
    this.changes.publish({ ...one.view })
  }

  private end(id: string, state: WorkView['state']): void {
    const one = this.running.get(id)
    if (!this.running.delete(id) || !one) return
    this.changes.publish({ ...one.view, state })
  }
}

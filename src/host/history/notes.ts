import { randomUUID } from 'node:crypto'
import type { Clock } from '../../core/io'
import { fault } from '../../shared/faults'
import { err, ok, type Result } from '../../shared/result'
import type { NoteDraft, TimelineNote } from '../../shared/timeline'
import type { NoteRows } from '../store/note-rows'
import type { Store } from '../store/store'

/** What people and their scripts say of moments: “deployed 2.4”, “changed the key”. */
export class Notes {
  private readonly rows: NoteRows
  private readonly listeners = new Set<(at: number) => void>()

  constructor(
    store: Store,
    private readonly clock: Clock,
  ) {
    this.rows = store.notes
  }

  /** Called whenever there are other notes than before, wherever they came from. */
  onChange(listener: (at: number) => void): void {
    this.listeners.add(listener)
  }

  add(draft: NoteDraft, source: TimelineNote['source']): TimelineNote {
    return this.keep({ ...draft, id: randomUUID(), source })
  }

  change(id: string, draft: NoteDraft): Result<TimelineNote> {
    const before = this.rows.find(id)
    if (!before) return gone()
    return ok(this.keep({ ...before, ...draft }))
  }

  /** It can be brought back for a day. */
  remove(id: string): Result<void> {
    return this.told(this.rows.remove(id, this.clock.now()))
  }

  restore(id: string): Result<void> {
    return this.told(this.rows.remove(id, null))
  }

  within(from: number, to: number, limit = 1000): TimelineNote[] {
    return this.rows.within(from, to, limit)
  }

  private keep(note: TimelineNote): TimelineNote {
    this.rows.save(note)
    this.tell()
    return note
  }

  private told(done: boolean): Result<void> {
    if (!done) return gone()
    this.tell()
    return ok(undefined)
  }

  private tell(): void {
    for (const listener of this.listeners) listener(this.clock.now())
  }
}

const gone = () => err(fault('invalid_input', 'That note isn’t there any more.', 'Add it anew.'))

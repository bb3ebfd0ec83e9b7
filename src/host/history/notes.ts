import { randomUUID } from 'node:crypto'
import type { Clock } from '../../core/io'
import { fault } from '../../shared/faults'
import { err, ok, type Result } from '../../shared/result'
import type { NoteDraft, TimelineNote } from '../../shared/timeline'
import { NoteRows } from '../store/note-rows'
import type { Store } from '../store/store'

/** What people and their scripts say of moments: “deployed 2.4”, “changed the key”. */
export class Notes {
  private readonly rows: NoteRows

  constructor(
    store: Store,
    private readonly clock: Clock,
  ) {
    this.rows = new NoteRows(store)
  }

  add(draft: NoteDraft, source: TimelineNote['source']): TimelineNote {
    const note = { ...draft, id: randomUUID(), source }
    this.rows.save(note)
    return note
  }

  change(id: string, draft: NoteDraft): Result<TimelineNote> {
    const before = this.rows.find(id)
    if (!before) return gone()
    const note = { ...before, ...draft }
    this.rows.save(note)
    return ok(note)
  }

  /** It can be brought back for a day. */
  remove(id: string): Result<void> {
    return this.rows.remove(id, this.clock.now()) ? ok(undefined) : gone()
  }

  restore(id: string): Result<void> {
    return this.rows.remove(id, null) ? ok(undefined) : gone()
  }

  within(from: number, to: number, limit = 1000): TimelineNote[] {
    return this.rows.within(from, to, limit)
  }
}

const gone = () => err(fault('invalid_input', 'That note isn’t there any more.', 'Add it anew.'))

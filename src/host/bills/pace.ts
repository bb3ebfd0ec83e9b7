import { fault, retryOf, type Fault } from '../../shared/faults'
import { err, ok, type Result } from '../../shared/result'
import type { Page } from '../providers/page'

/** A longer wait than this ends the reading; it goes on at another time. */
const longestWaitMs = 30_000

/** Calls to one provider during one reading: spaced, so that the user’s own programs keep their share of its rate limit. */
export class Pace {
  private begun = false

  constructor(
    private readonly gapMs: number,
    private readonly wait: (ms: number) => Promise<void>,
  ) {}

  /** What may pass by itself is asked once more, after the wait that was asked for. */
  async ask<T>(call: () => Promise<Result<T>>): Promise<Result<T>> {
    if (this.begun) await this.wait(this.gapMs)
    this.begun = true
    const answer = await call()
    const waitMs = answer.ok ? null : this.waitAfter(answer.error)
    if (waitMs === null) return answer
    await this.wait(waitMs)
    return call()
  }

  /** All rows of a list, or the fault of the page that didn’t come. */
  async pages<T>(ask: (cursor: string | null) => Promise<Result<Page<T>>>): Promise<Result<T[]>> {
    const rows: T[] = []
    const asked = new Set<string | null>()
    for (let cursor: string | null = null; !asked.has(cursor); ) {
      asked.add(cursor)
      const from: string | null = cursor
      const page: Result<Page<T>> = await this.ask(() => ask(from))
      if (!page.ok) return page
      for (const row of page.value.rows) rows.push(row)
      if (page.value.next === null) return ok(rows)
      cursor = page.value.next
    }
    return err(fault('bad_payload', 'A list leads back to a page that was read already.', 'Look again later.'))
  }

  private waitAfter(failed: Fault): number | null {
    const waitMs = Math.max(failed.retryAfterMs ?? 0, this.gapMs)
    return retryOf(failed) === 'no' || waitMs > longestWaitMs ? null : waitMs
  }
}

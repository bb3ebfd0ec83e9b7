import { fault, type Fault } from '../../shared/faults'

/** What long work is told while it goes on. */
export interface Going {
  signal: AbortSignal
  /** `part`: 0–1, null while unknown; `detail`: in words. */
  progress(part: number | null, detail: string): void
}

/** For work nobody watches. */
export const unwatched: Going = { signal: new AbortController().signal, progress: () => {} }

/** Thrown to leave work that can’t go on; turned into an answer where the work began. */
export class Stopped extends Error {
  constructor(readonly why: Fault) {
    super(why.message)
  }
}

/** The fault of work that somebody stopped. */
export const cancelled = (): Fault => fault('cancelled', 'It was stopped. Nothing was left behind.')

/** Throws `Stopped` when somebody has stopped the work. */
export function throwIfCancelled({ signal }: Pick<Going, 'signal'>): void {
  if (signal.aborted) throw new Stopped(cancelled())
}

/** Adds up what was done of a whole, over several steps. */
export class Meter {
  private done = 0

  constructor(
    private readonly going: Going,
    private readonly whole: number,
  ) {}

  /** Throws `Stopped` when the work was cancelled. */
  add(amount: number, detail: string): void {
    throwIfCancelled(this.going)
    this.done += amount
    this.going.progress(this.whole > 0 ? Math.min(1, this.done / this.whole) : null, detail)
  }
}

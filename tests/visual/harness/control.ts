import type { PushName, PushPayload } from '../../../src/shared/ipc'
import type { StateName } from '../states'

/** What a test does with the harness, as `globalThis.harness` of its main process. */
export interface Harness {
  /** What is asked from now on is answered out of this state. */
  play(state: StateName): void
  push<N extends PushName>(name: N, payload: PushPayload<N>): void
  /** Every call has been answered that is going to be, and every file is served. */
  quiet(): boolean
  /** Calls that no state has an answer for. */
  unanswered(): string[]
}

declare global {
  var harness: Harness
}

import type { Fault } from '../../shared/faults'
import type { Result } from '../../shared/result'
import type { Settings } from '../../shared/settings'
import type { Span } from '../../core/costs/periods'
import type { Clock } from '../../core/io'
import type { CallRules } from '../providers/call'
import type { Secrets } from '../secrets'
import type { BillSourceId, BillStore } from './bill-store'

/** What a source of bills works with. */
export interface SourcePorts {
  bills: BillStore
  settings(): Settings
  secrets: Pick<Secrets, 'get'>
  /** Rules for one call, with a deadline from now on. */
  ask(): CallRules
  clock: Clock
  wait(ms: number): Promise<void>
}

/** Set up: with which key, and what is read with it; another `about` means that what was read before says nothing any more. */
export interface Ready {
  key: string
  about: string
}

export interface NotReady {
  state: 'off' | 'problem'
  words: string
  hint: string | null
}

/** What came of a reading. */
export interface Outcome {
  covered: Span | null
  /** What couldn’t be read beside, in words. */
  lacking: string | null
}

/** One provider’s bills. */
export interface BillSource<R extends Ready = Ready> {
  id: BillSourceId
  title: string
  setUp(): R | NotReady
  /** Reads on from what is covered; each step that is complete is kept, and told to `covers`. */
  read(ready: R, covered: Span | null, covers: (covered: Span) => void): Promise<Result<Outcome>>
  /** What is known, for people. */
  words(ready: R): string
}

/** How far back bills are read: a year can be compared with the one before its last month. */
export const historyMs = 400 * 86_400_000
export const dayMs = 86_400_000

export const isReady = <R extends Ready>(setUp: R | NotReady): setUp is R => 'key' in setUp

/** One word of a fault for people: what happened, then what to do. */
export const inWords = ({ message, hint }: Fault): string => (hint === null ? message : `${message} ${hint}`)

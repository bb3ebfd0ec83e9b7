import { retryOf, type Fault } from '../../shared/faults'
import type { Span } from '../costs/periods'

/** What is known of one provider’s bills: kept between starts. Times are UTC epoch ms. */
export interface BillRead {
  /** With which credential; another one means that a refusal says nothing any more. */
  credential: string
  /** What was read: account, table, columns. Of another one nothing is known yet. */
  about: string
  triedAt: number
  /** When it was last read completely; null: not yet. */
  at: number | null
  /** What is read without a gap; null: nothing yet. */
  covered: Span | null
  /** Why the last try failed; null when it didn’t. */
  fault: Fault | null
  /** What couldn’t be read beside, in words; null: everything was. */
  lacking: string | null
}

/** Never more often than this by itself: bills change slowly, and rate limits are shared with the user’s own programs. */
const rhythmMs = 3_600_000
/** After a failure that passes by itself; also what a provider’s own wait is at least. */
const againMs = 300_000

/** Whether a provider may be asked now without a person asking for it. A refused credential waits for the person. */
export function mayBeRead(read: BillRead | null, credential: string, about: string, now: number): boolean {
  if (!read || read.credential !== credential || read.about !== about) return true
  // A clock that was set back must not silence a source for good.
  const since = now < read.triedAt ? Infinity : now - read.triedAt
  if (!read.fault) return since >= rhythmMs
  if (read.fault.code === 'auth_invalid' && retryOf(read.fault) === 'no') return false
  return since >= (retryOf(read.fault) === 'no' ? rhythmMs : Math.max(againMs, read.fault.retryAfterMs ?? 0))
}

export interface WindowRule {
  /** The first moment of interest, and the end of it. */
  from: number
  to: number
  /** Longest span of one reading. */
  stepMs: number
  /** How far back of what is covered may still change. */
  overlapMs: number
}

/**
 * What to read, so that what is covered stays one span at each step: first what is new, oldest first, with what may have changed
 * since; then backwards to the beginning.
 */
export function windowsToRead(covered: Span | null, { from, to, stepMs, overlapMs }: WindowRule): Span[] {
  // Nothing known yet, or only what is long past, is no start.
  const known = covered && covered.to > from ? covered : null
  const windows: Span[] = []
  // A clock that was ahead once must not leave a hole.
  for (let at = known ? Math.max(from, Math.min(known.to, to) - overlapMs) : to; at < to; at += stepMs) windows.push({ from: at, to: Math.min(to, at + stepMs) })
  for (let end = Math.min(known?.from ?? to, to); end > from; end -= stepMs) windows.push({ from: Math.max(from, end - stepMs), to: end })
  return windows
}

/** What is covered once a window next to it was read too. */
export const coveredWith = (covered: Span | null, window: Span): Span =>
  covered && window.from <= covered.to && window.to >= covered.from ? { from: Math.min(covered.from, window.from), to: Math.max(covered.to, window.to) } : window

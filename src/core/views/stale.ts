import type { ComponentView } from '../../shared/model'

/** Intervals after which a status says nothing any more. */
const staleAfterIntervals = 3

/** `waitMs` null: it isn't looked at again by itself, so what was found holds. */
export const isStale = (checkedAt: number, waitMs: number | null, now: number): boolean => waitMs !== null && now - checkedAt > staleAfterIntervals * waitMs

/** What is known of something whose last look is too old. */
export const staleFinding: Pick<ComponentView, 'status' | 'code' | 'message' | 'hint'> = {
  status: 'unknown',
  code: 'stale',
  message: 'Not looked at for a while, so its state isn’t known.',
  hint: 'Run the health probe to look now.',
}

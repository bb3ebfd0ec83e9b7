import type { Grade, Status } from '../../shared/model'

export const statusWords: Record<Status, string> = {
  ok: 'ok',
  warning: 'warning',
  fail: 'failing',
  unknown: 'unknown',
  off: 'not set up',
}

export const gradeWords: Record<Grade, string> = {
  reported: 'reported',
  computed: 'computed',
  estimated: 'estimated',
  unpriced: 'partly unpriced',
}

export const gradeMeanings: Record<Grade, string> = {
  reported: 'As the providers billed it.',
  computed: 'Computed from logged use and the prices in force at the time.',
  estimated: 'Parts are estimated: a price or a figure was missing.',
  unpriced: 'Some calls have no known price and are not in this sum.',
}

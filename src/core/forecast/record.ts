import type { ForecastView } from '../../shared/model'

/** How a forecaster has done so far on one series: what it claimed, and what came of it. */
export type ForecastRecord = ForecastView['record']

export const emptyRecord = (): ForecastRecord => ({ claims: 0, hits: 0, missed: 0, leadMs: 0, since: null, there: false })

/** One more look: whether the forecaster claims it, and whether it is there. */
export function keepRecord(record: ForecastRecord, at: number, claimed: boolean, there: boolean): ForecastRecord {
  const next = { ...record, there }
  if (claimed && record.since === null && !record.there) {
    next.claims++
    next.since = at
  }
  if (there && !record.there) {
    if (next.since === null) next.missed++
    else {
      next.hits++
      next.leadMs += Math.max(0, at - next.since)
    }
  }
  if (!claimed || there) next.since = null
  return next
}

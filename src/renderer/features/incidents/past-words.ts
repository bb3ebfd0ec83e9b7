import { duration, usd } from '../../../shared/format'
import type { IncidentBefore, IncidentCost } from '../../../shared/incidents'
import { texts } from '../../texts'

const words = texts.incidents

/** How often the same thing happened before, and how long it lasted. */
export function beforeWords({ days, count, medianMs }: IncidentBefore): string {
  if (count === 0) return words.neverBefore(days)
  const times = words.timesBefore(count, days)
  return `${medianMs === null ? times : `${times}; ${words.usually(duration(medianMs))}`}.`
}

/** What failures cost while it was open, or why that isn’t known. */
export function costWords({ link, usd: spent, rows }: IncidentCost): string {
  if (link === 'none' || link === 'unknown') return words.costs[link]
  return words.costs[link](usd(spent), rows.reduce((sum, { attempts }) => sum + attempts, 0))
}

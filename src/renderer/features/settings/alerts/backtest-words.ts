import type { CallOutput } from '../../../../shared/ipc'
import { lasted } from '../../../parts/time'
import { dayTime } from '../../../../shared/moments'
import { texts } from '../../../texts'

const words = texts.settings.alerts

export type Backtest = NonNullable<CallOutput<'rules.backtest'>>
type Firing = Backtest['firings'][number]

/** More would push the next rule out of sight. */
const mostRows = 8

/** "Would have fired 3 times in 41,230 looks. Known since 12 Nov, 09:14. …" */
export function backtestWords({ looks, knownSince, firings }: Backtest): string {
  if (looks === 0) return words.noHistory
  const fired = firings.length === 0 ? words.notFired : words.fired(firings.length, looks)
  return knownSince === null ? fired : `${fired} ${words.knownSince(dayTime(knownSince))}`
}

export interface FiringRow {
  key: string
  severity: Firing['severity']
  title: string
  /** UTC epoch ms. */
  openedAt: number
  /** "2 h 5 min", "still open" */
  lasted: string
}

/** The latest first, as the past incidents are; `more` is how many have no row. */
export function firingRows(firings: readonly Firing[]): { rows: FiringRow[]; more: number } {
  const rows = firings.toSorted((a, b) => b.openedAt - a.openedAt).slice(0, mostRows).map(rowOf)
  return { rows, more: firings.length - rows.length }
}

const rowOf = ({ target, severity, title, openedAt, resolvedAt }: Firing): FiringRow => ({
  key: `${target} ${openedAt}`,
  severity,
  title,
  openedAt,
  lasted: resolvedAt === null ? words.stillOpen : lasted(openedAt, resolvedAt),
})

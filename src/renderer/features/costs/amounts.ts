import type { Amount, CostDimension, CostRow } from '../../../shared/costs'
import { changeSince } from '../../parts/change'
import { dollarParts, dollars, pico, share } from '../../parts/money'
import { texts } from '../../texts'

const words = texts.costsPage

/** "$40.90–$42.10"; null where that says no more than the amount itself. */
export function rangeOf({ usd, low, high }: Pick<Amount, 'usd' | 'low' | 'high'>): string | null {
  const [least, shown, most] = [dollars(low), dollars(usd), dollars(high)]
  return least === shown && most === shown ? null : `${least}–${most}`
}

const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 })

/** "18.2M"; exact below ten thousand. */
export const tokensText = (count: number): string => (count < 10_000 ? count.toLocaleString('en-US') : compact.format(count))

/** What a part of the costs is called. */
export function partTitle(by: CostDimension, name: string): string {
  if (by === 'kind') return words.kinds[name as keyof typeof words.kinds] ?? name
  return name === '' ? words.nameless[by] : name
}

/** What has no name of its own stands last, however large: it is no rival of the others. */
export const namelessLast = (rows: readonly CostRow[]): CostRow[] => rows.toSorted((a, b) => Number(a.name === '') - Number(b.name === ''))

export interface RowView {
  name: string
  title: string
  /** What is meant, where the title alone doesn’t say it. */
  about: string | null
  amount: string
  range: string | null
  /** Of the whole, 0 to 1. */
  share: number
  calls: string
  tokens: string
  exactTokens: string
  change: { words: string; tip: string } | null
  grade: CostRow['grade']
  /** Which calls are behind it; null where there are none to show. */
  where: Partial<Record<'provider' | 'model' | 'job' | 'agent', string>> | null
}

const whereOf = (by: CostDimension, { name, calls }: CostRow): RowView['where'] => (calls === 0 ? null : by === 'kind' ? {} : { [by]: name })

function changeOf({ usd, before }: CostRow): RowView['change'] {
  if (before === null) return null
  const change = changeSince(before, usd)
  if (change) return { words: change.words, tip: words.beforeTip(dollars(before)) }
  return pico(usd) > 0n ? { words: words.fresh, tip: words.freshTip } : null
}

/** An amount nothing is known of is no $0. */
const amountOf = (row: CostRow, shown: string): string => (pico(row.usd) === 0n && row.unpricedCalls > 0 ? words.unpriced : shown)

/** The rows of a split, rounded so that they add up to the shown total. */
export function rowViews(by: CostDimension, rows: readonly CostRow[], total: string): RowView[] {
  const { parts } = dollarParts(total, rows.map(({ usd }) => usd))
  return rows.map((row, index) => ({
    name: row.name,
    title: partTitle(by, row.name),
    about: row.name === '' ? words.namelessTip[by] : null,
    amount: amountOf(row, parts[index]!),
    range: rangeOf(row),
    share: share(row.usd, total),
    calls: row.calls === 0 ? '' : row.calls.toLocaleString('en-US'),
    tokens: row.tokens === 0 ? '' : tokensText(row.tokens),
    exactTokens: row.tokens.toLocaleString('en-US'),
    change: changeOf(row),
    grade: row.grade,
    where: whereOf(by, row),
  }))
}

import type { Grade } from '../../shared/model'
import type { Pico } from '../costs/money'
import { kinds, type Kind } from '../costs/question'
import type { BillCell } from '../costs/report-join'
import type { FinanceCell, FinanceSums } from './finance-sums'
import type { StripeFees } from './stripe-fees'

/** What OpenAI billed on one UTC day; `pico` is null where that isn’t in dollars. `at` is its first moment, UTC epoch ms. */
export interface OpenaiDay {
  at: number
  pico: Pico | null
}

/** What each source says of a span. */
export interface BillsTold {
  /** `away`: the table can’t be read and what is known of it is old. */
  finance: FinanceSums & { away: boolean }
  stripe: Pick<StripeFees, 'cells' | 'unpricedAt'>
  openai: readonly OpenaiDay[]
}

type Amount = Omit<BillCell, 'place'>

/** What one source says, and how it stands to what the logs say of the same kind. */
interface Source {
  amounts: readonly Amount[]
  place: BillCell['place']
}

/**
 * Whom to believe, a kind at a time. The Finance table goes first where it has dollars for a kind, in place of the logs; then logs, which
 * know every provider and each call; then providers’ bills, which know themselves alone and are late. A table that can’t be read counts
 * only where nobody else says anything, as an estimate. What isn’t in dollars, is bad, or can’t be estimated is a cell of zero that
 * leaves its sum unpriced.
 */
export const composeBills = (told: BillsTold): BillCell[] =>
  kinds.flatMap((kind) => {
    const sources = sourcesOf(told, kind)
    const believed = sources.find(({ amounts }) => amounts.some(({ grade }) => grade !== 'unpriced')) ?? sources.find(({ amounts }) => amounts.length > 0)
    return believed?.amounts.map((amount) => ({ ...amount, place: believed.place })) ?? []
  })

/** First the first. */
function sourcesOf({ finance, stripe, openai }: BillsTold, kind: Kind): Source[] {
  const own = (cells: readonly FinanceCell[]) => cells.filter((cell) => cell.kind === kind)
  const rows = own(finance.cells).map(({ at, pico }) => sure(kind, at, pico, finance.away ? 'estimated' : 'reported'))
  const amounts = [...rows, ...own(finance.notConverted).map(({ at }) => unpriced(kind, at))]
  const table: Source = { amounts, place: kind === 'finance' || kind === 'stripe' ? 'beside' : finance.away || rows.length === 0 ? 'absent' : 'instead' }
  const bills: Source[] = [
    ...(kind === 'stripe' ? [{ amounts: stripeAmounts(stripe), place: 'beside' as const }] : []),
    ...(kind === 'llm' ? [{ amounts: openai.map(openaiAmount), place: 'absent' as const }] : []),
  ]
  return finance.away ? [...bills, table] : [table, ...bills]
}

const sure = (kind: Kind, at: number, pico: Pico, grade: Grade): Amount => ({ kind, at, pico, low: pico, high: pico, grade })
const unpriced = (kind: Kind, at: number): Amount => sure(kind, at, 0n, 'unpriced')

const stripeAmounts = ({ cells, unpricedAt }: BillsTold['stripe']): Amount[] => [
  ...cells.map(({ at, pico, low, high, grade }) => ({ kind: 'stripe' as const, at, pico, low, high, grade })),
  ...unpricedAt.map((at) => unpriced('stripe', at)),
]

const openaiAmount = ({ at, pico }: OpenaiDay): Amount => (pico === null ? unpriced('llm', at) : sure('llm', at, pico, 'reported'))

import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { composeBills } from '../../core/bills/compose'
import { formatUsd, type Pico } from '../../core/costs/money'
import type { Span } from '../../core/costs/periods'
import type { Answer } from '../../core/costs/question'
import type { BillCell } from '../../core/costs/report-join'
import type { WeekInputs } from '../../core/costs/weekly'
import type { bridgeView, costSource } from '../../shared/costs'
import type { Bills } from '../bills/bills'

export type CostSourceView = z.infer<typeof costSource>

/** What bills say, as far as it has been read. */
export interface BillsPort {
  /** Reads what is due; never rejects. */
  refresh(): Promise<void>
  cells(span: Span): BillCell[]
  /** Whether Stripe itself has told of its fees; what the Finance table tells of them is among the cells. */
  stripeRead(): boolean
  /** What charges brought after fees, in dollars; null for one of which Stripe hasn’t said so. */
  nets(): ReadonlyMap<string, Pico | null>
  /** Our figures by provider, model and UTC day against what providers billed on the whole UTC days of the span. */
  bridge(span: Span, ours: Answer): z.infer<typeof bridgeView>[]
  sources(): CostSourceView[]
  /** What is known of a span, so that a sealed week can name it. */
  inputs(span: Span): WeekInputs['bills']
}

/** Where nobody reads bills: a question to a named folder of logs. */
export const noBills: BillsPort = { refresh: async () => {}, cells: () => [], stripeRead: () => false, nets: () => new Map(), bridge: () => [], sources: () => [], inputs: () => [] }

export function billsPort(bills: Bills): BillsPort {
  const cells = (span: Span): BillCell[] => composeBills(bills.told(span))
  return {
    refresh: () => bills.refresh({ byHand: false }),
    cells,
    stripeRead: () => bills.states().some(({ id, at }) => id === 'stripe' && at !== null),
    nets: () => new Map([...bills.charges()].map(([charge, money]) => [charge, money && money.net])),
    bridge(span, { rows }) {
      const found = bills.openaiBridge(rows.filter(({ key }) => key.provider === 'openai'), span)
      return found ? [found] : []
    },
    sources: () => bills.states(),
    inputs: (span) => inputsOf(cells(span)),
  }
}

function inputsOf(cells: readonly BillCell[]): WeekInputs['bills'] {
  const kinds = [...new Set(cells.map(({ kind }) => kind))].toSorted()
  return kinds.map((kind) => {
    const own = cells.filter((cell) => cell.kind === kind)
    const text = own.map(({ at, pico, grade }) => `${at} ${formatUsd(pico)} ${grade}`).toSorted().join('\n')
    return { source: kind, rows: own.length, sha256: createHash('sha256').update(text).digest('hex') }
  })
}

import { periodAt, toWholeHours, type Span } from '../../core/costs/periods'
import type { Answer, AnswerRow, Dimension, Question } from '../../core/costs/question'
import { tokensOf } from '../../core/costs/report-sums'
import type { TableRow } from '../../core/data/table'
import type { ExportAsked } from '../../shared/data'
import type { Result } from '../../shared/result'
import type { Going } from './meter'
import { writeTable, type Rows } from './table-file'

const by: readonly Dimension[] = ['day', 'kind', 'provider', 'model', 'agent', 'job']
/** 1e-12 USD, so that every amount is a whole number. */
const columns = [...by, 'calls', 'tokens', 'cpu_seconds', 'cost_1e-12_usd', 'low_1e-12_usd', 'high_1e-12_usd', 'grade', 'unpriced_calls']

export interface CostRows extends Omit<ExportAsked, 'kind'> {
  file: string
  zone: string
  cpuUsdPerHour: string
  secrets: readonly string[]
  ask(question: Question): Promise<Answer>
}

/** What things cost, by day and all that tells them apart; a month is asked for at a time. How many rows there were. */
export function exportCosts(asked: CostRows, going: Going): Promise<Result<number>> {
  return writeTable({ ...asked, columns }, monthsOf(asked), going)
}

async function* monthsOf({ zone, cpuUsdPerHour, ask, ...asked }: CostRows): AsyncGenerator<Rows> {
  const { from, to } = toWholeHours(asked, zone)
  for (let start = from; start < to; ) {
    const span: Span = { from: start, to: Math.min(to, periodAt('month', start, zone).to) }
    const { rows } = await ask({ span, zone, by: [...by], cpuUsdPerHour })
    yield { rows: rows.map(rowOf), part: (span.to - from) / (to - from) }
    start = span.to
  }
}

const rowOf = (row: AnswerRow): TableRow => [
  ...by.map((dimension) => row.key[dimension] ?? null),
  row.calls,
  tokensOf(row),
  row.cpuSeconds,
  row.pico,
  row.low,
  row.high,
  row.grade,
  row.unpricedCalls,
]

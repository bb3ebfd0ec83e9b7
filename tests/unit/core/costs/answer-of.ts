import fc from 'fast-check'
import { parseUsd } from '../../../../src/core/costs/money'
import { slotName, stepNames, type Span, type StepName } from '../../../../src/core/costs/periods'
import { dimensions, kinds, type Answer, type AnswerRow, type Dimension, type Kind } from '../../../../src/core/costs/question'
import { groupedBy, noSum, sumOf } from '../../../../src/core/costs/report-sums'

/** One thing that cost something. */
export interface Cost extends Partial<Omit<AnswerRow, 'key' | 'pico' | 'low' | 'high'>> {
  at: number
  usd: string
  lowUsd?: string
  highUsd?: string
  kind?: Kind
  provider?: string
  model?: string
  job?: string
  agent?: string
}

const isStep = (dimension: Dimension): dimension is StepName => (stepNames as readonly string[]).includes(dimension)

function rowOf({ at, usd, lowUsd = usd, highUsd = usd, kind = 'llm', provider = '', model = '', job = '', agent = '', ...rest }: Cost, zone: string): AnswerRow {
  const names = { kind, provider, model, job, agent }
  const key = Object.fromEntries(dimensions.map((dimension) => [dimension, isStep(dimension) ? slotName(dimension, at, zone) : names[dimension as keyof typeof names]]))
  return { ...noSum(), grade: 'computed', ...rest, key, pico: parseUsd(usd), low: parseUsd(lowUsd), high: parseUsd(highUsd) }
}

/** What these costs come to, split as asked: by the definition, without any index. */
export function answerOf(costs: readonly Cost[], span: Span, by: readonly Dimension[], zone = 'UTC'): Answer {
  const within = costs.filter(({ at }) => at >= span.from && at < span.to).map((cost) => rowOf(cost, zone))
  const text = ({ key }: AnswerRow) => by.map((dimension) => key[dimension]).join('\n')
  const rows = groupedBy(within, by).toSorted((a, b) => (text(a) < text(b) ? -1 : 1))
  return { span, zone, rows, total: sumOf(within), unpriced: [], lines: { rows: 0, duplicates: 0, ambiguous: 0, bad: 0, foreign: 0 } }
}

const name = fc.constantFrom('', 'a', 'b', 'other', '=1+1', 'with, comma', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9')

/** Any costs of some days from `from` on; amounts may be below zero, as fees can. */
export const anyCosts = (from: number, days: number): fc.Arbitrary<Cost[]> =>
  fc.array(
    fc.record({
      at: fc.integer({ min: from, max: from + days * 86_400_000 - 1 }),
      usd: fc.bigInt({ min: -(10n ** 12n), max: 10n ** 15n }).map((pico) => `${pico < 0n ? '-' : ''}${(pico < 0n ? -pico : pico) / 10n ** 12n}.${((pico < 0n ? -pico : pico) % 10n ** 12n).toString().padStart(12, '0')}`),
      kind: fc.constantFrom(...kinds),
      provider: name,
      model: name,
      job: name,
      agent: name,
      calls: fc.integer({ min: 0, max: 9 }),
    }),
    { maxLength: 40 },
  )

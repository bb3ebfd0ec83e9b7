import type { Amount } from '../../shared/costs'
import type { Grade } from '../../shared/model'
import { formatUsd } from './money'
import { dimensions, type AnswerRow, type Dimension, type Sum } from './question'
import { buckets, type Tokens } from './usage'

const surest: readonly Grade[] = ['reported', 'computed', 'estimated', 'unpriced']

export const weakerGrade = (a: Grade, b: Grade): Grade => (surest.indexOf(b) > surest.indexOf(a) ? b : a)

const noneOfEach = (): Tokens => Object.fromEntries(buckets.map((bucket) => [bucket, 0])) as Tokens

/** Nothing was spent: that much is sure. */
export const noSum = (): Sum => ({ calls: 0, tokens: noneOfEach(), cpuSeconds: 0, pico: 0n, low: 0n, high: 0n, unpricedCalls: 0, grade: 'reported' })

export function plus(a: Sum, b: Sum): Sum {
  return {
    calls: a.calls + b.calls,
    tokens: Object.fromEntries(buckets.map((bucket) => [bucket, a.tokens[bucket] + b.tokens[bucket]])) as Tokens,
    cpuSeconds: a.cpuSeconds + b.cpuSeconds,
    pico: a.pico + b.pico,
    low: a.low + b.low,
    high: a.high + b.high,
    unpricedCalls: a.unpricedCalls + b.unpricedCalls,
    grade: weakerGrade(a.grade, b.grade),
  }
}

export const sumOf = (sums: readonly Sum[]): Sum => sums.reduce(plus, noSum())

/** Rows with the same keys of these dimensions become one, in the order they first come. */
export function groupedBy(rows: readonly AnswerRow[], by: readonly Dimension[]): AnswerRow[] {
  const groups = new Map<string, AnswerRow>()
  for (const row of rows) {
    const names = by.map((dimension) => row.key[dimension] ?? '')
    const id = JSON.stringify(names)
    const before = groups.get(id)
    const key = Object.fromEntries(by.map((dimension, i) => [dimension, names[i]!]))
    groups.set(id, before ? { ...plus(before, row), key } : { ...row, key })
  }
  return [...groups.values()]
}

/** By the names of these dimensions, so that the same question has the same answer to the byte. */
export const byKey = (by: readonly Dimension[]) => (a: AnswerRow, b: AnswerRow): number => {
  const differing = by.find((dimension) => a.key[dimension] !== b.key[dimension])
  return differing === undefined ? 0 : (a.key[differing] ?? '') < (b.key[differing] ?? '') ? -1 : 1
}

/** Searches are billed by the piece and are no tokens. */
export const tokensOf = ({ tokens }: Pick<Sum, 'tokens'>): number => buckets.reduce((sum, bucket) => (bucket === 'searches' ? sum : sum + tokens[bucket]), 0)

export const amountOf = ({ pico, low, high, grade }: Pick<Sum, 'pico' | 'low' | 'high' | 'grade'>): Amount => ({
  usd: formatUsd(pico),
  low: formatUsd(low),
  high: formatUsd(high),
  grade,
})

/** Dearest first; alike ones by name, so that the same costs read the same. */
export const dearestFirst = (a: AnswerRow, b: AnswerRow): number =>
  a.pico === b.pico ? Number(b.high > a.high) - Number(b.high < a.high) || nameOf(a).localeCompare(nameOf(b)) : a.pico > b.pico ? -1 : 1

const nameOf = ({ key }: AnswerRow): string => dimensions.map((dimension) => key[dimension] ?? '').join('/')

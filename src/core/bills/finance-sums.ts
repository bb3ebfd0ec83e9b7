import type { Pico } from '../costs/money'
import type { Kind } from '../costs/question'
import { momentOf, type Span } from '../costs/periods'
import type { FinanceRow } from './finance-rows'

/** What one row of the Finance table cost. `at` is UTC epoch ms. */
export interface FinanceCell {
  at: number
  kind: Kind
  pico: Pico
  category: string
}

export interface FinanceSums {
  cells: FinanceCell[]
  /** In currencies nothing here turns into dollars; 1e-12 of the unit. */
  notConverted: (FinanceCell & { currency: string })[]
}

/** What a category’s words are taken for; the first that fits counts. null: it is income, and no cost. */
const words: readonly (readonly [RegExp, Kind | null])[] = [
  [/\b(?:income|revenue|sales?|earnings?|payouts?|deposits?|customer payments?)\b/i, null],
  [/\bstripe\b|\b(?:payment|processing|card|transaction) fees?\b/i, 'stripe'],
  [/open\s?ai|anthropic|\b(?:claude|gemini|gpt[\w.-]*|chatgpt|mistral|x\.?ai|grok|deepseek|openrouter|groq|cohere|llms?|tokens?|inference)\b/i, 'llm'],
  [/\b(?:hosting|servers?|cloud|compute|cpu|vps|vm|aws|ec2|gcp|azure|hetzner|digital\s?ocean|linode|fly\.io|render|railway|vercel|heroku|infrastructure)\b/i, 'cpu'],
]

/** Which kind of cost a category is: `finance` where its words name none of the others, null where it isn’t one. */
export function kindOfCategory(category: string): Kind | null {
  const found = words.find(([pattern]) => pattern.test(category))
  return found ? found[1] : 'finance'
}

/**
 * Some tables write costs as they are, others below zero, and either has refunds. All rows of a category together are a cost: the
 * sign they add up to is the one its costs are written with.
 */
function signsOf(rows: readonly FinanceRow[]): Map<string, bigint> {
  const sums = new Map<string, Pico>()
  for (const { category, pico } of rows) sums.set(category, (sums.get(category) ?? 0n) + pico)
  return new Map([...sums].map(([category, sum]) => [category, sum < 0n ? -1n : 1n]))
}

/** Costs of the span. `rows` are all that were read: the signs hang on them. Days without a time are those of `zone`. */
export function financeSums(rows: readonly FinanceRow[], span: Span, zone: string): FinanceSums {
  const signs = signsOf(rows)
  const sums: FinanceSums = { cells: [], notConverted: [] }
  for (const { date, category, pico, currency } of rows) {
    const at = momentOf(date, zone)
    const kind = kindOfCategory(category)
    if (at === null || kind === null || at < span.from || at >= span.to) continue
    const cell = { at, kind, pico: pico * signs.get(category)!, category }
    if (currency === 'USD') sums.cells.push(cell)
    else sums.notConverted.push({ ...cell, currency })
  }
  return { cells: sums.cells.toSorted(oldestFirst), notConverted: sums.notConverted.toSorted(oldestFirst) }
}

const oldestFirst = (a: FinanceCell, b: FinanceCell): number => a.at - b.at

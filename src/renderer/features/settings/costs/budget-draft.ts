import type { Settings } from '../../../../shared/settings'
import { texts } from '../../../texts'

const words = texts.settings.costs

export type Budget = Settings['costs']['budgets'][number]
export type Dimension = NonNullable<Budget['of']>['dimension']

/** A budget as its form holds it; `dimension` is empty for everything. */
export interface Draft {
  title: string
  usd: string
  period: Budget['period']
  dimension: Dimension | ''
  is: string
}

export const newDraft: Draft = { title: '', usd: '', period: 'month', dimension: '', is: '' }

/** What is wrong with a draft, by field. */
export type DraftFaults = Readonly<Partial<Record<'title' | 'usd' | 'is', string>>>

const longestTitle = 80

/** "1,250.50" and "$30" are amounts too. */
export const amountOf = (text: string): string => text.replace(/[$\s,]/g, '')

/** Whether a text without signs is more than nothing, in dollars. */
export const isAmount = (amount: string): boolean => /^\d{1,9}(\.\d{1,12})?$/.test(amount) && Number(amount) > 0

/** "ollama, chrome" → both names; empty ones are left out. */
export const listOf = (text: string): string[] => text.split(',').map((name) => name.trim()).filter((name) => name !== '')

/** An id no other budget has. */
function idFor(taken: readonly string[]): string {
  let number = 1
  while (taken.includes(`budget-${number}`)) number++
  return `budget-${number}`
}

/** The budget a draft stands for, or what is wrong with it. */
export function checked({ title, usd, period, dimension, is }: Draft, taken: readonly string[]): { budget: Budget } | { faults: DraftFaults } {
  const name = title.trim()
  const amount = amountOf(usd)
  const faults = {
    title: name === '' ? words.needed : name.length > longestTitle ? words.longTitle(longestTitle) : null,
    usd: isAmount(amount) ? null : words.wrongAmount,
    is: dimension !== '' && is.trim() === '' ? words.needed : null,
  }
  const found = Object.entries(faults).filter(([, fault]) => fault !== null)
  if (found.length > 0) return { faults: Object.fromEntries(found) }
  return { budget: { id: idFor(taken), title: name, usd: amount, period, of: dimension === '' ? null : { dimension, is: is.trim() } } }
}

/** What counts towards a budget, in words. */
export const scopeOf = ({ of }: Budget): string => (of === null ? words.forAll : words.forPart(texts.costsPage.dimensions[of.dimension], of.is))

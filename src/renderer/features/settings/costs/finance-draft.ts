import type { FinanceColumns } from '../../../../shared/ipc'
import type { Settings } from '../../../../shared/settings'
import { texts } from '../../../texts'

const words = texts.settings.costs

export const parts = ['date', 'amount', 'currency', 'category'] as const
export type Part = (typeof parts)[number]

/** The chosen column of each part by its id; '' for none. */
export type Draft = Readonly<Record<Part, string>>
export type Columns = NonNullable<Settings['notion']['financeColumns']>

/** These must be there; the others may be left out. */
const needed: readonly Part[] = ['date', 'amount']

/** What was confirmed, or else what the columns' types and names make probable; a column that is gone is no choice. */
export function draftOf({ columns, guess }: FinanceColumns, confirmed: Columns | null): Draft {
  const there = (id: string | null): string => (columns.some((column) => column.id === id) ? id! : '')
  const known = confirmed ?? guess
  return { date: there(known.date), amount: there(known.amount), currency: there(known.currency), category: there(known.category) }
}

export const isComplete = (draft: Draft): boolean => needed.every((part) => draft[part] !== '')

export const columnsOf = ({ date, amount, currency, category }: Draft): Columns => ({ date, amount, currency: currency || null, category: category || null })

/** The columns to choose from, with a value or two of the newest rows. */
export function choicesFor(part: Part, { columns }: FinanceColumns): { value: string; label: string }[] {
  const none = part === 'date' || part === 'amount' ? words.financeChoose : words.financeNone[part]
  return [{ value: '', label: none }, ...columns.map(({ id, name, examples }) => ({ value: id, label: words.financeColumn(name, examples.slice(0, 2).join(', ')) }))]
}

import type { Fault } from '../../shared/faults'
import { fault } from '../../shared/faults'
import type { FinanceColumns } from '../../shared/ipc'
import type { Settings } from '../../shared/settings'
import { cellOf, sameColumn, type NotionPage } from './notion-values'

/** A column of a Notion data source. */
export interface NotionColumn {
  id: string
  name: string
  type: string
  /** Of numbers: "number", "dollar", "euro", …; null for other types. */
  format: string | null
}

/** The user’s word on which column means what. */
export type ConfirmedColumns = NonNullable<Settings['notion']['financeColumns']>

const exampleCount = 3
const longestExample = 60

/** What a window shows for the user to confirm. */
export function financeColumns(columns: readonly NotionColumn[], newest: readonly NotionPage[]): FinanceColumns {
  const examplesOf = ({ id }: NotionColumn) => [...new Set(newest.map((page) => exampleOf(page, id)))].filter((text) => text !== '').slice(0, exampleCount)
  return { columns: columns.map((column) => ({ id: column.id, name: column.name, type: column.type, examples: examplesOf(column) })), guess: guessColumns(columns, newest) }
}

function exampleOf(page: NotionPage, column: string): string {
  const { text, pages } = cellOf(page, column)
  return text === '' && pages.length > 0 ? `${pages.length} linked` : text.slice(0, longestExample)
}

const moneyFormat = (format: string | null): boolean => format !== null && format !== 'number' && format !== 'number_with_commas' && format !== 'percent'

type Test = (column: NotionColumn) => boolean
const named = (pattern: RegExp): Test => ({ name }) => pattern.test(name)
const typed = (...types: string[]): Test => ({ type }) => types.includes(type)

/** The first column that passes one of the tests, which go from the surest to the least sure. */
const pick = (columns: readonly NotionColumn[], ...tests: Test[]): string | null => tests.map((test) => columns.find(test)).find((column) => column)?.id ?? null
const both = (a: Test, b: Test): Test => (column) => a(column) && b(column)

const amountName = /\b(?:amount|cost|costs|price|total|spend|spent|fee|fees|sum|usd|betrag|kosten)\b/i
const dateName = /\b(?:date|day|paid|billed|invoice|when|datum)\b/i
const categoryName = /\b(?:category|type|kind|vendor|provider|service|supplier|kategorie)\b/i

function guessColumns(columns: readonly NotionColumn[], newest: readonly NotionPage[]): FinanceColumns['guess'] {
  const numeric: Test = ({ id, type }) => type === 'number' || (['formula', 'rollup'].includes(type) && newest.some((page) => cellOf(page, id).number !== null))
  const choice = typed('select', 'status', 'relation')
  return {
    date: pick(columns, both(typed('date'), named(dateName)), typed('date'), typed('created_time')),
    amount: pick(columns, both(numeric, ({ format }) => moneyFormat(format)), both(numeric, named(amountName)), numeric),
    currency: pick(columns, both(typed('select', 'status', 'rich_text'), named(/currency|währung/i))),
    category: pick(columns, both(choice, named(categoryName)), both(typed('rich_text'), named(categoryName)), both(choice, ({ name }) => !/currency|währung/i.test(name)), typed('title')),
  }
}

const dated = ['date', 'created_time', 'last_edited_time', 'formula']
const askAgain = 'Confirm the columns again: Settings › Notion.'

/** The columns as they are called now; the fault names one that is gone or can’t mean what it was confirmed as. */
export function presentColumns(columns: readonly NotionColumn[], confirmed: ConfirmedColumns): Record<keyof ConfirmedColumns, NotionColumn | null> | Fault {
  const found = (id: string | null) => (id === null ? null : (columns.find((column) => sameColumn(column.id, id)) ?? null))
  const present = { date: found(confirmed.date), amount: found(confirmed.amount), currency: found(confirmed.currency), category: found(confirmed.category) }
  const gone = (Object.keys(present) as (keyof ConfirmedColumns)[]).find((role) => confirmed[role] !== null && present[role] === null)
  if (gone) return fault('not_found_or_not_shared', `The Finance table no longer has the column that was confirmed as its ${gone}.`, askAgain)
  if (!dated.includes(present.date!.type)) return fault('invalid_input', `The column “${present.date!.name}” of the Finance table is no date.`, askAgain)
  return present
}

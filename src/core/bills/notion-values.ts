/** What a cell of a Notion table holds, whatever its type. */
export interface NotionValue {
  number: number | null
  /** For people and for names; empty where there is none. */
  text: string
  /** "2026-07-03", or with a time; of a range its beginning. */
  date: string | null
  /** Ids of related pages. */
  pages: string[]
}

type Fields = Readonly<Record<string, unknown>>

const nothing: NotionValue = { number: null, text: '', date: null, pages: [] }
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {})
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const ofText = (value: unknown): NotionValue => (typeof value === 'string' ? { ...nothing, text: value } : nothing)
const ofNumber = (value: unknown): NotionValue => (typeof value === 'number' ? { ...nothing, number: value, text: String(value) } : nothing)
const ofName = (value: unknown): NotionValue => ofText(fieldsOf(value)['name'])
const ofRichText = (value: unknown): NotionValue => ofText(listOf(value).map((part) => fieldsOf(part)['plain_text'] ?? '').join(''))
const ofMoment = (value: unknown): NotionValue => (typeof value === 'string' ? { ...nothing, text: value, date: value } : nothing)
const ofDate = (value: unknown): NotionValue => ofMoment(fieldsOf(value)['start'])
/** Formulas and rollups hold a value of one of these types under its name. */
const ofInner = (value: unknown): NotionValue => valueOf(value)

const readers: Readonly<Record<string, (value: unknown) => NotionValue>> = {
  number: ofNumber,
  string: ofText,
  select: ofName,
  status: ofName,
  multi_select: (value) => ofText(listOf(value).map((option) => fieldsOf(option)['name']).join(', ')),
  title: ofRichText,
  rich_text: ofRichText,
  date: ofDate,
  created_time: ofMoment,
  last_edited_time: ofMoment,
  formula: ofInner,
  rollup: ofInner,
  /** A rollup that shows its originals: the first one names them. */
  array: (value) => ofInner(listOf(value)[0]),
  checkbox: (value) => ofText(value === true ? 'yes' : 'no'),
  relation: (value) => ({ ...nothing, pages: listOf(value).flatMap((page) => (typeof fieldsOf(page)['id'] === 'string' ? [String(fieldsOf(page)['id'])] : [])) }),
}

/** A property value as Notion’s API gives it: `{ type, [type]: … }`. What isn’t known here is empty. */
export function valueOf(property: unknown): NotionValue {
  const { type, ...rest } = fieldsOf(property)
  return typeof type === 'string' && Object.hasOwn(readers, type) ? readers[type]!(rest[type]) : nothing
}

/** Ids stand percent-encoded in some places and plain in others. */
function plainId(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}

export const sameColumn = (a: string, b: string): boolean => a === b || plainId(a) === plainId(b)

/** One page of a data source, by the ids of its columns: their names may change. */
export interface NotionPage {
  id: string
  properties: Readonly<Record<string, unknown>>
}

/** The cell of a column; empty where the page has none. */
export const cellOf = (page: NotionPage, column: string): NotionValue =>
  valueOf(Object.values(page.properties).find((property) => sameColumn(String(fieldsOf(property)['id']), column)))

/** What the page is called. */
export const titleOf = (page: NotionPage): string => valueOf(Object.values(page.properties).find((property) => fieldsOf(property)['type'] === 'title')).text

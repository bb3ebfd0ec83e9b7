import type { FormField, KindView } from '../../../../shared/forms'

/** As long as a title may be. */
export const longestTitle = 60

/** A name for a check from what it looks at, while the user gives none: "shop.example.com", "db.example.com:5432". */
export function suggestTitle(kind: Pick<KindView, 'title' | 'fields'>, values: Readonly<Record<string, string | boolean>>): string {
  const text = (field: FormField | undefined): string => String(field ? (values[field.name] ?? '') : '').trim()
  const main = kind.fields.find((field) => field.control === 'text' && !field.optional)
  const port = kind.fields.find((field) => field.name === 'port')
  const name = shortName(text(main), main?.pick ?? null)
  if (name === '') return kind.title
  return (text(port) && !text(port).startsWith('-') ? `${name}:${text(port)}` : name).slice(0, longestTitle)
}

function shortName(text: string, pick: FormField['pick']): string {
  if (pick) return text.split(/[\\/]/).findLast(Boolean) ?? ''
  const [, host = text, path = ''] = /^[a-z]+:\/\/([^/?#]+)([^?#]*)/i.exec(text) ?? []
  return `${host}${path.replace(/\/$/, '')}`
}

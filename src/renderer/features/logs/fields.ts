/** The fields of a line as a tree, and the words of a query that choose lines like it. */

export interface FieldNode {
  name: string
  /** Names from the top to here; places in lists have none. */
  path: readonly string[]
  /** As it is written; null for one that has fields of its own. */
  value: string | null
  kind: 'text' | 'number' | 'word' | 'list' | 'object'
  inner: readonly FieldNode[]
  /** The word of a query that it fits; null where there is none. */
  term: string | null
}

/** Longer values are no words of a query. */
const mostTermChars = 200

/** A line that is an object, or a list; null for anything else. */
export function fieldTree(text: string): readonly FieldNode[] | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? nodesOf(value, []) : null
  } catch {
    return null
  }
}

function nodesOf(value: object, path: readonly string[]): FieldNode[] {
  const inList = Array.isArray(value)
  return Object.entries(value).map(([name, inner]: [string, unknown]) => nodeOf(name, inner, inList ? path : [...path, name], inList))
}

function nodeOf(name: string, value: unknown, path: readonly string[], inList: boolean): FieldNode {
  if (typeof value === 'object' && value !== null) return { name, path, value: null, kind: Array.isArray(value) ? 'list' : 'object', inner: nodesOf(value, path), term: null }
  const kind = typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : 'word'
  return { name, path, value: String(value), kind, inner: [], term: inList ? null : termFor(path.join('.'), String(value)) }
}

/** "event:tick", `reason:"no answer"`; null for a name or a value that no query can say. */
export function termFor(name: string, value: string): string | null {
  if (!/^[A-Za-z_@$][\w@$.-]*$/.test(name) || value === '' || value.length > mostTermChars || /[\r\n]/.test(value)) return null
  return `${name}:${/^[\w.+@/:-]+$/.test(value) && !value.startsWith('//') ? value : `"${value.replace(/["\\]/g, '\\$&')}"`}`
}

/** The query with one more word; its opposite is taken out. */
export function withTerm(query: string, term: string): string {
  const opposite = term.startsWith('-') ? term.slice(1) : `-${term}`
  const kept = ` ${query.trim()} `.replace(` ${opposite} `, ' ').trim()
  return ` ${kept} `.includes(` ${term} `) ? kept : `${kept} ${term}`.trim()
}

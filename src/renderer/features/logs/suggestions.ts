import type { LogLine } from '../../../shared/logs'
import { termFor } from './fields'

export interface Suggestion {
  /** The whole query with it. */
  query: string
  /** What is shown of it. */
  word: string
}

const mostShown = 10
const lastWord = /(?:^|\s)(-?)([A-Za-z_@$][\w@$.-]*)?(?:(:)([^\s"]*))?$/

/** How the word that is being typed may go on, by the fields of the lines in sight. */
export function suggestions(query: string, lines: readonly LogLine[]): Suggestion[] {
  const found = lastWord.exec(query)
  if (!found) return []
  const [, minus = '', name = '', colon, begun = ''] = found
  const before = query.slice(0, query.length - minus.length - name.length - (colon ? 1 + begun.length : 0))
  const words = colon ? valueWords(name, begun, lines) : nameWords(name, lines)
  return words.slice(0, mostShown).map((word) => ({ query: `${before}${minus}${word}`, word: `${minus}${word}` }))
}

function nameWords(begun: string, lines: readonly LogLine[]): string[] {
  const names = new Set(lines.flatMap(({ eventField, pairs }) => [...(eventField ? [eventField] : []), ...pairs.map(([name]) => name)]))
  return [...names].filter((name) => startsAlike(name, begun) && termFor(name, 'x') !== null).map((name) => `${name}:`)
}

function valueWords(name: string, begun: string, lines: readonly LogLine[]): string[] {
  const values = lines.flatMap(({ event, eventField, pairs }) => (eventField === name ? [event] : pairs.filter(([pair]) => pair === name).map(([, value]) => value)))
  return [...new Set(values)].filter((value) => startsAlike(value, begun) && value !== begun && !/^[[{]|…$/.test(value)).flatMap((value) => termFor(name, value) ?? [])
}

const startsAlike = (word: string, begun: string): boolean => word.toLowerCase().startsWith(begun.toLowerCase())

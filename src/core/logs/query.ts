import { err, ok, type Result } from '../../shared/result'

export type Comparison = '=' | '>' | '>=' | '<' | '<='

/** One condition; a line has to meet all of a query's. */
export type Term =
  | { not: boolean; kind: 'text'; text: string }
  /** `name` is a field's name, or the end of its path with dots. A `*` in an equal value stands for anything. */
  | { not: boolean; kind: 'field'; name: string; comparison: Comparison; value: string }

const fieldToken = /^([A-Za-z_@$][\w@$.-]*)(:>=|:<=|:>|:<|>=|<=|:|=|>|<)(.*)$/s
/** Words, and what is in quotation marks, also after a field's name. */
const token = /(?:[^\s"]|"(?:[^"\\]|\\.)*"?)+/g
const closed = /^(?:[^"]|"(?:[^"\\]|\\.)*")*$/

/** Reads what was typed, such as `event:llm_call -model:gpt-5* cpu_seconds>10 "no answer"`. The error says in words what is amiss. */
export function parseQuery(text: string): Result<Term[], string> {
  const terms: Term[] = []
  for (const [part] of text.matchAll(token)) {
    const term = parseTerm(part)
    if (!term.ok) return term
    terms.push(term.value)
  }
  return ok(terms)
}

function parseTerm(part: string): Result<Term, string> {
  if (!closed.test(part)) return err(`The quotation mark in ${part} isn’t closed. Add one at its end.`)
  const not = part.startsWith('-') && part.length > 1
  const body = not ? part.slice(1) : part
  const [, name = '', sign = '', value = ''] = fieldToken.exec(body) ?? []
  // An address or a path is text, not a field called "https" or "C".
  if (name === '' || /^(\/\/|\\)/.test(value)) return ok({ not, kind: 'text', text: unquoted(body) })
  const comparison = comparisonOf(sign)
  if (unquoted(value) === '') return err(`“${part}” needs a value, such as ${name}${sign}${comparison === '=' ? 'tick' : '10'}.`)
  return ok({ not, kind: 'field', name, comparison, value: unquoted(value) })
}

const comparisonOf = (sign: string): Comparison => (sign === ':' ? '=' : (sign.replace(':', '') as Comparison))

const unquoted = (text: string): string => text.replace(/"((?:[^"\\]|\\.)*)"/g, (_whole, inner: string) => inner.replace(/\\(.)/g, '$1'))

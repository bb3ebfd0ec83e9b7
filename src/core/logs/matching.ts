import { err, ok, type Result } from '../../shared/result'
import { parseTime } from '../costs/log-fields'
import { redact } from '../redact'
import { bytePattern, byteText } from './byte-text'
import { fieldsIn, isNamed } from './field-walk'
import type { Comparison, Term } from './query'
import { parseWhen, type Here } from './when'

/** A query made ready. Lines are given as byte text: each byte one character. */
export interface Matching {
  /** Finds what every matching line has (global); null where each line has to be looked at. */
  place: RegExp | null
  test(line: string): boolean
  /** The same for a line in which `place` was found. */
  testPlaced(line: string): boolean
}

type FieldTerm = Extract<Term, { kind: 'field' }>
type Test = (line: string) => boolean
/** What a value must be, as its text and whether it was written as a number. */
type ValueTest = (value: string) => boolean

/** The error says in words which term can't be used. */
export function matchingOf(terms: readonly Term[], here: Here): Result<Matching, string> {
  const tests: Test[] = []
  let proven: Test | null = null
  let place: RegExp | null = null
  for (const term of terms) {
    const made = term.kind === 'text' ? ok(textTest(term.text)) : fieldTest(term, here)
    if (!made.ok) return made
    const { pattern, test, isWhole } = made.value
    tests.push(term.not ? (line) => !test(line) : test)
    if (term.not || place) continue
    place = new RegExp(pattern, 'gi')
    // Millions of lines are tested: what is known of them already isn’t tested once more.
    if (isWhole) proven = test
  }
  const rest = tests.filter((test) => test !== proven)
  return ok({ place, test: (line) => tests.every((test) => test(line)), testPlaced: (line) => rest.every((test) => test(line)) })
}

/**
 * The same for lines as they are shown, without secrets: a search mustn’t tell what stands where one is. `place` goes by the line as it is,
 * which can only find more.
 */
export function asShown({ place, test, testPlaced }: Matching, secrets: readonly string[]): Matching {
  const known = secrets.map(byteText)
  const judge = (line: string, unchanged: Test): boolean => {
    const shown = redact(line, known)
    return shown === line ? unchanged(line) : test(shown)
  }
  return { place, test: (line) => judge(line, test), testPlaced: (line) => judge(line, testPlaced) }
}

interface Made {
  /** A line without it can’t match. */
  pattern: string
  /** A line with it does match. */
  isWhole: boolean
  test: Test
}

function textTest(text: string): Made {
  const pattern = bytePattern(text)
  const found = new RegExp(pattern, 'i')
  return { pattern, isWhole: true, test: (line) => found.test(line) }
}

function fieldTest(term: FieldTerm, here: Here): Result<Made, string> {
  const { name, comparison, value } = term
  const isPath = name.includes('.')
  // A mark with a backslash before it is inside of a string and no field's. Names may have dots in them themselves.
  const key = `${isPath ? '[".]' : '(?<!\\\\)"'}${bytePattern(name.slice(name.lastIndexOf('.') + 1))}"\\s*:\\s*`
  const valueTest = comparison === '=' ? equalTo(value) : comparedTo(term, here)
  if (!valueTest.ok) return valueTest
  const pattern = comparison === '=' ? key + (value === '*' ? '' : valuePattern(value)) : key
  const found = new RegExp(pattern, 'i')
  const quick: Test = comparison === '=' ? (line) => found.test(line) : anyValue(key, valueTest.value)
  // A line is parsed only when a field of that name, wherever it is, has such a value.
  if (isPath) return ok({ pattern, isWhole: false, test: (line) => quick(line) && hasField(line, name, valueTest.value) })
  return ok({ pattern, isWhole: comparison === '=', test: quick })
}

const withStars = (value: string, any: string): string => value.split('*').map(bytePattern).join(any)

/** The value as JSON writes it: in marks, or bare where it may be a number or a word of JSON’s. */
function valuePattern(value: string): string {
  const quoted = `"${withStars(value, '(?:[^"\\\\]|\\\\.)*')}"`
  return /^[-+\w.*]+$/.test(value) ? `(?:${quoted}|${withStars(value, '[-+\\w.]*')}(?=\\s*[,}\\]]))` : quoted
}

function equalTo(value: string): Result<ValueTest, string> {
  const whole = new RegExp(`^${withStars(value, '.*')}$`, 'is')
  return ok((found) => whole.test(found))
}

const compare: Record<Comparison, (a: number, b: number) => boolean> = { '=': (a, b) => a === b, '>': (a, b) => a > b, '>=': (a, b) => a >= b, '<': (a, b) => a < b, '<=': (a, b) => a <= b }

function comparedTo({ name, comparison, value }: FieldTerm, here: Here): Result<ValueTest, string> {
  const holds = compare[comparison]
  const number = Number(value)
  if (!Number.isNaN(number)) return ok((found) => found.trim() !== '' && holds(Number(found), number))
  const when = parseWhen(value, here)
  if (!when.ok) return err(`“${name}${comparison}${value}” needs a number or a time, such as ${name}${comparison}10 or ${name}${comparison}"yesterday 14:00".`)
  const iso = new Date(when.value).toISOString()
  return ok((found) => (isIso(found) ? holds(found < iso ? -1 : found > iso ? 1 : 0, 0) : holds(timeOf(found) ?? Number.NaN, when.value)))
}

/** Written as most logs do, times are in the order of their letters, which is quicker than reading them. */
const isIso = (text: string): boolean => text.length === 24 && text[10] === 'T' && text[23] === 'Z'

/** A field’s time may also be epoch seconds. */
const timeOf = (found: string): number | null => parseTime(/^\d+(\.\d+)?$/.test(found) ? Number(found) : found)

function anyValue(key: string, test: ValueTest): Test {
  const values = new RegExp(`${key}(?:"([^"\\\\]*)"|(-?\\d[\\d.eE+-]*))`, 'gi')
  return (line) => {
    // By hand: matchAll makes a new pattern for each of millions of lines.
    values.lastIndex = 0
    for (let found = values.exec(line); found; found = values.exec(line)) if (test(found[1] ?? found[2] ?? '')) return true
    return false
  }
}

function hasField(line: string, name: string, test: ValueTest): boolean {
  try {
    for (const [path, value] of fieldsIn(JSON.parse(line))) if (isNamed(path.toLowerCase(), name.toLowerCase()) && test(String(value))) return true
  } catch {
    // Not JSON: it has no fields.
  }
  return false
}

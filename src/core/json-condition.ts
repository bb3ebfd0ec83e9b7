import { err, ok, type Result } from '../shared/result'

/** One step into JSON: a field's name, or a place in a list. */
export type Step = string | number
type Path = readonly Step[]
export type Scalar = string | number | boolean | null

const orders = { '<': (a, b) => a < b, '<=': (a, b) => a <= b, '>': (a, b) => a > b, '>=': (a, b) => a >= b } as const satisfies Record<
  string,
  <T extends number | string>(a: T, b: T) => boolean
>
type Order = keyof typeof orders

/** What a field of a JSON answer has to be, as one line says it: `data.queue.depth < 100`. */
export type Condition =
  | { path: Path; operator: 'exists' | 'missing' }
  | { path: Path; operator: '=' | '!=' | 'contains'; value: Scalar }
  | { path: Path; operator: Order; value: number | string }

export interface Verdict {
  met: boolean
  /** What is there; undefined when the field is missing. */
  found: unknown
  /** "data.queue.depth is 150, expected < 100" */
  words: string
}

/** Something read, and where the rest begins. */
interface Read<T> {
  value: T
  end: number
}

const forms = {
  space: /\s*/uy,
  name: /[\p{L}\p{N}_$@-]+/uy,
  whole: /\$(?![\p{L}\p{N}_$@-])/uy,
  index: /\[\s*(\d{1,9})\s*\]/uy,
  quotedName: /\[\s*("(?:[^"\\]|\\.)*")\s*\]/uy,
  operator: /(?:==?|!=|<=|>=|<|>|(?:contains|exists|missing)(?![\p{L}\p{N}_]))/uy,
  value: /(?:"(?:[^"\\]|\\.)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\p{L}\p{N}_.])/uy,
  word: /\S+/uy,
} as const

/** What stands at a place: the form's first group, or all of it. */
function take(form: keyof typeof forms, text: string, at: number): Read<string> | null {
  const pattern = forms[form]
  pattern.lastIndex = at
  const [whole, part] = pattern.exec(text) ?? []
  return whole === undefined ? null : { value: part ?? whole, end: at + whole.length }
}

const afterSpace = (text: string, at: number): number => take('space', text, at)?.end ?? at

/** Names the place, and shows a right one. */
const wrong = (needed: string, at: number, example: string) => err(`${needed} (character ${at + 1}), such as ${example}`)

/** Reads a condition; the error says in words what it should be, where, and how. */
export function parseCondition(text: string): Result<Condition, string> {
  const path = readPath(text, afterSpace(text, 0))
  if (!path.ok) return path
  const name = pathInWords(path.value.value)
  const at = afterSpace(text, path.value.end)
  const operator = take('operator', text, at)
  if (!operator) return wrong(`a comparison after “${name}”`, at, `${name} = "ok"`)
  const condition = readComparison(text, path.value.value, operator)
  if (!condition.ok) return condition
  const end = afterSpace(text, condition.value.end)
  return end === text.length ? ok(condition.value.value) : wrong('nothing more after the condition', end, text.slice(0, condition.value.end).trim())
}

function readPath(text: string, start: number): Result<Read<Step[]>, string> {
  // Others begin at the whole answer: $.status
  const first = take('whole', text, start) ?? take('name', text, start)
  if (!first && text[start] !== '[') return wrong('a field first', start, 'data.queue.depth < 100')
  const path: Step[] = !first || first.value === '$' ? [] : [first.value]
  let at = first?.end ?? start
  while (text[at] === '.' || text[at] === '[') {
    const step = text[at] === '.' ? take('name', text, at + 1) : readBracket(text, at)
    if (!step && text[at] === '.') return wrong(`a name after “${text.slice(start, at + 1)}”`, at + 1, 'data.queue.depth < 100')
    if (!step) return wrong('a number or a quoted name in the brackets', at, 'items[0].name = "ok"')
    path.push(step.value)
    at = step.end
  }
  return ok({ value: path, end: at })
}

function readBracket(text: string, at: number): Read<Step> | null {
  const index = take('index', text, at)
  if (index) return { ...index, value: Number(index.value) }
  const quoted = take('quotedName', text, at)
  const name = quoted && literal(quoted.value)
  return typeof name === 'string' ? { value: name, end: quoted!.end } : null
}

function readComparison(text: string, path: Path, { value: written, end }: Read<string>): Result<Read<Condition>, string> {
  const operator = (written === '==' ? '=' : written) as Condition['operator']
  if (operator === 'exists' || operator === 'missing') return ok({ value: { path, operator }, end })
  const at = afterSpace(text, end)
  const example = `${pathInWords(path)} ${operator} ${operator in orders ? '100' : '"ok"'}`
  const taken = take('value', text, at)
  const value = taken ? literal(taken.value) : undefined
  if (!taken || value === undefined) {
    const word = take('word', text, at)
    return wrong(word ? `a number, or text in quotes, instead of ${word.value}` : `a value after “${operator}”`, at, example)
  }
  if (operator === '=' || operator === '!=' || operator === 'contains') return ok({ value: { path, operator, value }, end: taken.end })
  if (typeof value === 'number' || typeof value === 'string') return ok({ value: { path, operator, value }, end: taken.end })
  return wrong(`a number after “${operator}”`, at, example)
}

/** What a text means as JSON; undefined when it means nothing. */
function literal(text: string): Scalar | undefined {
  try {
    return JSON.parse(text) as Scalar
  } catch {
    return undefined
  }
}

/** Whether JSON is as the condition says. A field that isn't there fulfils nothing but `missing`. */
export function evaluateCondition(condition: Condition, json: unknown): Verdict {
  const { path, operator } = condition
  const { found, steps } = follow(json, path)
  if (found === undefined) return { met: operator === 'missing', found, words: `${pathInWords(path.slice(0, steps + 1))} is missing` }
  const words = `${pathInWords(path)} is ${shown(found)}`
  return holds(condition, found) ? { met: true, found, words } : { met: false, found, words: `${words}, expected ${wanted(condition)}` }
}

/** Goes down the path as far as it leads; `steps` of them were there. */
function follow(json: unknown, path: Path): { found: unknown; steps: number } {
  let found = json
  for (const [steps, step] of path.entries()) {
    // What every object inherits is no field of the answer.
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return { found: undefined, steps }
    found = (found as Record<Step, unknown>)[step]
  }
  return { found, steps: path.length }
}

function holds(condition: Condition, found: unknown): boolean {
  switch (condition.operator) {
    case 'exists':
      return true
    case 'missing':
      return false
    case '=':
      return found === condition.value
    case '!=':
      return found !== condition.value
    case 'contains':
      return Array.isArray(found) ? found.includes(condition.value) : typeof found === 'string' && found.includes(String(condition.value))
    default:
      return inOrder(orders[condition.operator], found, condition.value)
  }
}

/** Figures that come as text ("42.50") count as figures; text beside text goes by its characters, as dates do. */
function inOrder(order: (typeof orders)[Order], found: unknown, value: number | string): boolean {
  if (typeof value === 'string') return typeof found === 'string' && order(found, value)
  const figure = typeof found === 'string' ? literal(found) : found
  return typeof figure === 'number' && order(figure, value)
}

function wanted(condition: Condition): string {
  if (!('value' in condition)) return condition.operator === 'exists' ? 'to be there' : 'to be missing'
  const value = shown(condition.value)
  switch (condition.operator) {
    case '=':
      return value
    case '!=':
      return 'anything else'
    case 'contains':
      return `to contain ${value}`
    default:
      return `${condition.operator} ${value}`
  }
}

/** As one writes it in a condition: `items[0].name`; the whole answer is `$`. */
export function pathInWords(path: Path): string {
  const steps = path.map((step, place) => {
    if (typeof step === 'number') return `[${step}]`
    const plain = /^[\p{L}\p{N}_$@-]+$/u.test(step) && !(place === 0 && step === '$')
    return plain ? `${place === 0 ? '' : '.'}${step}` : `[${JSON.stringify(step)}]`
  })
  return steps.join('') || '$'
}

/** No row is wide enough for more. */
const longestShown = 40

/** A JSON value in a few words. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`
  if (typeof value === 'object' && value !== null) return 'an object'
  const text = typeof value === 'string' && value.length > longestShown ? `${value.slice(0, longestShown - 1)}…` : value
  return JSON.stringify(text) ?? 'missing'
}

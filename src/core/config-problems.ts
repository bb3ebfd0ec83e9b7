import { explain } from './explain'
import { formOf } from './form'
import { probeOfKind, probes } from './registry'
import { check as checkSchema, secretOfCheck, variableOf, type Check } from '../shared/settings'
import type { FormField } from '../shared/forms'
import type { Probe } from './plugin'

/** One mistake: where it is (`checks.list[2].settings.port`), and what would be right. */
export interface Problem {
  place: string
  /** Sentences. */
  words: string
  /** What a form calls the place. */
  title?: string
}

type Fields = Record<string, unknown>
type Issue = Parameters<typeof explain>[0]['issues'][number]

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A name as it stands in a file; what no name of ours has is written so that it can do nothing to a screen. */
export const plainName = (name: string): string => (/^[\w-]{1,60}$/.test(name) ? name : JSON.stringify(name.slice(0, 60)))

export const placeOf = (...path: readonly PropertyKey[]): string =>
  path.map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i === 0 ? '' : '.'}${plainName(String(part))}`)).join('')

export const rightValue = (value: unknown): string => (value === undefined ? '' : ` A right value is ${JSON.stringify(value)}.`)

export const wordsOf = (issue: Issue, right: unknown): string => `${explain({ issues: [issue] })}.${rightValue(right)}`

/** The probe of a kind that users add; undefined for one this console doesn't know. */
const addable = (kind: string): Probe | undefined => {
  const probe = probeOfKind(kind)
  return probe?.builtIn ? undefined : probe
}

/** What a check's kind has against its settings; places begin at the check (`settings.port`). */
export function kindProblems({ id, kind, settings }: Pick<Check, 'id' | 'kind' | 'settings'>): Problem[] {
  const probe = addable(kind)
  if (!probe) {
    const known = probes.filter(({ builtIn }) => !builtIn).map((other) => other.kind)
    return [{ place: 'kind', words: `This console knows no kind ${JSON.stringify(kind)}. Known: ${known.join(', ')}.` }]
  }
  const fields = new Map(formOf(probe.schema).map((field) => [field.name, field]))
  const unknown = !('shape' in probe.schema) ? [] : Object.keys(settings).filter((name) => !fields.has(name))
  const parsed = probe.schema.safeParse(settings)
  return [
    ...unknown.map((name) => ({ place: placeOf('settings', name), words: strangerWords(name, id, probe, [...fields.keys()]) })),
    ...(parsed.error?.issues ?? []).map((issue) => {
      const field = fields.get(String(issue.path[0]))
      return { place: placeOf('settings', ...issue.path), words: wordsOf(issue, field && rightOf(field)), ...(field && { title: field.title }) }
    }),
  ]
}

function strangerWords(name: string, id: string, probe: Probe, known: readonly string[]): string {
  if (Object.hasOwn(probe.secrets ?? {}, name)) return `A credential isn’t one of its settings. Paste it in the console, or set ${variableOf(secretOfCheck(id, name))}.`
  return `There is no such setting.${known.length > 0 ? ` Known: ${known.join(', ')}.` : ' It has none.'}`
}

/** A value its field takes: the example, else what it begins with; undefined where the form shows none. */
function rightOf({ control, example, initial, choices }: FormField): unknown {
  if (example !== null) return control === 'figure' ? Number(example) : control === 'switch' ? example === 'true' : example
  return initial ?? choices?.[0]?.value ?? undefined
}

/** Right values of the fields every check has. */
const rightFields: Fields = { id: 'shop-website', kind: 'tcp', title: 'Shop website', enabled: true, everySeconds: 300, settings: {} }
/** A whole check, as an example. */
export const rightCheck = { id: 'shop-database', kind: 'tcp', title: 'Shop database', settings: { host: 'db.example.com', port: 5432 } }

/** What is wrong with one entry of `checks.list`, all of it at once; places begin at the entry. `ofKind`: its kind is asked too. */
export function checkProblems(entry: unknown, { ofKind }: { ofKind: boolean }): Problem[] {
  if (!isFields(entry)) return [{ place: '', words: `It should be an object.${rightValue(rightCheck)}` }]
  const fields = Object.keys(checkSchema.shape)
  const unknown = Object.keys(entry).filter((name) => !fields.includes(name))
  const parsed = checkSchema.safeParse(entry)
  const { id = '', kind, settings = {} } = entry
  // What its kind says of its settings doesn't wait until its title is right.
  const values = checkSchema.shape.settings.safeParse(settings)
  const mayAsk = ofKind && typeof kind === 'string' && kind !== '' && values.success
  return [
    ...unknown.map((name) => ({ place: placeOf(name), words: `A check has no such field. Known: ${fields.join(', ')}.` })),
    ...(parsed.error?.issues ?? []).map((issue) => ({ place: placeOf(...issue.path), words: entryWords(issue) })),
    ...(mayAsk ? kindProblems({ id: String(id), kind, settings: values.data }) : []),
  ]
}

function entryWords(issue: Issue): string {
  const [field, ...deeper] = issue.path
  if (field === 'settings' && deeper.length > 0) return 'It should be a text, a number, true, false or null.'
  return wordsOf(issue, rightFields[String(field)])
}

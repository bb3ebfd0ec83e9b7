import { z } from 'zod'
import type { FormField, KindView } from '../shared/forms'
import type { Probe } from './plugin'

/** What zod's JSON schema says of one field, with our own words for it from `.meta()`. */
interface Described {
  type?: string | string[]
  enum?: string[]
  default?: unknown
  title?: string
  description?: string
  examples?: unknown[]
  unit?: string
  labels?: Record<string, string>
  pick?: 'file' | 'folder'
  anyOf?: Described[]
}

/** A schema's fields, as a form shows them. The schema stays the judge; this only draws. Throws for what no form can show. */
export function formOf(schema: z.ZodType): FormField[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as { properties?: Record<string, Described> }
  return Object.entries(properties).map(([name, described]) => fieldOf(name, described))
}

function fieldOf(name: string, whole: Described): FormField {
  const { described, nullable } = withoutNull(whole)
  const [example] = described.examples ?? []
  return {
    name,
    title: described.title ?? name,
    description: described.description ?? null,
    control: controlOf(name, described),
    choices: described.enum?.map((value) => ({ value, label: described.labels?.[value] ?? value })) ?? null,
    unit: described.unit ?? null,
    pick: described.pick ?? null,
    example: example === undefined ? null : String(example),
    initial: (described.default ?? null) as FormField['initial'],
    optional: nullable || described.default !== undefined,
  }
}

/** A field that may be null is written as two types, or as one of two schemas. */
function withoutNull(whole: Described): { described: Described; nullable: boolean } {
  const types = [whole.type ?? []].flat()
  const [inner, ...others] = (whole.anyOf ?? []).filter(({ type }) => type !== 'null')
  const nullable = types.includes('null') || (whole.anyOf ?? []).some(({ type }) => type === 'null')
  const kinds = inner && others.length === 0 ? [inner.type ?? []].flat() : types.filter((type) => type !== 'null')
  return { described: { ...inner, ...whole, type: kinds }, nullable }
}

function controlOf(name: string, { type, enum: choices }: Described): FormField['control'] {
  if (choices) return 'choice'
  const types = [type ?? []].flat()
  const kind = types.length === 1 ? types[0] : null
  if (kind === 'boolean') return 'switch'
  if (kind === 'integer' || kind === 'number') return 'figure'
  if (kind === 'string') return 'text'
  throw new Error(`no form can show the field “${name}”: settings of a kind are text, figures, switches and choices`)
}

/** A kind as the list of kinds and its form show it. */
export const kindView = (probe: Probe): KindView => ({
  kind: probe.kind,
  title: probe.title,
  description: probe.description,
  fields: formOf(probe.schema),
  secrets: Object.entries(probe.secrets ?? {}).map(([name, field]) => ({ name, ...field })),
})

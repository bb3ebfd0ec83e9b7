import { z } from 'zod'

/** One field of a form that is drawn from a schema. */
export const formField = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  control: z.enum(['text', 'figure', 'switch', 'choice']),
  choices: z.array(z.object({ value: z.string(), label: z.string() })).nullable(),
  unit: z.string().nullable(),
  /** A path, that may be picked in a dialog. */
  pick: z.enum(['file', 'folder']).nullable(),
  /** A right value, for an empty field. */
  example: z.string().nullable(),
  initial: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  /** May stay empty: it is null then, or left out where its default isn't null. */
  optional: z.boolean(),
})
export type FormField = z.infer<typeof formField>

export const secretField = z.object({ name: z.string(), title: z.string(), description: z.string(), placeholder: z.string() })

/** A kind of check that can be added. */
export const kindView = z.object({
  kind: z.string(),
  title: z.string(),
  description: z.string(),
  fields: z.array(formField),
  secrets: z.array(secretField),
})
export type KindView = z.infer<typeof kindView>

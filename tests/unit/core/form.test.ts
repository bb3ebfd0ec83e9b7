import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { formOf, kindView } from '../../../src/core/form'
import { defineProbe } from '../../../src/core/plugin'
import { good } from '../../../src/core/reading'
import { kindView as kindViewSchema } from '../../../src/shared/forms'

const plain = { title: 'Field', description: null, choices: null, unit: null, pick: null, example: null, initial: null, optional: false }
const only = (schema: z.ZodType) => formOf(z.object({ field: schema }))[0]

describe('a form from a schema', () => {
  it.each<[string, z.ZodType, object]>([
    ['a text that is needed', z.string().meta({ title: 'Field' }), { ...plain, control: 'text' }],
    ['one with a rule of its own', z.string().trim().refine((text) => text !== 'no', 'anything but "no"').meta({ title: 'Field', examples: ['yes', 'perhaps'] }), { ...plain, control: 'text', example: 'yes' }],
    ['one that may stay empty', z.string().nullable().default(null).meta({ title: 'Field' }), { ...plain, control: 'text', optional: true }],
    ['one that is nothing unless it is something', z.string().regex(/a/).nullable().meta({ title: 'Field' }), { ...plain, control: 'text', optional: true }],
    ['one that may stay empty and has rules', z.string().regex(/a/).meta({ examples: ['a'] }).nullable().default(null).meta({ title: 'Field' }), { ...plain, control: 'text', optional: true, example: 'a' }],
    ['one with something in it', z.string().default('200-299').meta({ title: 'Field' }), { ...plain, control: 'text', initial: '200-299', optional: true }],
    ['a path', z.string().meta({ title: 'Field', pick: 'file' }), { ...plain, control: 'text', pick: 'file' }],
    ['a whole figure', z.number().int().min(1).max(9).meta({ title: 'Field', unit: 'days', examples: [3] }), { ...plain, control: 'figure', unit: 'days', example: '3' }],
    ['a choice that may stay empty', z.enum(['A']).nullable().default(null).meta({ title: 'Field' }), { ...plain, control: 'choice', choices: [{ value: 'A', label: 'A' }], optional: true }],
    ['a figure with a limit that may stay empty', z.number().int().min(1).nullable().default(null).meta({ title: 'Field', examples: [5] }), { ...plain, control: 'figure', optional: true, example: '5' }],
    ['a figure that may stay empty', z.number().nullable().default(null).meta({ title: 'Field' }), { ...plain, control: 'figure', optional: true }],
    ['a switch', z.boolean().default(true).meta({ title: 'Field', description: 'What for.' }), { ...plain, control: 'switch', initial: true, optional: true, description: 'What for.' }],
    [
      'a choice',
      z.enum(['A', 'MX']).default('A').meta({ title: 'Field', labels: { MX: 'Mail server' } }),
      { ...plain, control: 'choice', choices: [{ value: 'A', label: 'A' }, { value: 'MX', label: 'Mail server' }], initial: 'A', optional: true },
    ],
  ])('%s', (_name, schema, field) => {
    expect(only(schema)).toEqual({ name: 'field', ...field })
  })

  it('calls a field without a title by its name', () => {
    expect(only(z.string())?.title).toBe('field')
  })

  it('keeps the order of the schema, also of one with a rule over several fields', () => {
    const schema = z.object({ b: z.string(), a: z.string() }).refine(({ a, b }) => a !== b, { path: ['a'], message: 'another' })
    expect(formOf(schema).map(({ name }) => name)).toEqual(['b', 'a'])
  })

  it('has no fields where there is nothing to set', () => {
    expect(formOf(z.object({}))).toEqual([])
  })

  it.each([
    ['a list', z.array(z.string())],
    ['a group', z.object({ inner: z.string() })],
    ['one of several kinds', z.union([z.string(), z.number()])],
    ['one of several kinds with rules', z.union([z.string().regex(/a/), z.number().min(1)]).nullable()],
  ])('refuses %s, which no form can show', (_name, schema) => {
    expect(() => only(schema)).toThrow('no form can show the field “field”')
  })
})

describe('a kind as a form shows it', () => {
  const probe = defineProbe({
    kind: 'door',
    title: 'Door',
    description: 'Whether a door is shut.',
    reach: 'local',
    schema: z.object({ door: z.string().meta({ title: 'Door' }) }),
    secrets: { key: { title: 'Key', description: 'Of the door.', placeholder: 'none' } },
    run: async () => good(''),
    action: () => null,
  })

  it('holds its fields and its secrets, and crosses to the window as it is', () => {
    const view = kindView(probe)
    expect(view).toEqual({
      kind: 'door',
      title: 'Door',
      description: 'Whether a door is shut.',
      fields: [{ ...plain, name: 'door', title: 'Door', control: 'text' }],
      secrets: [{ name: 'key', title: 'Key', description: 'Of the door.', placeholder: 'none' }],
    })
    expect(kindViewSchema.parse(structuredClone(view))).toEqual(view)
  })
})

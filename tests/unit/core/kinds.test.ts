import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { formOf, kindView } from '../../../src/core/form'
import { probes } from '../../../src/core/registry'
import { check, secretKey, secretOfCheck } from '../../../src/shared/settings'
import { linkIds } from '../../../src/shared/links'
import { catalogue, type FaultCode } from '../../../src/shared/faults'
import { kindView as kindViewSchema } from '../../../src/shared/forms'

// What holds for every kind that users add, whoever wrote it: its form can be drawn and filled in by what it shows.

const kinds = probes.filter(({ builtIn }) => !builtIn)
const shapeOf = (schema: z.ZodType) => (schema as z.ZodObject).shape as Record<string, z.ZodType>

/** A form filled in with what it shows: examples where it is empty. */
const filledIn = (schema: z.ZodType): Record<string, unknown> =>
  Object.fromEntries(
    formOf(schema).map(({ name, control, initial, optional, example, choices }) => [
      name,
      initial ?? (optional && example === null ? null : control === 'figure' ? Number(example) : (example ?? choices?.[0]?.value)),
    ]),
  )

describe('the kinds of probes', () => {
  it('are those of PRODUCT.md', () => {
    expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(['dns', 'echopilot', 'http', 'log-growing', 'openai', 'process', 'tcp', 'telegram-bot', 'tls-certificate'])
  })

  it('differ in kind and title', () => {
    expect(new Set(probes.map(({ kind }) => kind)).size).toBe(probes.length)
    expect(new Set(probes.map(({ title }) => title)).size).toBe(probes.length)
  })
})

describe.each(kinds.map((probe) => [probe.kind, probe] as const))('%s', (_kind, probe) => {
  const fields = formOf(probe.schema)

  it('crosses to the window whole', () => {
    expect(kindViewSchema.parse(structuredClone(kindView(probe)))).toEqual(kindView(probe))
  })

  it('says what it looks at in sentences', () => {
    expect(probe.description).toMatch(/^[A-Z].*\.$/)
    expect(probe.title.length).toBeLessThanOrEqual(20)
  })

  it('has a form for every setting, each with a title', () => {
    expect(fields.map(({ name }) => name)).toEqual(Object.keys(shapeOf(probe.schema)))
    for (const { name, title, description } of fields) {
      expect(title).not.toBe(name)
      expect(title).toMatch(/^[A-Z]/)
      expect(description ?? 'Fine.').toMatch(/^\S.*[.)]$/)
    }
  })

  it.each(fields.filter(({ control, initial }) => (control === 'text' || control === 'figure') && initial === null))('shows a right value for $name', ({ name, control, example }) => {
    expect(example).not.toBeNull()
    expect(shapeOf(probe.schema)[name]!.safeParse(control === 'figure' ? Number(example) : example)).toMatchObject({ success: true })
  })

  it.each(fields.filter(({ control }) => control === 'choice'))('has a word for every choice of $name', ({ choices }) => {
    expect(choices!.length).toBeGreaterThan(1)
    for (const { label } of choices!) expect(label).not.toBe('')
  })

  it.each(fields.filter(({ optional }) => optional))('$name may be left out', ({ name }) => {
    const { [name]: _left, ...others } = filledIn(probe.schema)
    expect(probe.schema.safeParse(others)).toMatchObject({ success: true })
  })

  it('takes the form it shows, and keeps it flat', () => {
    const settings = filledIn(probe.schema)
    expect(probe.schema.safeParse(settings)).toMatchObject({ success: true })
    expect(check.safeParse({ id: 'a', kind: probe.kind, title: 'A', settings })).toMatchObject({ success: true })
  })

  it('finds a name for a new one that fits', () => {
    const name = probe.nameFor?.(probe.schema.parse(filledIn(probe.schema)) as never)
    expect(check.shape.title.parse(name)).toBe(name)
  })

  it('knows from any settings whether it goes over the internet', () => {
    const { reach } = probe
    expect(['local', 'remote']).toContain(typeof reach === 'function' ? reach(probe.schema.parse(filledIn(probe.schema)) as never) : reach)
  })

  it('keeps its secrets under names that can be kept', () => {
    for (const [name, { title, description, placeholder }] of Object.entries(probe.secrets ?? {})) {
      expect(secretKey.safeParse(secretOfCheck('shop', name))).toMatchObject({ success: true })
      expect(title).toMatch(/^[A-Z]/)
      expect(description).toMatch(/\.$/)
      expect(placeholder).not.toBe('')
    }
  })

  it('has a known next step for every fault, or none', () => {
    for (const code of [...(Object.keys(catalogue) as FaultCode[]), null]) {
      const action = probe.action(code)
      if (action?.do.kind === 'link') expect(linkIds).toContain(action.do.link)
      else if (action) expect(action.do).toEqual({ kind: 'settings', section: 'checks' })
    }
  })
})

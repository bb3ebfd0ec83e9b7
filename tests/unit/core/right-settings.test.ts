import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { rightSetting } from '../../../src/core/right-settings'
import { sectionNames, sections, type SectionName } from '../../../src/shared/settings'

const fields = sectionNames.flatMap((section) => Object.entries((sections[section] as z.ZodObject).shape).map(([field, schema]) => [section, field, schema as z.ZodType] as const))

describe('a right value', () => {
  it.each(fields)('of %s.%s is taken, and is more than nothing', (section, field, schema) => {
    const value = rightSetting(section, [field])
    expect(schema.safeParse(value)).toMatchObject({ success: true })
    expect(value === null || (Array.isArray(value) && value.length === 0)).toBe(false)
  })

  it.each<[SectionName, PropertyKey[], unknown]>([
    ['disk', ['warnAbovePercent'], 85],
    ['alerts', ['smtp', 'port'], 587],
    ['costs', ['budgets', 7, 'of', 'dimension'], 'kind'],
    ['costs', ['budgets', 7, 'colour'], undefined],
    ['disk', ['warnAbovePercent', 'deeper'], undefined],
  ])('of %s at %j is %j', (section, path, value) => {
    expect(rightSetting(section, path)).toBe(value)
  })
})

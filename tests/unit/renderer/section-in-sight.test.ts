import { expect, it } from 'vitest'
import { sectionInSight } from '../../../src/renderer/features/settings/section-in-sight'
import type { SectionId } from '../../../src/shared/places'

it.each<[string[], SectionId | null, SectionId | null]>([
  [[], null, null],
  [['costs', 'probing'], null, 'probing'],
  [['startup', 'data', 'about'], 'about', 'about'],
  [['services', 'watch'], 'about', 'services'],
  [[], 'about', null],
])('of %j, after a jump to %s, %s is marked', (inSight, jumped, marked) => {
  expect(sectionInSight(new Set(inSight), jumped)).toBe(marked)
})

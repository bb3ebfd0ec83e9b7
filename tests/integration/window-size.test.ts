import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { BUDGET_BYTES, windowSize } from '../bench/window-size.mjs'

const size = windowSize(resolve(import.meta.dirname, '../../out/renderer'))

it('the window weighs no more than its budget', () => {
  expect(size.all, `the heaviest: ${size.files.slice(0, 5).map(({ name, bytes }) => `${name} ${bytes}`).join(', ')}`).toBeLessThanOrEqual(BUDGET_BYTES)
})

it('its first page needs but a part of that, and names each of its files', () => {
  expect(size.first).toBeLessThan(size.all / 2)
  expect(size.first).toBeGreaterThan(50_000)
})

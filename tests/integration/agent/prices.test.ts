import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { PriceTable } from '../../../src/core/costs/prices-table'
import { root } from '../child'
import { freshFolder } from '../support'
import { echopilot } from './terminal'

const shipped = join(root, 'resources/prices.json')

/** A table as “npm run prices” might make it another day. */
function other(change: (providers: PriceTable['providers']) => void): string {
  const table = JSON.parse(readFileSync(shipped, 'utf8')) as PriceTable
  change(table.providers)
  const path = join(freshFolder(), 'prices.json')
  writeFileSync(path, JSON.stringify({ ...table, sha256: createHash('sha256').update(JSON.stringify(table.providers)).digest('hex') }))
  return path
}

it('says what another price table would change', async () => {
  const path = other((providers) => {
    const { models } = providers['openai']!
    const known = models.find(({ id }) => id === 'gpt-4o')!
    models.push({ ...known, id: 'gpt-next', match: { equals: 'gpt-next' } })
    models.splice(models.findIndex(({ id }) => id === 'gpt-4o-mini'), 1)
    for (const epoch of known.epochs) epoch.rates = { ...epoch.rates, input: { base: 1_250_000 } }
  })
  const { code, out } = await echopilot(['prices', path])
  expect({ code, lines: out.split('\n').slice(0, -1) }).toEqual({ code: 0, lines: ['new      openai gpt-next', 'gone     openai gpt-4o-mini', expect.stringMatching(/^changed {2}openai gpt-4o: input 2\.50? → 1\.25$/)] })
  expect(JSON.parse((await echopilot(['prices', path, '--json'])).out)).toMatchObject({ added: [{ provider: 'openai', model: 'gpt-next' }], changed: [{ rate: 'input' }] })
})

it('says so where nothing would change', async () => {
  expect(await echopilot(['prices', shipped])).toMatchObject({ code: 0, out: 'No price would change.\n', errors: '' })
})

it.each([
  [[], 'takes FILE [--json]'],
  [['nowhere.json'], 'isn’t there'],
])('%j is wrong usage', async (args, words) => {
  const { code, errors } = await echopilot(['prices', ...args])
  expect(code).toBe(2)
  expect(errors).toContain(words)
})

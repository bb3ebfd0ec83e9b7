import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { priceCall } from '../../../src/core/costs/prices'
import { loadPrices, loadSnapshot } from '../../../src/host/prices'
import { callOf } from '../../unit/core/costs/calls'

const folder = mkdtempSync(join(tmpdir(), 'prices-'))
afterAll(() => rmSync(folder, { recursive: true }))
const written = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const discount = { provider: 'openai', times: '0.9', source: 'Agreement' }
const at = Date.parse('2026-11-23T00:00:00Z')
const million = callOf({ model: 'gpt-4o', usage: { uncachedIn: 1_000_000 } })

describe('the prices', () => {
  it('are those of the build, with our own multipliers', async () => {
    const { table, problems } = await loadPrices()
    expect(problems).toEqual([])
    expect(priceCall(table, million, at).pico).toBe(2_500_000_000_000n)
    expect(priceCall(table, { ...million, batch: true }, at).pico).toBe(1_250_000_000_000n)
    expect(table.overlay).toMatch(/^[0-9a-f]{64}$/)
  })

  it('are the user’s where a file says so, and have another name then', async () => {
    const overlayFile = written('agreed.json', JSON.stringify({ factors: [discount] }))
    const [plain, agreed, again] = await Promise.all([loadPrices(), loadPrices({ overlayFile }), loadPrices({ overlayFile })])
    expect(priceCall(agreed.table, million, at).pico).toBe(2_250_000_000_000n)
    expect(agreed.table.overlay).toBe(again.table.overlay)
    expect(agreed.table.overlay).not.toBe(plain.table.overlay)
    expect(agreed.table.sha256).toBe(plain.table.sha256)
  })

  it('leave a wrong entry out, and name it', async () => {
    const { table, problems } = await loadPrices({ overlayFile: written('half.json', JSON.stringify({ factors: [{ ...discount, times: '-1' }, discount] })) })
    expect(problems.map(({ place }) => place)).toEqual(['factors[0].times'])
    expect(priceCall(table, million, at).pico).toBe(2_250_000_000_000n)
  })

  it.each([
    ['missing', () => join(folder, 'nowhere.json'), 'There is no file'],
    ['no JSON', () => written('torn.json', '{"factors": ['), 'isn’t JSON'],
  ])('are those without the file where it is %s, and say so', async (_name, overlayFile, words) => {
    const { table, problems } = await loadPrices({ overlayFile: overlayFile() })
    expect(problems).toEqual([{ place: '', words: expect.stringContaining(words) }])
    expect(priceCall(table, million, at).pico).toBe(2_500_000_000_000n)
  })
})

describe('another snapshot', () => {
  const text = readFileSync(resolve(import.meta.dirname, '../../../resources/prices.json'), 'utf8')

  it('is read whole', async () => {
    const read = await loadSnapshot(written('snapshot.json', text))
    expect(read).toEqual({ ok: true, value: JSON.parse(text) })
  })

  it.each([
    ['one that isn’t there', () => join(folder, 'nowhere.json'), /isn’t there/],
    ['one that is no JSON', () => written('no.json', 'prices'), /isn’t JSON/],
    ['one that is something else', () => written('else.json', '{"providers": {}}'), /is no price table: .*“source”/],
    ['one with a regular expression that isn’t', () => written('regex.json', text.replace(/"regex":"[^"]*"/, '"regex":"("')), /is no price table/],
    ['one that was edited', () => written('edited.json', text.replace(/"base":2500000/, '"base":1')), /its contents and its checksum disagree/],
  ])('is refused: %s', async (_name, path, words) => {
    expect(await loadSnapshot(path())).toMatchObject({ ok: false, error: { code: 'invalid_input', message: expect.stringMatching(words) } })
  })
})

// Makes resources/prices.json from the pinned @pydantic/genai-prices: its data, not its calculator.
// Run by hand (`npm run prices`) when the pin moves; the snapshot is committed, so a build needs no network.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { findProvider } from '@pydantic/genai-prices'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const packageFile = path.join(path.dirname(createRequire(import.meta.url).resolve('@pydantic/genai-prices')), '..', 'package.json')
const { version } = JSON.parse(readFileSync(packageFile, 'utf8'))
const wanted = ['openai', 'anthropic', 'google', 'x-ai', 'mistral', 'deepseek', 'groq', 'cohere']

/** Dollars per million tokens → pico dollars per token; exact for prices of at most six decimals. */
const perToken = (usdPerMillion) => Math.round(usdPerMillion * 1e6)

function rate(price) {
  if (price === undefined || price === null) return undefined
  if (typeof price === 'number') return { base: perToken(price) }
  // The source selects a step when the count is greater than its start.
  return { base: perToken(price.base), steps: price.tiers.map(({ start, price: step }) => ({ above: start, rate: perToken(step) })) }
}

const rates = (prices) => {
  const made = {
    input: rate(prices.input_mtok),
    cacheRead: rate(prices.cache_read_mtok),
    cacheWrite: rate(prices.cache_write_mtok),
    output: rate(prices.output_mtok),
  }
  return Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined))
}

function epochs(prices) {
  if (!Array.isArray(prices)) return [{ from: null, rates: rates(prices) }]
  return prices
    // Prices by the time of day are left out: those models stay unpriced rather than wrongly priced.
    .filter(({ constraint }) => !constraint || constraint.start_date)
    .map(({ constraint, prices: held }) => ({ from: constraint?.start_date ?? null, rates: rates(held) }))
    .toSorted((a, b) => (a.from ?? '').localeCompare(b.from ?? ''))
}

const providers = {}
for (const id of wanted) {
  const found = findProvider({ providerId: id })
  if (!found) continue
  const models = found.models
    .map((model) => ({ id: model.id, match: model.match, epochs: epochs(model.prices) }))
    .filter((model) => model.epochs.length > 0 && model.epochs.some((epoch) => epoch.rates.input))
  providers[id] = { models }
}
const sha256 = createHash('sha256').update(JSON.stringify(providers)).digest('hex')
const table = { source: '@pydantic/genai-prices', version, sha256, providers }
writeFileSync(path.join(root, 'resources/prices.json'), `${JSON.stringify(table)}\n`)
console.log(`resources/prices.json: ${Object.entries(providers).map(([id, { models }]) => `${id} ${models.length}`).join(', ')}; sha256 ${sha256.slice(0, 12)}…`)

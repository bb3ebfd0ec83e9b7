// Makes resources/prices.json from the pinned @pydantic/genai-prices: its data, not its calculator.
// Run by hand (`npm run prices`) when the pin moves; the snapshot is committed, so a build needs no network.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { findProvider } from '@pydantic/genai-prices'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const dist = path.dirname(createRequire(import.meta.url).resolve('@pydantic/genai-prices'))
const { version } = JSON.parse(readFileSync(path.join(dist, '..', 'package.json'), 'utf8'))

/** Its price keys → our names, and pico dollars per token or piece for one dollar of its unit. */
const perToken = 1e6
const perPiece = 1e9
const perHour = 1e12
const names = {
  input_mtok: ['input', perToken],
  cache_read_mtok: ['cacheRead', perToken],
  cache_write_mtok: ['cacheWrite', perToken],
  cache_write_1h_mtok: ['cacheWrite1h', perToken],
  input_audio_mtok: ['audioIn', perToken],
  cache_audio_read_mtok: ['cacheAudioRead', perToken],
  input_image_mtok: ['imageIn', perToken],
  cache_image_read_mtok: ['cacheImageRead', perToken],
  input_video_mtok: ['videoIn', perToken],
  output_mtok: ['output', perToken],
  output_audio_mtok: ['audioOut', perToken],
  output_image_mtok: ['imageOut', perToken],
  output_video_mtok: ['videoOut', perToken],
  output_reasoning_mtok: ['reasoningOut', perToken],
  output_citation_mtok: ['citationOut', perToken],
  requests_kcount: ['request', perPiece],
  web_searches_kcount: ['webSearch', perPiece],
  storage_searches_kcount: ['storageSearch', perPiece],
  input_text_messages_kcount: ['message', perPiece],
  input_document_kpages: ['page', perPiece],
  input_annotated_document_kpages: ['annotatedPage', perPiece],
  audio_hours: ['audioHour', perHour],
  input_audio_hours: ['audioInHour', perHour],
}

function rate(price, unit) {
  // Whole for prices of at most six decimals; the few that are a rounded third are rounded here.
  const pico = (usd) => Math.round(usd * unit)
  if (typeof price === 'number') return { base: pico(price) }
  // The source takes a step when the count is greater than its start.
  const steps = price.tiers.map(({ start, price: step }) => ({ above: start, rate: pico(step) }))
  return { base: pico(price.base), steps: steps.toSorted((a, b) => a.above - b.above) }
}

function rates(prices) {
  const unknown = Object.keys(prices).filter((key) => !names[key])
  if (unknown.length > 0) throw new Error(`The source has prices this script has no name for: ${unknown.join(', ')}. Add them to names, and to rateNames in src/core/costs/prices-table.ts.`)
  return Object.fromEntries(Object.entries(names).flatMap(([key, [name, unit]]) => (prices[key] === undefined ? [] : [[name, rate(prices[key], unit)]])))
}

/** "16:30:00Z" → 59400 */
function secondsOf(time) {
  const [, hours, minutes, seconds] = /^(\d\d):(\d\d):(\d\d)Z$/.exec(time) ?? []
  if (hours === undefined) throw new Error(`The source has a time of day this script can’t read: ${time}`)
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
}

function epochs(prices) {
  if (!Array.isArray(prices)) return [{ from: null, rates: rates(prices) }]
  let from = null
  return prices.map(({ constraint, prices: held }) => {
    if (constraint?.type === 'start_date') from = constraint.start_date
    // A price by the time of day came with the change before it in the list.
    const daily = constraint?.type === 'time_of_date' ? { daily: { from: secondsOf(constraint.start_time), to: secondsOf(constraint.end_time) } } : {}
    return { from, ...daily, rates: rates(held) }
  })
}

/** Names are looked for in lower case. A regex stays: it is run on lower case as it is in the source. */
const lower = (match) =>
  Object.fromEntries(Object.entries(match).map(([key, value]) => [key, Array.isArray(value) ? value.map(lower) : key === 'regex' ? value : value.toLowerCase()]))

/** An empty price is a model that is free, or one whose price the source doesn’t know: only its words tell which. */
const isFree = ({ id, price_comments: words = '', prices }) => !Array.isArray(prices) && Object.keys(prices).length === 0 && (id.endsWith(':free') || /free of charge/i.test(words))

const model = (one) => ({
  id: one.id.toLowerCase(),
  match: lower(one.match),
  epochs: epochs(one.prices),
  ...(isFree(one) && { free: true }),
  ...(one.deprecated && { deprecated: true }),
})

const provider = ({ provider_match: match, fallback_model_providers: fallback, models }) => ({ ...(match && { match: lower(match) }), ...(fallback && { fallback }), models: models.map(model) })

// The source gives a provider to who knows its id, and no list of them: the ids are read from its text.
const ids = [...new Set([...readFileSync(path.join(dist, 'index.js'), 'utf8').matchAll(/^ {4}id: "([^"]+)"/gm)].map((found) => found[1]))].toSorted()
const found = ids.map((id) => findProvider({ providerId: id })).filter((one, i) => one?.id === ids[i] && one.models.length > 0)
if (found.length === 0) throw new Error('No provider was found in the source: its text has another form now.')

const providers = Object.fromEntries(found.map((one) => [one.id, provider(one)]))
const sha256 = createHash('sha256').update(JSON.stringify(providers)).digest('hex')
const target = process.argv[2] ?? path.join(root, 'resources/prices.json')
writeFileSync(target, `${JSON.stringify({ source: '@pydantic/genai-prices', version, sha256, providers })}\n`)
console.log(`${path.basename(target)}: ${found.length} providers, ${found.reduce((sum, { models }) => sum + models.length, 0)} models; sha256 ${sha256.slice(0, 12)}…`)

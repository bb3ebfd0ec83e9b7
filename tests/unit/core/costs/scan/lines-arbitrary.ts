import fc from 'fast-check'

// Lines of logs as they are, as they might be, and as nobody would write them.

const count = fc.oneof({ weight: 6, arbitrary: fc.nat(200_000) }, fc.constantFrom(0, 1e9, 1e9 + 1, 2 ** 32, -1, 1.5, 1e21, null, '12', true, [], {}))
const word = fc.constantFrom('claude-sonnet-4-5', 'gpt-5', 'standard', 'fast', 'batch', 'global', 'eu', '', 'tägliche Übersicht', '日本', 'with "quotes" and \\', '<synthetic>', 'anthropic', 'openai', 'OpenRouter')
const id = fc.oneof(fc.nat(5).map((n) => `msg_01Abc${n}`), fc.constantFrom('gen-1', '', 'msg_ü', 'msg_"', 'msg_'), word)
const time = fc.oneof(
  { weight: 4, arbitrary: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.toISOString()) },
  fc.constantFrom('2026-02-29T00:00:00Z', '2024-02-29T12:00:00Z', '2026-04-31T00:00:00Z', '2026-11-23T08:00:00+01:00', '2026-11-23T24:00:00Z', '2026-11-23T08:00:00.1Z', '2026-11-23T08:00:00.123456789Z', '2026-11-23 08:00:00', '2026-11-23', '1969-12-31T23:59:59Z', '2026-1-2T00:00:00Z', '2026-11-23T08:60:00Z', '2026-11-23T08:00:00.Z', 'yesterday', ''),
  fc.constantFrom(1.7e9, 1.7e12, null),
)
const anything = fc.oneof(fc.jsonValue({ maxDepth: 3 }), count, word)

/** Each field there as a rule, now and then missing or anything at all. */
const record = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc
    .record(Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, fc.oneof({ weight: 30, arbitrary: value }, anything)])), { requiredKeys: [] })
    .chain((chosen) => fc.shuffledSubarray(Object.keys(chosen), { minLength: Math.max(0, Object.keys(chosen).length - 1) }).map((keys) => Object.fromEntries(keys.map((key) => [key, chosen[key]]))))

const anthropicUsage = record({
  input_tokens: count,
  output_tokens: count,
  cache_creation_input_tokens: count,
  cache_read_input_tokens: count,
  cache_creation: record({ ephemeral_5m_input_tokens: count, ephemeral_1h_input_tokens: count }),
  output_tokens_details: record({ thinking_tokens: count }),
  server_tool_use: record({ web_search_requests: count, web_fetch_requests: count }),
  service_tier: word,
  speed: word,
  inference_geo: word,
  iterations: fc.array(record({ type: fc.constantFrom('message', 'compaction', 'advisor_message'), model: word, input_tokens: count, output_tokens: count }), { maxLength: 2 }),
})
const content = fc.array(fc.record({ type: fc.constant('text'), text: fc.string({ unit: 'grapheme', maxLength: 200 }) }), { maxLength: 2 })
const message = record({ id, type: fc.constant('message'), role: fc.constant('assistant'), model: word, content, usage: anthropicUsage })

const some = fc.oneof(fc.nat(20_000), fc.constant(1e9))

/** Lines of which every field is as it should be: the usual make. */
const usual = fc.record({
  parentUuid: fc.uuid(),
  sessionId: fc.uuid(),
  type: fc.constant('assistant'),
  timestamp: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.toISOString()),
  requestId: fc.constant('req_1'),
  message: fc.record({ id: fc.nat(9).map((n) => `msg_${n}`), model: fc.constantFrom('claude-opus-4-5', 'claude-haiku-4-5'), content, usage: fc.record({ input_tokens: some, output_tokens: some, cache_read_input_tokens: some, cache_creation_input_tokens: some, service_tier: fc.constant('standard') }, { requiredKeys: ['input_tokens'] }) }),
})
const usualCall = fc.record({
  ts: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.toISOString()),
  event: fc.constant('llm_call'),
  provider: fc.constantFrom('openai', 'anthropic', 'google'),
  model: fc.constantFrom('gpt-5', 'claude-haiku-4-5'),
  request_id: fc.nat(9).map((n) => `req_${n}`),
  job_id: fc.constantFrom('triage', 'digest'),
  agent: fc.constantFrom('writer', 'critic'),
  usage: fc.oneof(
    fc.record({ input_tokens: some, output_tokens: some, input_tokens_details: fc.record({ cached_tokens: some }), output_tokens_details: fc.record({ reasoning_tokens: some }) }, { requiredKeys: ['input_tokens'] }),
    fc.record({ prompt_tokens: some, completion_tokens: some, total_tokens: some, prompt_tokens_details: fc.record({ cached_tokens: some }), completion_tokens_details: fc.record({ reasoning_tokens: some }) }, { requiredKeys: ['prompt_tokens'] }),
    fc.record({ input_tokens: some, output_tokens: some, cache_read_input_tokens: some, cache_creation_input_tokens: some }, { requiredKeys: ['input_tokens'] }),
  ),
})
const session = record({ sessionId: fc.uuid(), type: fc.constantFrom('assistant', 'user', 'progress', 'summary', ''), timestamp: time, requestId: id, message, costUSD: count, event: word, uuid: fc.uuid() })
const openaiUsage = record({
  prompt_tokens: count,
  completion_tokens: count,
  input_tokens: count,
  output_tokens: count,
  input_tokens_details: record({ cached_tokens: count, cache_write_tokens: count, audio_tokens: count }),
  prompt_tokens_details: record({ cached_tokens: count }),
  output_tokens_details: record({ reasoning_tokens: count, audio_tokens: count }),
  cost: count,
  total_tokens: count,
})
const event = fc.constantFrom('llm_call', 'llm_call', 'llm_call', 'tick', 'job_started', 'job_finished', 'job_failed', 'self_heal', 'charge', 'hello', '')
const execution = record({
  ts: time,
  event,
  provider: word,
  model: word,
  usage: fc.oneof(openaiUsage, anthropicUsage),
  request_id: id,
  job_id: word,
  run_id: word,
  agent: word,
  service_tier: word,
  region: word,
  batch: fc.boolean(),
  cost_usd: fc.oneof(count, fc.constantFrom(0.0125, 1e-7, '0.5', 0.1 + 0.2)),
  cpu_seconds: count,
  charge_id: word,
})
const response = record({ id, object: fc.constantFrom('chat.completion', 'response'), created: fc.constant(1.76e9), model: word, usage: openaiUsage, type: fc.constant('message'), role: fc.constant('assistant') })
const around = record({ ts: time, response, body: response, result: record({ message }), custom_id: word })

const value = fc.oneof({ weight: 6, arbitrary: usual }, { weight: 4, arbitrary: usualCall }, { weight: 4, arbitrary: session }, { weight: 4, arbitrary: execution }, response, around, anything)

/** JSON as programs write it: with and without spaces, with escapes where none are needed. */
const written = fc.tuple(value, fc.nat(11)).map(([what, style]) => {
  const text = JSON.stringify(what)
  if (style === 0) return text.replaceAll('":', '" : ').replaceAll(',"', ' ,\t"')
  if (style === 1) return text.replaceAll('e', '\\u0065')
  if (style === 2) return text.replaceAll('/', '\\/').replaceAll('"model"', '"mod\\u0065l"')
  if (style === 3) return `${text.slice(0, -1)},${text.slice(1)}`
  return text
})

/** One place of a line made another. */
const edit = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), drop: fc.nat(3), put: fc.constantFrom('', '"', '\\', '\\u12', '\u0001', '0', '-', 'e9', '.', ',', '}', '{', '[', ']', ':', ' ', '\r', 'é', 'null', 'usage', '\u00ff') })
const mangled = fc.tuple(written, edit).map(([text, { at, drop, put }]) => text.slice(0, Math.floor(at * text.length)) + put + text.slice(Math.floor(at * text.length) + drop))
const noise = fc.array(fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', 'a', '0', '1', '-', '.', 'e', '+', 'true', 'null', ' ', '\t', '\r', '\\u00e9', '\u0007', 'ü', '"a":', '""'), { maxLength: 14 }).map((tokens) => tokens.join(''))
const hostile = fc.oneof(noise, fc.constantFrom('', ' ', '\r', '\uFEFF', '\uFEFF{"event":"tick","ts":1}', '{}', '[]', '0', `${'['.repeat(300)}${']'.repeat(300)}`, `{"a":${'['.repeat(300)}`, '{"__proto__":1,"event":"tick","ts":5}'))

/** What may become of a line that another one is like: small, and of consequence. */
const slips: [string | RegExp, string][] = [
  ['":', '" :'],
  [',"', ', "'],
  [/(\d+)([,}])/, '$1e1$2'],
  [/(\d+)([,}])/, '$1.5$2'],
  [/(\d+)([,}])/, '0$1$2'],
  [/(\d+)([,}])/, '-$1$2'],
  [/(\d+)([,}])/, '"$1"$2'],
  [/(\d+)([,}])/, 'null$2'],
  [/"([^"]+)":("[^"]*"|\d+)/, '"$1":$2,"$1":$2'],
  [/"([^"]+)":("[^"]*"|\d+),"([^"]+)":("[^"]*"|\d+)/, '"$3":$4,"$1":$2'],
  [/:"(.)/, ':"\\u0041'],
  [/:"([^"]*)"/, ':"$1\\n"'],
  [/:"[^"]*"/, ':""'],
  [/:"([^"]*)"/, ':"$1é日"'],
  [/:"([^"]*)"/, ':"$1\t"'],
  [/:"([^"]*)"/, ':"$1'],
  [/"([^"]+)":"/, '"$1x":"'],
  [/"(standard|claude-opus-4-5|gpt-5|assistant|llm_call)"/, '"$1-1"'],
  [/\[.*\]/, '[]'],
  [/\[.*\]/, '[{"type":"compaction"}]'],
  [/$/, '\r'],
  [/$/, ' }'],
  [/.{3}$/, ''],
]

/** `line` with a slip in its text from a place on. */
const slipped = (text: string, from: number, [what, by]: [string | RegExp, string]) => text.slice(0, from) + text.slice(from).replace(what, by)

/** Lines of one make, some with a slip; and again, so that what was learnt of a slip is met as well. */
export const alikeLines = fc
  .tuple(fc.oneof(usual, usualCall, session, execution).map((what) => JSON.stringify(what)), fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), slip: fc.constantFrom(...slips) }), { minLength: 1, maxLength: 8 }))
  .map(([text, edits]) => {
    const lines = edits.flatMap(({ at, slip }) => [text, slipped(text, Math.floor(at * text.length), slip)])
    return [...lines, ...lines].map((one) => one.replaceAll('\n', ''))
  })

/** A line without its end. */
export const line = fc.oneof({ weight: 6, arbitrary: written }, { weight: 3, arbitrary: mangled }, { weight: 2, arbitrary: hostile }).map((text) => text.replaceAll('\n', ''))
/** Lines that are read from their bytes. */
export const usualLine = fc.oneof(usual, usualCall).map((what) => JSON.stringify(what))
export { noise, mangled }

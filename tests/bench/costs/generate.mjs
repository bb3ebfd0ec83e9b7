// Logs in the make of Claude Code's sessions, the same at each run, streamed to disk.
import { createWriteStream, mkdirSync } from 'node:fs'
import { once } from 'node:events'
import path from 'node:path'

/** @typedef {() => number} Random a number in [0, 1) */

/** @param {number} seed @returns {Random} mulberry32 */
export const randomFrom = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let bits = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
  return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
}

const models = ['claude-sonnet-4-5-20250929', 'claude-opus-4-5-20251101', 'claude-haiku-4-5-20251001', 'claude-sonnet-4-20250514']
const firstDay = Date.UTC(2026, 0, 1)
const spanMs = 320 * 86_400_000
const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const words = 'the request reads a file and writes const value = await this.store.find(id) // until every answer of \\"logs\\" was added to total; return { ok: true }\\n if (error)\\tthrow'.split(' ')

/** @param {Random} random @param {number} below */
const whole = (random, below) => Math.floor(random() * below)

/** @param {Random} random @param {number} length */
function name(random, length) {
  let text = ''
  for (let index = 0; index < length; index++) text += alphabet[whole(random, alphabet.length)]
  return text
}

/** @param {Random} random */
function uuid(random) {
  const hex = () => whole(random, 2 ** 32).toString(16).padStart(8, '0')
  const [a, b, c, d] = [hex(), hex(), hex(), hex()]
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`
}

/** @param {Random} random */
const newCall = (random) => ({
  id: `msg_01${name(random, 22)}`,
  request: `req_011C${name(random, 20)}`,
  model: models[whole(random, models.length)],
  input: whole(random, 3000),
  written: whole(random, 20_000),
  read: whole(random, 150_000),
  output: 1 + whole(random, 4000),
})

/** @param {Random} random @param {number} length about so many bytes of JSON text: words, escapes and line ends, as answers and tools write them */
export function prose(random, length) {
  const said = []
  for (let bytes = 0; bytes < length; ) {
    const word = words[whole(random, words.length)]
    said.push(word)
    bytes += word.length + 1
    if (random() < 0.08) said.push('\\n')
  }
  return said.join(' ')
}

/** @param {ReturnType<typeof newCall>} call @param {number} output */
const usageOf = (call, output) =>
  `{"input_tokens":${call.input},"cache_creation_input_tokens":${call.written},"cache_read_input_tokens":${call.read},"output_tokens":${output},"service_tier":"standard"}`

/** @param {ReturnType<typeof newCall>} call @param {string} session @param {number} at @param {number} output */
const leanLine = (call, session, at, output) =>
  `{"sessionId":"${session}","type":"assistant","timestamp":"${new Date(at).toISOString()}","requestId":"${call.request}","version":"2.1.0","message":{"id":"${call.id}","model":"${call.model}","usage":${usageOf(call, output)}}}\n`

/** @param {ReturnType<typeof newCall>} call @param {string} session @param {number} at @param {string} text @param {Random} random */
const richLine = (call, session, at, text, random) =>
  `{"parentUuid":"${uuid(random)}","isSidechain":false,"userType":"external","cwd":"projects/console","sessionId":"${session}","version":"2.1.0","gitBranch":"main","message":{"model":"${call.model}","id":"${call.id}","type":"message","role":"assistant","content":[{"type":"text","text":"${text}"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":${call.input},"cache_creation_input_tokens":${call.written},"cache_read_input_tokens":${call.read},"cache_creation":{"ephemeral_5m_input_tokens":${call.written},"ephemeral_1h_input_tokens":0},"output_tokens":${call.output},"service_tier":"standard"}},"requestId":"${call.request}","type":"assistant","uuid":"${uuid(random)}","timestamp":"${new Date(at).toISOString()}"}\n`

/** @param {string} session @param {number} at @param {string} text @param {Random} random */
const toolLine = (session, at, text, random) =>
  `{"parentUuid":"${uuid(random)}","isSidechain":false,"userType":"external","cwd":"projects/console","sessionId":"${session}","version":"2.1.0","gitBranch":"main","type":"user","message":{"role":"user","content":[{"tool_use_id":"toolu_01${name(random, 22)}","type":"tool_result","content":"${text}"}]},"uuid":"${uuid(random)}","timestamp":"${new Date(at).toISOString()}"}\n`

/** @param {string} file @param {Iterable<string>} lines @returns {Promise<number>} bytes */
async function writeLines(file, lines) {
  mkdirSync(path.dirname(file), { recursive: true })
  const out = createWriteStream(file, { highWaterMark: 1024 * 1024 })
  let held = ''
  for (const line of lines) {
    held += line
    if (held.length < 1024 * 1024) continue
    if (!out.write(held)) await once(out, 'drain')
    held = ''
  }
  out.end(held)
  await once(out, 'close')
  return out.bytesWritten
}

/** One call in ten is told twice, first while it was still being written. @param {Random} random @param {number} count @param {number} from */
export function* leanLines(random, count, from) {
  const session = uuid(random)
  const step = spanMs / 200 / count
  for (let told = 0; told < count; told++) {
    const call = newCall(random)
    const at = Math.floor(from + told * step)
    if (random() < 0.1 && ++told < count) yield leanLine(call, session, at, 1)
    yield leanLine(call, session, at, call.output)
  }
}

/** @param {Random} random @param {number} bytes @param {number} from */
function* heavyLines(random, bytes, from) {
  const session = uuid(random)
  let at = from
  for (let written = 0; written < bytes; ) {
    at += 60_000
    const line = random() < 0.5 ? richLine(newCall(random), session, at, prose(random, 1000 + whole(random, 8000)), random) : toolLine(session, at, prose(random, 2000 + whole(random, 30_000)), random)
    written += line.length
    yield line
  }
}

/**
 * Writes `files` sessions below folder/projects.
 * @param {string} folder @param {'lean' | 'heavy'} make @param {number} files @param {number} each lines of a lean file, bytes of a heavy one
 * @returns {Promise<number>} bytes in all
 */
export async function generate(folder, make, files, each) {
  const random = randomFrom(make === 'lean' ? 1 : 2)
  let bytes = 0
  for (let index = 0; index < files; index++) {
    const from = firstDay + Math.floor((index * spanMs) / files)
    const lines = make === 'lean' ? leanLines(random, each, from) : heavyLines(random, each, from)
    bytes += await writeLines(path.join(folder, 'projects', `-home-someone-work-${index % 20}`, `${uuid(random)}.jsonl`), lines)
  }
  return bytes
}
